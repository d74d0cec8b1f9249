"""`verify_sunshine`: says whether the counters of Sunshine records are right; exit code 1 when they are not."""

import json

from django.core.management.base import BaseCommand

from disclosure.sunshine.counters import differences, recount


class Command(BaseCommand):
    help = "核对阳光工程记录的计数是否与记录一致；不一致时退出码为 1。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象。")
        parser.add_argument("--repair", action="store_true", help="把查出的不一致改正过来。")

    def handle(self, *args, **options):
        found = differences()
        if found and options["repair"]:
            recount()
        if options["json"]:
            told = [{"key": one.key, "kept": one.kept, "true": one.true} for one in found]
            self.stdout.write(json.dumps({"differences": told, "repaired": options["repair"]}, ensure_ascii=False))
        else:
            for one in found:
                self.stdout.write(f"计数 {'/'.join(map(str, one.key))}：记为 {one.kept}，应为 {one.true}")
            done = "，均已改正" if found and options["repair"] else ""
            self.stdout.write(f"阳光工程计数不一致 {len(found)} 处{done}。")
        if found:
            raise SystemExit(1)
