"""The wording of a kind on a portal: its own, or the standard one; changing it and going back."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log

from disclosure.applications.errors import ApplicationError, Faulty, NotAllowed
from disclosure.applications.letters import placeholders
from disclosure.applications.letters.kinds import kinds
from disclosure.applications.permissions import Power, may
from disclosure.models import LetterWording

MOST = 5000


@dataclass(frozen=True)
class Wording:
    """`own`: this portal's, `revision` counts its changes."""

    title: str
    word: str
    body: str
    own: bool = False
    revision: int = 0


def standard(kind: str, portal) -> Wording:
    """发文代字 begins with the body's short name: 桐庐公开答."""
    one = kinds()[kind]
    return Wording(one.title, f"{portal.short_name[:20]}{one.word}", one.body)


def wording_of(kind: str, portal) -> Wording:
    own = LetterWording.objects.filter(portal=portal, kind=kind).first()
    return Wording(own.title, own.word, own.body, True, own.revision) if own else standard(kind, portal)


def own_kinds(portal) -> set[str]:
    return set(LetterWording.objects.filter(portal=portal).values_list("kind", flat=True))


class SaveWording:
    """`revision` is the one that this person saw (0: the standard wording)."""

    def __init__(self, portal, kind: str, *, title: str, word: str, body: str, revision: int, by):
        self.portal, self.kind, self.by, self.revision = portal, kind, by, revision
        self.title, self.word = " ".join(title.split()), "".join(word.split())
        self.body = "\n".join(line.strip() for line in body.splitlines() if line.strip())

    def check(self) -> None:
        if not may(self.by, Power.HANDLE, self.portal):
            raise NotAllowed("您没有修改这个门户的文书模板的权限。")
        faults = {}
        if not self.title or len(self.title) > 60:
            faults["title"] = "请填写标题，最多 60 字。"
        if not self.word or len(self.word) > 30 or set(self.word) & set("〔〕[]{}（）()"):
            faults["word"] = "请填写发文代字，最多 30 字，不带年份和括号，如“桐庐公开答”。"
        if not self.body or len(self.body) > MOST:
            faults["body"] = f"请填写正文，最多 {MOST} 字，现有 {len(self.body)} 字。"
        if faults:
            raise Faulty(faults)
        placeholders.check("body", self.body)
        placeholders.check("title", self.title)

    @transaction.atomic
    def execute(self) -> LetterWording:
        """Raises Faulty, NotAllowed, ApplicationError."""
        self.check()
        rows = LetterWording.objects.select_for_update().filter(portal=self.portal, kind=self.kind)
        found = rows.first() or LetterWording(portal=self.portal, kind=self.kind)
        values = {"title": self.title, "word": self.word, "body": self.body}
        if found.pk and all(getattr(found, name) == value for name, value in values.items()):
            return found
        if found.revision != self.revision:
            raise ApplicationError("您打开之后，别人已经修改了这份模板，请重新打开后再改。")
        for name, value in values.items():
            setattr(found, name, value)
        found.by, found.revision = self.by, found.revision + 1
        found.save()
        log(found.portal, "disclosure.letters.wording", user=self.by, data={"kind": self.kind})
        return found


@transaction.atomic
def restore_standard(portal, kind: str, by) -> None:
    if not may(by, Power.HANDLE, portal):
        raise NotAllowed("您没有修改这个门户的文书模板的权限。")
    if LetterWording.objects.filter(portal=portal, kind=kind).delete()[0]:
        log(portal, "disclosure.letters.standard", user=by, data={"kind": kind})
