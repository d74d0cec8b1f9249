"""import_text FILE --portal KEY: a pasted page of an old portal becomes a document."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms_core.organisations.readers import decode
from cms_core.tree.errors import TreeError
from migrations.actions.import_text import ImportText
from migrations.errors import ImportRefused, UnreadableFile
from migrations.management.portals import portal_of_key

IN_GAZETTE = {"created": "已建立这一期并收入", "added": "已补录", "exists": "已在这一期中", "left": "未收入"}
OUTCOMES = {"created": "已导入", "updated": "已更新", "skipped": "已存在，未改动"}


class Command(BaseCommand):
    help = "把旧站公文页的整页文本（从浏览器全选复制）导入为公文，逐项报告识别结果。"

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--portal", required=True, metavar="KEY", help="门户标识，如 zj。")
        parser.add_argument(
            "--column", metavar="PATH|ID", help="栏目路径（政务公开/政策文件）或编号；不给则按原路径找。"
        )
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", dest="live", action="store_true", default=True, help="导入后即公开（默认）。")
        state.add_argument("--draft", dest="live", action="store_false", help="只存为草稿。")
        parser.add_argument("--update", action="store_true", help="已有同一公文时以这次的内容更新它。")
        parser.add_argument("--files", metavar="DIR", help="附件所在目录，按页面上的文件名收入。")
        parser.add_argument(
            "--no-gazette", dest="gazette", action="store_false", help="不收入公报（默认按原页面的期号收入）。"
        )
        parser.add_argument("--dry-run", action="store_true", help="只识别并报告，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出报告。")

    def handle(self, *args, **options):
        try:
            report = ImportText(
                decode(Path(options["file"])),
                portal_of_key(options["portal"]),
                source_name=Path(options["file"]).name,
                column=options["column"],
                live=options["live"],
                update=options["update"],
                dry_run=options["dry_run"],
                files=options["files"],
                gazette=options["gazette"],
            ).execute()
        except (ImportRefused, UnreadableFile, TreeError) as error:
            errors = getattr(error, "errors", None) or getattr(error, "messages", [])
            if options["json"]:
                told = {"outcome": "refused", "message": str(error), "errors": list(errors)}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            raise CommandError("\n".join([str(error), *map(str, errors)])) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        for fact in report.facts:
            self.stdout.write(str(fact))
        for row in report.responsible:
            known = sum(1 for one in row["organisations"] if one["organisation"])
            self.stdout.write(f"{row['label']}：{row['text']}（{known}/{len(row['organisations'])} 个在机构名录中）")
        if report.dropped:
            self.stdout.write(f"去掉的页面残留：{'、'.join(report.dropped)}")
        for note in report.notes:
            self.stdout.write(f"注意：{note}")
        if report.gazette:
            outcome = IN_GAZETTE[report.gazette["outcome"]]
            self.stdout.write(f"公报{report.gazette['issue']}：{outcome} {report.gazette['address']}".rstrip())
        said = (
            "（试运行，未写入）" if report.dry_run else f"，编号 {report.page}，{'已公开' if report.live else '草稿'}"
        )
        self.stdout.write(f"{OUTCOMES[report.outcome]}到栏目“{report.column}”{said}")
