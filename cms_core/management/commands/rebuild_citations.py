"""`rebuild_citations`: reads the citations of all pages anew; editors may go on publishing meanwhile."""

import json

from django.core.management.base import BaseCommand

from cms_core.citations.rebuild import rebuild
from cms_core.models.citations import Citation


class Command(BaseCommand):
    help = "按正文重新识别全部公文和文章的引用关系（可在编辑发布时运行；中断后重新运行即可）。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="只输出一行 JSON 结果。")

    def handle(self, *args, json: bool, **options):
        changed = rebuild(progress=lambda done: None if json else self.stdout.write(f"已读 {done} 个页面"))
        self.report(json, changed)

    def report(self, as_json, changed):
        total = Citation.objects.count()
        linked = Citation.objects.filter(target__isnull=False).count()
        if as_json:
            self.stdout.write(json.dumps({"citations": total, "linked": linked, "changed": changed}))
        else:
            self.stdout.write(f"引用共 {total} 条，其中 {linked} 条已链接；本次改正 {changed} 条。")
