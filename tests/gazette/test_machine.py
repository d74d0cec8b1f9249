"""For machines: feed, JSON, plain text, Akoma Ntoso, site map; and the files of issues and entries."""

import hashlib
import io
import json

import feedparser
import PIL.Image
import pytest
from lxml import etree

from gazette.models import FileKind
from gazette.states import IssueState
from tests.cms_core.serving import reader_of
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.gazette.publishing import make_file, make_published

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture
def gazette():
    return make_gazette(first_serial=1074)


@pytest.fixture
def reader(gazette):
    return reader_of(gazette.portal)


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_feed_has_the_newest_thirty_issues_with_their_titles(gazette, reader):
    for number in range(1, 33):
        make_published(gazette, 2015, number, titles=["第一条 & <办法>"])
    answer = reader.get("/gazette/feed.atom")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert [entry.link.rpartition("/gazette/")[2] for entry in feed.entries][:2] == ["2015/32/", "2015/31/"]
    assert len(feed.entries) == 30
    assert "第一条 &amp; &lt;办法&gt;" in feed.entries[0].summary
    assert feed.entries[0].link.endswith("/gazette/2015/32/") and feed.entries[0].id == feed.entries[0].link


def test_an_empty_gazette_has_a_feed_that_stays_the_same(gazette, reader):
    assert reader.get("/gazette/feed.atom").content == reader.get("/gazette/feed.atom").content


def test_an_issue_as_json_names_entries_files_and_digests(gazette, reader):
    issue = make_published(gazette)
    file = make_file(issue, content=b"%PDF-1.7 x")
    data = json.loads(reader.get("/gazette/2015/7.json").content)
    assert (data["year"], data["number"], data["serial"]) == (2015, 7, 1074)
    (part,) = data["parts"]
    assert [entry["id"].rpartition("/gazette/")[2] for entry in part["entries"]] == ["2015/7/1", "2015/7/2"]
    assert part["entries"][0]["digest"] == issue.entries.get(number=1).digest
    assert data["files"][0]["sha256"] == file.sha256 == hashlib.sha256(b"%PDF-1.7 x").hexdigest()
    path = "/gazette/" + data["files"][0]["url"].partition("/gazette/")[2]
    assert content(reader.get(path)) == b"%PDF-1.7 x"


def test_the_json_of_an_entry_is_what_its_digest_is_of(gazette, reader):
    issue = make_published(gazette)
    body = reader.get("/gazette/2015/7/1.json").content
    assert hashlib.sha256(body).hexdigest() == issue.entries.get(number=1).digest
    assert json.loads(body)["title"] == "关于印发工作要点的通知"


def test_an_entry_as_plain_text_and_akoma_ntoso(gazette, reader):
    make_published(gazette)
    text = reader.get("/gazette/2015/7/1.txt")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert "一、总体要求" in text.content.decode() and "<" not in text.content.decode()
    assert "2015年第7期（总第1074期）" in text.content.decode()
    root = etree.fromstring(reader.get("/gazette/2015/7/1.akn.xml").content)
    assert root.tag.startswith("{http://docs.oasis-open.org/legaldocml/ns/akn/3.0")


def test_entries_are_in_the_site_map_by_year(gazette, reader):
    make_published(gazette, 2014, 36)
    make_published(gazette, 2015, 7)
    root = etree.fromstring(reader.get("/sitemap.xml").content)
    names = [loc.text.rpartition("/")[2] for loc in root.iter(SITEMAP)]
    assert {"sitemap-gazette-2014.xml", "sitemap-gazette-2015.xml"} <= set(names)
    year = etree.fromstring(reader.get("/sitemap-gazette-2015.xml").content)
    found = [loc.text.partition("/gazette/")[2] for loc in year.iter(SITEMAP)]
    assert found == ["2015/7/1", "2015/7/2"]
    for path in ("/sitemap-gazette-2013.xml", "/sitemap-nothing-2015.xml"):
        assert reader.get(path).status_code == 404


def test_a_file_is_sent_whole_in_parts_or_not_at_all(gazette, reader):
    issue = make_published(gazette)
    make_file(issue, name="公报2015年第7期.pdf", content=b"0123456789")
    path = "/gazette/2015/7/files/公报2015年第7期.pdf"
    whole = reader.get(path)
    assert (whole.status_code, content(whole)) == (200, b"0123456789")
    assert whole["Content-Type"] == "application/pdf"
    assert (
        whole["Content-Disposition"].startswith("inline")
        and "filename*=UTF-8''%E5%85%AC" in whole["Content-Disposition"]
    )
    assert whole["X-Content-Type-Options"] == "nosniff"
    part = reader.get(path, headers={"range": "bytes=2-4"})
    assert (part.status_code, content(part), part["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert reader.get(path, headers={"range": "bytes=99-"}).status_code == 416
    assert reader.get(path, headers={"if-none-match": whole["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "", "x"]
)
def test_nothing_that_a_browser_runs_is_sent_as_such(gazette, reader, media_type):
    make_file(make_published(gazette), FileKind.ATTACHMENT, "a.bin", b"<script>", media_type=media_type or " ")
    answer = reader.get("/gazette/2015/7/files/a.bin")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_of_an_entry_is_not_one_of_the_issue(gazette, reader):
    issue = make_published(gazette)
    make_file(issue, FileKind.PICTURE, "图1.png", b"x", entry=issue.entries.get(number=1))
    assert reader.get("/gazette/2015/7/1/files/图1.png").status_code == 200
    for path in ("/gazette/2015/7/files/图1.png", "/gazette/2015/7/2/files/图1.png", "/gazette/2015/7/1/files/../x"):
        assert reader.get(path).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_404(gazette, reader):
    file = make_file(make_published(gazette))
    file.file.storage.delete(file.file.name)
    assert reader.get("/gazette/2015/7/files/公报.pdf").status_code == 404


def test_a_cover_is_sent_small(gazette, reader):
    issue = make_published(gazette)
    picture = io.BytesIO()
    PIL.Image.new("RGB", (1800, 2400), "teal").save(picture, "JPEG")
    make_file(issue, FileKind.COVER, "封面.jpg", picture.getvalue())
    for _ in range(2):
        answer = reader.get("/gazette/2015/7/cover.webp")
        assert answer["Content-Type"] == "image/webp"
        assert PIL.Image.open(io.BytesIO(content(answer))).size == (480, 640)
    assert "/gazette/2015/7/cover.webp" in reader.get("/gazette/2015/").content.decode()


def test_a_cover_that_cannot_be_read_is_sent_as_it_is(gazette, reader):
    make_file(make_published(gazette), FileKind.COVER, "封面.jpg", b"no picture")
    assert content(reader.get("/gazette/2015/7/cover.webp")) == b"no picture"


def test_files_of_an_issue_that_is_not_out_are_not_there(gazette, reader):
    issue = make_issue(gazette, state=IssueState.APPROVED)
    entry = make_entry(issue)
    make_file(issue)
    make_file(issue, FileKind.PICTURE, "图1.png", b"x", entry=entry)
    assert reader.get("/gazette/2015/7/files/公报.pdf").status_code == 404
    assert reader.get("/gazette/2015/7/1/files/图1.png").status_code == 404


def test_who_keeps_feeds_and_site_maps_asks_again_within_a_minute(gazette, reader):
    make_published(gazette)
    column = f"/{gazette.column.slug}"
    for path in ("/gazette/feed.atom", f"{column}/feed.atom", "/feed.rss", "/sitemap.xml"):
        assert reader.get(path)["Cache-Control"] == "public, max-age=30"
