"""What an applicant may take away: letters that were sent to them, and what was answered with; nothing they sent."""

from django.http import FileResponse, Http404
from django.utils.http import content_disposition_header

from cms_core.attachments.names import clean_name
from cms_core.typesetting.errors import TypesettingFailed
from cms_core.views.errors import error
from disclosure.applications.events import EventKind
from disclosure.applications.letters import for_applicant
from disclosure.applications.letters.files import MEDIA_TYPES, file_name, open_file
from disclosure.applications.letters.kinds import kinds
from disclosure.applications.states import Actor, FileKind, State
from disclosure.sealing import SealsError

ANSWERED = (State.REPLIED, State.DELIVERED, State.ARCHIVED)
LATER = "文书暂时不能下载，请过几分钟再试；急需的，可以联系受理机关。"


def letters_of(application) -> list[dict]:
    return [
        {"id": one.pk, "title": kinds()[one.kind].title, "number": one.number, "on": one.sent_on}
        for one in for_applicant(application)
    ]


def files_of(application) -> list[dict]:
    """A lost receipt must not hand out what the applicant sent; they have it themselves."""
    if application.state not in ANSWERED:
        return []
    return [
        {"id": one.pk, "name": clean_name(one.name.open()), "size": one.size}
        for one in application.files.filter(kind=FileKind.ANSWER).exclude(file="")
    ]


def sent_in(application, events) -> list[dict]:
    """What the applicant has sent, by name and size, so that they see that it has come; nobody takes it away here.

    Each paper has its event, in the same order; whoever the body added papers of is not told here.
    """
    added = [event.actor for event in events if event.kind == EventKind.FILE_ADDED]
    own = [one for one, by in zip(application.files.order_by("pk"), added, strict=False) if by == Actor.APPLICANT]
    return [
        {"label": one.get_kind_display(), "name": clean_name(one.name.open()), "size": one.size}
        for one in own
        if one.file
    ]


def answer_letter(request, application, number: int, form: str):
    """Raises Http404 for one that is not theirs."""
    letter = next((one for one in for_applicant(application) if one.pk == number), None)
    if letter is None:
        raise Http404
    try:
        file = open_file(letter, form)
    except FileNotFoundError:
        raise Http404 from None
    except (TypesettingFailed, SealsError):
        return error(request, 500, LATER)
    return handed_out(file, MEDIA_TYPES[form], file_name(letter, form))


def answer_file(application, number: int):
    """Raises Http404 for one that is not theirs."""
    known = {one["id"]: one for one in files_of(application)}
    if number not in known:
        raise Http404
    found = application.files.get(pk=number)
    response = handed_out(found.file.open("rb"), found.media_type, known[number]["name"])
    response["Content-Length"] = found.size
    return response


def handed_out(file, media_type: str, name: str):
    response = FileResponse(file, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
