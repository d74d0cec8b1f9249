"""The page that checks a file or text, in a real browser: right verdicts, nothing sent, keyboard, phone, no script."""

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import DEFAULT_DB_ALIAS, connections

from gazette.actions.publish import PublishIssue
from gazette.models import IssueEntry, Manifest, SigningKey
from gazette.signing.keys import rotate, spoken
from gazette.states import IssueState
from gazette.texts.canonical import canonical_bytes, text_of
from tests.gazette.factories import make_gazette
from tests.gazette.sealed import HTML, MINUTE, make_signed
from tests.themes.browser import HOST, browser, too_wide, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = f"http://{HOST}"
SCREEN = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 700}
TITLE = "关于印发第1号工作要点的通知"
DONE = ".verdict:not(.busy)"


@pytest.fixture
def issue():
    issue = make_signed(make_gazette(), state=IssueState.APPROVED, publish_at=MINUTE)
    PublishIssue(issue, now=MINUTE).execute()
    return issue


@pytest.fixture
def chromium(monkeypatch, issue):
    connection = connections[DEFAULT_DB_ALIAS]
    with browser(monkeypatch) as opened:
        # So that the tests, too, see their own transaction while Playwright's loop runs.
        connections[DEFAULT_DB_ALIAS] = connection
        yield opened


class Page:
    """Of the issue, unless another path is given; `sent` is what its requests carried."""

    def __init__(self, chromium, path="/gazette/2015/7/verify/", viewport=SCREEN, **options):
        self.page = chromium.open(viewport, **options)
        self.sent, self.problems = [], []
        self.page.on("request", lambda request: self.sent.append((request.method, request.url, request.post_data)))
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.goto(f"{SITE}{path}")

    def verdict(self, part):
        self.page.wait_for_selector(f"[data-part='{part}']{DONE}")
        place = self.page.locator(f"[data-part='{part}']")
        return place.get_attribute("class").split()[1], place.inner_text()

    def check_file(self, name, content):
        self.page.set_input_files("[data-part=file]", {"name": name, "mimeType": "", "buffer": content})
        return self.verdict("file-result")

    def check_text(self, text, entry=""):
        if entry:
            self.page.select_option("[data-part=entry]", entry)
        self.page.fill("[data-part=text]", text)
        self.page.click("[data-part=compare]")
        return self.verdict("text-result")

    def check_all(self):
        self.page.click("[data-part=all]")
        return self.verdict("all-result")


def content_of(issue, kind):
    with issue.files.get(kind=kind).file.open("rb") as file:
        return file.read()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("pdf", "一致：与2015年第7期公布的PDF 版完全相同"),
        ("scan", "扫描版“scan.pdf”完全相同"),
        ("attachment", "第1条的附件“附件.docx”完全相同"),
    ],
)
def test_a_file_as_it_was_published_is_the_same(chromium, issue, kind, said):
    page = Page(chromium)
    verdict, words = page.check_file("下载.bin", content_of(issue, kind))
    assert (verdict, said in words) == ("good", True), words
    assert "签名有效" in words
    assert spoken(issue.gazette.keys.get().fingerprint) in words
    assert page.problems == []


def test_the_json_of_an_entry_is_the_same(chromium, issue):
    verdict, words = Page(chromium).check_file("1.json", canonical_bytes(issue.entries.get(number=1)))
    assert (verdict, "第1条" in words) == ("good", True)


def test_the_manifest_itself_is_known(chromium, issue):
    verdict, words = Page(chromium).check_file("manifest.json", issue.manifests.first().body.encode())
    assert (verdict, "签名清单" in words) == ("good", True)


def test_a_file_with_one_changed_byte_is_not(chromium, issue):
    content = bytearray(content_of(issue, "scan"))
    content[-1] ^= 1
    verdict, words = Page(chromium).check_file("scan.pdf", bytes(content))
    assert verdict == "bad"
    assert "不一致" in words
    assert hashlib.sha256(content).hexdigest() in words
    assert issue.files.get(kind="scan").sha256 in words


@pytest.mark.parametrize("content", [b"", b"x"], ids=["empty", "one byte"])
def test_a_file_that_is_none_of_ours_is_not(chromium, content):
    assert Page(chromium).check_file("x.pdf", content)[0] == "bad"


def test_a_pasted_text_is_the_same_whatever_its_white_space(chromium):
    pasted = f"{TITLE}\n\n" + text_of(HTML).replace("，", "，\n　 ")
    verdict, words = Page(chromium).check_text(pasted)
    assert (verdict, "第1条" in words) == ("good", True), words


