"""Shared by the tests of the public pages: readers of a portal, and what stands in a page they get."""

import datetime

import lxml.html
from django.test import Client
from django.utils import timezone


def reader_of(portal) -> Client:
    """A browser without cookies on this portal's host."""
    return Client(headers={"host": portal.site.hostname})


def at(year=2026, month=3, day=5, hour=9, minute=30, second=0):
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=timezone.get_current_timezone())


def head_tags(response) -> list[tuple[str, str]]:
    """The (name, content) pairs of the standard's tags, in their order."""
    page = lxml.html.fromstring(response.content.decode())
    return [
        (tag.get("name"), tag.get("content"))
        for tag in page.xpath("//head/meta[@name]")
        if tag.get("name") not in {"viewport"}
    ]


def tree_of(response):
    return lxml.html.fromstring(response.content.decode())


def texts(response, path) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree_of(response).xpath(path)]
