"""`sync_citations`: reads what was written in bulk, at once; otherwise the worker does so within minutes."""

import json

from django.core.management.base import BaseCommand

from cms_core.citations.unread import catch_up


class Command(BaseCommand):
    help = "立即识别批量导入后尚未识别的引用关系（平时由后台进程陆续完成）。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="只输出一行 JSON 结果。")

    def handle(self, *args, **options):
        quiet = options["json"]
        done = catch_up(progress=lambda number: None if quiet else self.stdout.write(f"已读 {number} 个页面"))
        self.stdout.write(json.dumps({"read": done}) if quiet else f"本次共读 {done} 个页面。")
