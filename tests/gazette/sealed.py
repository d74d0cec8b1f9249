"""Issues that are sealed, signed and published, with a file of each kind; what the tests of signing start from."""

import datetime
from io import BytesIO

from PIL import Image

from gazette.files import store_file
from gazette.models import FileKind
from gazette.signing.manifests import write_manifest
from gazette.signing.proof import proof_digest_of
from gazette.states import IssueState
from tests.gazette.factories import make_entry, make_gazette, make_issue

MINUTE = datetime.datetime(2026, 11, 23, 1, 0, tzinfo=datetime.UTC)
HTML = (
    '<h2 id="s1">一、总体要求</h2><p>各市、县（市、区）人民政府应当按照本方案，制定具体办法。</p>'
    "<p>省级有关部门可以根据实际情况，加强指导。</p>"
)


def make_sealed(gazette=None, year=2015, number=7, *, state=IssueState.SUBMITTED, entries=2, **fields):
    """Handed in: entries numbered and sealed, the proof named; with scan, cover, attachment and picture."""
    issue = make_issue(gazette or make_gazette(), year, number, state=state, **fields)
    made = [make_entry(issue, title=f"关于印发第{n}号工作要点的通知", html=HTML) for n in range(1, entries + 1)]
    give_files(issue, made[0] if made else None)
    # As `SubmitIssue` does it.
    issue.proof_digest = proof_digest_of(issue)
    issue.save(update_fields=["proof_digest"])
    return issue


def give_files(issue, entry):
    store_file(issue, FileKind.PDF, f"gazette-{issue.year}-{issue.number}.pdf", b"%PDF-1.7 edition")
    store_file(issue, FileKind.SCAN, "scan.pdf", b"%PDF-1.4 scan")
    store_file(issue, FileKind.COVER, "cover.png", picture(300, 400))
    if entry:
        store_file(issue, FileKind.ATTACHMENT, "附件.docx", b"PK attachment", entry=entry)
        store_file(issue, FileKind.PICTURE, "p1.png", picture(40, 30), entry=entry)


def picture(width, height) -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), "white").save(content, "PNG")
    return content.getvalue()


def make_signed(gazette=None, year=2015, number=7, *, state=IssueState.PUBLISHED, **fields):
    """Published and signed, without its page in the catalogue."""
    issue = make_sealed(gazette, year, number, state=state, **fields)
    write_manifest(issue, now=MINUTE)
    return issue
