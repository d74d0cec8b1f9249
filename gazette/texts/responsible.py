"""责任单位 by the section they stand under: who does what, as the text says it."""

from cms_core.text.responsible import responsible_in
from gazette.texts.outline import heading_of
from gazette.texts.parsed import parsed, words

FIRST_WORDS = 24


def responsible_by_section(html: str) -> list[dict]:
    """`[{"section", "names"}]`, one for each note of a standard text.

    A section is called by the nearest heading before the note, or by the first words of its paragraph.
    """
    if "单位" not in html and "部门" not in html and "责任主体" not in html:
        return []
    found, section = [], ""
    for part in parsed(html):
        heading = heading_of(part)
        section = heading.text if heading else section
        for note in responsible_in(words(part)):
            if note.names:
                found.append({"section": section or first_words(words(part)), "names": list(note.names)})
    return found


def first_words(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= FIRST_WORDS else f"{text[: FIRST_WORDS - 1]}…"
