"""The index as the rest of the system knows it: write, search, suggest, rebuild; shared by all machines."""

from collections.abc import Iterable
from contextlib import contextmanager
from functools import partial

from django.conf import settings

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import Question, ask
from cms_core.search.analysis.tokens import phrase
from cms_core.search.analysis.typed import Typed
from cms_core.search.errors import Damaged
from cms_core.search.filters import ANY, Filters
from cms_core.search.found import Found, Hit
from cms_core.search.opensearch.document import START
from cms_core.search.opensearch.errors import NotBuilt, Refused
from cms_core.search.opensearch.locks import locks
from cms_core.search.opensearch.mapping import fingerprint
from cms_core.search.opensearch.names import Names, State
from cms_core.search.opensearch.query import all_of, narrowed
from cms_core.search.opensearch.rebuild import rebuild
from cms_core.search.opensearch.search import NEWEST, Search, hits, total
from cms_core.search.opensearch.server import Server
from cms_core.search.opensearch.write import Writer, send
from cms_core.search.record import Record
from cms_core.search.suggested import MAX_NEWEST, suggested

PAGES_AT_ONCE = 5_000
OPENING = ["title", "keys", "validity"]


class Index:
    writes_at_once = True

    def __init__(self, server: Server, names: Names, held):
        """`held` as of `locks`."""
        self.server, self.names, self.locks = server, names, held

    def search(
        self,
        question: Question | str,
        filters: Filters = ANY,
        *,
        order: str = "relevance",
        offset: int = 0,
        size: int = 20,
        facets: bool = False,
        loosen: bool = True,
    ) -> Found:
        asked = ask(question) if isinstance(question, str) else question
        if not asked:
            return Found()
        with self.there():
            return Search(self.server, self.names.live, asked, filters, order, facets).run(offset, size, loosen)

    def titled(self, question: Question, filters: Filters = ANY, size: int = 20) -> list[Hit]:
        """The shortest titles first, for the whole title is what was typed."""
        tokens, prefix = phrase(fold(question.text))
        if not tokens or prefix:
            return []
        start = f"{' '.join(tokens)[:START]} "
        wanted = [{"prefix": {"title_start": start}}, *narrowed(filters)]
        order = [{"title_length": "asc"}, *NEWEST]
        return hits(self.find({"query": {"bool": {"filter": wanted}}, "size": size, "sort": order}))

    def suggest(self, typed: str, filters: Filters = ANY, size: int = 8) -> list[str]:
        asked = Typed.of(typed)
        if not asked.beginning:
            return []
        wanted = [{"prefix": {"keys": asked.sought}}, *narrowed(Filters(site=filters.site, portal=filters.portal))]
        body = {"query": {"bool": {"filter": wanted}}, "size": MAX_NEWEST, "sort": NEWEST, "_source": OPENING}
        kept = [hit["_source"] for hit in self.find(body)["hits"]["hits"]]
        # An index of another version, until it is built anew, has no keys to compare.
        rows = ((one["title"], one.get("keys", []), one.get("validity", "")) for one in kept)
        return suggested(asked, rows, size)

    def frequency(self, text: str, most: int = 1000) -> int:
        asked = ask(f'"{text}"')
        if not asked.required:
            return 0
        answer = self.find({"query": all_of(asked, ANY), "size": 0, "track_total_hits": most})
        return min(total(answer), most)

    def write(self, records: Iterable[Record] = (), gone: Iterable[int] = ()) -> None:
        with self.writing() as writer:
            writer.apply(records, gone)

    @contextmanager
    def writing(self):
        """Sent when all has been applied; can be found when this ends."""
        with self.locks.writing():
            state = State.of(self.server, self.names).writable(self.server, self.names)
            writer = Writer()
            yield writer
            self.send(writer, state)
        self.refresh(writer)

    @contextmanager
    def hiding(self):
        """What is hidden is taken out: for that the server needs none of its tokens, whatever analysis made them."""
        with self.locks.writing():
            state = State.of(self.server, self.names)
            writer = Writer()
            yield partial(writer.apply, ())
            if state.live:
                self.send(writer, state)
        if state.live:
            self.refresh(writer)

    def send(self, writer: Writer, state: State) -> None:
        send(self.server, self.names.live, writer.lines())
        if state.building:
            send(self.server, self.names.next, writer.lines_for_next())

    def refresh(self, writer: Writer) -> None:
        """Not before the lock is let go: others need not wait for it."""
        if writer.kept:
            self.server.ask("POST", f"/{self.names.live}/_refresh", seconds=30)

    def rebuild(self, records: Iterable[Record]) -> int:
        return rebuild(self.server, self.names, self.locks, records)

    def pages(self) -> dict[int, int]:
        pages, after = {}, {}
        body = {"query": {"match_all": {}}, "size": PAGES_AT_ONCE, "sort": [{"page": "asc"}]}
        body["_source"] = ["page", "digest"]
        while found := self.find({**body, **after})["hits"]["hits"]:
            pages |= {hit["_source"]["page"]: hit["_source"]["digest"] for hit in found}
            after = {"search_after": found[-1]["sort"]}
        return pages

    def lacking(self) -> str:
        state = State.of(self.server, self.names)
        if state.live and state.fingerprint != fingerprint():
            return "检索索引由另一版本的程序建立"
        return "" if state.whole else "检索索引尚未建立"

    def check(self) -> None:
        state = State.of(self.server, self.names)
        if not state.live:
            raise NotBuilt
        if self.server.ask("GET", f"/_cluster/health/{state.live}")["status"] == "red":
            raise Damaged

    def close(self) -> None:
        self.server.close()

    def find(self, body: dict) -> dict:
        with self.there():
            told = {"track_total_hits": False, "timeout": f"{self.server.seconds}s", **body}
            return self.server.ask("POST", f"/{self.names.live}/_search?allow_partial_search_results=false", told)

    @contextmanager
    def there(self):
        """That there is no index is said in other words than the server's."""
        try:
            yield
        except Refused as refused:
            if refused.status == 404:
                raise NotBuilt from None
            raise


def index() -> Index:
    """That of this installation; `engine()` keeps it."""
    server = Server(
        settings.PORTAL_OPENSEARCH_URL,
        user=settings.PORTAL_OPENSEARCH_USER,
        password=settings.PORTAL_OPENSEARCH_PASSWORD,
        ca=settings.PORTAL_OPENSEARCH_CA,
        seconds=settings.PORTAL_OPENSEARCH_SECONDS,
    )
    return Index(server, Names(settings.PORTAL_OPENSEARCH_PREFIX), locks())
