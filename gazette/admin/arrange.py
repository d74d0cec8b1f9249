"""What the workbench's one form asks for: a button, or a thing that was dropped; typed pages are saved with it."""

import unicodedata

from django.http import QueryDict
from django.shortcuts import redirect
from django.views.generic import View
from wagtail.admin import messages

from gazette.actions.arrange import ArrangeEntries
from gazette.actions.changes import LAST, Add, Describe, Move, PutBack, Remove, Shift
from gazette.admin.base import OfIssue, say, workbench_url
from gazette.errors import GazetteError
from gazette.models import EntryKind

REMOVED = "gazette_removed"
FILTERS = ("rule", "issuer", "q", "since", "page")


class Arrange(OfIssue, View):
    http_method_names = ["get", "post"]

    def get(self, request, *args, **kwargs):
        """Who was signed out at the click comes back here from the login page."""
        return redirect(workbench_url(self.issue))

    def post(self, request, *args, **kwargs):
        verb, *words = request.POST.get("do", "save").split(":")
        anchor = ""
        try:
            changes = [*self.descriptions(), *self.asked(verb, words)]
            done = ArrangeEntries(self.issue, changes, user=request.user, revision=self.revision()).execute()
        except GazetteError as error:
            say(request, error)
        else:
            anchor = self.after(changes, done)
        return redirect(f"{workbench_url(self.issue)}{kept_query(request.POST.get('query', ''))}{anchor}")

    def revision(self) -> int:
        """Every form of the workbench says which state it was made from."""
        return number(self.request.POST.get("revision"))

    def after(self, changes, done) -> str:
        removed = next((one for one in changes if isinstance(one, Remove)), None)
        if removed:
            self.request.session[REMOVED] = {"issue": self.issue.pk, "entry": removed.removed}
        else:
            self.request.session.pop(REMOVED, None)
            if done:
                messages.success(self.request, "；".join(done[:3]) + ("……" if len(done) > 3 else "") + "。")
        touched = [entry for one in changes if (entry := getattr(one, "entry", None))]
        return f"#entry-{touched[-1].pk}" if touched else ""

    def asked(self, verb, words):
        post = self.request.POST
        ids = [number(word) for word in words if word not in {"entry", "page"}]
        match verb, ids:
            case "up" | "down", [entry]:
                yield Shift(entry, -1 if verb == "up" else 1)
            case "move", [entry]:
                yield Move(entry, number(post.get(f"to-{entry}")))
            case "remove", [entry]:
                yield Remove(entry)
            case "add", [page]:
                yield self.add(page)
            case "add-chosen", []:
                pages = [number(one) for one in post.getlist("chosen")]
                if not pages:
                    raise GazetteError("还没有勾选备选。")
                yield from map(self.add, pages)
            case "drop", [thing, part, position]:
                on_page = words[0] == "page"
                yield (
                    Add(thing, part, position, bool(post.get(f"again-{thing}")))
                    if on_page
                    else Move(thing, part, position)
                )
            case "undo", []:
                kept = self.request.session.get(REMOVED) or {}
                if kept.get("issue") != self.issue.pk:
                    raise GazetteError("没有可以撤销的移出。")
                yield PutBack(kept["entry"])
            case "save", []:
                pass
            case _:
                raise GazetteError("不明白要做什么，请刷新页面后重试。")

    def add(self, page):
        return Add(
            page, number(self.request.POST.get(f"part-{page}")), reprint=bool(self.request.POST.get(f"again-{page}"))
        )

    def descriptions(self):
        """Only what differs from the entries as they are."""
        post = self.request.POST
        shown = set(post.getlist("shown"))
        for entry in self.issue.entries.all():
            if str(entry.pk) not in shown:
                continue
            pages = tuple(page_number(post.get(f"{end}-{entry.pk}"), entry.title) for end in ("first", "last"))
            reprint = bool(post.get(f"reprint-{entry.pk}"))
            kind = self.kind_of(entry, bool(post.get(f"reference-{entry.pk}")))
            if (entry.first_page, entry.last_page, entry.reprint, entry.kind) != (*pages, reprint, kind):
                yield Describe(entry.pk, pages, reprint, kind)

    def kind_of(self, entry, reference: bool) -> str:
        if entry.kind == EntryKind.ERRATUM or not entry.page_id:
            return entry.kind
        if reference:
            return EntryKind.REFERENCE
        if entry.kind != EntryKind.REFERENCE:
            return entry.kind
        return EntryKind.ARTICLE if entry.page.specific_class.__name__ == "ArticlePage" else EntryKind.DOCUMENT


def number(text) -> int:
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 16):
        raise GazetteError("请求不完整，请刷新页面后重试。")
    return int(text)


def page_number(text, title) -> int | None:
    """Full-width digits, as a Chinese keyboard types them, are digits."""
    text = unicodedata.normalize("NFKC", text or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < LAST):
        raise GazetteError(f"《{title}》的页码“{text[:12]}”不对，请填正整数。")
    return int(text)


def kept_query(text: str) -> str:
    """The filters of the candidates, and nothing else that was sent."""
    asked = QueryDict(text[:2000])
    kept = QueryDict(mutable=True)
    for name in FILTERS:
        if value := asked.get(name):
            kept[name] = value
    return f"?{kept.urlencode()}" if kept else ""
