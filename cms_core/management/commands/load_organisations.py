"""load_organisations FILE: loads a CSV, JSON or division file into the organisation tree."""

import csv
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms_core.organisations.errors import LoadRefused, UnreadableFile
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import FORMATS, read_organisations
from cms_core.organisations.rows import REJECTION


class Command(BaseCommand):
    help = "导入机构名录（CSV、JSON 或行政区划文件）；可重复运行，只改动有变化的机构。"

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--format", choices=FORMATS, help="文件格式；不给则按文件名和内容判断。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果。")
        parser.add_argument("--dry-run", action="store_true", help="只检查并说明将会怎样，不写入。")
        parser.add_argument("--accept-good", action="store_true", help="有错误时仍写入无误的行。")
        parser.add_argument("--rejects", metavar="OUT", help="把有误的行连同原因写入这个文件，改好后可再导入。")

    def handle(self, *args, **options):
        try:
            rows = read_organisations(options["file"], options["format"])
        except UnreadableFile as error:
            self.fail(options, str(error), [])
        load = LoadOrganisations(rows, accept_good=options["accept_good"], dry_run=options["dry_run"])
        try:
            report = load.execute()
        except LoadRefused as error:
            self.write_rejects(options["rejects"], [row for row in rows if row.errors])
            self.fail(options, str(error), error.errors)
        self.write_rejects(options["rejects"], report.rejected)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        for error in report.errors:
            self.stderr.write(str(error))
        said = "（试运行，未写入）" if report.dry_run else ""
        renamed, moved = len(report.renamed), len(report.moved)
        self.stdout.write(
            f"新增 {report.created}，变更 {report.changed}（改名 {renamed}，调整上级 {moved}），"
            f"未变 {report.unchanged}，有误 {len(report.rejected)}{said}"
        )

    def fail(self, options, message, errors):
        if options["json"]:
            self.stdout.write(
                json.dumps({"message": message, "errors": [e.as_dict() for e in errors]}, ensure_ascii=False)
            )
        raise CommandError("\n".join([message, *map(str, errors)]))

    @staticmethod
    def write_rejects(path, rows):
        """In the shape of the file that came, with the reasons in a column more that a second load passes over."""
        if not path or not rows:
            return
        records = [row.raw | {REJECTION: " ".join(str(error) for error in row.errors)} for row in rows]
        if path.endswith(".json"):
            Path(path).write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
            return
        header = list(dict.fromkeys(name for record in records for name in record))
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(records)
