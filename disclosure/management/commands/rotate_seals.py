"""`rotate_seals`: a new key for personal data, and everything sealed anew with it."""

import json

from django.core.management.base import BaseCommand

from disclosure.sealing import keys
from disclosure.sealing.rotation import in_use, reseal_all


class Command(BaseCommand):
    help = "更换个人信息的密封密钥，并用新密钥重新加密已有的数据和附件；中断后加 --reseal 再运行即可接着做。"

    def add_arguments(self, parser):
        parser.add_argument("--reseal", action="store_true", help="不换密钥，只把仍用旧密钥的重新加密。")
        parser.add_argument("--check", action="store_true", help="只报告各密钥还加密着多少数据，什么也不改。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出。")

    def handle(self, *, reseal, check, **options):
        done, problems = 0, []
        if not check:
            current = keys.current(keys.SEAL)[0] if reseal else keys.rotate()
            done, problems = reseal_all()
        else:
            current = keys.recorded(keys.SEAL)
        used = in_use()
        report = {
            "current": current,
            "resealed": done,
            "in_use": dict(used),
            "retired_unused": [name for name in keys.retired() if not used[name]],
            "problems": problems,
        }
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.say(report)
        if problems:
            raise SystemExit(1)

    def say(self, report):
        self.stdout.write(f"当前密钥 {report['current'] or '（还没有）'}，重新加密 {report['resealed']} 项。")
        for name, number in report["in_use"].items():
            self.stdout.write(f"密钥 {name}：加密着 {number} 项。")
        for name in report["retired_unused"]:
            self.stdout.write(f"旧密钥 {name} 已不再使用；确认不需要恢复旧的数据库备份之后，可以移走它的文件。")
        for problem in report["problems"]:
            self.stderr.write(problem)
        self.stdout.write("请立即备份密钥目录，与数据库备份分开存放。")
