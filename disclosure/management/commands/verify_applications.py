"""`verify_applications`: is every application what its events say?"""

import json

from django.core.management.base import BaseCommand

from disclosure.applications.replay import all_differences


class Command(BaseCommand):
    help = "逐件核对信息公开申请的当前状态与办理记录是否一致；只报告，不改动。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="以 JSON 输出。")

    def handle(self, **options):
        found = [(str(application), differences) for application, differences in all_differences()]
        if options["json"]:
            rows = [{"number": number, "columns": sorted(differences)} for number, differences in found]
            self.stdout.write(json.dumps({"different": rows}, ensure_ascii=False))
        else:
            for number, differences in found:
                for column, (stored, replayed) in differences.items():
                    self.stdout.write(f"{number}：{column} 记为 {stored}，办理记录为 {replayed}")
            self.stdout.write(f"不一致的申请 {len(found)} 件。")
        if found:
            raise SystemExit(1)
