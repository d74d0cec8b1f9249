"""Building the index anew beside the one in force, and switching to it in one step.

From the moment the new index has its alias, whoever writes writes to both. The rebuild only puts in what is not there
(`create`): what a writer put there, or left as a trace of what is gone, is as new or newer than what the rebuild read.
"""

from collections.abc import Iterable
from contextlib import suppress

from cms_core.search.errors import SearchError
from cms_core.search.opensearch.document import document
from cms_core.search.opensearch.names import Names, State, create
from cms_core.search.opensearch.server import Server
from cms_core.search.opensearch.write import CONFLICT, put, send
from cms_core.search.record import Record

SECONDS = 300


def rebuild(server: Server, names: Names, locks, records: Iterable[Record]) -> int:
    """How many pages the new index has. Raises Rebuilding."""
    with locks.rebuilding():
        new = names.new()
        with locks.writing():
            for left in State.of(server, names).left:  # of a rebuild that was killed
                server.ask("DELETE", f"/{left}", absent_ok=True, seconds=SECONDS)
            create(server, new, names.next, whole=True)
        try:
            found = (put("create", one.page, document(one)) for one in records)
            send(server, names.next, found, (CONFLICT,), SECONDS)
            settle(server, new)  # now, not while writers wait
            with locks.writing():
                settle(server, new)
                count = server.ask("GET", f"/{new}/_count")["count"]
                switch(server, names, new)
        except BaseException:
            abandon(server, names, new)
            raise
    return count


def settle(server: Server, index: str) -> None:
    """What was written can be found, and the traces of what is gone are not there any more."""
    server.ask("POST", f"/{index}/_refresh", seconds=SECONDS)
    traces = {"query": {"term": {"gone": True}}}
    server.ask("POST", f"/{index}/_delete_by_query?conflicts=proceed&refresh=true", traces, seconds=SECONDS)


def switch(server: Server, names: Names, new: str) -> None:
    """All of it in one step: no search finds nothing in between."""
    old = State.of(server, names).live
    actions = [{"remove": {"index": new, "alias": names.next}}, {"add": {"index": new, "alias": names.live}}]
    if old:
        actions.append({"remove_index": {"index": old}})
    server.ask("POST", "/_aliases", {"actions": actions}, seconds=SECONDS)


def abandon(server: Server, names: Names, new: str) -> None:
    """What cannot be cleared away now, the next rebuild does. An answer may have been lost: what is live stays."""
    with suppress(SearchError):
        if State.of(server, names).live != new:
            server.ask("DELETE", f"/{new}", absent_ok=True, seconds=SECONDS)
