"""A real browser on the pages of a small portal: what is seen, reached and measured there.

Its requests are answered by Django's test client in this very thread, so the tests keep their transaction and need
neither a port nor a network.
"""

import os
import shutil
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from django.utils.html import escape

from cms_core.models import HomePage, TopicPage
from cms_core.search.feed.outbox import catch_up
from tests import factories

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
TEXT = "<p>各乡镇人民政府：</p><p>现将有关事项通知如下，<a href='https://www.gov.cn/'>详见原文</a>。</p>"
BODY = [{"type": "text", "value": TEXT}]
LONG = "桐庐县人民政府办公室关于印发桐庐县进一步优化政务服务提升行政效能实施方案的通知（桐政办发〔2026〕18号）"
HOST = "localhost"


def executable():
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("PORTAL_CHROMIUM") or next(filter(None, found), None)


@contextmanager
def browser(monkeypatch):
    """Chromium, or a skip that says why."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright")
    if executable() is None:
        pytest.skip("没有找到 Chromium；请安装，或用 PORTAL_CHROMIUM 指定路径")
    # Playwright runs an event loop in this thread: Django then refuses to ask its database unless told otherwise, and
    # would open another connection, which does not see this test's transaction.
    connection = connections[DEFAULT_DB_ALIAS]
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield Browser(chromium, connection)
        finally:
            chromium.close()


class Browser:
    def __init__(self, chromium, connection):
        self.chromium, self.connection = chromium, connection

    def open(self, viewport, modes="", **options):
        """A page of a reader with this window and these display settings."""
        context = self.chromium.new_context(viewport=viewport, **options)
        context.route("**/*", self.answer)
        if modes:
            context.add_cookies([{"name": "display", "value": modes, "url": f"http://{HOST}/"}])
        return context.new_page()

    def answer(self, route):
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            answer_with_file(route, finders.find(parts.path.removeprefix("/static/")))
            return
        connections[DEFAULT_DB_ALIAS] = self.connection
        headers = route.request.all_headers()
        kept = {name: headers[name] for name in ("cookie", "accept") if name in headers}
        response = Client().get(f"{parts.path}?{parts.query}", headers={"host": parts.netloc, **kept})
        sent = dict(response.headers)
        if response.cookies:
            sent["Set-Cookie"] = response.cookies.output(header="", sep="\n").strip()
        if "Location" in sent:
            # Playwright lets what follows a redirect go to the network; a refreshing page comes back through here.
            there = escape(sent.pop("Location"))
            sent.pop("Content-Length", None)
            route.fulfill(status=200, headers=sent, body=f'<meta http-equiv="refresh" content="0;url={there}">')
            return
        route.fulfill(status=response.status_code, headers=sent, body=body_of(response))


def answer_with_file(route, path):
    if path is None:
        route.fulfill(status=404)
    else:
        route.fulfill(status=200, body=Path(path).read_bytes(), content_type=guess_type(path)[0] or "text/plain")


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def make_portal_with_pages(look):
    """A portal on `localhost` in this look with every type of page; returns its addresses by name."""
    home = factories.make_portal(
        "zj", "province", name="浙江省人民政府", look=look, demo=True, hostname="localhost"
    ).home
    channel = factories.make_column(home, "政务公开", slug="gongkai", list_style="channel")
    documents = factories.make_column(channel, "政策文件", slug="wenjian", list_style="documents")
    notices = factories.make_column(channel, "通知公告", slug="tonggao")
    pictures = factories.make_column(home, "图片新闻", slug="tupian", list_style="pictures")
    single = factories.make_column(home, "走进浙江", slug="zoujin", list_style="single", body=BODY)
    organisation = factories.make_organisation("浙江省人民政府办公厅")
    issued = [
        factories.make_document(
            documents, LONG, body=BODY, issuer=organisation, document_number=f"浙政办发〔2026〕{n}号", validity=validity
        )
        for n, validity in enumerate(("in_force", "amended", "repealed"), 1)
    ]
    told = [factories.make_article(notices, LONG if n % 2 else "春运平稳", body=BODY, pinned=n == 1) for n in range(4)]
    factories.make_article(pictures, LONG)
    home = HomePage.objects.get(pk=home.pk)
    home.add_child(instance=TopicPage(title="专题", slug="zhuanti", summary="导语"))
    home = HomePage.objects.get(pk=home.pk)
    home.sections = [{"type": kind, "value": value} for kind, value in sections(notices.pk, documents.pk)]
    home.save_revision().publish()
    catch_up()
    return {
        "home": "/",
        "channel": "/gongkai/",
        "documents": "/gongkai/wenjian/",
        "list": "/gongkai/tonggao/",
        "pictures": "/tupian/",
        "single": single.url_path[len(home.url_path) - 1 :],
        "topic": "/zhuanti/",
        "article": f"/{told[0].address}",
        "document": f"/{issued[1].address}",
        "search": "/search/?q=%E9%80%9A%E7%9F%A5",
        "sitemap": "/sitemap/",
        "leaving": "/leaving/?to=https://shop.example/",
        "display": "/display/",
        "missing": "/nope/",
    }


def sections(notices, documents):
    link = {"title": "社会保障", "icon": "people", "column": notices, "url": ""}
    group = {"title": "国务院部门", "links": [{"title": "财政部", "url": "http://www.mof.gov.cn/"}]}
    return [
        ("headline", {"column": notices}),
        ("tabs", {"columns": [notices, documents], "span": "6"}),
        ("column_lists", {"columns": [documents], "span": "6"}),
        ("tiles", {"title": "四张清单", "tiles": [link] * 4}),
        ("covers", {"title": "政府公报", "column": notices, "span": "6"}),
        (
            "chart",
            {
                "title": "财政支出",
                "unit": "亿元",
                "rows": [{"label": "社会保障和就业支出", "value": "1567.9"}, {"label": "教育支出", "value": "12.7"}],
            },
        ),
        ("leaders", {"title": "领导之窗", "column": notices}),
        ("topic_banners", {"title": "专题专栏"}),
        ("services", {"title": "政务服务", "links": [link] * 3}),
        (
            "figures",
            {"title": "数据", "figures": [{"label": "人口", "value": "6,670", "unit": "万人", "note": "增长"}]},
        ),
        ("links", {"title": "友情链接", "groups": [group, group]}),
        ("text", {"title": "说明", "body": "<p>文字</p>"}),
    ]


def too_wide(page):
    """How many pixels the page is wider than the window."""
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)")


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found]
