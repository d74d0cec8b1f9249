"""The note under a signature: how the document may be published (此件公开发布)."""

import re

from cms_core.models.validity import DisclosureAttribute
from cms_core.text.folding import fold

NOTES = (
    (re.compile(r"此件(?:删减后)?(?:予以)?(?:主动)?(?:公开|对外公开)(?:发布)?"), DisclosureAttribute.ACTIVE),
    (re.compile(r"此件依申请公开"), DisclosureAttribute.ON_REQUEST),
    (re.compile(r"此件(?:不予公开|不公开)(?:发布)?"), DisclosureAttribute.NONE),
)


def disclosure_note(line: str) -> DisclosureAttribute | None:
    """What a line that is nothing but 此件公开发布 says, with or without brackets."""
    # Asked of every line of every document; hardly any has the word.
    if "此" not in line or "件" not in line:
        return None
    text = fold(line).strip("〔〕。")
    return next((value for pattern, value in NOTES if pattern.fullmatch(text)), None)
