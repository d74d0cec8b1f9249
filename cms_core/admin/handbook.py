"""编辑手册 inside the admin: the file in docs/, so that what editors read is what the repository promises."""

from functools import lru_cache
from pathlib import Path

from django.template.response import TemplateResponse
from markdown_it import MarkdownIt

SOURCE = Path(__file__).resolve().parents[2] / "docs" / "editors-guide.md"


@lru_cache(maxsize=1)
def handbook_html(changed: float) -> str:
    """Without the file's first heading, which the page's header shows; the text is our own, and HTML in it is off."""
    text = SOURCE.read_text(encoding="utf-8").partition("\n")[2]
    return MarkdownIt("commonmark", {"html": False}).enable("table").render(text)


def editors_handbook(request):
    html = handbook_html(SOURCE.stat().st_mtime)
    return TemplateResponse(request, "cms_core/admin/handbook.html", {"html": html})
