"""A stand-in for an OpenSearch server, on loopback: it answers those requests that our client makes, from memory, as
OpenSearch's documentation says that a server does.

It is no proof that a real server does so: it was written by reading, like the client. What it knows nothing of, it
refuses, so that no test passes on a request that nobody has looked up. The queries are in `opensearch_query`.
"""

import json
import re
import threading
from base64 import b64encode
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from cms_core.search.opensearch.index import Index
from cms_core.search.opensearch.locks import FileLocks
from cms_core.search.opensearch.names import Names
from cms_core.search.opensearch.server import Server
from tests.cms_core.search.opensearch_clauses import BadRequest
from tests.cms_core.search.opensearch_query import Contents, search


class Absent(Exception):
    pass


class StandIn:
    """`asked` are all requests so far, as (method, path); `failing` answers the next ones instead."""

    def __init__(self, user: str = "", password: str = ""):
        self.indices: dict[str, Contents] = {}
        self.aliases: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []
        self.failing: list[tuple[int, dict]] = []
        self.lock = threading.Lock()
        self.expected = "Basic " + b64encode(f"{user}:{password}".encode()).decode() if user else None

    def index(self, name: str) -> Contents:
        found = self.indices.get(self.aliases.get(name, name))
        if found is None:
            raise Absent(name)
        return found

    def answer(self, method: str, path: str, parameters: dict, body: str):
        for pattern, verb, function in ROUTES:
            found = re.fullmatch(pattern, path)
            if found and verb == method:
                return function(self, *found.groups(), parameters=parameters, body=body)
        raise BadRequest(f"no handler found for {method} {path}")


def create(server, name, *, parameters, body):
    told = json.loads(body)
    if name in server.indices or name in server.aliases:
        raise BadRequest("resource_already_exists_exception")
    if set(told) != {"settings", "mappings", "aliases"}:
        raise BadRequest(f"unknown key in {sorted(told)}")
    server.indices[name] = Contents(told)
    server.aliases |= dict.fromkeys(told["aliases"], name)
    return {"acknowledged": True, "shards_acknowledged": True, "index": name}


def delete(server, name, *, parameters, body):
    if name in server.aliases:
        raise BadRequest("the provided expression matches an alias, specify the corresponding concrete indices instead")
    if server.indices.pop(name, None) is None:
        raise Absent(name)
    server.aliases = {alias: index for alias, index in server.aliases.items() if index != name}
    return {"acknowledged": True}


def get(server, start, *, parameters, body):
    """By a wildcard, which finds aliases too."""
    found = {name for name in server.indices if name.startswith(start)}
    found |= {index for alias, index in server.aliases.items() if alias.startswith(start)}
    return {
        name: {
            "aliases": {alias: {} for alias, index in server.aliases.items() if index == name},
            "mappings": server.indices[name].definition["mappings"],
            "settings": server.indices[name].definition["settings"],
        }
        for name in sorted(found)
    }


def aliases(server, *, parameters, body):
    indices, known = dict(server.indices), dict(server.aliases)
    for action in json.loads(body)["actions"]:
        ((verb, what),) = action.items()
        if what["index"] not in indices:
            raise Absent(what["index"])
        if verb == "remove_index":
            del indices[what["index"]]
            known = {alias: index for alias, index in known.items() if index != what["index"]}
        elif verb == "add":
            known[what["alias"]] = what["index"]
        elif verb == "remove" and known.get(what["alias"]) == what["index"]:
            del known[what["alias"]]
        else:
            raise BadRequest(f"aliases_not_found_exception {action}")
    server.indices, server.aliases = indices, known
    return {"acknowledged": True}


def bulk(server, name, *, parameters, body):
    if parameters.get("require_alias") == ["true"] and name not in server.aliases:
        raise Absent(name)
    if not body.endswith("\n"):
        raise BadRequest("The bulk request must be terminated by a newline [\\n]")
    contents, items = server.index(name), []
    lines = iter(body.split("\n")[:-1])
    for line in lines:
        ((verb, about),) = json.loads(line).items()
        source = json.loads(next(lines)) if verb != "delete" else None
        items.append({verb: {"_index": name, "_id": about["_id"], **contents.write(verb, about["_id"], source)}})
    return {"took": 1, "errors": any("error" in one for item in items for one in item.values()), "items": items}


def one_search(server, name, *, parameters, body):
    if unknown := set(parameters) - {"allow_partial_search_results", "preference"}:
        raise BadRequest(f"unrecognized parameters {unknown}")
    return search(server.index(name), json.loads(body))


def many_searches(server, name, *, parameters, body):
    lines = body.split("\n")[:-1]
    return {
        "took": 1,
        "responses": [search(server.index(name), json.loads(line)) | {"status": 200} for line in lines[1::2]],
    }


def refresh(server, name, *, parameters, body):
    server.index(name).refresh()
    return {"_shards": {"total": 2, "successful": 1, "failed": 0}}


def count(server, name, *, parameters, body):
    contents = server.index(name)
    return {"count": len(contents.visible), "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0}}


def delete_by_query(server, name, *, parameters, body):
    contents = server.index(name)
    found = list(contents.matching(json.loads(body)["query"]))
    for page in found:
        contents.write("delete", page, None)
    if parameters.get("refresh") == ["true"]:
        contents.refresh()
    return {"took": 1, "timed_out": False, "total": len(found), "deleted": len(found), "failures": []}


def health(server, name, *, parameters, body):
    server.index(name)
    return {"cluster_name": "stand-in", "status": "green", "timed_out": False, "number_of_nodes": 1}


NAME = r"/([a-z0-9][a-z0-9_-]*)"
ROUTES = [
    (NAME, "PUT", create),
    (NAME, "DELETE", delete),
    (NAME + r"\*", "GET", get),
    ("/_aliases", "POST", aliases),
    (NAME + "/_bulk", "POST", bulk),
    (NAME + "/_search", "POST", one_search),
    (NAME + "/_msearch", "POST", many_searches),
    (NAME + "/_refresh", "POST", refresh),
    (NAME + "/_count", "GET", count),
    (NAME + "/_delete_by_query", "POST", delete_by_query),
    ("/_cluster/health" + NAME, "GET", health),
]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle_one(self):
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.reply(*self.told(address.path, parse_qs(address.query), body))

    def reply(self, status, told):
        sent = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent)

    def told(self, path, parameters, body):
        server = self.server.stand_in
        with server.lock:
            server.asked.append((self.command, path))
            if server.failing:
                return server.failing.pop(0)
            if server.expected and self.headers.get("Authorization") != server.expected:
                return 401, "Unauthorized"
            try:
                return 200, server.answer(self.command, path, parameters, body)
            except Absent as absent:
                return 404, problem(404, "index_not_found_exception", f"no such index [{absent}]")
            except BadRequest as bad:
                return 400, problem(400, "illegal_argument_exception", str(bad))

    def log_message(self, *arguments):
        pass

    do_GET = do_PUT = do_POST = do_DELETE = handle_one


def problem(status, kind, reason):
    return {
        "error": {"root_cause": [{"type": kind, "reason": reason}], "type": kind, "reason": reason},
        "status": status,
    }


@contextmanager
def serving(stand_in, handler=Handler):
    """The address at which it answers; `handler` reads `self.server.stand_in`."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http.daemon_threads = True
    http.stand_in = stand_in
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@contextmanager
def engine_on(stand_in, directory):
    """Our engine, talking to it; with an index that is there."""
    with serving(stand_in) as address:
        made = Index(Server([address]), Names("portal"), FileLocks(directory))
        made.rebuild([])
        try:
            yield made
        finally:
            made.close()
