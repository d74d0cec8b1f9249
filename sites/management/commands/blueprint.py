"""Looks at blueprints, shows how portals differ from them, and applies what differs."""

import json

from django.core.management.base import BaseCommand, CommandError

from cms_core.tree.errors import TreeError
from sites.actions.apply_blueprint import ApplyBlueprint
from sites.blueprints.errors import BlueprintError
from sites.blueprints.registry import blueprint, blueprint_names
from sites.models import Portal
from sites.provisioning.differences import BlueprintDiff
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.requests import region


class Command(BaseCommand):
    help = "站点模板：list 列出，show 查看，check 检查，diff 查看门户与模板的差异，apply 应用差异。"

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="command", required=True)
        for name, words in (("list", "列出站点模板"), ("check", "检查全部站点模板")):
            commands.add_parser(name, help=words).add_argument("--json", action="store_true")
        show = commands.add_parser("show", help="列出一个模板的栏目")
        show.add_argument("name")
        for name, words in (("diff", "查看差异"), ("apply", "应用差异")):
            one = commands.add_parser(name, help=words)
            which = one.add_mutually_exclusive_group(required=True)
            which.add_argument("--portal", action="append", metavar="KEY", help="门户标识，可多次给出。")
            which.add_argument("--region", metavar="CODE", help="行政区划代码。")
            one.add_argument("--json", action="store_true", help="以 JSON 输出结果。")
        one.add_argument("--choose", action="append", metavar="DIFF", help="只应用这些差异；默认为建议应用的。")
        dry = one.add_mutually_exclusive_group()
        dry.add_argument("--write", action="store_true", help="写入；不给则只预览，不作改动。")
        dry.add_argument("--dry-run", action="store_true", help="只预览（默认）。")

    def handle(self, *args, **options):
        try:
            getattr(self, f"do_{options['command']}")(options)
        except (ProvisionRefused, BlueprintError, TreeError) as error:
            raise CommandError("\n".join(error.messages)) from None

    def do_list(self, options):
        rows = [blueprint(name) for name in blueprint_names()]
        said = [{"name": one.name, "title": one.title, "columns": sum(1 for _ in one.walk())} for one in rows]
        self.say(
            options, {"blueprints": said}, [f"{row['name']}　{row['title']}　{row['columns']} 个栏目" for row in said]
        )

    def do_show(self, options):
        def lines(columns, depth=0):
            for column in columns:
                yield f"{'　' * depth}{column.title}［{column.column_type}］{column.key}"
                yield from lines(column.columns, depth + 1)

        self.stdout.write("\n".join(lines(blueprint(options["name"]).columns)))

    def do_check(self, options):
        errors = []
        for name in blueprint_names():
            try:
                blueprint(name)
            except BlueprintError as error:
                errors += error.messages
        self.say(options, {"errors": errors}, errors or ["全部站点模板正确。"])
        if errors:
            raise CommandError(f"站点模板有 {len(errors)} 处错误。")

    def do_diff(self, options):
        found = {portal: BlueprintDiff(portal).differences for portal in self.portals(options)}
        self.report(options, found, "处差异")

    def do_apply(self, options):
        found = {}
        for portal in self.portals(options):
            action = ApplyBlueprint(portal, options["choose"])
            found[portal] = action.execute() if options["write"] else action.wanted()
        self.report(options, found, "处已应用" if options["write"] else "处将应用（预览，加 --write 写入）")

    def portals(self, options) -> list[Portal]:
        portals = Portal.objects.made().select_related("home", "organisation", "collection")
        if options["region"]:
            organisations = region(options["region"], towns=True)
            return list(portals.filter(organisation__in=[one.pk for one in organisations]))
        found = {portal.key: portal for portal in portals.filter(key__in=options["portal"])}
        if missing := [key for key in options["portal"] if key not in found]:
            raise ProvisionRefused(f"没有标识为“{'、'.join(missing)}”的门户。")
        return list(found.values())

    def report(self, options, found, words):
        rows = {portal.key: [one.as_dict() for one in differences] for portal, differences in found.items()}
        lines = []
        for portal, differences in found.items():
            lines += [
                f"{portal}：{one.subject}　{one.message}　{one.before} → {one.after}　[{one.key}]"
                for one in differences
            ]
        total = sum(map(len, found.values()))
        self.say(options, {"portals": rows, "total": total}, [*lines, f"{len(found)} 个门户，{total} {words}。"])

    def say(self, options, data, lines):
        self.stdout.write(json.dumps(data, ensure_ascii=False) if options["json"] else "\n".join(lines))
