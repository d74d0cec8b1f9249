"""Make PDF, EPUB and archive of sealed issues: for a back archive that was imported, or after fonts were added."""

import json

from django.core.management.base import BaseCommand, CommandError

from gazette.editions.build import build_editions, editions_due
from gazette.errors import GazetteError
from gazette.management.choosing import add_gazette_argument, chosen_gazettes, chosen_issues
from gazette.models import FileKind, Issue
from gazette.signing.manifests import write_manifest
from gazette.states import IssueState

STATES = (IssueState.APPROVED, IssueState.PUBLISHED)


class Command(BaseCommand):
    help = "为已定稿的公报生成 PDF、EPUB 和全文数据包；中断后再次执行会接着做，只补缺少的。"

    def add_arguments(self, parser):
        add_gazette_argument(parser)
        parser.add_argument("--issue", metavar="年/期", help="只做这一期，如 2015/7。")
        parser.add_argument("--again", action="store_true", help="已有的也重新生成（内容没有变化的文件保持不动）。")
        parser.add_argument("--json", action="store_true", help="每期输出一行 JSON，最后一行为合计。")

    def handle(self, *, gazette=None, issue=None, again=False, **options):
        self.json = options["json"]
        counts = {"made": 0, "complete": 0, "failed": 0}
        found = False
        for one in chosen_gazettes(gazette):
            chosen = chosen_issues(one, issue).filter(state__in=STATES).order_by("year", "number")
            for pk in list(chosen.values_list("pk", flat=True)):
                found = True
                counts[self.build(pk, again)] += 1
        if issue and not found:
            raise CommandError(f"没有已定稿的这一期：{issue}。待审或编辑中的期在批准后生成。")
        self.say(
            {"total": sum(counts.values()), **counts},
            "生成 {made} 期，原已齐全 {complete} 期，失败 {failed} 期。".format(**counts),
        )
        if counts["failed"]:
            raise CommandError("有的期没有生成，原因见上。")

    def build(self, pk: int, again: bool) -> str:
        issue = Issue.objects.select_related("gazette__portal__site").get(pk=pk)
        due = editions_due(issue)
        there = set(issue.files.filter(kind__in=due).values_list("kind", flat=True))
        missing = due if again else [kind for kind in due if kind not in there]
        reasons, files = [], []
        try:
            files = build_editions(issue, missing)
        except GazetteError as error:
            reasons = error.reasons
        try:
            # Always, as it writes nothing when nothing is new: a run may have been killed between files and manifest.
            write_manifest(issue)
        except GazetteError as error:
            reasons += error.reasons
        state = "failed" if reasons else "made" if missing else "complete"
        names = [f"{FileKind(file.kind).label} {file.size} 字节" for file in files]
        self.say(
            {"issue": issue.path, "state": state, "files": [file.name for file in files], "reasons": reasons},
            f"{issue.title}：{'；'.join(reasons) or '，'.join(names) or '已齐全'}",
        )
        return state

    def say(self, values: dict, words: str) -> None:
        self.stdout.write(json.dumps(values, ensure_ascii=False) if self.json else words)
