"""Makes portals from blueprints: one, several, or those of a whole region."""

import argparse
import json

from django.core.management.base import BaseCommand, CommandError

from sites.actions.provision import FIRST_STATES, ProvisionPortals
from sites.blueprints.errors import BlueprintError
from sites.models import PortalState
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.requests import FIELDS, PortalRequest, organisations_called, region


class Command(BaseCommand):
    help = "按站点模板建站：--organisation 机构标识，或 --region 行政区划代码。可重复执行，只补建缺少的。"

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--organisation", action="append", metavar="KEY", help="机构标识或全称，可多次给出。")
        which.add_argument("--region", metavar="CODE", help="行政区划代码，如 33（浙江省全部门户）。")
        parser.add_argument(
            "--departments",
            action=argparse.BooleanOptionalAction,
            default=True,
            help="区域为省时是否包括省级部门（默认包括）。",
        )
        parser.add_argument("--towns", action="store_true", help="区域中的乡镇街道也建子站。")
        parser.add_argument("--blueprint", default="", help="站点模板；默认由机构的层级决定。")
        parser.add_argument("--state", default=PortalState.PREPARING, choices=[state.value for state in FIRST_STATES])
        parser.add_argument("--demo", action="store_true", help="注明“演示数据”。")
        parser.add_argument("--key", default="", help="主机名的第一段；只能用于一个机构。")
        parser.add_argument("--name", default="", help="门户名称；只能用于一个机构。")
        for name in FIELDS:
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help="只能用于一个机构。")
        parser.add_argument("--dry-run", action="store_true", help="只列出将建的门户，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果。")

    def handle(self, *args, **options):
        try:
            action = ProvisionPortals(self.requests(options), state=options["state"], demo=options["demo"])
            action.check()
            if options["dry_run"]:
                return self.show_plan(action, options)
            report = action.execute(None if options["json"] else self.show)
        except (ProvisionRefused, BlueprintError) as error:
            if options["json"]:
                self.stdout.write(json.dumps({"errors": error.messages}, ensure_ascii=False))
            raise CommandError("\n".join(error.messages)) from None
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            made, exists, failed = (len(report.of(result)) for result in ("made", "exists", "failed"))
            self.stdout.write(f"新建 {made} 个门户，已有 {exists} 个，失败 {failed} 个。")
        if report.of("failed"):
            raise CommandError("有门户没有建成，改正后重新执行本命令即可，只会补建缺少的。")

    def requests(self, options) -> list[PortalRequest]:
        if options["region"]:
            found = region(options["region"], departments=options["departments"], towns=options["towns"])
        else:
            found = organisations_called(options["organisation"])
        own = {name: options[name] for name in FIELDS if options[name]}
        if len(found) > 1 and (own or options["key"] or options["name"]):
            raise ProvisionRefused("--key、--name 和门户资料只能在为一个机构建站时给出。")
        return [PortalRequest(one, options["blueprint"], options["key"], options["name"], fields=own) for one in found]

    def show(self, outcome, done, total):
        words = {"made": "已建", "exists": "已有", "failed": "失败"}
        line = f"[{done}/{total}] {words[outcome.result]} {outcome.name}（{outcome.key}）{outcome.message}"
        (self.stderr if outcome.result == "failed" else self.stdout).write(line)

    def show_plan(self, action, options):
        rows = [
            {"key": one.key, "name": one.name, "host": one.hostname, "blueprint": one.blueprint.name,
             "exists": one.exists is not None}
            for one in action.portals
        ]  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps({"portals": rows}, ensure_ascii=False))
            return
        for row in rows:
            state = "已有" if row["exists"] else "将建"
            self.stdout.write(f"{state} {row['name']}（{row['blueprint']}）{row['host'] or row['key']}")
