"""The indices of one installation on the server, and which of them is what: all hang on two aliases.

`…-pages` is what is searched and written to; `…-pages-next`, while there is a rebuild, what is to take its place.
"""

import re
import secrets
from dataclasses import dataclass

from cms_core.search.errors import Outdated
from cms_core.search.opensearch.errors import Misconfigured
from cms_core.search.opensearch.mapping import definition, fingerprint
from cms_core.search.opensearch.server import Server


@dataclass(frozen=True)
class Names:
    prefix: str

    def __post_init__(self):
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", self.prefix):
            raise Misconfigured("PORTAL_OPENSEARCH_PREFIX 只能用小写字母、数字、-、_，以字母或数字开头。")

    @property
    def live(self) -> str:
        return f"{self.prefix}-pages"

    @property
    def next(self) -> str:
        return f"{self.prefix}-pages-next"

    def new(self) -> str:
        return f"{self.prefix}-pages-{secrets.token_hex(6)}"

    def is_own(self, index: str) -> bool:
        """An index of another installation whose prefix begins like ours must never be cleared away."""
        return bool(re.fullmatch(rf"{re.escape(self.prefix)}-pages-[0-9a-f]{{12}}", index))


@dataclass(frozen=True)
class State:
    """`live` and `building` are indices; `left` those on which no search hangs."""

    live: str = ""
    building: str = ""
    left: tuple[str, ...] = ()
    fingerprint: str = ""
    whole: bool = False

    @classmethod
    def of(cls, server: Server, names: Names) -> "State":
        told = server.ask("GET", f"/{names.live}-*", absent_ok=True) or {}
        own = {index: about for index, about in told.items() if names.is_own(index)}
        with_alias = {alias: index for index, about in own.items() for alias in about.get("aliases", {})}
        live = with_alias.get(names.live, "")
        meta = own.get(live, {}).get("mappings", {}).get("_meta", {})
        return cls(
            live=live,
            building=with_alias.get(names.next, ""),
            left=tuple(index for index in own if index != live),
            fingerprint=meta.get("fingerprint", ""),
            whole=bool(meta.get("whole")),
        )

    def writable(self, server: Server, names: Names) -> "State":
        """With an index that is there, made, empty, when there is none. Raises Outdated."""
        if not self.live:
            index = names.new()
            create(server, index, names.live, whole=False)
            return State(index, self.building, self.left, fingerprint())
        if self.fingerprint != fingerprint():
            raise Outdated
        return self


def create(server: Server, index: str, alias: str, whole: bool) -> None:
    server.ask("PUT", f"/{index}", definition(alias, whole), seconds=30)
