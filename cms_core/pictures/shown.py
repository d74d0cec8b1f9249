"""A picture as a page shows it: address, size and words, prepared for the template; nothing when the file is gone."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

# WebP for all: smaller, and of an animated GIF the still first picture (WCAG 2.2.2).
BODY_SPEC = "max-1280x1600|format-webp"
GALLERY_SPEC = "max-960x960|format-webp"


@dataclass(frozen=True)
class ShownPicture:
    src: str
    width: int
    height: int
    alt: str


def shown(picture, spec: str = BODY_SPEC, alt: str = "") -> ShownPicture | None:
    """`alt` replaces the picture's own description. A sample of a preview is shown as it is."""
    if picture is None or isinstance(picture, ShownPicture):
        return picture
    try:
        rendition = picture.get_rendition(spec)
    except (SourceImageIOError, InvalidFilterSpecError, OSError, ValueError):
        # A lost or broken file must not take the page with it; the verify command finds it.
        return None
    return ShownPicture(rendition.url, rendition.width, rendition.height, alt or picture.default_alt_text)


def prefetch_renditions(pictures):
    """One query for the renditions of all pictures of a body instead of one each."""
    real = [picture for picture in pictures if picture is not None and not isinstance(picture, ShownPicture)]
    if real:
        prefetch_related_objects(real, "renditions")
