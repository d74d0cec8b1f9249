"""Links in rich text to pages of ours: only to what the public can see; the rest stays as plain text."""

from django.utils.html import escape
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class LivePageLinkHandler(PageLinkHandler):
    """A link without an address is taken out of the text when it is rendered (`cms_core.blocks.body_text`).

    Wagtail's handler reads each page as what it is, a query for every type; the entry already knows the address.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        numbers = {int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isdecimal()}
        pages = Page.objects.filter(live=True).select_related("entry").in_bulk(numbers) if numbers else {}
        urls = {str(number): address(page) for number, page in pages.items()}
        return [f'<a href="{escape(url)}">' if (url := urls.get(attrs.get("id"))) else "<a>" for attrs in attrs_list]


def address(page) -> str:
    """Absolute, since rich text does not know where it is shown; "" for a page without an address."""
    parts = page.get_url_parts()
    if not parts or not parts[1]:
        return ""
    entry = getattr(page, "entry", None)
    return f"{parts[1]}/{entry.address}" if entry else f"{parts[1]}{parts[2]}"


@hooks.register("register_rich_text_features", order=100)
def register_live_page_links(features):
    """After Wagtail's own handler, which it replaces."""
    features.register_link_type(LivePageLinkHandler)
