"""Asks one address of another host whether it is there: http(s) only, no internal network, no more than the head.

The name is resolved here, every address of it is looked at, and the connection is made to one that was looked at: a
name that answers differently a moment later leads nowhere else. Redirects are followed by hand under the same rule.
"""

import http.client
import ipaddress
import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection

PORTS = {80, 443, 8000, 8080, 8081, 8088, 8443, 8888}
# Of one socket, and of all that is asked of one address: a server that gives a byte now and then is let go.
SECONDS, IN_ALL = 6, 15
HOPS = 4
AGENT = "Mozilla/5.0 (compatible; PortalLinkCheck/1.0)"
GONE = (404, 410)
NOT_THERE = "站外网页不存在"
NO_HOST = "站外域名不存在"
NO_ANSWER = "站外网站打不开"
BROKEN = "站外网站出错"
INTERNAL = "内部地址，公众打不开"


@dataclass(frozen=True)
class Said:
    """`answered`: a server said something; `skipped`: nothing was asked, nothing is known."""

    problem: str = ""
    answered: bool = False
    skipped: bool = False


class Refused(Exception):
    """An address that is not ours to ask; the message is what the page is told, "" where it is no fault of the page."""


def ask(address: str) -> Said:
    """Never raises for what a server, a network or an address does."""
    end = time.monotonic() + IN_ALL
    try:
        for _ in range(HOPS):
            status, further = head(address, end)
            if not further:
                return Said(problem_of(status), answered=True)
            address = urljoin(address, further)
        return Said(answered=True)
    except Refused as refused:
        return Said(str(refused), skipped=not str(refused))
    except socket.gaierror as error:
        # "No such name" is an answer of the network; that no server of names can be reached is not.
        return Said(NO_HOST) if error.errno in (socket.EAI_NONAME, NO_DATA) else Said(skipped=True)
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError, UnicodeError):
        return Said(NO_ANSWER)


NO_DATA = getattr(socket, "EAI_NODATA", socket.EAI_NONAME)


def head(address: str, end: float) -> tuple[int, str]:
    """(status, where it leads on); what refuses HEAD is asked by GET, of which no more than the head is read."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    ip = reachable(parts.hostname, port)
    path = urllib3.util.parse_url(parts._replace(fragment="").geturl()).request_uri
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    headers = {"Host": f"{host}:{parts.port}" if parts.port else host, "User-Agent": AGENT, "Accept": "*/*"}
    status = 0
    for method in ("HEAD", "GET"):
        with cut_off(connection_to(parts, ip, port), end) as connection:
            connection.request(method, path, headers=headers, preload_content=False)
            answer = connection.getresponse()
            status, further = answer.status, answer.headers.get("Location", "")
        if status < 400:
            return status, further if 300 <= status < 400 else ""
    return status, ""


def connection_to(parts, ip: str, port: int):
    if parts.scheme == "http":
        return HTTPConnection(ip, port, timeout=SECONDS)
    # A certificate that has run out is another fault than a page that is gone, and nothing is told to the server.
    return HTTPSConnection(
        ip, port, timeout=SECONDS, server_hostname=parts.hostname, cert_reqs="CERT_NONE", assert_hostname=False
    )


@contextmanager
def cut_off(connection, end: float):
    """The connection, broken off at `end` of the monotonic clock whatever it is waiting for."""

    def cut():
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.1, end - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield connection
    finally:
        timer.cancel()
        connection.close()


def reachable(host: str, port: int) -> str:
    """One address of the host, all of which are public or allowed; raises Refused, gaierror."""
    found = {row[4][0].partition("%")[0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    places = [ipaddress.ip_address(one) for one in sorted(found)]
    if all(map(is_allowed, places)):
        return str(places[0])
    if not all(is_allowed(one) or is_public(one) for one in places):
        # Names of the government's own network may lead inside here and outside for everybody else.
        raise Refused(INTERNAL if is_address(host) else "")
    if port not in PORTS:
        raise Refused("")
    return str(min(places, key=lambda one: one.version))


def is_public(place) -> bool:
    """Whether it is on the internet, whatever it is wrapped in."""
    inner = next(filter(None, (getattr(place, name, None) for name in ("ipv4_mapped", "sixtofour"))), place)
    if inner.version == 6 and inner in ipaddress.ip_network("64:ff9b::/96"):
        inner = ipaddress.ip_address(int(inner) & 0xFFFFFFFF)
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def is_allowed(place) -> bool:
    return any(place in network for network in networks() if network.version == place.version)


def networks() -> list:
    """PORTAL_OUTSIDE_LINK_NETWORKS; a network that is written wrongly allows nothing."""
    found = []
    for text in settings.PORTAL_OUTSIDE_LINK_NETWORKS.split(","):
        try:
            found.append(ipaddress.ip_network(text.strip(), strict=False))
        except ValueError:
            continue
    return found


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def problem_of(status: int) -> str:
    """What asks for a login, forbids machines or has enough of them (401, 403, 429) is there."""
    return NOT_THERE if status in GONE else BROKEN if status >= 500 else ""
