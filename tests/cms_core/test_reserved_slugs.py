"""No column can be called as the platform calls its own addresses."""

import re

from django.urls import get_resolver

from cms_core.models.pages.slugs import RESERVED


def first_steps(patterns, before=""):
    for one in patterns:
        route = before + str(one.pattern).lstrip("^").removesuffix(r"\Z")
        if hasattr(one, "url_patterns") and "/" not in route:
            yield from first_steps(one.url_patterns, route)
        elif found := re.match(r"([a-z_]+)/", route):
            yield found[1]


def test_every_address_of_the_platform_is_reserved():
    found = set(first_steps(get_resolver().url_patterns))
    assert {"admin", "gazette", "lists", "apply"} < found
    assert found - RESERVED == set()
