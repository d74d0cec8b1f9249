"""`verify_search`: says whether the search index has all that the public may see, as it is; exit code 1 when not."""

import json

from django.core.management.base import BaseCommand

from cms_core.search.feed.verify import verify

NAMES = {"missing": "索引缺少", "superfluous": "索引多出（公众已不可见）", "stale": "索引内容过时"}
SHOWN = 100


class Command(BaseCommand):
    help = "核对检索索引与资源库是否一致；不一致时退出码为 1。尚待后台写入的不算不一致。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象。")
        parser.add_argument(
            "--repair", action="store_true", help="把不一致的交给后台补写；索引须重建的，请用 rebuild_search。"
        )

    def handle(self, *args, **options):
        report = verify(repair=options["repair"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self.tell(report, options["repair"])
        if not report.whole:
            raise SystemExit(1)

    def tell(self, report, repair):
        if report.lacking:
            self.stdout.write(f"{report.lacking}，请运行 rebuild_search，或等待后台进程自动重建。")
        for name, title in NAMES.items():
            if numbers := getattr(report, name):
                more = " ……" if len(numbers) > SHOWN else ""
                self.stdout.write(f"{title} {len(numbers)} 项：{' '.join(map(str, numbers[:SHOWN]))}{more}")
        done = "，已交后台补写" if repair and report.differences else ""
        self.stdout.write(
            f"检索索引共 {report.indexed} 项，不一致 {report.differences} 项{done}，待后台写入 {report.waiting} 项。"
        )
