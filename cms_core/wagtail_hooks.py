"""What the shared components hang on Wagtail's hooks."""

from wagtail import hooks
from wagtail.rich_text import LinkHandler

from cms_core.admin import hooks as admin_hooks  # noqa: F401 - registers itself
from cms_core.documents import hooks as document_hooks  # noqa: F401 - registers itself
from cms_core.html import page_links  # noqa: F401 - registers itself
from cms_core.public.outside import link_attributes


class OutsideLinkHandler(LinkHandler):
    """External links in rich text: those that leave the government's sites go through the notice page (L11)."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs):
        return f"<a {link_attributes(attrs['href'])}>"


@hooks.register("register_rich_text_features")
def register_outside_links(features):
    features.register_link_type(OutsideLinkHandler)
