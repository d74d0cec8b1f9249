"""Where the gazette shows itself on pages of the rooms below: its column, covers, the site map."""

from cms_core.models.entries import EntryKind
from cms_core.public.covers import register_covers
from cms_core.public.faces import register_column_face
from cms_core.sitemaps.sources import register_sitemap

COLUMN_TYPE = "政府公报"


def register() -> None:
    from cms_core.models import ColumnPage
    from gazette import sitemap
    from gazette.public.covers import covers_of
    from gazette.public.home import find_face

    # Below a column of the room beneath; nobody is offered to make one (`IssuePage.is_creatable`).
    ColumnPage.subpage_types = [*ColumnPage.subpage_types, "gazette.IssuePage"]
    register_column_face(COLUMN_TYPE, find_face)
    register_covers(EntryKind.ISSUE, covers_of)
    register_sitemap("gazette", sitemap.ranges, sitemap.addresses)
