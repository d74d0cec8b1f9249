"""Standard text as a page shows it: addresses of its files made whole, tables that scroll inside themselves.

The text itself is not touched: what is sealed is what is read.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms_core.public.outside import through_notice

TAG_WITH_FILE = re.compile(r'<(?:img|a)\b[^>]*?\s(?:src|href)="(?=files/)')
FOLDER = len("files/")
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
BEFORE = '<div class="table-scroll" role="group" aria-label="表格，可左右滚动" tabindex="0">'
PICTURE = re.compile(r"<img\b")


def shown_text(html: str, files: str) -> SafeString:
    """`files`: the folder of the entry's files, with its last slash."""
    pieces, end = [], 0
    for match in TAG_WITH_FILE.finditer(html):
        pieces += [html[end : match.end()], escape(files)]
        end = match.end() + FOLDER
    html = "".join([*pieces, html[end:]])
    html = TABLE.sub(lambda match: f"{BEFORE}{match[0]}</div>", html)
    html = PICTURE.sub('<img loading="lazy"', html)
    return mark_safe(through_notice(html))