def test_a_text_says_where_it_first_differs(chromium):
    verdict, words = Page(chromium).check_text(text_of(HTML).replace("应当", "可以"), entry="1")
    assert verdict == "bad"
    assert "第2段第14字" in words
    assert "应当" in words.split("您粘贴的文本")[0].replace("\n", "")
    assert "可以" in words.split("您粘贴的文本")[1].replace("\n", "")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda text: text[:-2], "字"),
        (lambda text: f"{text}另附", "到此为止"),
        (lambda text: "抬头\n" + text.replace("具体", "其体"), "第2段"),
        (lambda text: text[20:].replace("加强指导", "加强领导"), "第3段"),
    ],
    ids=["end missing", "something added", "something above it", "beginning missing"],
)
def test_texts_that_are_cut_or_extended_are_told_from_the_whole(chromium, change, where):
    verdict, words = Page(chromium).check_text(change(text_of(HTML)), entry="1")
    assert where in words, words
    assert "全文逐字相同" not in words
    assert verdict == ("good" if "节选" in words else "bad")


def test_a_part_of_the_text_is_called_a_part(chromium):
    verdict, words = Page(chromium).check_text("省级有关部门可以根据实际情况", entry="2")
    assert (verdict, "一致（节选）" in words, "第3段" in words) == ("good", True, True), words


def test_an_empty_text_asks_for_one(chromium):
    assert Page(chromium).check_text("　\n")[1].startswith("请先粘贴")


def test_a_text_of_no_entry_is_not_found(chromium):
    verdict, words = Page(chromium).check_text("别的文字，不属于这里")
    assert (verdict, "没有这段文字" in words) == ("bad", True), words


def test_a_few_lines_find_their_entry_themselves(chromium):
    verdict, words = Page(chromium).check_text("省级有关部门可以根据实际情况")
    assert (verdict, "一致（节选）" in words) == ("good", True), words


@pytest.mark.parametrize("at", [0, 1, 5, 11])
def test_a_few_lines_say_where_they_differ_also_at_their_beginning(chromium, at):
    lines = "省级有关部门可以根据实际情况，加强指导。"
    verdict, words = Page(chromium).check_text(f"{lines[:at]}甲{lines[at + 1 :]}")
    assert (verdict, f"第3段第{at + 1}字" in words) == ("bad", True), words


def test_the_plain_text_that_we_hand_out_is_told_from_a_changed_one(chromium):
    page = Page(chromium)
    text = page.page.evaluate("fetch('/gazette/2015/7/1.txt').then((answer) => answer.text())")
    assert page.check_text(text)[0] == "doubt"
    assert "全文，逐字相同" in page.verdict("text-result")[1]
    assert page.check_text(text.replace("应当", "可以"))[0] == "bad"


def test_what_the_site_hands_out_agrees_with_what_was_signed(chromium):
    page = Page(chromium)
    verdict, words = page.check_all()
    assert (verdict, "7 项" in words) == ("good", True), words
    assert page.page.locator("[data-state=good]").count() == 7


def tamper_entry():
    entry = IssueEntry.objects.get(number=2)
    IssueEntry.objects.filter(pk=entry.pk).update(html=entry.html.replace("应当", "应但"))


def tamper_disk():
    path = Path(IssueEntry.objects.get(number=1).files.get(kind="attachment").file.path)
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def tamper_manifest():
    manifest = Manifest.objects.get()
    Manifest.objects.update(body=manifest.body.replace("工作要点", "工作重点", 1))


def tamper_signature():
    signature = Manifest.objects.get().signature
    Manifest.objects.update(signature=f"{'B' if signature[0] == 'A' else 'A'}{signature[1:]}")


def tamper_key():
    """The public half of another key under the fingerprint that is printed."""
    mine = SigningKey.objects.get()
    other = rotate(mine.gazette)
    SigningKey.objects.filter(pk=mine.pk).update(public_pem=other.public_pem)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (tamper_entry, "第2条"),
        (tamper_disk, "附件.docx"),
        (tamper_manifest, "签名不成立"),
        (tamper_signature, "签名不成立"),
        (tamper_key, "签名不成立"),
    ],
)
def test_tampering_is_shown_to_the_public(chromium, tamper, said):
    tamper()
    verdict, words = Page(chromium).check_all()
    assert (verdict, "不一致" in words, said in words) == ("bad", True, True), words


