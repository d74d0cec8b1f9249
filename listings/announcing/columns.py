"""动态调整公告: the column below a list's own in which its announcements stand.

Not the list's column itself: that one shows the list, and what is published in it is hidden behind it.
"""

from wagtail.models import Page

from cms_core.models import ColumnPage
from listings.models import Listing

TITLE = "动态调整公告"
SLUG = "dongtai-tiaozheng-gonggao"
TYPE = "通知公告"


def announcements_of(listing: Listing) -> ColumnPage | None:
    """Made when it is missing; None for a list without a column. The list is locked by the caller."""
    if stands_in_portal(listing, listing.announcements):
        return listing.announcements
    if not stands_in_portal(listing, listing.column):
        return None
    above = Page.objects.get(pk=listing.column_id)
    found = ColumnPage.objects.child_of(above).filter(title=TITLE).order_by("path").first()
    listing.announcements = found or above.add_child(instance=column_for(listing, above))
    listing.save(update_fields=["announcements"])
    return listing.announcements


def stands_in_portal(listing: Listing, column: ColumnPage | None) -> bool:
    """A column that was moved to another portal is not the place for this one's announcements any more."""
    return column is not None and column.path.startswith(listing.portal.home.path)


def column_for(listing: Listing, above: Page) -> ColumnPage:
    taken = set(Page.objects.child_of(above).values_list("slug", flat=True))
    slug = next(one for one in (SLUG, *(f"{SLUG}-{number}" for number in range(2, 999))) if one not in taken)
    return ColumnPage(
        title=TITLE,
        slug=slug,
        column_type=TYPE,
        description=f"{listing.get_kind_display()}每次动态调整的公告。",
        keywords=f"{listing.get_kind_display()},动态调整,公告",
        owner_organisation=listing.approving_body,
    )
