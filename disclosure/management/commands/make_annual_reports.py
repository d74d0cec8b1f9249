"""make_annual_reports --year YEAR [--portal KEY]: the drafts of all bodies at or below a portal."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.reports.actions.make_all import MakeAllReports
from disclosure.reports.errors import ReportError
from sites.models import Portal


class Command(BaseCommand):
    help = "为全省（或一个门户及其下级）各单位生成上一年度政府信息公开工作年度报告草稿；已有的不变。"

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, help="年度，默认为上一年。")
        parser.add_argument("--portal", metavar="KEY", help="只为这个门户及其下级生成。")
        parser.add_argument("--recount", action="store_true", help="已有的草稿重新统计（手工更正保留）。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出。")

    def handle(self, *args, **options):
        year = options["year"] or timezone.localdate().year - 1
        top = None
        if options["portal"]:
            top = Portal.objects.filter(key=options["portal"]).first()
            if top is None:
                raise CommandError(f"没有标识为“{options['portal']}”的门户。")
        try:
            found = MakeAllReports(year, top=top, recount=options["recount"]).execute()
        except ReportError as error:
            raise CommandError("\n".join(error.reasons)) from error
        if options["json"]:
            self.stdout.write(json.dumps({"year": year, **found}, ensure_ascii=False))
        else:
            said = f"新生成 {found['made']} 份，已有 {found['there']} 份，重新统计 {found['recounted']} 份。"
            self.stdout.write(f"{year} 年年报：{said}")
