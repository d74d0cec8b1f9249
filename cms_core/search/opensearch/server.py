"""The HTTP of an OpenSearch cluster: JSON to one of its nodes, the next one where the first cannot be reached.

urllib3 and not `opensearch-py`: a dozen documented requests need no client of their own, urllib3 is here already, and
installations without OpenSearch install nothing for it. Proxies of the environment are not used and redirections not
followed: nothing that is asked leaves for another host than those named in the settings.
"""

import json
import os
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError, SSLError

from cms_core.search.opensearch.errors import Misconfigured, Refused, TooSlow, Unreachable, Untrusted

CONNECT_SECONDS = 2
CONNECTIONS = 16


@dataclass(frozen=True)
class Node:
    """`host` is what may be shown; `user` and `password` are never part of `url`."""

    url: str
    host: str
    user: str
    password: str

    @classmethod
    def of(cls, address: str, user: str = "", password: str = "") -> "Node":
        parts = urlsplit(address)
        try:
            host, port = parts.hostname, parts.port
        except ValueError:
            host = port = None
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
            raise Misconfigured("PORTAL_OPENSEARCH_URL 应为 http://主机:端口 或 https://主机:端口，多个以逗号分隔。")
        name = f"[{host}]" if ":" in host else host
        shown = f"{name}:{port or (443 if parts.scheme == 'https' else 9200)}"
        own = (unquote(parts.username), unquote(parts.password or "")) if parts.username else (user, password)
        return cls(f"{parts.scheme}://{shown}{parts.path.rstrip('/')}", shown, *own)

    def __repr__(self):
        return f"Node({self.host})"


class Server:
    def __init__(self, addresses: Iterable[str], user: str = "", password: str = "", ca: str = "", seconds: int = 5):
        self.nodes = [Node.of(address, user, password) for address in addresses]
        if not self.nodes:
            raise Misconfigured("请设置 PORTAL_OPENSEARCH_URL，如 https://10.0.0.5:9200。")
        self.ca, self.seconds = ca, seconds
        self.pool, self.owner = None, 0

    def ask(self, method: str, path: str, body=None, *, seconds: float | None = None, absent_ok: bool = False) -> dict:
        """The answer; None where `absent_ok` and there is no such thing. A list is sent as lines of JSON.

        Raises SearchError. Where a connection breaks it is sent again, to the next node: all that is asked here may be
        asked twice. What takes too long is not: the next node would take as long.
        """
        turns, broken = list(self.nodes), False
        while turns:
            node = turns.pop(0)
            try:
                answer = self.send(node, method, path, body, seconds or self.seconds)
            except ReadTimeoutError:
                raise TooSlow(node.host) from None
            except SSLError:
                raise Untrusted(node.host) from None
            except (HTTPError, OSError) as error:
                if isinstance(error, ProtocolError) and not broken:  # a connection that the server had closed already
                    turns, broken = [*turns, node], True
                self.nodes = [*(other for other in self.nodes if other is not node), node]
                continue
            return read(node, answer, absent_ok)
        raise Unreachable([node.host for node in self.nodes])

    def send(self, node: Node, method: str, path: str, body, seconds: float):
        headers, sent = {"Accept": "application/json", **authorization(node)}, None
        if isinstance(body, list):
            headers["Content-Type"] = "application/x-ndjson"
            sent = encoded("".join(f"{line}\n" for line in body))
        elif body is not None:
            headers["Content-Type"] = "application/json"
            sent = encoded(line_of(body))
        return self.connections().request(
            method,
            node.url + path,
            body=sent,
            headers=headers,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=seconds),
            redirect=False,
            retries=False,
        )

    def connections(self) -> urllib3.PoolManager:
        """Those of this process: a forked one must not talk on its parent's."""
        if self.pool is None or self.owner != os.getpid():
            certificates = {"cert_reqs": "CERT_REQUIRED", **({"ca_certs": self.ca} if self.ca else {})}
            self.pool = urllib3.PoolManager(len(self.nodes), maxsize=CONNECTIONS, **certificates)
            self.owner = os.getpid()
        return self.pool

    def close(self) -> None:
        if self.pool is not None and self.owner == os.getpid():
            self.pool.clear()
        self.pool = None


def line_of(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def encoded(text: str) -> bytes:
    """Halves of characters, which somebody may have typed, are no UTF-8."""
    return text.encode("utf-8", "replace")


def authorization(node: Node) -> dict[str, str]:
    if not node.user:
        return {}
    return {"Authorization": "Basic " + b64encode(f"{node.user}:{node.password}".encode()).decode()}


def read(node: Node, answer, absent_ok: bool) -> dict | None:
    try:
        told = json.loads(answer.data) if answer.data else {}
    except ValueError:
        raise Refused(node.host, answer.status, "not JSON") from None
    if answer.status == 404 and absent_ok:
        return None
    if not 200 <= answer.status < 300:
        raise refusal(node.host, answer.status, told)
    return told


def refusal(host: str, status: int, told) -> Refused:
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(error, dict):
        return Refused(host, status, str(error or ""))
    return Refused(host, status, str(error.get("type", "")), str(error.get("reason", "")))
