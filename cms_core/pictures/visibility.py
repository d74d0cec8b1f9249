"""Who may fetch a file below /media/: a picture is as public as the pages that show it, everything else is not."""

import re
from collections.abc import Callable

from cms_core.attachments.visibility import is_editor_of, is_public
from cms_core.models import Picture, Rendition

RENDITION = re.compile(r"images/(?P<picture>\d{1,18})/[^/]+")
ORIGINAL = re.compile(r"original_images/[^/]+")

# What shows pictures without being a page (a portal its emblem): picture → whether the public sees it there.
_other_shows: list[Callable[[Picture], bool]] = []


def register_shows_pictures(shows: Callable[[Picture], bool]):
    _other_shows.append(shows)


def picture_at(path: str) -> Picture | None:
    """The picture whose original or rendition lies at `path` below the media directory."""
    if found := RENDITION.fullmatch(path):
        return Picture.objects.filter(pk=int(found["picture"])).first()
    if ORIGINAL.fullmatch(path):
        return Picture.objects.filter(file=path).first()
    rendition = Rendition.objects.filter(file=path).select_related("image").first()
    return rendition and rendition.image


def picture_is_public(picture: Picture) -> bool:
    return is_public(picture) or any(shows(picture) for shows in _other_shows)


def may_see(user, picture: Picture) -> bool:
    return picture_is_public(picture) or is_editor_of(user, picture)
