"""import_listing FILE --portal KEY --kind power: a whole list from a workbook, by the way that editors go."""

import json
from datetime import date
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from listings.errors import ListingsError
from listings.kinds import ListKind
from listings.models import Listing
from listings.workbooks.commanded import ImportListing, read_mapping

SHOWN = 50


class Command(BaseCommand):
    help = "从工作簿（xlsx、xls、csv）导入一张清单：逐行核对，生成一次调整，--approve 直接批准；要么全部，要么不写。"

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--portal", required=True, metavar="KEY", help="门户标识，如 tonglu。")
        parser.add_argument("--kind", required=True, choices=ListKind.values, help="哪一张清单。")
        parser.add_argument(
            "--mapping", metavar="FILE.toml", help="列、取值、统一填写的值和调整的依据（见 docs/listings.md）。"
        )
        parser.add_argument("--day", type=date.fromisoformat, metavar="2026-01-01", help="生效日期；默认今天。")
        parser.add_argument("--accept-good", action="store_true", help="有退回的行时，仍收录没有问题的行。")
        parser.add_argument("--take-out-gone", action="store_true", help="清单上有而文件里没有的事项列为取消。")
        parser.add_argument(
            "--approve", action="store_true", help="送审并批准；须在 --mapping 的 [adjustment] 中给出依据。"
        )
        parser.add_argument("--rejects", metavar="OUT", help="把退回的行写入这个文件（加“退回原因”列）。")
        parser.add_argument("--dry-run", action="store_true", help="只核对，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出。")

    def handle(self, *args, **options):
        try:
            report = self.run(options)
        except ListingsError as error:
            if options["json"]:
                self.stdout.write(json.dumps({"message": str(error), "errors": error.reasons}, ensure_ascii=False))
            more = [f"……另有 {len(error.reasons) - SHOWN} 处"] if len(error.reasons) > SHOWN else []
            raise CommandError("\n".join([*error.reasons[:SHOWN], *more])) from error
        self.tell(report, options)

    def run(self, options) -> dict:
        path = Path(options["file"])
        listing = (
            Listing.objects.select_related("portal__organisation")
            .filter(portal__key=options["portal"], kind=options["kind"])
            .first()
        )
        if listing is None:
            raise CommandError(f"门户“{options['portal']}”没有这张清单，请先在后台开办。")
        if not path.is_file():
            raise CommandError(f"没有文件“{path}”。")
        with transaction.atomic(), path.open("rb") as file:
            importing = ImportListing(
                listing,
                File(file, path.name),
                day=options["day"] or timezone.localdate(),
                mapping=read_mapping(options["mapping"]),
                accept_good=options["accept_good"],
                take_out_gone=options["take_out_gone"],
                approve=options["approve"],
                only_check=options["dry_run"],
                rejects=options["rejects"],
            )
            report = importing.execute()
            if not report["adjustment"]:
                transaction.set_rollback(True)
        return report

    def tell(self, report: dict, options) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            counts = report["counts"]
            self.stdout.write(
                f"新增 {counts['new']}，变更 {counts['changed']}，未变 {counts['same']}，"
                f"清单有而文件无 {counts['gone']}，退回 {counts['refused']}。"
            )
            for fault in report["refused"][:SHOWN]:
                self.stdout.write(f"第 {fault['row']} 行 {fault['column']}“{fault['value']}”：{fault['reason']}")
            if report["adjustment"]:
                self.stdout.write(f"调整 {report['adjustment']}：{report['state']}。")
        if not report["adjustment"] and report["counts"]["refused"] and not options["dry_run"]:
            raise CommandError(f"有 {report['counts']['refused']} 行退回，没有写入；改正后再导入，或用 --accept-good。")
