"""The finder on decisions and readings of every wording: what is done to what, on which day, to which articles."""

import pytest

from cms_core.citations.find import find_citations
from tests.cms_core.citations.written import DECISIONS, READINGS, TRAPS

WRITTEN = DECISIONS + READINGS + TRAPS


@pytest.mark.parametrize(("title", "text", "expected"), WRITTEN, ids=[title for title, *_ in WRITTEN])
def test_a_text_says_what_it_does_to_others(title, text, expected):
    found = [
        (str(one.kind), one.title, one.number, str(one.day or ""), one.articles)
        for one in find_citations(text, own_title=title)
    ]
    assert found == [(*citation, *("", ())[len(citation) - 3 :])[:5] for citation in expected]
