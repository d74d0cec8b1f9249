"""`rebuild_directory`: writes the directory anew from the catalogue; editors may go on publishing meanwhile."""

import json

from django.core.management.base import BaseCommand

from disclosure.directory.rebuild import rebuild
from disclosure.models import DirectoryEntry


class Command(BaseCommand):
    help = "按资源库重建政府信息公开目录（可在编辑发布时运行；中断后重新运行即可）。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="只输出一行 JSON 结果。")

    def handle(self, *args, json: bool, **options):
        changed = rebuild(progress=lambda done, total: None if json else self.tell(done, total))
        self.report(json, changed)

    def tell(self, done, total):
        self.stdout.write(f"已核对 {done}/{total} 个页面")

    def report(self, as_json, changed):
        entries = DirectoryEntry.objects.filter(listed=True).count()
        if as_json:
            self.stdout.write(json.dumps({"entries": entries, "changed": changed}))
        else:
            self.stdout.write(f"目录共 {entries} 条，本次改正 {changed} 条。")
