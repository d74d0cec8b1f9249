"""A future issue: whatever is asked, nothing of it is there before its minute, and everything from then on."""

import datetime
import re

import pytest
from django.conf import settings

from gazette.actions.publish_due import publish_due_issues
from gazette.files import store_file
from gazette.models import EntryKind, FileKind, Issue
from gazette.signing.manifests import write_manifest
from gazette.signing.proof import proof_digest_of
from gazette.states import IssueState
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.gazette.sealed import HTML, MINUTE, make_signed, picture
from tests.sites.admin_walk import addresses

pytestmark = pytest.mark.django_db
HOST = {"host": "localhost"}
SECRET = "GEHEIM"
TITLE = f"关于{SECRET}事项的通知"
BEFORE = MINUTE - datetime.timedelta(seconds=1)
# Of the future issue: its number within the year and its serial, in words and in addresses, and what its entries say.
SIGNS = (SECRET, "第7期", "1074", "/2015/7")

DIRECT = {
    "issue": "/gazette/2015/7/",
    "issue without slash": "/gazette/2015/7",
    "issue as JSON": "/gazette/2015/7.json",
    "entry": "/gazette/2015/7/1",
    "entry with a slash": "/gazette/2015/7/1/",
    "erratum": "/gazette/2015/7/2",
    "entry as JSON": "/gazette/2015/7/1.json",
    "entry as Akoma Ntoso": "/gazette/2015/7/1.akn.xml",
    "entry as text": "/gazette/2015/7/1.txt",
    "PDF": "/gazette/2015/7/files/gb.pdf",
    "EPUB": "/gazette/2015/7/files/gb.epub",
    "ZIP": "/gazette/2015/7/files/gb.zip",
    "scan": "/gazette/2015/7/files/scan.pdf",
    "cover": "/gazette/2015/7/files/cover.png",
    "small cover": "/gazette/2015/7/cover.webp",
    "picture of an entry": "/gazette/2015/7/1/files/p1.png",
    "attachment of an entry": "/gazette/2015/7/1/files/fj.docx",
    "manifest": "/gazette/2015/7/manifest.json",
    "signature": "/gazette/2015/7/manifest.sig",
    "verification": "/gazette/2015/7/verify/",
}

LISTS = {
    "home page": "/",
    "column": "{column}",
    "column by year": "{column}?year=2015",
    "column feed": "{column}feed.atom",
    "column feed as RSS": "{column}feed.rss",
    "site feed": "/feed.atom",
    "site feed as RSS": "/feed.rss",
    "gazette": "/gazette/",
    "year": "/gazette/2015/",
    "feed of issues": "/gazette/feed.atom",
    "search by number": "/search/?q=第7期",
    "search by title": f"/search/?q={SECRET}",
    "search everywhere": "/search/?q=第7期&scope=all&kind=issue",
    "search of the gazette": f"/gazette/search/?q={SECRET}",
    "search of the gazette by year": "/gazette/search/?year=2015",
    "province": "/gazette/province/",
    "sitemap": "/sitemap.xml",
    "map for people": "/sitemap/",
    "verification by year and number": "/gazette/verify/?year=2015&number=7",
    "find by the digest of an entry": "/gazette/verify/find?sha256={entry}",
    "find by the digest of a text": "/gazette/verify/find?sha256={text}",
    "find by the digest of a file": "/gazette/verify/find?sha256={file}",
    "issue before it": "/gazette/2015/6/",
    "issue before it as JSON": "/gazette/2015/6.json",
    "entry that it corrects": "/gazette/2015/6/1",
    "entry that it corrects as JSON": "/gazette/2015/6/1.json",
    "manifest of the issue before it": "/gazette/2015/6/manifest.json",
    "verification of the issue before it": "/gazette/2015/6/verify/",
    "document that it prints": "{document}",
}
# What it must say once the issue is there; the others may keep silent.
THEN = {
    "column", "column feed", "column feed as RSS", "feed of issues", "site feed", "gazette", "year", "search by number",
    "search of the gazette", "sitemap", "find by the digest of an entry", "find by the digest of a text",
    "find by the digest of a file", "issue before it", "entry that it corrects", "verification by year and number",
}  # fmt: skip


@pytest.fixture
def future():
    """Approved for MINUTE and prepared; the sixth issue is out."""
    gazette = make_gazette()
    sixth = make_signed(gazette, number=6, serial=73)
    publish_page_of(sixth)
    document = factories.make_document(
        factories.make_column(gazette.portal.home, "文件"), "浙江省人民政府关于某事的通知"
    )
    issue = make_issue(gazette, 2015, 7, 1074, state=IssueState.APPROVED, publish_at=MINUTE)
    entry = make_entry(issue, page=document, title=TITLE, html=f"{HTML}<p>{SECRET}</p>")
    make_entry(issue, title=f"{SECRET}更正", kind=EntryKind.ERRATUM, corrects=sixth.entries.get(number=1))
    for kind, name in [(FileKind.PDF, "pdf"), (FileKind.EPUB, "epub"), (FileKind.ARCHIVE, "zip")]:
        store_file(issue, kind, f"gb.{name}", SECRET.encode())
    store_file(issue, FileKind.SCAN, "scan.pdf", SECRET.encode())
    store_file(issue, FileKind.COVER, "cover.png", picture(30, 40))
    store_file(issue, FileKind.PICTURE, "p1.png", picture(40, 30), entry=entry)
    store_file(issue, FileKind.ATTACHMENT, "fj.docx", SECRET.encode(), entry=entry)
    issue.proof_digest = proof_digest_of(issue)
    issue.save()
    write_manifest(issue, now=BEFORE)
    return issue


