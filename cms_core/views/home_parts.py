"""What the presenters of home page sections share."""

from cms_core.public.outside import leaves, notice_url
from cms_core.views.home_material import Material

# How many a section shows when the stored value does not say.
COUNTS = {"tabs": 8, "column_lists": 7, "picture_news": 4, "covers": 4, "leaders": 12, "topic_banners": 3}


def items(stored):
    """A stored list, written plainly or as Wagtail's ListBlock writes it."""
    wrapped = (
        item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in stored or ()
    )
    return [item for item in wrapped if item]


def number_of(kind, value):
    count = value.get("count")
    return count if isinstance(count, int) and count > 0 else COUNTS[kind]


def outward(address):
    """The address a link gets: through the notice page where it leaves the government's sites (L11)."""
    return notice_url(address) if leaves(address) else address


class ByHand:
    """Base of the sections whose content is all in their own value."""

    @staticmethod
    def ask(value, material: Material):
        """Nothing."""
