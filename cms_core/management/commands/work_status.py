"""`manage.py work_status`: whether the background work is done, for people and for monitoring."""

import json
import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms_core.tasks.status import status

WORDS = {"READY": "等待", "RUNNING": "执行中", "SUCCESSFUL": "完成", "FAILED": "失败"}


class Command(BaseCommand):
    help = "后台进程、定时任务与任务队列的状况；有问题时退出码为 1。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="以 JSON 输出。")

    def handle(self, *args, **options):
        found = status(timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            counts = "，".join(f"{WORDS.get(key, key)} {number}" for key, number in sorted(found["tasks"].items()))
            self.stdout.write(f"后台进程 {len(found['workers'])} 个；任务：{counts or '无'}")
            for job in found["jobs"]:
                self.stdout.write(f"定时任务 {job['name']}，下次 {job['next_at']}")
            for problem in found["problems"]:
                self.stdout.write(f"问题：{problem}")
        if found["problems"]:
            sys.exit(1)
