"""Drafts of letters: made with the step that they go with, worded, taken back. Nothing is numbered or decided yet."""

from django.db import transaction
from django.utils import timezone

from disclosure.applications.actions.base import locked
from disclosure.applications.actions.rehearse import rehearse
from disclosure.applications.case import Case
from disclosure.applications.desk_steps import BY_KEY, LETTER_ADDRESSEE
from disclosure.applications.errors import Faulty, NotAllowed
from disclosure.applications.folding import fold
from disclosure.applications.letters import placeholders
from disclosure.applications.letters.content import LONGEST, Content
from disclosure.applications.letters.kinds import APPLICANT, kinds
from disclosure.applications.letters.values import values_of
from disclosure.applications.letters.wording import wording_of
from disclosure.applications.permissions import Power, may
from disclosure.models import Letter, LetterState


def power_of(letter: Letter) -> Power:
    return BY_KEY[letter.step].power if letter.step else Power.HANDLE


def check_power(by, letter: Letter) -> None:
    if not may(by, power_of(letter), letter.application.portal):
        raise NotAllowed("您没有办理这份文书的权限，请联系受理机关的政府信息公开工作机构。")


class DraftLetter:
    """A draft for `step` with `arguments`, or without a step for what was done already (`kind`).

    A second one for the same step takes the place of the first: what was worded is kept while the kind is the same.
    """

    def __init__(
        self, application, *, by, step="", arguments: dict | None = None, kind: str = "", addressee="", now=None
    ):
        self.application, self.by, self.step, self.now = application, by, step, now
        self.arguments = arguments or {}
        self.addressee = addressee or self.arguments.get(LETTER_ADDRESSEE, "")
        self.kind = BY_KEY[step].letter_for(self.arguments) if step else kind

    @transaction.atomic
    def execute(self) -> Letter:
        """Raises NotAllowed: also where the step itself would be refused today. A second click makes no second one."""
        application = locked(self.application.pk)
        if self.kind not in kinds():
            raise NotAllowed("请选择要出具的文书。")
        letter = Letter(application=application, organisation=application.organisation, step=self.step)
        check_power(self.by, letter)
        if self.step:
            rehearse(BY_KEY[self.step].make(application, self.arguments, by=self.by, now=self.now))
            drafts = application.letters.select_for_update(of=("self",)).filter(state=LetterState.DRAFT, step=self.step)
            letter = drafts.first() or letter
            if letter.pk and self.addressee:
                letter.content = letter.content.open() | {"addressee": self.addressee}
        elif found := self.made_before(application):
            return found
        if letter.kind != self.kind:
            wording = wording_of(self.kind, application.portal)
            letter.kind, letter.word = self.kind, wording.word
            letter.content = self.first_content(application, wording).plain()
        letter.arguments, letter.made_by = self.arguments, letter.made_by or self.by
        letter.save()
        return letter

    def made_before(self, application) -> Letter | None:
        """The same letter without a step, drafted by the same person and not sent yet."""
        drafts = application.letters.filter(state=LetterState.DRAFT, step="", kind=self.kind, made_by=self.by)
        fresh = self.first_content(application, wording_of(self.kind, application.portal)).plain()
        kept = ((one, one.arguments.open(), one.content.open()) for one in drafts)
        return next((one for one, arguments, text in kept if (arguments, text) == (self.arguments, fresh)), None)

    def first_content(self, application, wording) -> Content:
        to_applicant = kinds()[self.kind].to == APPLICANT
        addressee = self.addressee or ("{申请人}" if to_applicant else "")
        return Content(wording.title, "", addressee, wording.body, application.organisation.name, "")


class WordLetter:
    """What a handler writes into a draft; `made_at` is not touched, and placeholders may stay."""

    def __init__(self, letter: Letter, *, by, title: str, addressee: str, body: str, signature: str):
        self.letter, self.by = letter, by
        self.texts = {
            "title": " ".join(title.split()),
            "addressee": addressee.strip().rstrip(":："),
            "body": "\n".join(line.strip() for line in body.splitlines() if line.strip()),
            "signature": signature.strip(),
        }

    @transaction.atomic
    def execute(self) -> Letter:
        letter = held(self.letter.pk)
        check_power(self.by, letter)
        if letter.is_sent:
            raise NotAllowed(f"这份文书已经发出（{letter.number}），不能再改。")
        self.check()
        letter.content = Content(**self.texts).plain()
        letter.save()
        return letter

    def check(self) -> None:
        names = {"title": "标题", "addressee": "收件人", "body": "正文", "signature": "落款"}
        limits = {"title": 100, "addressee": 200, "body": LONGEST, "signature": 200}
        faults = {name: f"请填写{names[name]}。" for name, text in self.texts.items() if not text}
        for name, text in self.texts.items():
            if len(text) > limits[name]:
                faults[name] = f"这一项最多 {limits[name]} 字，现有 {len(text)} 字，请精简。"
            elif "\0" in text:
                faults[name] = "这一项含有无法识别的字符，请删去后重填。"
        if faults:
            raise Faulty(faults)
        for name, text in self.texts.items():
            placeholders.check(name, text)


@transaction.atomic
def discard(letter: Letter, by) -> None:
    """Twice is once. What was sent stays."""
    found = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    if found is None:
        return
    check_power(by, letter)
    if found.is_sent:
        raise NotAllowed(f"这份文书已经发出（{found.number}），不能删除；有错请更正办理结果或者另发文书。")
    found.delete()


def held(pk: int) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",))
    return rows.select_related("application__portal__home", "organisation", "application__organisation").get(pk=pk)


def after(letter: Letter, by, now=None) -> Case:
    """The application once the letter's step is taken today; raises what stands in the way."""
    if not letter.step:
        return fold(letter.application.events.order_by("number"))
    return rehearse(BY_KEY[letter.step].make(letter.application, letter.arguments.open(), by=by, now=now))


def shown(letter: Letter, by, now=None) -> tuple[Content, list[str]]:
    """What the paper would say if it were sent now, and which placeholders have nothing in them."""
    content = Content.of(letter.content.open())
    if letter.is_sent:
        return content, []
    on = timezone.localtime(now or timezone.now()).date()
    values = values_of(letter.application, after(letter, by, now), letter.arguments.open(), on)
    texts = (content.title, content.addressee, content.body, content.signature)
    empty = [name for text in texts for name in placeholders.empty_in(text, values)]
    filled = content.filled(lambda text: placeholders.fill(text, values))
    filled.day = values["发文日期"]
    return filled, list(dict.fromkeys(empty))