def publish_page_of(issue):
    """Its face, as `PublishIssue` makes it."""
    from gazette.actions.publish import show

    show(issue, MINUTE - datetime.timedelta(days=10))


def filled(address, issue):
    entry = issue.entries.get(number=1)
    return address.format(
        column=issue.gazette.column.url,
        entry=entry.digest,
        text=entry.text_digest,
        file=issue.files.get(kind=FileKind.PDF).sha256,
        document=entry.page.url,
    )


def read(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace") + str(dict(response.headers))


def everything(client, address) -> str:
    """What stands there, and in the files that a site map names."""
    body = read(client.get(address, headers=HOST, follow=True))
    if address == "/sitemap.xml":
        body += "".join(read(client.get(place, headers=HOST)) for place in re.findall(r"/sitemap-[^<]+\.xml", body))
    return body


def signs_in(body, address) -> list[str]:
    """A page may repeat what it was asked for."""
    return [sign for sign in SIGNS if sign in body.replace(address, "") and sign not in address]


@pytest.mark.parametrize("address", DIRECT.values(), ids=DIRECT)
def test_its_own_addresses_are_not_there_before_its_minute(client, future, address):
    for _ in range(2):
        answer = client.get(address, headers=HOST)
        if answer.status_code == 301:  # only the slash is wrong: that tells nothing
            answer = client.get(answer["Location"], headers=HOST)
        assert answer.status_code == 404
        assert SECRET not in read(answer).replace(address, "")
        publish_due_issues(BEFORE)
    publish_due_issues(MINUTE)
    assert client.get(address, headers=HOST, follow=True).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_nothing_names_it_before_its_minute(client, future, name):
    address = filled(LISTS[name], future)
    publish_due_issues(BEFORE)
    body = everything(client, address)
    assert signs_in(body, address) == []
    publish_due_issues(MINUTE)
    if name in THEN:
        body = everything(client, address)
        assert [sign for sign in SIGNS if sign in body.replace(address, "")], body[:3000]


@pytest.mark.parametrize("kind", FileKind.values)
def test_its_files_lie_where_no_address_leads(client, future, kind):
    name = future.files.filter(kind=kind).first().file.name
    for address in (f"/media/{name}", f"/media/gazette/{name}", f"/gazette/{name}", f"/static/{name}"):
        assert client.get(address, headers=HOST).status_code == 404
    assert not (settings.MEDIA_ROOT / name).exists()


@pytest.mark.parametrize("host", ["localhost", "hangzhou.localhost"])
def test_another_portal_never_answers_for_it(client, future, host):
    factories.make_portal("hangzhou", "city", future.gazette.portal)
    publish_due_issues(MINUTE)
    expected = 200 if host == "localhost" else 404
    for address in ("/gazette/2015/7/", "/gazette/2015/7/1.json", "/gazette/2015/7/manifest.json"):
        assert client.get(address, headers={"host": host}).status_code == expected


def choices(issue):
    ids = {
        "gazette_id": issue.gazette_id,
        "issue_id": issue.pk,
        "entry_id": issue.entries.first().pk,
        "file_id": issue.files.first().pk,
    }
    return lambda name, route: [ids.get(name, ids["entry_id"] if "entry" in name else issue.pk)]


@pytest.mark.parametrize("who", ["nobody", "foreign editor"])
def test_the_admin_shows_it_to_its_own_editors_only(client, future, who):
    if who != "nobody":
        other = factories.make_portal("hangzhou", "city", future.gazette.portal)
        client.force_login(factories.make_editor(other, "foreign"))
    client.raise_request_exception = False
    walked = 0
    for address in addresses("gazette", choices(future)):
        answer = client.get(address, headers=HOST)
        assert answer.status_code in (200, 302, 403, 404, 405), (address, answer.status_code)
        assert signs_in(read(answer), address) == [], address
        walked += 1
    assert walked


@pytest.mark.parametrize(
    "address",
    [
        f"/admin/pages/search/?q={SECRET}",
        "/admin/choose-page/search/?q=2015年第",
        "/admin/api/main/pages/?search=2015&fields=*",
        "/admin/api/main/pages/?type=gazette.IssuePage&fields=*",
        "/admin/reports/site-history/",
        "/admin/",
    ],
)
def test_wagtails_own_screens_know_nothing_of_it(client, future, address):
    other = factories.make_portal("hangzhou", "city", future.gazette.portal)
    client.force_login(factories.make_editor(other, "foreign"))
    assert signs_in(read(client.get(address, headers=HOST)), address) == []


def test_the_walk_would_notice_a_leak(client, future):
    """An issue that is public by mistake is found by both tests above: they can fail."""
    Issue.objects.filter(pk=future.pk).update(state=IssueState.PUBLISHED)
    assert client.get("/gazette/2015/7/1", headers=HOST).status_code == 200
    address = filled(LISTS["year"], future)
    assert signs_in(everything(client, address), address)
