"""`rebuild_catalogue`: writes the catalogue anew from the pages; editors may go on publishing meanwhile."""

import json

from django.core.management.base import BaseCommand

from cms_core.catalogue.rebuild import rebuild
from cms_core.models.entries import Entry


class Command(BaseCommand):
    help = "按页面重建资源库（可在编辑发布时运行；中断后重新运行即可）。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="只输出一行 JSON 结果。")

    def handle(self, *args, json: bool, **options):
        changed = rebuild(progress=lambda done, total: None if json else self.tell(done, total))
        self.report(json, changed)

    def tell(self, done, total):
        self.stdout.write(f"已核对 {done}/{total} 个页面")

    def report(self, as_json, changed):
        entries = Entry.objects.count()
        if as_json:
            self.stdout.write(json.dumps({"entries": entries, "changed": changed}))
        else:
            self.stdout.write(f"资源库共 {entries} 条，本次改正 {changed} 条。")
