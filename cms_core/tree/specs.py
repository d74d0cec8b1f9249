"""A page to be written in bulk, with the pages below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from wagtail.models import Page

from cms_core.text.pinyin import pinyin_slug

MAX_LENGTH = 255


@dataclass
class PageSpec:
    """`page` is an unsaved instance of a page type with its own fields set; without a slug it gets one in pinyin."""

    page: Page
    children: list[PageSpec] = field(default_factory=list)

    def walk(self) -> Iterator[PageSpec]:
        """Itself and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@cache
def may_stand_below(child: type[Page], parent: type[Page]) -> bool:
    return child in parent.allowed_subpage_models()


def problems_of(specs: Sequence[PageSpec], parent_class: type[Page], where: str = "") -> list[str]:
    """What keeps these pages from standing below a page of `parent_class`, in Chinese; free slugs come later."""
    found = []
    for spec in specs:
        page = spec.page
        name = f"{where}{page.title}"
        if page.pk:
            found.append(f"“{name}”已经存在（编号 {page.pk}），不能再次写入。")
        if not page.title.strip():
            found.append(f"{where or '顶层'}下有一个页面没有标题。")
        if len(page.title) > MAX_LENGTH or len(page.slug) > MAX_LENGTH:
            found.append(f"“{name[:40]}…”的标题或路径超过 {MAX_LENGTH} 个字符。")
        if not may_stand_below(type(page), parent_class):
            kind, above = page._meta.verbose_name, parent_class._meta.verbose_name
            found.append(f"“{name}”是{kind}，不能放在{above}之下。")
        found += problems_of(spec.children, type(page), f"{name} / ")
    return found


def base_slug(page: Page) -> str:
    return pinyin_slug(page.title) or "page"
