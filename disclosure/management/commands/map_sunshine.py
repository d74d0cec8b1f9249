"""map_sunshine FILE.toml --portal KEY: the columns of an imported 阳光工程网 to the rows of the standard tables."""

import json
import tomllib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from disclosure.sunshine.actions.map_old import MapOldColumns
from disclosure.sunshine.errors import SunshineError
from sites.models import Portal

HEADS = (
    ("rows_unknown", "目录里没有这些事项"),
    ("columns_unknown", "门户里没有这些栏目"),
    ("columns_ambiguous", "这些栏目名不止一个，请写上级栏目"),
    ("rows_left", "还没有栏目的事项"),
    ("columns_left", "没有对应事项的栏目"),
)


class Command(BaseCommand):
    help = "把旧阳光工程网迁入的栏目对应到标准目录的事项（见 docs/disclosure.md）；已有的对应不变。"

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--portal", required=True, metavar="KEY")
        parser.add_argument("--dry-run", action="store_true", help="只报告，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出。")

    def handle(self, *args, **options):
        portal = Portal.objects.filter(key=options["portal"]).select_related("organisation", "home").first()
        if portal is None:
            raise CommandError(f"没有标识为“{options['portal']}”的门户。")
        try:
            told = tomllib.loads(Path(options["file"]).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CommandError(f"读不了对应文件“{options['file']}”：{error}。") from error
        try:
            report = MapOldColumns(portal, told, dry_run=options["dry_run"]).execute()
        except SunshineError as error:
            raise CommandError("\n".join(error.reasons)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for row, column in report["matched"]:
            self.stdout.write(f"{row} ← {column}")
        for key, head in HEADS:
            if report[key]:
                self.stdout.write(f"{head}（{len(report[key])}）：{'、'.join(report[key])}")
        self.stdout.write("没有写入。" if options["dry_run"] else f"对应 {len(report['matched'])} 处。")
