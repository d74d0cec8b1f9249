"""The workbench of one issue: what it might print, what it prints, what is wrong, and where it stands."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.generic import TemplateView

from gazette.actions.events import Event, failure_of
from gazette.admin.arrange import FILTERS, REMOVED
from gazette.admin.base import OfIssue
from gazette.admin.state import proposed_moment, rights_of
from gazette.candidates import Candidates, Filters, last_issue_day
from gazette.checks.issues import check_issue
from gazette.checks.problems import Gravity
from gazette.models import EntryKind, PartRule, Submission
from gazette.permissions import GazetteAction

EVENTS_SHOWN = 30
VERBS = {
    Event.CREATED: "新建", Event.EDITED: "改动", Event.ARRANGED: "编排", Event.ERRATUM: "更正", Event.FILED: "文件",
    Event.SUBMITTED: "送审", Event.SENT_BACK: "退回", Event.APPROVED: "批准", Event.PREPARED: "制版",
    Event.PREPARE_FAILED: "制版失败", Event.PUBLISHED: "发布", Event.PUBLISH_FAILED: "发布失败",
    Event.WITHDRAWN: "撤回", Event.RESTORED: "恢复",
}  # fmt: skip


class Workbench(OfIssue, TemplateView):
    template_name = "gazette/admin/workbench.html"
    action = GazetteAction.SEE

    def get_page_title(self):
        return f"{self.issue.year}年{self.issue.label}"

    def above(self):
        return super().above()[:1]

    def get_context_data(self, **kwargs):
        issue, rights = self.issue, rights_of(self.request.user, self.issue)
        problems = check_issue(issue) if issue.is_editable else []
        context = {
            **rights,
            "parts": self.parts(problems),
            "problems": [(problem, self.place_of(problem)) for problem in problems],
            "errors": sum(one.gravity == Gravity.ERROR for one in problems),
            "warnings": sum(one.gravity == Gravity.WARNING for one in problems),
            "events": self.events(),
            "failure": failure_of(issue),
            "publish_at": timezone.localtime(proposed_moment(issue, timezone.now())).strftime("%Y-%m-%dT%H:%M"),
            "removed": self.removed() if rights["may_edit"] else None,
            "query": self.query(),
        }
        if rights["may_edit"]:
            context |= self.candidates()
        return super().get_context_data(**context, **kwargs)

    def parts(self, problems):
        by_entry = {}
        for problem in problems:
            by_entry.setdefault(problem.entry_id, []).append(problem)
        entries = list(
            self.issue.entries.defer("html").select_related("corrects__issue__gazette").order_by("position", "pk")
        )
        rows = []
        for part in self.gazette.parts.all():
            own = [entry for entry in entries if entry.part_id == part.pk]
            for entry in own:
                # The card bears the title already.
                entry.problems = [
                    (problem, problem.text.removeprefix(f"《{entry.title}》").removeprefix("的"))
                    for problem in by_entry.get(entry.pk, [])
                ]
                entry.may_be_reference = bool(entry.page_id) and entry.kind != EntryKind.ERRATUM
            rows.append({"part": part, "entries": own})
        return rows

    def place_of(self, problem) -> str:
        if problem.place == "page" and problem.page_id:
            return reverse("wagtailadmin_pages:edit", args=[problem.page_id])
        if problem.place == "issue":
            return reverse("gazette_admin_data", args=[self.issue.pk])
        if problem.place == "files":
            return reverse("gazette_admin_files", args=[self.issue.pk])
        return f"#entry-{problem.entry_id}" if problem.entry_id else "#contents"

    def events(self):
        found = list(self.issue.events.select_related("by")[:EVENTS_SHOWN])
        for event in found:
            event.verb = VERBS.get(event.action, event.action)
        return found

    def removed(self):
        kept = self.request.session.get(REMOVED) or {}
        return kept["entry"]["title"] if kept.get("issue") == self.issue.pk else None

    def query(self) -> str:
        return urlencode({name: self.request.GET[name] for name in FILTERS if self.request.GET.get(name)})

    def candidates(self) -> dict:
        asked = self.request.GET
        filters = Filters(
            rule=asked.get("rule", "") if asked.get("rule") in PartRule else "",
            issuer=number_or_none(asked.get("issuer")),
            text=asked.get("q", "").strip()[:100],
            since=day_or_none(asked.get("since")),
            page=number_or_none(asked.get("page")) or 1,
        )
        candidates = Candidates(self.gazette, self.issue)
        found = candidates.find(filters)
        printed = candidates.printed(filters.text) if filters.text and not found.entries and found.page == 1 else []
        pages = [entry.page_id for entry in found.entries]
        handed_in = set(
            Submission.objects.filter(gazette=self.gazette, page__in=pages).values_list("page_id", flat=True)
        )
        for entry in found.entries:
            entry.handed_in = entry.page_id in handed_in
        since = last_issue_day(self.gazette, self.issue)
        return {"found": found, "printed": printed, "filters": filters, "rules": PartRule.choices, "last_day": since}


def number_or_none(text) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def day_or_none(text):
    try:
        day = parse_date(text or "")
    except ValueError:
        return None
    # Years at the ends of the calendar cannot be told in another time zone.
    return day if day and 1900 <= day.year <= 2999 else None
