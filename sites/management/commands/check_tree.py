"""Checks that the page tree, the site tree, hosts and collections are whole and mirror each other."""

import json

from django.core.management.base import BaseCommand, CommandError

from sites.provisioning.mirror import check_trees


class Command(BaseCommand):
    help = "检查页面树、站点树、域名和文件集是否完整并相互对应；没有差异时退出码为 0。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果。")

    def handle(self, *args, **options):
        differences = check_trees()
        if options["json"]:
            rows = [difference.as_dict() for difference in differences]
            self.stdout.write(json.dumps({"differences": rows}, ensure_ascii=False))
        else:
            for difference in differences:
                self.stdout.write(difference.message)
            self.stdout.write(f"共 {len(differences)} 处差异。")
        if differences:
            raise CommandError(f"发现 {len(differences)} 处差异。")
