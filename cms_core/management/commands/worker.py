"""`manage.py worker`: runs background tasks and regular jobs; start as many as you like, on any machine."""

import signal

from django.core.management.base import BaseCommand

from cms_core.tasks.worker import Worker


class Command(BaseCommand):
    help = "执行后台任务与定时任务，直到收到停止信号。"

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="做完队列中现有的任务即退出")

    def handle(self, *, batch, **options):
        worker = Worker(batch=batch)

        def stop(number, frame):
            # The second signal means it: Python's own behaviour comes back.
            signal.signal(number, signal.SIG_DFL)
            worker.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        worker.run()
