"""Titles of documents: which 《…》 is one, and all the keys that a page with a title is found by."""

import re

from cms_core.citations.find.cues import one_of, pattern, words
from cms_core.citations.find.plain import joined, plain
from cms_core.text.folding import fold

OUTER = re.compile(r"^\s*《(.*)》\s*$", re.DOTALL)
NESTED = re.compile(r"[《〈<]([^《》〈〉<>]{3,160})[》〉>]")
ISSUER = re.compile(r"^[^《〈]{2,40}?(?=关于[^于])")
STATE = "中华人民共和国"
SENT = re.compile(
    rf"关于(?:同意)?(?P<verb>{one_of(words('titles', 'issuing') + words('titles', 'forwarding'))})"
    r"(?P<inner>.{4,200}?)"
    r"(?:等[\d一二两三四五六七八九十]{0,3}[件个项部]?(?:文件|规定|办法)?)?的(?:通知|函|决定|公告|通告|命令|令)$"
)
SENT_SHORT = re.compile(
    rf"^.{{2,30}}?(?P<verb>{one_of(words('titles', 'forwarding'))})(?P<inner>.{{4,200}}?)的(?:通知|函)$"
)
ABOUT = re.compile(r"关于.{2,}(?:的|报告|汇报)")
LAST_BRACKETS = re.compile(r"(?:\([^()]{1,30}\)){1,3}$")
MARKS = str.maketrans("", "", "《》〈〉<>“”\"‘’'")


class TitleKey(str):
    """A key, and how near it is to the title: full; edition (without （试行）, （2015年修订）); state (without
    中华人民共和国); short (without the issuer before 关于, so other issuers may share it); inner (the document that the
    page issues); forwarded (the document that it passes on: the original page, where there is one, comes first)."""

    variant: str

    def __new__(cls, value, variant):
        key = super().__new__(cls, value)
        key.variant = variant
        return key


def title_key(title: str) -> str:
    """Equal for all spellings of one title: width, blanks, brackets, 《》〈〉 and quotation marks do not count."""
    return fold(title).translate(MARKS)


def title_keys(title: str) -> list[TitleKey]:
    """All keys under which a page of this title is looked for, the full title first, each once.

    Only `full`, `state` and `inner` keys name one document by themselves."""
    title = joined(plain(title))
    title = OUTER.sub(r"\1", title)
    found: dict[str, TitleKey] = {}

    def add(name, variant):
        key = title_key(name)
        if len(key) >= 3:
            found.setdefault(key, TitleKey(key, variant))

    for name, variant in [(title, "full"), *inner_titles(title)]:
        add(name, variant)
        bare = without_edition(name)
        if bare != name:
            add(bare, "edition")
        if bare.startswith(STATE):
            add(name.removeprefix(STATE), "state" if variant == "full" else variant)
            add(bare.removeprefix(STATE), "edition" if bare != name else variant)
        if ISSUER.match(bare):
            add(ISSUER.sub("", bare), "short")
    return list(found.values())


def inner_titles(title: str) -> list[tuple[str, str]]:
    """(title, inner or forwarded) of the documents that a 关于印发…的通知 brings; a plain title has none."""
    match = SENT.search(title) or SENT_SHORT.search(title)
    if not match:
        return []
    variant = "forwarded" if match["verb"] in words("titles", "forwarding") else "inner"
    inner = match["inner"]
    names = NESTED.findall(inner) if inner[0] in "《〈<" else [inner]
    return [(name, variant) for name in names or [inner.translate(MARKS)]]


def without_edition(title: str) -> str:
    """Without （试行）, （2015年修订） at its end."""
    bare = pattern("titles", "editions").sub("", plain(title))
    return title[: len(bare)] if len(bare) >= 4 else title


def is_short(title: str) -> bool:
    """《条例》 and 《实施办法》 name nothing by themselves."""
    return title in words("titles", "generic")


def is_strong(title: str) -> bool:
    """Of a genre that no form or licence has."""
    return without_edition(title).endswith(words("titles", "strong")) or "关于" in title


def is_paper(title: str) -> bool:
    """Named as a form, a licence, a record, a newspaper."""
    title = _bare(title)
    return title.endswith(words("titles", "papers")) and not title.endswith(words("titles", "documents"))


def is_document(title: str) -> bool:
    """Whether 《title》 is named as an official document is, rather than a paper or a book."""
    title = _bare(title)
    if is_paper(title) or len(title) < 2:
        return False
    return bool(ABOUT.search(title)) or title.endswith(words("titles", "genres") + words("titles", "documents"))


def _bare(title):
    """Without any brackets at its end."""
    title = plain(joined(title))
    return LAST_BRACKETS.sub("", title) or title
