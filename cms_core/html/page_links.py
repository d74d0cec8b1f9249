"""Links in rich text to pages of ours: only to what the public can see; the rest stays as plain text."""

from django.utils.html import escape
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler


class LivePageLinkHandler(PageLinkHandler):
    """A link without an address is taken out of the text when it is rendered (`cms_core.blocks.body_text`)."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [
            f'<a href="{escape(url)}">' if page and page.live and (url := page.url) else "<a>"
            for page in cls.get_many(attrs_list)
        ]


@hooks.register("register_rich_text_features", order=100)
def register_live_page_links(features):
    """After Wagtail's own handler, which it replaces."""
    features.register_link_type(LivePageLinkHandler)
