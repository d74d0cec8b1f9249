"""`verify_directory`: says whether the directory agrees with the catalogue; exit code 1 when it does not."""

import json

from django.core.management.base import BaseCommand

from disclosure.directory.verify import verify

NAMES = {
    "missing": "缺少目录条目的页面",
    "extra": "多余的目录条目",
    "different": "内容不符的目录条目",
    "counts": "计数不符的站点",
}


class Command(BaseCommand):
    help = "核对政府信息公开目录与资源库、栏目是否一致；不一致时退出码为 1。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象。")
        parser.add_argument("--repair", action="store_true", help="把查出的不一致改正过来。")

    def handle(self, *args, **options):
        report = verify(repair=options["repair"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), default=str, ensure_ascii=False))
        else:
            self.tell(report, options["repair"])
        if report.differences:
            raise SystemExit(1)

    def tell(self, report, repair):
        for name, title in NAMES.items():
            for found in getattr(report, name):
                self.stdout.write(f"{title}：{json.dumps(found, default=str, ensure_ascii=False)}")
        done = "，均已改正" if repair and report.differences else ""
        self.stdout.write(f"目录共 {report.entries} 条，不一致 {report.differences} 处{done}。")
