"""A new issue, a change of its numbers and dates, and the end of one that was begun by mistake."""

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from gazette.actions.events import Event, record
from gazette.actions.issue_lock import refuse_others, take_turn
from gazette.checks.issues import numbered
from gazette.checks.numbering import Numbered, problems_of_issue
from gazette.checks.problems import errors_among
from gazette.errors import GazetteError
from gazette.models import Issue

FIELDS = ("year", "number", "serial", "name", "publication_day", "note", "contents_only")
FIRST_YEAR = 1900
DELETED = "gazette.issue.delete"


def check_numbers(gazette, row: Numbered) -> list[str]:
    """Warnings; raises with all errors. `row.key`: the issue itself when it is there already."""
    reasons = []
    if not FIRST_YEAR <= row.year <= 2200:
        reasons.append(f"年份{row.year}不对，请填四位年份。")
    if row.number < 1:
        reasons.append("年内期号须从1起。")
    if not reasons:
        found = problems_of_issue(row, numbered(gazette.issues.exclude(pk=row.key)), gazette.first_serial)
        reasons = [one.text for one in errors_among(found)]
    if reasons:
        raise GazetteError(*dict.fromkeys(reasons))
    return [one.text for one in found]


class CreateIssue:
    """`values`: of FIELDS; year and number at least. `warnings`: what is odd about the numbers, after `execute`."""

    def __init__(self, gazette, *, user, **values):
        self.gazette, self.user = gazette, user
        self.values = {name: values[name] for name in FIELDS if name in values}
        self.warnings = []

    def execute(self) -> Issue:
        refuse_others(self.user, self.gazette)
        values = self.values
        row = Numbered(values["year"], values["number"], values.get("serial"), values.get("publication_day"))
        self.warnings = check_numbers(self.gazette, row)
        try:
            with transaction.atomic():
                issue = Issue.objects.create(gazette=self.gazette, **values)
                record(issue, Event.CREATED, f"{issue.year}年{issue.label}", by=self.user)
        except IntegrityError:
            # A second click, or two editors at once.
            raise GazetteError(f"{row.label}刚刚已经建立，请在公报列表中打开。") from None
        return issue


class EditIssue:
    def __init__(self, issue, *, user, revision=None, **values):
        self.issue, self.user, self.revision = issue, user, revision
        self.values = {name: values[name] for name in FIELDS if name in values}
        self.warnings = []

    def execute(self) -> Issue:
        issue = self.issue
        refuse_others(self.user, issue.gazette)
        merged = {name: self.values.get(name, getattr(issue, name)) for name in FIELDS}
        row = Numbered(merged["year"], merged["number"], merged["serial"], merged["publication_day"], issue.pk)
        self.warnings = check_numbers(issue.gazette, row)
        changed = [name for name, value in self.values.items() if getattr(issue, name) != value]
        if not changed:
            return issue
        before = f"{issue.year}年{issue.label}"
        try:
            with transaction.atomic():
                take_turn(issue, self.revision)
                for name in changed:
                    setattr(issue, name, self.values[name])
                issue.save(update_fields=changed)
                labels = "、".join(str(Issue._meta.get_field(name).verbose_name) for name in changed)
                after = f"{issue.year}年{issue.label}"
                text = labels + (f"：{before} → {after}" if before != after else "")
                record(issue, Event.EDITED, text, by=self.user)
        except IntegrityError:
            raise GazetteError(f"{row.label}刚刚已经建立，请改用别的期号。") from None
        return issue


class DeleteIssue:
    """Only one that has nothing in it and was never public: numbers once given to readers are not given again.

    Its own events go with it, so the history of the gazette's column keeps that it was there and who ended it.
    """

    def __init__(self, issue, *, user):
        self.issue, self.user = issue, user

    @transaction.atomic
    def execute(self) -> None:
        issue = self.issue
        refuse_others(self.user, issue.gazette)
        take_turn(issue, None)
        reasons = []
        if issue.entries.exists():
            reasons.append("这一期已有条目。要删除，请先把条目移出。")
        if issue.published_at:
            reasons.append("这一期曾经发布，不能删除；可以撤回。")
        if reasons:
            raise GazetteError(*reasons)
        files = [(one.file.storage, one.file.name) for one in issue.files.all()]
        log(issue.gazette.column, DELETED, user=self.user, data={"issue": issue.title})
        issue.delete()
        transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
