"""Where bodies stand in the tree of organisations, as rows of the lists keep it: by it they are in order and found."""

from django.db.models import OuterRef, Subquery

from cms_core.models import Organisation
from cms_core.organisations.signals import organisations_moved
from listings.models import Listed


def follow_places(**kwargs) -> int:
    """How many rows had another place. In the caller's transaction; one statement, whatever moved.

    Asked daily, too: an approval that read the tree just before bodies moved has written where they were.
    """
    path = Organisation.objects.filter(pk=OuterRef("organisation")).values("path")[:1]
    return Listed.objects.exclude(place=Subquery(path)).update(place=Subquery(path))


def connect() -> None:
    organisations_moved.connect(follow_places, dispatch_uid="listings:places")
