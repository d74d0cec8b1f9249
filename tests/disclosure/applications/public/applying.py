"""A person at the public pages of applications: fills in the form, reviews, sends, asks for the status."""

import itertools

import lxml.html
from django.test import Client

from tests.disclosure.applications.factories import MONDAY, at
from tests.factories import make_column, make_portal

PERSON, ORGANISATION = "/apply/person/", "/apply/organisation/"
STATUS, CASE, RECEIPT = "/apply/status/", "/apply/status/case/", "/apply/receipt/"
NUMBERS = itertools.count(1)
NAME, IDENTITY, PHONE = "试申请", "330122199001010018", "13900000001"
ADDRESS, EMAIL = "浙江省杭州市桐庐县城南街道试验路1号", "applicant@example.test"
SECRETS = (NAME, IDENTITY, PHONE, "试验路1号", "applicant@example")


def make_body(key="tonglu", level="county", **fields):
    """A portal with the platform: it takes applications."""
    portal = make_portal(key, level, name=f"{key}人民政府", contact_phone="0571-00001001", **fields)
    root = make_column(portal.home, "政府信息公开", column_type="信息公开目录", blueprint_key="disclosure", slug="open")
    make_column(
        root, "依申请公开", column_type="依申请公开", blueprint_key="disclosure.requests", slug="request",
        list_style="single",
    )  # fmt: skip
    return portal


def reader(portal, address="") -> Client:
    return Client(headers={"host": portal.site.hostname}, REMOTE_ADDR=address or f"192.0.2.{next(NUMBERS) % 250}")


def filled(portal, **fields) -> dict:
    values = {
        "body": str(portal.organisation.pk),
        "name": NAME,
        "identity_kind": "居民身份证",
        "identity_number": IDENTITY,
        "phone": PHONE,
        "email": EMAIL,
        "address": ADDRESS,
        "title": "2025年度部门预算",
        "description": "附表和说明",
        "ways": ["email"],
        "form": "electronic",
        "step": "review",
    }
    return {name: value for name, value in {**values, **fields}.items() if value is not None}


def of_organisation(portal, **fields) -> dict:
    values = {"name": "示例研究所", "applicant_kind": "research", "credit_code": "913300000000000017", **fields}
    return filled(portal, **{"identity_kind": None, "identity_number": None, **values})


def tree(response):
    return lxml.html.fromstring(response.content.decode())


def carried(response) -> dict:
    """What the page before sending would send, with the question answered."""
    form = tree(response).xpath("//form[@data-proof]")[0]
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return data | {"step": "send", "answer": answer_of(data["token"][0])}


def answer_of(token: str) -> str:
    from disclosure.applications.public.challenge import numbers_of

    return str(sum(numbers_of(token)))


def apply(portal, client=None, path=PERSON, **fields):
    """From the form to the redirect; returns (client, what was sent, the answer)."""
    client = client or reader(portal)
    page = client.post(path, filled(portal, **fields) if path == PERSON else of_organisation(portal, **fields))
    assert page.status_code == 200, [one.text_content() for one in tree(page).xpath("//*[@class='apply-summary']")]
    sent = carried(page)
    return client, sent, client.post(path, sent)


def code_on(response) -> tuple[str, str]:
    page = tree(response)
    number, code = (one.text_content().strip() for one in page.xpath("//dl[@class='apply-receipt']//dd"))
    return number, code


def faults_on(response) -> dict[str, str]:
    """Field → sentence, as the summary at the top links them."""
    links = tree(response).xpath("//section[contains(@class, 'apply-summary')]//a")
    return {one.get("href").removeprefix("#"): one.text_content() for one in links}


def look_up(portal, number, code, client=None):
    client = client or reader(portal)
    return client, client.post(STATUS, {"number": number, "code": code})


__all__ = ["MONDAY", "at"]
