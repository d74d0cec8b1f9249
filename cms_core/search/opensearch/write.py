"""Writing: documents in and out by their page's number, so that telling the same again changes nothing.

The server has no transactions. What is applied is sent when all of it has been read; what the server then refuses is
an error, and whoever tells it tells all of it again (the outbox does): pages are complete each, together only then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cms_core.search.opensearch.document import document
from cms_core.search.opensearch.errors import Refused
from cms_core.search.opensearch.server import Server, line_of
from cms_core.search.record import Record

# A request is about so long, in characters; the server takes 100 MB.
CHUNK = 4_000_000
SECONDS = 20
CONFLICT = 409
ABSENT = 404


@dataclass
class Writer:
    """Keeps what is to be written, as (page, document or None)."""

    kept: dict[int, dict | None] = field(default_factory=dict)

    def apply(self, records: Iterable[Record], gone: Iterable[int]) -> None:
        for page in gone:
            self.kept[page] = None
        for record in records:
            self.kept[record.page] = document(record)

    def lines(self) -> Iterator[list[str]]:
        for page, written in self.kept.items():
            if written is None:
                yield [line_of({"delete": {"_id": str(page)}})]
            else:
                yield put("index", page, written)

    def lines_for_next(self) -> Iterator[list[str]]:
        """What is gone leaves a trace: it keeps the rebuild from putting in what it read before."""
        for page, written in self.kept.items():
            yield put("index", page, {"page": page, "gone": True} if written is None else written)


def put(verb: str, page: int, written: dict) -> list[str]:
    return [line_of({verb: {"_id": str(page)}}), line_of(written)]


def send(server: Server, alias: str, operations: Iterable[list[str]], accepted=(ABSENT,), seconds=SECONDS) -> None:
    """In as many requests as it takes. `require_alias`: the server must not make an index of that name by itself."""
    for lines in chunks(operations):
        answer = server.ask("POST", f"/{alias}/_bulk?require_alias=true", lines, seconds=seconds)
        if answer["errors"]:
            refused(server, answer["items"], accepted)


def chunks(operations: Iterable[list[str]]) -> Iterator[list[str]]:
    lines, size = [], 0
    for operation in operations:
        length = sum(map(len, operation))
        if lines and size + length > CHUNK:
            yield lines
            lines, size = [], 0
        lines += operation
        size += length
    if lines:
        yield lines


def refused(server: Server, items: list[dict], accepted) -> None:
    for item in items:
        (told,) = item.values()
        if told["status"] >= 300 and told["status"] not in accepted:
            error = told.get("error") or {}
            reason = f"页面 {told.get('_id')} {error.get('reason', '')}"
            raise Refused(server.nodes[0].host, told["status"], error.get("type", ""), reason)
