"""`verify_decisions`: says whether the counts of 双公示 are those of its rows; exit code 1 when they are not."""

import json

from django.core.management.base import BaseCommand

from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.shelves import stamp_all
from disclosure.decisions.verify import differences


class Command(BaseCommand):
    help = "核对行政许可、行政处罚公示列表的计数是否与数据一致；不一致时退出码为 1。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象。")
        parser.add_argument("--repair", action="store_true", help="把查出的不一致改正过来。")

    def handle(self, *args, **options):
        found = differences()
        if found and options["repair"]:
            stamp_all()
        if options["json"]:
            self.stdout.write(json.dumps({"differences": found, "repaired": options["repair"]}, ensure_ascii=False))
        else:
            for one in found:
                where = f"门户 {one['portal']} {DecisionKind(one['kind']).label} {one['facet']}={one['value']}"
                self.stdout.write(f"{where}：记为 {one['kept']}，应为 {one['counted']}")
            done = "，均已改正" if found and options["repair"] else ""
            self.stdout.write(f"双公示计数不一致 {len(found)} 处{done}。")
        if found:
            raise SystemExit(1)
