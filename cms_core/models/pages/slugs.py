"""Slugs made for the editor: of columns from the title, of content without meaning."""

import itertools
import secrets

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms_core.text.pinyin import pinyin_slug

# First steps of the platform's own addresses (config/urls.py): a column called so right below the home page would never
# be reached. Refused everywhere, since a column may move.
RESERVED = frozenset(
    (
        *("_util", "admin", "api", "apply", "art", "cited", "decisions", "disclosure", "display", "doc", "documents"),
        *("gazette", "leaving", "lists", "media", "search", "sitemap", "static", "sunshine"),
    )
)


class PinyinSlugMixin:
    """For pages whose address is their path: columns and topics."""

    def full_clean(self, *args, **kwargs):
        self.fill_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        """Of drafts; without it Wagtail would keep of a Chinese title what is ASCII (政策文件2026 → 2026)."""
        self.fill_slug()
        super().minimal_clean()

    def fill_slug(self):
        if not self.slug and self.title:
            self.slug = free_slug(self.title, self.get_parent(), self)


class PinyinSlugForm(WagtailAdminPageForm):
    """The address may be left empty: the page makes it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug.lower() in RESERVED:
            raise ValidationError(f"“{slug}”是平台自己的地址，请换一个，或留空由系统按标题编制。")
        return slug

    def clean(self):
        title = self.cleaned_data.get("title")
        if title and "slug" in self.fields and "slug" not in self.errors and not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = free_slug(title, self.parent_page, self.instance)
        return super().clean()


def free_slug(title: str, parent, page) -> str:
    """`title` in pinyin, with a number when a sibling has it. A page that is being added does not know its parent."""
    slug = pinyin_slug(title) or "lanmu"
    numbered = (f"{slug}-{number}" for number in itertools.count(2))
    found = (one for one in itertools.chain([slug], numbered) if one not in RESERVED)
    return next(one for one in found if Page._slug_is_available(one, parent, page))


# Not Wagtail's own: its script writes a slug that is not pinyin, and fails where the form has none.
# The admin hides the label of a title; the placeholder stands in for it.
TITLE = forms.TextInput(attrs={"placeholder": "标题（必填）"})
PLAIN_TITLE_PANEL = FieldPanel("title", classname="title", widget=TITLE)


class OpaqueSlugMixin:
    """For content, whose address is its number: the slug is never shown, but Wagtail wants one among the siblings."""

    def full_clean(self, *args, **kwargs):
        self.fill_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.fill_slug()
        super().minimal_clean()

    def fill_slug(self):
        if not self.slug:
            self.slug = f"{self.address_kind}-{secrets.token_hex(6)}"
