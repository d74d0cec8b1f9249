"""The HTTP of the OpenSearch engine: which host is asked, for how long, and what is said when it does not answer."""

import json
import os
import socket
from http.server import BaseHTTPRequestHandler

import pytest
from django.core.checks import Error, Warning

from cms_core.search.opensearch import checks
from cms_core.search.opensearch.errors import Misconfigured, Refused, TooSlow, Unreachable
from cms_core.search.opensearch.names import Names
from cms_core.search.opensearch.server import Server
from tests.cms_core.search.opensearch_stand_in import StandIn, serving

NOBODY = "http://127.0.0.1:9"
PASSWORD = "p@ss:口令/?#"


@pytest.fixture
def stand_in():
    return StandIn("portal", PASSWORD)


def test_user_and_password_are_sent_and_never_shown(stand_in):
    with serving(stand_in) as address:
        server = Server([address], "portal", PASSWORD)
        assert server.ask("GET", "/portal-pages-*") == {}
        assert PASSWORD not in repr(server.nodes)
        with pytest.raises(Refused, match="不接受用户名或口令") as refused:
            Server([address], "portal", "wrong-secret").ask("GET", "/portal-pages-*")
    assert "wrong-secret" not in str(refused.value)


def test_user_and_password_in_the_address_are_taken_out_of_it(stand_in):
    with serving(stand_in) as address:
        host = address.removeprefix("http://")
        server = Server([f"http://portal:p%40ss%3A%E5%8F%A3%E4%BB%A4%2F%3F%23@{host}/"])
        assert server.ask("GET", "/portal-pages-*") == {}
        assert server.nodes[0].url == address
    with pytest.raises(Unreachable) as gone:
        Server(["http://portal:secret@127.0.0.1:9"]).ask("GET", "/")
    assert "secret" not in str(gone.value)


def test_the_next_node_is_asked_where_one_is_gone_and_first_from_then_on(stand_in):
    with serving(stand_in) as address:
        server = Server([NOBODY, address], "portal", PASSWORD)
        server.ask("GET", "/portal-pages-*")
        assert [node.url for node in server.nodes] == [address, NOBODY]


def test_that_no_node_answers_says_which_and_what_to_do():
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:9.*PORTAL_OPENSEARCH_URL.*页面照常保存"):
        Server([NOBODY]).ask("GET", "/")


def test_a_server_that_does_not_answer_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = Server([f"http://127.0.0.1:{silent.getsockname()[1]}", NOBODY])
        with pytest.raises(TooSlow, match="限定时间"):
            server.ask("GET", "/", seconds=0.05)


def test_a_connection_that_the_server_closed_is_opened_again(stand_in):
    with serving(stand_in) as address:
        server = Server([address], "portal", PASSWORD)
        server.ask("GET", "/portal-pages-*")
        for connection in list(server.connections().connection_from_url(address).pool.queue):
            if connection and connection.sock:
                connection.sock.shutdown(socket.SHUT_RDWR)
        assert server.ask("GET", "/portal-pages-*") == {}


class Elsewhere(BaseHTTPRequestHandler):
    """Sends whoever asks to another host."""

    def do_GET(self):
        self.send_response(307)
        self.send_header("Location", self.server.stand_in)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def test_nothing_is_asked_of_another_host(stand_in, monkeypatch):
    with serving(stand_in) as other, serving(other, Elsewhere) as address:
        monkeypatch.setenv("http_proxy", other)
        with pytest.raises(Refused, match="307"):
            Server([address], "portal", PASSWORD).ask("GET", "/portal-pages-*")
    assert stand_in.asked == []


class NotJson(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(502)
        self.send_header("Content-Length", "15")
        self.end_headers()
        self.wfile.write(b"<h1>proxy</h1>\n")

    def log_message(self, *arguments):
        pass


def test_what_is_no_answer_of_the_server_is_an_error():
    with serving(None, NotJson) as address, pytest.raises(Refused, match="502"):
        Server([address]).ask("GET", "/")


def test_a_child_process_has_connections_of_its_own(stand_in):
    with serving(stand_in) as address:
        server = Server([address], "portal", PASSWORD)
        server.ask("GET", "/portal-pages-*")
        parents = server.connections()
        child = os.fork()
        if not child:
            os._exit(0 if server.connections() is not parents else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize(
    "address", ["", "10.0.0.5:9200", "ftp://10.0.0.5", "http://", "http://a:b:c", "http://a?x=1", "javascript:alert(1)"]
)
def test_an_address_that_is_none_is_refused_with_an_example(address):
    with pytest.raises(Misconfigured, match="PORTAL_OPENSEARCH_URL"):
        Server([address])


@pytest.mark.parametrize("prefix", ["", "Portal", "a/b", "*", "_all", "-a", "浙江", "a,b", "a" * 200])
def test_a_prefix_that_would_name_other_indices_is_refused(prefix):
    with pytest.raises(Misconfigured, match="PORTAL_OPENSEARCH_PREFIX"):
        Names(prefix)


CHECKED = {
    "in order": ({}, []),
    "no address": ({"PORTAL_OPENSEARCH_URL": []}, [Error]),
    "no address that is one": ({"PORTAL_OPENSEARCH_URL": ["10.0.0.5"]}, [Error]),
    "no certificate": ({"PORTAL_OPENSEARCH_CA": "/nowhere.pem"}, [Error]),
    "password in clear": (
        {"PORTAL_OPENSEARCH_URL": ["http://10.0.0.5:9200"], "PORTAL_OPENSEARCH_USER": "portal"},
        [Warning],
    ),
    "another engine": ({"PORTAL_SEARCH": "fts5", "PORTAL_OPENSEARCH_URL": []}, []),
}


@pytest.mark.parametrize(("changed", "found"), CHECKED.values(), ids=CHECKED)
def test_what_is_missing_is_said_before_anybody_searches(settings, changed, found):
    settings.PORTAL_SEARCH, settings.PORTAL_OPENSEARCH_URL = "opensearch", ["https://10.0.0.5:9200"]
    for name, value in changed.items():
        setattr(settings, name, value)
    assert [type(one) for one in checks.check_opensearch(None)] == found


def test_what_the_server_refuses_says_its_kind(stand_in):
    with serving(stand_in) as address:
        server = Server([address], "portal", PASSWORD)
        stand_in.failing.append((503, {"error": {"type": "cluster_block_exception", "reason": "blocked"}}))
        with pytest.raises(Refused, match="503 cluster_block_exception）：blocked"):
            server.ask("POST", "/_aliases", json.loads("{}"))
