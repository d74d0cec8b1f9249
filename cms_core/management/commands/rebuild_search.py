"""`rebuild_search`: builds the search index anew from the catalogue; readers and editors go on meanwhile."""

import json
import time

from django.core.management.base import BaseCommand, CommandError

from cms_core.search.errors import SearchError
from cms_core.search.feed.whole import rebuild


class Command(BaseCommand):
    help = "按资源库重建检索索引（可在编辑发布、公众检索时运行；中断后重新运行即可）。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="只输出一行 JSON 结果。")

    def handle(self, *args, json: bool, **options):
        started = time.monotonic()
        try:
            pages = rebuild()
        except SearchError as error:
            raise CommandError(str(error)) from error
        self.report(json, pages, time.monotonic() - started)

    def report(self, as_json, pages, seconds):
        if as_json:
            self.stdout.write(json.dumps({"pages": pages, "seconds": round(seconds, 1)}))
        else:
            self.stdout.write(f"检索索引已重建，共 {pages} 个页面，用时 {seconds:.1f} 秒。")
