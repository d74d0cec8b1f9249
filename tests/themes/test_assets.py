"""The looks stay small and strict: no inline style or script, no foreign address, within their budget."""

import re
from pathlib import Path

import pytest

import themes
from tests.themes.stylesheets import STATIC

TEMPLATES = Path(themes.__file__).parent / "templates"
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
DISCLOSURE = ("apply", "decisions", "disclosure", "platform", "reports", "sunshine")
ATTRIBUTE = re.compile(r"""\s(style|on[a-z]+)\s*=\s*["']""")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)[^>]*>")


def test_styles_and_scripts_keep_their_budget():
    """All four looks together; display modes are fetched only by who chose them, the styles of the gazette, the lists,
    open information and the search page by their readers."""
    gazette = [path for path in STYLES if path.name.startswith("gazette")]
    searching = [path for path in STYLES if path.name.startswith("search")]
    of_lists = [path for path in STYLES if path.name.startswith("lists")]
    disclosure = [path for path in STYLES if path.name.startswith(DISCLOSURE)]
    own = [*gazette, *searching, *of_lists, *disclosure]
    everyone = [path for path in STYLES if path.parent.name != "display" and path not in own]
    assert 0 < sum(path.stat().st_size for path in everyone) < 60_000
    assert 0 < sum(path.stat().st_size for path in gazette) < 18_000
    assert 0 < sum(path.stat().st_size for path in searching) < 10_000
    assert 0 < sum(path.stat().st_size for path in of_lists) < 20_000
    # No page has all of them: the platform of a body, and one of its parts.
    assert 0 < sum(path.stat().st_size for path in disclosure) < 38_000
    verifying = [path for path in SCRIPTS if "verify" in str(path.relative_to(STATIC))]
    applying = [path for path in SCRIPTS if path.name.startswith("apply")]
    assert 0 < sum(path.stat().st_size for path in SCRIPTS if path not in [*verifying, *applying]) < 10_000
    assert 0 < sum(path.stat().st_size for path in applying) < 4_000
    assert 0 < sum(path.stat().st_size for path in verifying) < 24_000


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_have_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    assert not ATTRIBUTE.search(text)
    assert not INLINE_SCRIPT.search(text)
    assert "<style" not in text


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_fetch_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", text)
    assert "@import" not in text
    assert "italic" not in text


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_use_only_tokens_that_exist(path):
    declared = set(re.findall(r"(--[\w-]+)\s*:", "".join(style.read_text(encoding="utf-8") for style in STYLES)))
    used = set(re.findall(r"var\((--[\w-]+)", path.read_text(encoding="utf-8")))
    assert used <= declared


@pytest.mark.parametrize("path", sorted((STATIC / "looks").glob("*.css")), ids=lambda path: path.stem)
def test_a_look_overrides_tokens_and_nothing_else(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert re.fullmatch(r"\s*:root\s*{[^{}]*}\s*", text)
