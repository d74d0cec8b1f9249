"""import_sunshine_catalogue FILE --portal KEY [--domain finance]: standard tables of the key areas."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from disclosure.sunshine.commanded import import_catalogue
from disclosure.sunshine.domains import domains
from disclosure.sunshine.errors import SunshineError
from sites.models import Portal

SHOWN = 50


class Command(BaseCommand):
    help = "从 xlsx、xls 或 csv 导入基层政务公开标准目录（九列、两行表头）；有错误的行时不写入，全部列出。"

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument(
            "--portal", required=True, metavar="KEY", help="目录属于哪个门户；下级没有自己目录的沿用它。"
        )
        parser.add_argument(
            "--domain", choices=list(domains()), default="", help="哪个领域；默认看表名、标题和文件名。"
        )
        parser.add_argument("--accept-good", action="store_true", help="有错误的行时，仍导入没有问题的行。")
        parser.add_argument("--dry-run", action="store_true", help="只核对，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出。")

    def handle(self, *args, **options):
        portal = Portal.objects.filter(key=options["portal"]).select_related("organisation").first()
        path = Path(options["file"])
        if portal is None:
            raise CommandError(f"没有标识为“{options['portal']}”的门户。")
        if not path.is_file():
            raise CommandError(f"没有文件“{path}”。")
        try:
            report = import_catalogue(
                path,
                portal,
                domain=options["domain"],
                dry_run=options["dry_run"],
                accept_good=options["accept_good"],
            )
        except SunshineError as error:
            raise CommandError("\n".join(error.reasons)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.tell(report)
        if report["faults"] and not report["written"] and not options["dry_run"]:
            raise CommandError(f"有 {len(report['faults'])} 处错误，没有写入；改正后再导入，或用 --accept-good。")

    def tell(self, report: dict) -> None:
        for one in report["parts"]:
            self.stdout.write(
                f"{one['domain_title']}：{one['rows']} 项，新增 {len(one['new'])}，变更 {len(one['changed'])}，"
                f"未变 {one['same']}，不再列入 {len(one['gone'])}。"
            )
        for fault in report["faults"][:SHOWN]:
            where = f"工作表“{fault['sheet']}”" if fault["sheet"] else ""
            self.stdout.write(f"{where}第 {fault['row']} 行 {fault['column']}“{fault['value']}”：{fault['reason']}")
        if len(report["faults"]) > SHOWN:
            self.stdout.write(f"……另有 {len(report['faults']) - SHOWN} 处")
        for note in report["notes"]:
            self.stdout.write(note)
        self.stdout.write("已写入。" if report["written"] else "没有写入。")
