"""Keeps the addresses that once were, in the transaction in which content or columns leave them."""

from collections.abc import Iterable

from django.utils import timezone

from cms_core.models.addresses import FormerAddress, MovedPrefix
from cms_core.models.entries import Entry
from cms_core.models.pages.home import HomePage


def follow(before: Iterable[Entry], after: Iterable[Entry]) -> None:
    """Content went from these entries to those: what it left is remembered, what it came to is former no more."""
    stands = {(entry.site_home_id, entry.address): entry for entry in after if entry.address}
    stood = {(entry.site_home_id, entry.address): entry for entry in before if entry.address}
    leave([entry for key, entry in stood.items() if key not in stands])
    arrive([key for key in stands if key not in stood])


def leave(entries: Iterable[Entry], *, pages_remain: bool = True) -> None:
    """These entries' addresses answer 301 or 410 from now on. What was not public keeps its title to itself."""
    FormerAddress.objects.bulk_create(
        [
            FormerAddress(
                site_home_id=entry.site_home_id,
                address=entry.address,
                page_id=entry.page_id if pages_remain else None,
                title=entry.title if entry.visible else "",
                left_at=timezone.now(),
            )
            for entry in entries
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["site_home", "address"],
        update_fields=["page", "title", "left_at"],
    )


def arrive(keys: Iterable[tuple[int, str]]) -> None:
    """Content stands at these addresses (site home and address) again."""
    keys = list(keys)
    for start in range(0, len(keys), 1000):
        part = keys[start : start + 1000]
        FormerAddress.objects.filter(
            site_home__in={home for home, _ in part}, address__in={address for _, address in part}
        ).delete()


def move_prefix(page, url_path_before: str) -> None:
    """`page` (a column, topic or subsite home) left `url_path_before`: one row answers for all that stands below it.

    A portal's own home has no address on the site but `/`, and branches have none at all: they leave nothing behind.
    """
    home = _site_home(url_path_before)
    if home is not None:
        prefix = url_path_before[len(home.url_path) :]
        if len(prefix) <= MovedPrefix._meta.get_field("prefix").max_length:
            MovedPrefix.objects.update_or_create(
                site_home=home, prefix=prefix, defaults={"page_id": page.pk, "moved_at": timezone.now()}
            )
    home = _site_home(page.url_path)
    if home is not None:
        # Back where it was: the row would send readers of the page to the page itself.
        MovedPrefix.objects.filter(page=page.pk, site_home=home, prefix=page.url_path[len(home.url_path) :]).delete()


def _site_home(url_path: str) -> HomePage | None:
    """The home page of the host that answered at `url_path`, found by the paths above it; the outermost one."""
    parts = url_path.strip("/").split("/")
    above = ["/" + "/".join(parts[:end]) + "/" for end in range(1, len(parts))]
    return HomePage.objects.filter(url_path__in=above).order_by("depth").only("url_path").first()
