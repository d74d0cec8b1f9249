"""`verify_gazette`: holds what was published against what was signed; exit code 1 when they do not agree."""

import json

from django.core.management.base import BaseCommand, CommandError

from gazette.management.choosing import add_gazette_argument, chosen_gazettes, chosen_issues
from gazette.signing.verify import CHECKED, verify_gazette

EVERY = 25  # issues between two lines of progress


class Command(BaseCommand):
    help = "核对已发布的各期公报与签名的校验清单是否一致；不一致时退出码为 1。"

    def add_arguments(self, parser):
        add_gazette_argument(parser)
        parser.add_argument("--issue", metavar="年/期", help="只核对一期，如 2015/7。")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象。")

    def handle(self, *args, **options):
        report = {"gazettes": [], "issues": 0, "problems": []}
        for gazette in chosen_gazettes(options["gazette"]):
            issues = chosen_issues(gazette, options["issue"]).filter(state__in=CHECKED)
            count = issues.count()
            report["gazettes"].append(gazette.name)
            report["issues"] += count
            for problem in verify_gazette(gazette, issues=issues, progress=self.progress):
                report["problems"].append({"gazette": gazette.portal.key} | problem.as_dict())
                if not options["json"]:
                    self.stdout.write(f"{gazette.name} {problem}")
        if options["issue"] and not report["issues"]:
            raise CommandError(f"没有找到已批准或已发布的 {options['issue']} 期。")
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write(f"核对了 {report['issues']} 期，发现不一致 {len(report['problems'])} 处。")
        if report["problems"]:
            raise SystemExit(1)

    def progress(self, done: int, total: int) -> None:
        """To the error stream, so that the report can be piped on."""
        if done % EVERY == 0 or (done == total and total > EVERY):
            self.stderr.write(f"已核对 {done}/{total} 期")
