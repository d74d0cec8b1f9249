"""`rebuild_listings`: makes versions, list rows and counts anew from the records; the records stay as they are."""

from django.core.management.base import BaseCommand
from django.db import transaction

from listings.history.project import project
from listings.kinds import ListKind
from listings.models import Cell, Item, Listed, Listing, Pair


class Command(BaseCommand):
    help = "按记录重建清单的各日版本、列表和计数（记录本身不变）。"

    def handle(self, *args, **options):
        for kind in ListKind:
            self.stdout.write(f"{kind.label}：{rebuild(kind)} 个事项。")


@transaction.atomic
def rebuild(kind: ListKind) -> int:
    """All lists of a kind at once, for their counts are summed over the province; approvals wait meanwhile.

    The highest list first, as approvals lock them.
    """
    lists = Listing.objects.select_for_update(of=("self",)).filter(kind=kind).order_by("portal__path", "kind")
    list(lists.values_list("pk"))
    Cell.objects.filter(kind=kind).delete()
    Listed.objects.filter(kind=kind).delete()
    Pair.objects.filter(listing__kind=kind).delete()
    items = list(Item.objects.filter(listing__kind=kind).values_list("pk", flat=True))
    project(items)
    return len(items)
