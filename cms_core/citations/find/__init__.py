"""Finding citations in a text: pure functions, no database."""

from cms_core.citations.find.finder import find_citations
from cms_core.citations.find.found import Found, Kind
from cms_core.citations.find.numbers import number_key
from cms_core.citations.find.titles import TitleKey, title_key, title_keys

__all__ = ["Found", "Kind", "TitleKey", "find_citations", "number_key", "title_key", "title_keys"]