def test_a_file_is_not_called_the_same_by_a_manifest_that_is_not_signed(chromium, issue):
    tamper_signature()
    verdict, words = Page(chromium).check_file("x.pdf", content_of(issue, "scan"))
    assert (verdict, "无法确认" in words) == ("doubt", True), words


def test_nothing_of_the_file_or_text_is_sent(chromium):
    page = Page(chromium)
    page.check_file("机密文件名.pdf", b"GEHEIM-CONTENT")
    page.check_text("GEHEIM-TEXT 不要上传", entry="1")
    assert {method for method, _, _ in page.sent} == {"GET"}
    assert [data for _, _, data in page.sent if data] == []
    paths = {urlsplit(url).path for _, url, _ in page.sent}
    assert {path for path in paths if not path.startswith("/static/")} <= {
        "/gazette/2015/7/verify/",
        "/gazette/2015/7/manifest.json",
        "/gazette/2015/7/manifest.sig",
        "/gazette/keys.json",
        "/gazette/2015/7/1.json",
        "/theme.css",
        "/display.css",
    }
    assert not any("GEHEIM" in url or urlsplit(url).query for _, url, _ in page.sent)


def test_without_an_issue_the_digest_alone_finds_it(chromium, issue):
    page = Page(chromium, "/gazette/verify/")
    content = content_of(issue, "scan")
    verdict, words = page.check_file("x.pdf", content)
    assert (verdict, "2015年第7期" in words) == ("good", True), words
    asked = [urlsplit(url).query for _, url, _ in page.sent if "/find" in url]
    assert asked == [f"sha256={hashlib.sha256(content).hexdigest()}"]
    assert page.check_file("y.pdf", b"unknown")[0] == "bad"
    assert page.check_text(text_of(HTML))[0] == "good"


LARGE = """async () => {
  const { Sha256, digestOf } = await import("/static/themes/js/verify/sha256.js");
  const answers = {};
  for (const size of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    answers[size] = new Sha256().update(new Uint8Array(size).fill(97)).hex();
  }
  const pieces = new Sha256();
  for (let n = 0; n < 100; n += 1) pieces.update(new Uint8Array(37).fill(97));
  answers[3700] = pieces.hex();
  answers[40000000] = await digestOf(new Blob([new Uint8Array(40000000).fill(97)]));
  return answers;
}"""


def test_digests_counted_in_pieces_are_right(chromium):
    found = Page(chromium).page.evaluate(LARGE)
    assert found == {size: hashlib.sha256(b"a" * int(size)).hexdigest() for size in found}
    assert len(found) == 12


def test_without_https_it_says_that_the_signature_was_not_verified(chromium, issue):
    page = chromium.open(SCREEN)
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page.goto(f"{SITE}/gazette/2015/7/verify/")
    file = {"name": "x.pdf", "mimeType": "", "buffer": content_of(issue, "scan")}
    page.set_input_files("[data-part=file]", file)
    page.wait_for_selector(DONE)
    words = page.locator("[data-part=file-result]").inner_text()
    assert "不是通过 HTTPS 打开" in words
    assert page.locator("[data-part=file-result].doubt").count() == 1


def test_a_dropped_file_is_checked(chromium, issue):
    page = Page(chromium)
    transfer = page.page.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'x.pdf')); return data; }"
    )
    page.page.dispatch_event("[data-part=drop]", "drop", {"dataTransfer": transfer})
    assert page.verdict("file-result")[0] == "bad"


def test_the_keyboard_is_enough(chromium):
    page = Page(chromium)
    page.page.focus("[data-part=text]")
    page.page.keyboard.type("别的")
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    assert page.verdict("text-result")[0] == "bad"
    assert page.page.locator("[data-part=text-result]").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("path", ["/gazette/verify/", "/gazette/2015/7/verify/"])
def test_it_is_accessible_and_fits_a_phone(chromium, path):
    page = Page(chromium, path)
    if "2015" in path:
        page.check_text(text_of(HTML).replace("应当", "可以"), entry="1")
    assert violations(page.page) == []
    page.page.set_viewport_size(PHONE)
    assert too_wide(page.page) == 0
    page.page.set_viewport_size({"width": 320, "height": 600})
    assert too_wide(page.page) == 0
    assert page.problems == []


def test_without_script_it_says_how_to_check_by_command(chromium):
    page = Page(chromium, java_script_enabled=False).page
    words = page.locator("main").inner_text()
    assert "没有启用脚本" in words
    assert "openssl dgst -sha256 -verify" in words
    assert "/gazette/2015/7/manifest.sig" in words
    assert not page.locator("[data-part=file]").is_visible()
