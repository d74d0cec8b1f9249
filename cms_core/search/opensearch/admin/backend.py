"""Wagtail's OpenSearch backend with our analysers, our questions and our servers."""

import logging

from django.conf import settings as django_settings
from modelsearch.backends import opensearch3
from modelsearch.utils import deep_update
from opensearchpy.exceptions import OpenSearchException

from cms_core.search.admin.compiler import QueryCompiler as OwnCompiler
from cms_core.search.admin.contents import TITLES, attribute, body_of
from cms_core.search.admin.substrings import rows_with
from cms_core.search.errors import SearchError
from cms_core.search.opensearch.admin.analysis import settings
from cms_core.search.opensearch.locks import locks
from cms_core.search.opensearch.server import Node

logger = logging.getLogger("portal.search")


class NotTold(SearchError):
    """Without the error itself: it has the address, and with it may have a password."""

    def __init__(self, kind: str):
        super().__init__(f"检索服务器没有完成后台检索索引的写入（{kind}），稍后由后台补写。")


class Mapping(opensearch3.OpenSearch3Mapping):
    edgengram_analyzer_config = {"analyzer": "default", "search_analyzer": "default_search"}

    def get_document(self, obj):
        """With what an editor knows a page by beside its declared fields: the title of its draft, its text."""
        document = super().get_document(obj)
        titles = [text for name in TITLES if (text := attribute(obj, name))]
        document["_edgengrams"] = [*document["_edgengrams"], *titles]
        document["_all_text"] = [text for text in (*titles, body_of(obj)) if text]
        return document


class Pairs:
    """Each word that was typed stands somewhere as it was typed, Latin words by their beginnings; all of them do."""

    mapping_class = Mapping
    DEFAULT_OPERATOR = "and"
    ordering = OwnCompiler.ordering

    def _compile_plaintext_query(self, query, fields, boost=1.0):
        names = [field.field_name_with_boost for field in fields]
        words = [
            {"multi_match": {"query": word, "type": "phrase_prefix", "fields": names, "boost": boost}}
            for word in query.query_string.split()
        ]
        if not words:
            return self._process_match_none()
        if query.operator == "or":
            return {"bool": {"should": words, "minimum_should_match": 1}}
        return {"bool": {"must": words}}


class QueryCompiler(Pairs, opensearch3.OpenSearch3SearchQueryCompiler):
    pass


class AutocompleteCompiler(Pairs, opensearch3.OpenSearch3AutocompleteQueryCompiler):
    pass


class Results(opensearch3.OpenSearch3SearchResults):
    """Titles are read in the database while the server does not answer: an editor is not shown an error."""

    def _do_search(self):
        try:
            return list(super()._do_search())
        except OpenSearchException as error:
            return list(self.without_server(error).rows(self.start, self.stop))

    def _do_count(self):
        try:
            return super()._do_count()
        except OpenSearchException as error:
            rows = self.without_server(error).queryset[self.start : self.stop]
            return rows.count()

    def without_server(self, error):
        logger.error("后台检索暂时改为逐条比对标题：检索服务器没有回答（%s）", type(error).__name__)
        return rows_with(self.query_compiler)


class Rebuilder(opensearch3.OpenSearch3SearchBackend.atomic_rebuilder_class):
    """What editors save meanwhile waits in the outbox, for the index in force is about to go."""

    def start(self):
        self.held = locks("admin").rebuilding()
        self.held.__enter__()
        return super().start()

    def finish(self):
        super().finish()
        self.held.__exit__(None, None, None)


class SearchBackend(opensearch3.OpenSearch3SearchBackend):
    mapping_class = Mapping
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = Results
    atomic_rebuilder_class = Rebuilder

    def __init__(self, params):
        own = {
            "HOSTS": [host_of(node) for node in nodes()],
            "INDEX_PREFIX": f"{django_settings.PORTAL_OPENSEARCH_PREFIX}-admin-",
            "TIMEOUT": django_settings.PORTAL_OPENSEARCH_SECONDS,
            "INDEX_SETTINGS": settings(),
            "OPTIONS": {"ca_certs": django_settings.PORTAL_OPENSEARCH_CA or None},
        }
        super().__init__(deep_update(own, params))

    def follow(self, root, objects, gone) -> None:
        """Bring one family of models into line; the caller has the lock. Raises SearchError."""
        with locks("admin").rebuilding():
            try:
                self.write(self.get_index_for_model(root), objects, gone)
            except OpenSearchException as error:
                raise NotTold(type(error).__name__) from None

    def write(self, index, objects, gone) -> None:
        """Where there is no index, none is made: the server would guess its fields. `update_index` makes it."""
        if not index.exists():
            return
        for model in {type(obj) for obj in objects}:
            index.add_items(model, [obj for obj in objects if type(obj) is model])
        for number in gone:
            self.es.delete(index=index.name, id=str(number), params={"ignore": 404})
        index.refresh()


def nodes() -> list[Node]:
    user, password = django_settings.PORTAL_OPENSEARCH_USER, django_settings.PORTAL_OPENSEARCH_PASSWORD
    return [Node.of(address, user, password) for address in django_settings.PORTAL_OPENSEARCH_URL]


def host_of(node: Node) -> dict:
    host, _, port = node.host.rpartition(":")
    scheme, _, rest = node.url.partition("://")
    secure = scheme == "https"
    return {
        "host": host.strip("[]"),
        "port": int(port),
        "url_prefix": rest.partition("/")[2],
        "use_ssl": secure,
        "verify_certs": secure,
        "http_auth": (node.user, node.password) if node.user else None,
    }
