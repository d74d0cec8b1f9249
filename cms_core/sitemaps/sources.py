"""Addresses for machines that are no pages of the tree: a room above names them, file by file."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Its files are `/sitemap-<name>-<number>.xml`.

    `ranges(portal) -> [(number, when it last changed)]`, one cheap query; `addresses(portal, number)` -> (path with
    its first slash, moment) pairs, at most 50,000.
    """

    name: str
    ranges: Callable
    addresses: Callable


_SOURCES: dict[str, Source] = {}


def register_sitemap(name: str, ranges: Callable, addresses: Callable) -> None:
    """`name`: small letters."""
    _SOURCES[name] = Source(name, ranges, addresses)


def sources() -> list[Source]:
    return list(_SOURCES.values())


def source(name: str) -> Source | None:
    return _SOURCES.get(name)
