"""What an applicant does on the status page: answers a notice of correction, withdraws; once, however often clicked."""

from dataclasses import replace

from django.db import transaction

from disclosure.applications.actions import AnswerCorrection, WithdrawApplication
from disclosure.applications.errors import NotAllowed
from disclosure.applications.particulars import Request
from disclosure.applications.public.entered import cleaned
from disclosure.applications.public.sending import add
from disclosure.applications.states import Actor, FileKind

FIELDS = ("title", "document_number", "description")
LONGEST_WORDS = 5000


def seen(data) -> int:
    """The revision that the page showed; without one it is no form of ours."""
    said = data.get("revision", "")
    if not said.isdigit() or len(said) > 9:
        raise NotAllowed("页面已经过期，请重新查询后再操作。")
    return int(said)


def answer_correction(application, data, staged) -> None:
    """Raises NotAllowed, ChangedMeanwhile or Faulty; then nothing is kept, and the files stay where they are."""
    said = {name: cleaned(data.get(name, "")) for name in FIELDS}
    words, revision = cleaned(data.get("words", "")), seen(data)
    before = Request.of(application.request.open())
    request = replace(before, **said)
    # What a second click says has been taken over already.
    if application.revision == revision and not words and not staged and request == before:
        raise NotAllowed("请按受理机关的要求补充或者修改申请内容，或者上传材料。")
    if len(words) > LONGEST_WORDS:
        raise NotAllowed(f"补正说明最多 {LONGEST_WORDS} 字，现有 {len(words)} 字，请精简或者作为材料上传。")
    with transaction.atomic():
        done = AnswerCorrection(
            application,
            actor=Actor.APPLICANT,
            revision=revision,
            words=words,
            request=request,
        ).execute()
        # A second click: the first one has brought its files.
        if done.revision == revision + 1:
            for one in staged:
                done = add(done, one, kind=FileKind.CORRECTION)
        transaction.on_commit(lambda: [one.remove() for one in staged])


def withdraw(application, data) -> None:
    if data.get("sure") != "1":
        raise NotAllowed("请先勾选“我确认撤回这件申请”，再点“撤回申请”。")
    WithdrawApplication(application, actor=Actor.APPLICANT, revision=seen(data)).execute()
