"""One browser for all of this directory; it ends with it, since Playwright's event loop forbids Django's database."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.served import served  # noqa: F401
from tests.browser.visits import Visits

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser():
    path = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "没有找到 Chromium：请用 ./portal test 运行，它会安装。"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def visits(browser, served):  # noqa: F811
    """What was seen on each page, seen once."""
    seen = Visits(browser, served)
    yield seen
    seen.close()
