"""A hundred applications with every personal field filled in, taken through different steps; and what to look for."""

import tempfile
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction

from disclosure.applications import actions
from disclosure.applications.errors import ApplicationError
from disclosure.applications.states import ApplicantKind, Way
from tests.disclosure.applications.desk.walked import walk_desk
from tests.disclosure.applications.factories import MONDAY, a_request, an_applicant, at, later, make_head, submit
from tests.disclosure.applications.public.walked import walk
from tests.factories import make_portal

NUMBER = 100
# Parts that stand nowhere else on the platform; each is found alone, whatever stands around it.
SURNAMES = "欧阳鹮"
STREET = "鹮飞路"
ASKED = "鹮水电站移民补偿"


def person(number: int):
    return an_applicant(
        name=f"{SURNAMES}{number}",
        work_unit=f"鹮鸣研究所{number}",
        identity_number=f"33012219870{number:03d}7713",
        phone=f"13977{number:06d}",
        fax=f"0571-8977{number:04d}",
        address=f"{STREET}{number}号",
        postcode="311588",
        email=f"applicant{number}@secret.test",
    )


def needles() -> set[str]:
    found = {SURNAMES, "鹮鸣研究所", STREET, ASKED, "鹮补正", "鹮第三方", "鹮证明", "@secret.test", "第九百七十七号卷"}
    for number in range(NUMBER):
        one = person(number)
        found |= {one.identity_number, one.phone, one.fax}
    return found


def make_all() -> None:
    portal = make_portal("tonglu")
    head = make_head(portal)
    for number in range(NUMBER):
        request = a_request(
            title=f"{ASKED}{number}", description=f"{ASKED}的依据", document_number="第九百七十七号卷", purpose=ASKED
        )
        done = submit(
            portal,
            applicant=person(number),
            request=request,
            applicant_kind=ApplicantKind.PERSON,
            ways=[Way.MAIL, Way.EMAIL, Way.FAX],
            submission=f"form-{number}",
        )
        live(done.application, number, head)
    one = person(0)
    walk(one.name, one.address, one.identity_number, one.email, ASKED)
    with no_temporary_files():
        walk_desk(portal, one.name, one.identity_number, person(1).phone)


@contextmanager
def no_temporary_files():
    """Whoever asks the system for one fails: it would be in clear, and lie there after a kill."""
    before, tempfile.tempdir = tempfile.tempdir, "/nowhere"
    try:
        yield
    finally:
        tempfile.tempdir = before


@transaction.atomic
def live(application, number, head):
    def take(action, day, **arguments):
        return action(application, now=at(day), **arguments).execute()

    content = ContentFile(f"{person(number).name}的鹮证明 {person(number).identity_number}".encode() * 20)
    take(actions.AddFile, MONDAY, kind_of="identity", content=content, name=f"{person(number).name}鹮证明.txt")
    take(actions.RegisterApplication, later(1), by=head)
    if number % 3 == 0:
        take(actions.AskCorrection, later(2), words=f"{person(number).name}：鹮补正", by=head)
        take(actions.AnswerCorrection, later(3), actor="applicant", request=a_request(title=ASKED), words="鹮补正")
    if number % 3 == 1:
        take(actions.AskThirdParty, later(4), words=f"鹮第三方 {person(number).phone}", by=head)
        take(actions.ThirdPartyAnswered, later(5), answer="refuses", words="鹮第三方不同意", by=head)
    try:  # a refusal is logged by nobody, and says nothing either
        take(actions.ReplyApplication, later(6), reply="nonsense", words=person(number).name, by=head)
    except ApplicationError as error:
        assert SURNAMES not in str(error)
    take(actions.ReplyApplication, later(6), reply="granted", words=f"{person(number).name}：予以公开", by=head)
