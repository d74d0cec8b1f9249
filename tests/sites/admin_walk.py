"""Every address of the admin, filled in with the ids of things that a given user has no business with."""

import itertools
import re

from django.urls import URLPattern, get_resolver

# Answering them ends the session or tears something down; they show nothing.
SKIPPED = ("logout/", "failwhale/", "test404/", "password_reset/", "jsi18n/", "sprite/", "login/")
SLOT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>(?:[^()]|\([^()]*\))*\)")


def routes(patterns=None, before=""):
    """The route of each address below /admin/, as Django and Wagtail write them."""
    if patterns is None:
        admin = [one for one in get_resolver().url_patterns if str(one.pattern) == "admin/"]
        return sorted({route for one in admin for route in routes(one.url_patterns)})
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        found += [route] if isinstance(pattern, URLPattern) else routes(pattern.url_patterns, route)
    return found


def areas():
    """The first words of the addresses: what the tests are named after."""
    return sorted({plain(route).partition("/")[0] or "home" for route in routes() if kept(route)})


def kept(route):
    return not plain(route).startswith(SKIPPED) and ".*" not in SLOT.sub("", route)


def plain(route):
    return route.replace("^", "").replace("$", "").replace("\\", "")


def addresses(area, choices):
    """`choices(name, route)` gives the values to try for a slot."""
    for route in routes():
        if not kept(route) or (plain(route).partition("/")[0] or "home") != area:
            continue
        slots = list(SLOT.finditer(route))
        values = [choices(slot["name"] or slot["group"], plain(route)) for slot in slots]
        for filled in itertools.product(*values):
            rest = iter(filled)
            yield "/admin/" + plain(SLOT.sub(lambda slot, rest=rest: str(next(rest)), route))
