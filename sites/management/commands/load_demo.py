"""Loads the demo province into an empty installation; `./portal serve` calls it at the first start."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sites.demo.load import LoadDemo
from sites.models import Portal


class Command(BaseCommand):
    help = "载入演示省份：机构、门户、内容和账号。中断后再次执行会接着完成；已有正式门户时拒绝。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果。")

    def handle(self, *args, **options):
        if Portal.objects.filter(demo=False).exists():
            raise CommandError("本平台已有正式门户，不能再载入演示数据。如需试用，请用 PORTAL_HOME 指定另一个空目录。")
        say = (lambda line: None) if options["json"] else self.stdout.write
        result = LoadDemo(timezone.localdate(), settings.PORTAL_HOME, say).execute()
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
