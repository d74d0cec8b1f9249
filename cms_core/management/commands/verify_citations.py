"""`verify_citations`: says whether the citations agree with the texts; exit code 1 when they do not."""

import json

from django.core.management.base import BaseCommand

from cms_core.citations.rebuild import verify


class Command(BaseCommand):
    help = "核对引用关系与正文是否一致；不一致时退出码为 1，可运行 rebuild_citations 改正。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象。")

    def handle(self, *args, **options):
        report = verify()
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            for page in report.rows:
                self.stdout.write(f"引用关系与正文不符的页面：{page}")
            for page in report.keys:
                self.stdout.write(f"文号或标题索引不符的公文：{page}")
            self.stdout.write(
                f"引用共 {report.citations} 条，已链接 {report.linked} 条，待识别页面 {report.unread} 个；"
                f"与正文不一致的页面 {report.differences} 个。"
            )
        if report.differences:
            raise SystemExit(1)
