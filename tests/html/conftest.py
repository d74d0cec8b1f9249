"""The pages as a reader gets them, from the same server as the browser tests."""

import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.browser.served import served  # noqa: F401


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.vnu)


class Reader:
    """Fetches an address of the served province; *.localhost is this machine whatever the resolver thinks."""

    def __init__(self, port):
        self.port = port

    def get(self, url: str) -> tuple[int, bytes, str]:
        """(status, body, content type)."""
        parts = urllib.parse.urlsplit(url)
        path = urllib.parse.quote(parts.path + (f"?{parts.query}" if parts.query else ""), safe="/%?=&:")
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": parts.netloc})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers.get_content_type()


@pytest.fixture(scope="session")
def reader(served):  # noqa: F811
    return Reader(served.port)
