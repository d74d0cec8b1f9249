"""Cleaning of the HTML of old portals: nothing in it runs, loads from elsewhere, or carries a style of its own.

nh3 (the browser's own parsing rules) goes first and last; between them a rewriter that sees only well-formed markup
turns styles into classes, old tags into today's, and relative addresses into whole ones.
"""

from collections.abc import Callable

import nh3

from cms_core.html.rewriter import Rewriter
from cms_core.html.rules import ATTRIBUTES, BLOCKS, CLASSES, DROPPED_WITH_CONTENT, FOREIGN_TAGS, SCHEMES, TAGS

# Given "src" or "href" and an address; answers the address to write, or None to leave the picture or link out.
Rewrite = Callable[[str, str], str | None]

MAX_PASSES = 6
FIRST_PASS = nh3.Cleaner(
    tags=set(TAGS | FOREIGN_TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes={
        **{tag: {"style", "align", "class"} for tag in TAGS | FOREIGN_TAGS},
        **{tag: names | {"style", "align", "class"} for tag, names in ATTRIBUTES.items()},
    },
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)
LAST_PASS = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes={tag: set(CLASSES) for tag in BLOCKS},
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def clean_legacy_html(html: str, base_url: str | None = None, rewrite: Rewrite | None = None) -> str:
    """`html` as it may be stored and shown. Idempotent; never raises on bad markup.

    Relative addresses are completed with `base_url`. `rewrite` lets an import exchange each address for a local one;
    a picture that still lies on a foreign server afterwards becomes a link: public pages load nothing from there.
    """
    result = one_pass(html, base_url, rewrite)
    # Unwrapping can bring together what the parser then reads differently (a paragraph in a paragraph): go on until it
    # stays as it is. Two passes are the rule.
    for _ in range(MAX_PASSES):
        again = one_pass(result, None, None)
        if again == result:
            return result
        result = again
    return result


def one_pass(html: str, base_url: str | None, rewrite: Rewrite | None) -> str:
    rewriter = Rewriter(base_url, rewrite)
    rewriter.feed(FIRST_PASS.clean(html.replace("\0", "")))
    rewriter.close()
    return LAST_PASS.clean(rewriter.result()).strip()


def safe_html(html: str) -> str:
    """The quick last pass alone: for rendering what was cleaned when it was stored."""
    return LAST_PASS.clean(html)
