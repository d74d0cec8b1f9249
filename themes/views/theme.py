"""/theme.css: what a portal's own settings change in its look, outside the pages.

Colour, emblem and the grey of days of mourning stand here and not in the pages, so that changing them touches no
stored page and needs no inline style, which the content security policy forbids.
"""

import logging

from django.http import HttpResponse

from cms_core.views.public import public
from themes.colours import InvalidColour, palette

logger = logging.getLogger(__name__)

MAX_AGE = 300
LOGO_FILTER = "max-480x160|format-png"
GREY = "html { filter: grayscale(1); }"


def logo_rule(logo) -> str:
    rendition = logo.get_rendition(LOGO_FILTER)
    width = min(rendition.width / rendition.height, 3)
    return (
        f'.emblem {{ -webkit-mask: none; mask: none; background: url("{rendition.url}") center / contain no-repeat; '
        f"width: calc(var(--emblem) * {width:.2f}); }}"
    )


def stylesheet(portal) -> str:
    """The rules of one portal; empty when it keeps its look's own colours."""
    rules = []
    if portal.hue:
        try:
            properties = "; ".join(f"{name}: {value}" for name, value in palette(portal.hue).items())
            rules.append(f":root {{ {properties}; }}")
        except InvalidColour:
            logger.warning("portal %s has an invalid hue %r", portal.pk, portal.hue)
    if portal.logo_id:
        try:
            rules.append(logo_rule(portal.logo))
        except OSError:  # the picture's file is gone: the look's own emblem stays
            logger.warning("portal %s has a logo without a file", portal.pk)
    if portal.mourning:
        rules.append(GREY)
    return "\n".join([f"/* {portal.key} */", *rules, ""])


@public
def theme(request):
    response = HttpResponse(stylesheet(request.portal), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response
