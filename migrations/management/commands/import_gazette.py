"""import_gazette CONTENTS --portal KEY: back issues of a gazette from a table of contents and a folder of files."""

import json

from django.core.management.base import BaseCommand, CommandError

from cms_core.tree.errors import TreeError
from gazette.errors import GazetteError
from migrations.actions.import_gazette import ImportGazette
from migrations.errors import ImportRefused, UnreadableFile
from migrations.gazettes.rejects import write_rejects
from migrations.management.portals import portal_of_key

SHOWN = 50


class Command(BaseCommand):
    help = "收录公报往期：目录表（xlsx、xls、csv、jsonl）加文件夹；逐行报告错误，分批写入，可重复运行，给出对账。"

    def add_arguments(self, parser):
        parser.add_argument("contents", help="目录表；JSONL 每行一条，或每行一期（含 entries）。")
        parser.add_argument("--files", metavar="DIR|ZIP", help="目录表所列文件所在的文件夹或 ZIP。")
        parser.add_argument("--portal", required=True, metavar="KEY", help="门户标识，如 zj。")
        parser.add_argument("--column", metavar="PATH|ID", help="门户还没有公报时，在这个栏目开办。")
        parser.add_argument("--documents-column", metavar="PATH|ID", help="公文放入的栏目；默认为“政策文件”。")
        parser.add_argument("--sheet", metavar="NAME|N", help="工作表的名称或序号；默认第一个。")
        parser.add_argument(
            "--map", action="append", default=[], metavar="字段=表头", help="逐个指定列的对应，可多次给出。"
        )
        fill = parser.add_mutually_exclusive_group()
        fill.add_argument(
            "--fill", action="store_true", default=None, help="空的年份、期号、栏目同上一行（表格默认如此）。"
        )
        fill.add_argument("--no-fill", dest="fill", action="store_false", help="空单元格就是空。")
        parser.add_argument("--batch", type=int, default=20, metavar="N", help="每批写入多少期；默认 20。")
        parser.add_argument("--accept-good", action="store_true", help="有错误时仍收录没有错误的各期。")
        parser.add_argument(
            "--rejects", metavar="OUT", help="把退回的行写入这个文件（加“退回原因”列），改好后可再导入。"
        )
        parser.add_argument("--dry-run", action="store_true", help="只检查并对账，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出对账。")

    def handle(self, *args, **options):
        action = None
        try:
            action = ImportGazette(
                options["contents"],
                portal_of_key(options["portal"]),
                files=options["files"],
                column=options["column"],
                documents_column=options["documents_column"],
                sheet=options["sheet"],
                pairs=options["map"],
                fill=options["fill"],
                batch=options["batch"],
                accept_good=options["accept_good"],
                dry_run=options["dry_run"],
                progress=self.progress,
            )
            report = action.execute()
            self.write_rejects(action, options)
        except (ImportRefused, UnreadableFile, TreeError, GazetteError) as error:
            self.refuse(error, action, options)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self.stdout.write(report.table())
        if report.differences:
            raise CommandError("核对不一致：" + "；".join(report.differences[:SHOWN]))

    def progress(self, text):
        self.stderr.write(text)

    def refuse(self, error, action, options):
        errors = list(
            next((found for name in ("errors", "messages", "reasons") if (found := getattr(error, name, None))), [])
        )
        self.write_rejects(action, options)
        if options["json"]:
            told = [one.as_dict() if hasattr(one, "as_dict") else str(one) for one in errors]
            report = action.report.as_dict() if action is not None else {}
            self.stdout.write(json.dumps({**report, "message": str(error), "errors": told}, ensure_ascii=False))
        elif options["dry_run"] and action is not None and action.report.errors:
            # It was asked for the reconciliation, which lists the wrong rows too.
            self.stdout.write(action.report.table())
            raise CommandError(str(error)) from error
        more = [f"……另有 {len(errors) - SHOWN} 处，见 --json 报告。"] if len(errors) > SHOWN else []
        raise CommandError("\n".join([str(error), *map(str, errors[:SHOWN]), *more])) from error

    def write_rejects(self, action, options):
        check = action.check if action is not None else None
        if not options["rejects"] or check is None or not check.errors:
            return
        count = write_rejects(options["rejects"], action.contents, check)
        self.stderr.write(f"退回 {count} 行，见 {options['rejects']}")
