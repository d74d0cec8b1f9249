"""Said before it is too late: whether the texts of a sealed issue can be set with the fonts that are there.

A character that no font has must not keep a standard text from the public: the issue then comes out without its PDF
(`gazette.actions.prepare`), and whoever approves it has read so.
"""

from collections.abc import Iterator

from cms_core.typesetting.characters import for_print
from cms_core.typesetting.fonts import fonts_for
from gazette.editions.build import editions_due
from gazette.editions.failures import as_editions
from gazette.errors import CharactersMissing, EditionFailed
from gazette.models import FileKind, Issue
from gazette.texts.canonical import text_of

WITHOUT = "批准后不出 PDF 版，其余照常"
NOT_YET = "补好之前不能发布"


def lacking(issue: Issue) -> str:
    """A sentence for editor and approver; "" where nothing is lacking. Opens no transaction, sets no type."""
    if FileKind.PDF not in editions_due(issue):
        return ""
    try:
        with as_editions():
            fonts_for("".join(for_print(text) for text in texts_of(issue)))
    except CharactersMissing as error:
        return f"{WITHOUT}：{error}"
    except EditionFailed as error:
        return f"{NOT_YET}：{error}"
    return ""


def texts_of(issue: Issue) -> Iterator[str]:
    yield from (issue.gazette.name, issue.name, issue.note)
    for entry in issue.entries.order_by("number").iterator(chunk_size=50):
        yield from (entry.part_name, entry.title, entry.document_number, entry.correction, text_of(entry.html))
