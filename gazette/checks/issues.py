"""All checks of one issue: its numbers, its contents, its pages and files, at once and in a fixed number of queries."""

from gazette.checks.contents import problems_of_entry
from gazette.checks.facts import read_facts
from gazette.checks.first_prints import print_problems
from gazette.checks.numbering import Numbered, problems_of_issue
from gazette.checks.problems import Gravity, Problem, error, notice, short, warning
from gazette.models import FileKind, Issue

ORDER = list(Gravity)


def numbered(issues) -> list[Numbered]:
    """One query for any number of issues; withdrawn ones keep their numbers."""
    return [Numbered(*row) for row in issues.values_list("year", "number", "serial", "publication_day", "pk")]


def check_issue(issue: Issue) -> list[Problem]:
    """The gravest first. Errors stand in the way of handing in (`problems.errors_among`)."""
    facts = read_facts(issue)
    entries = [one.entry for one in facts]
    row = Numbered(issue.year, issue.number, issue.serial, issue.publication_day, issue.pk)
    others = numbered(issue.gazette.issues.exclude(pk=issue.pk))
    problems = problems_of_issue(row, others, issue.gazette.first_serial)
    problems += data_problems(issue, entries)
    if not issue.contents_only:
        government = issue.gazette.portal.organisation
        for one in facts:
            problems += problems_of_entry(one, issue.publication_day, government)
    problems += print_problems(issue, entries)
    problems += page_problems(entries)
    return sorted(problems, key=lambda one: ORDER.index(one.gravity))


def data_problems(issue, entries) -> list[Problem]:
    problems = []
    if issue.publication_day is None:
        problems.append(error("还没有填写出版日期，请在“期号和日期”中填写。", place="issue"))
    if not entries:
        problems.append(error("本期还没有条目，请从备选中收入。"))
    kinds = set(issue.files.filter(entry=None).values_list("kind", flat=True))
    if issue.contents_only and FileKind.SCAN not in kinds:
        problems.append(error("本期只有目录和扫描件，请上传扫描版（PDF 或 CEB）。", place="files"))
    if FileKind.COVER not in kinds:
        problems.append(notice("还没有封面，首页和栏目将以文字代替。可在“封面和扫描版”中上传。", place="files"))
    used = {entry.part_id for entry in entries}
    empty = [part.name for part in issue.gazette.parts.all() if part.pk not in used]
    if entries and empty:
        problems.append(notice(f"没有条目的期内栏目不会出现在目录中：{'、'.join(empty)}。"))
    return problems


def page_problems(entries) -> list[Problem]:
    """Page ranges run through the issue; two entries may share a page, none begins before the one above it."""
    problems, before = [], None
    for entry in entries:
        if not entry.first_page:
            if entry.last_page:
                problems.append(error(f"《{short(entry.title)}》有终止页而没有起始页，请补填。", entry_id=entry.pk))
            continue
        last = entry.last_page or entry.first_page
        if last < entry.first_page:
            problems.append(
                error(
                    f"《{short(entry.title)}》的终止页（{last}）小于起始页（{entry.first_page}）。", entry_id=entry.pk
                )
            )
        if before and entry.first_page < before[0]:
            problems.append(
                error(
                    f"《{short(entry.title)}》的起始页（{entry.first_page}）在前一条之前，请核对页码。",
                    entry_id=entry.pk,
                )
            )
        elif before and entry.first_page < before[1]:
            problems.append(
                warning(f"《{short(entry.title)}》的页码（{entry.pages}）与前一条重叠，请核对。", entry_id=entry.pk)
            )
        before = (entry.first_page, max(last, entry.first_page))
    return problems
