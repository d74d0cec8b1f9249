"""`gazette_key`: shows the signing keys of a gazette, and puts a new one in the place of the current one."""

import json

from django.core.management.base import BaseCommand, CommandError

from gazette.management.choosing import add_gazette_argument, chosen_gazettes
from gazette.signing.errors import KeyLost
from gazette.signing.keys import ALGORITHM, path_of, private_key, rotate, signing_key, spoken


class Command(BaseCommand):
    help = "查看政务公报的签名密钥指纹（应刊印在纸质版上）；--rotate 换用新密钥，旧密钥停用但仍可用于校验。"

    def add_arguments(self, parser):
        add_gazette_argument(parser, required=True)
        parser.add_argument("--rotate", action="store_true", help="停用当前密钥，启用一把新的。")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象。")

    def handle(self, *args, **options):
        (gazette,) = chosen_gazettes(options["gazette"])
        lost = ""
        try:
            if options["rotate"]:
                rotate(gazette)
            else:
                signing_key(gazette)
        except KeyLost as error:
            lost = str(error)
        keys = [self.told(key) for key in gazette.keys.order_by("-pk")]
        if options["json"]:
            report = {"gazette": gazette.name, "algorithm": ALGORITHM, "keys": keys, "problem": lost}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.tell(gazette, keys)
        if lost:
            raise CommandError(lost)

    def told(self, key) -> dict:
        try:
            private_key(key)
            present = True
        except KeyLost:
            present = False
        return {
            "fingerprint": key.fingerprint,
            "created_at": key.created_at.isoformat(),
            "retired_at": key.retired_at.isoformat() if key.retired_at else None,
            "private_key": str(path_of(key.fingerprint)),
            "private_key_present": present,
        }

    def tell(self, gazette, keys):
        self.stdout.write(f"{gazette.name}（{ALGORITHM}）")
        for key in keys:
            state = f"已于 {key['retired_at'][:10]} 停用" if key["retired_at"] else "启用中"
            self.stdout.write(f"  {spoken(key['fingerprint'])}  {state}")
            self.stdout.write(f"    私钥 {key['private_key']}{'' if key['private_key_present'] else '（不在！）'}")
        self.stdout.write("请把启用中的指纹刊印在纸质公报上，并备份私钥文件。")
