"""import_documents FILE.jsonl --portal KEY: documents in bulk, a JSON object a line."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms_core.organisations.readers import decode
from cms_core.tree.errors import TreeError
from migrations.actions.import_documents import ImportDocuments
from migrations.documents.mapping import Mapping, preset_names
from migrations.errors import ImportRefused, UnreadableFile
from migrations.management.portals import portal_of_key

SHOWN = 50


class Command(BaseCommand):
    help = "批量导入公文（JSONL，每行一件）；有错误时逐行报告，默认一件也不写入。可重复运行。"

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--portal", required=True, metavar="KEY", help="门户标识，如 zj。")
        parser.add_argument("--column", metavar="PATH|ID", help="栏目路径（政务公开/政策文件）或编号。")
        parser.add_argument("--preset", metavar="NAME", help=f"字段映射方案：{'、'.join(preset_names())}。")
        parser.add_argument(
            "--map", action="append", default=[], metavar="字段=来源", help="逐个指定字段映射，可多次给出。"
        )
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", dest="live", action="store_true", default=True, help="导入后即公开（默认）。")
        state.add_argument("--draft", dest="live", action="store_false", help="只存为草稿。")
        parser.add_argument("--accept-good", action="store_true", help="有错误时仍导入无误的行。")
        parser.add_argument("--update", action="store_true", help="已有的公文以文件内容更新；默认跳过。")
        parser.add_argument("--rejects", metavar="OUT", help="把有误的行原样写入这个文件，改好后可再导入。")
        parser.add_argument("--dry-run", action="store_true", help="只检查并报告，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出报告。")

    def handle(self, *args, **options):
        action = None
        try:
            mapping = Mapping.preset(options["preset"]) if options["preset"] else Mapping()
            action = ImportDocuments(
                decode(Path(options["file"]), may_break_off=True),
                portal_of_key(options["portal"]),
                mapping=mapping.with_pairs(options["map"]),
                column=options["column"],
                source_name=Path(options["file"]).name,
                live=options["live"],
                accept_good=options["accept_good"],
                update=options["update"],
                dry_run=options["dry_run"],
            )
            report = action.execute()
        except (ImportRefused, UnreadableFile, TreeError) as error:
            self.refuse(error, action, options)
        self.write_rejects(options["rejects"], report.rejected)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        for row in report.skipped[:SHOWN]:
            self.stdout.write(f"第 {row['line']} 行跳过：{row['reason']}")
        for row in report.notes[:SHOWN]:
            self.stdout.write(f"第 {row['line']} 行：{row['note']}")
        for error in report.errors[:SHOWN]:
            self.stderr.write(str(error))
        self.stdout.write(
            f"新增 {report.created}（其中草稿 {report.drafts}），更新 {report.updated}，未变 {report.unchanged}，"
            f"跳过 {len(report.skipped)}，有误 {len(report.rejected)} 行；栏目“{report.column}”"
            f"{'（试运行，未写入）' if report.dry_run else ''}"
        )

    def refuse(self, error, action, options):
        errors = list(getattr(error, "errors", None) or getattr(error, "messages", []))
        if action is not None:
            self.write_rejects(options["rejects"], action.report.rejected)
        if options["json"]:
            told = [one.as_dict() if hasattr(one, "as_dict") else str(one) for one in errors]
            self.stdout.write(json.dumps({"message": str(error), "errors": told}, ensure_ascii=False))
        more = [f"……另有 {len(errors) - SHOWN} 处，见 --json 报告。"] if len(errors) > SHOWN else []
        raise CommandError("\n".join([str(error), *map(str, errors[:SHOWN]), *more])) from error

    @staticmethod
    def write_rejects(path, lines):
        if path and lines:
            Path(path).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
