"""Links that leave the government's sites: which, and the notice before them (standards 1.2, L11)."""

from urllib.parse import quote

import pytest
from wagtail.rich_text import expand_db_html

from cms_core.public.outside import host_of, leaves, through_notice
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_portal


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.com/a?b=c", True),
        ("//www.example.com/a", True),
        ("http://gov.cn.example.com/", True),
        ("https://notgov.cn/", True),
        ("https://www.zj.gov.cn/col/", False),
        ("https://GOV.CN./", False),
        ("http://tonglu.localhost:8000/art/2026/1/2.html", False),
        ("/art/2026/1/2.html", False),
        ("#top", False),
        ("mailto:a@example.com", False),
        ("tel:057100000000", False),
    ],
)
def test_only_addresses_of_other_hosts_that_are_not_trusted_leave(address, expected):
    assert leaves(address) is expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://www.gov.cn/%0aalert(1)",
        "data:text/html,x",
        "https://www.gov.cn@evil.com/",
        "https:\\\\evil.com",
        "https://evil.com\\@www.gov.cn",
        "https://e\nvil.com",
        "https://",
        "https://[::1",
        "https://evil.com:99999/",
        "ftp://example.com",
        "//example.com",
        "example.com",
        "",
        "https://example.com/" + "a" * 3000,
        "https://evil.com/\u202egnp.exe",
    ],
    ids=lambda address: ascii(address[:24]),
)
def test_what_is_no_plain_web_address_has_no_host(address):
    assert host_of(address) is None


def test_rich_text_leads_through_the_notice():
    html = '<p><a href="https://example.com/?a=1&amp;b=2">外</a><a href="https://www.gov.cn/">政府</a></p>'
    assert expand_db_html(html) == (
        f'<p><a href="/leaving/?to={quote("https://example.com/?a=1&b=2", safe="")}" rel="external noopener nofollow">'
        '外</a><a href="https://www.gov.cn/">政府</a></p>'
    )


@pytest.mark.parametrize(
    "tag",
    [
        '<a class="x" href="https://example.com/">',
        "<A HREF='https://example.com/'>",
        '<a target="_blank" rel="opener" href="//example.com/">',
        "<a href=https://example.com/>",
        '<a data-href="/x" href="https://example.com/">',
    ],
)
def test_legacy_html_leads_through_the_notice_however_it_is_written(tag):
    import lxml.html

    link = lxml.html.fromstring(through_notice(f"{tag}外</a>"))
    assert link.get("href") == "/leaving/?to=https%3A%2F%2Fexample.com%2F"
    assert link.get("rel") == "external noopener nofollow"


@pytest.mark.parametrize("html", ['<a href="/x">', '<a name="x">', "<abbr>", '<a href="https://zj.gov.cn">', "文字 <"])
def test_other_html_stays_as_it_was(html):
    assert through_notice(html) == html


@pytest.mark.django_db
def test_the_notice_shows_the_host_and_links_to_it_and_never_goes_there_itself():
    portal = make_portal("tonglu")
    response = reader_of(portal).get("/leaving/?to=" + quote("https://example.com/a?b=1", safe=""))
    assert response.status_code == 200
    assert "example.com" in texts(response, "//p[@class='leaving-address']/strong")
    link = tree_of(response).xpath("//main//a[@href='https://example.com/a?b=1']")[0]
    assert "noopener" in link.get("rel")
    assert not response.has_header("Location")
    assert not tree_of(response).xpath("//meta[@http-equiv]")


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "javascript:alert(1)", "//evil.com", "https://a@evil.com", '"><script>', "/art/"])
def test_the_notice_refuses_what_is_no_web_address(to):
    response = reader_of(make_portal("tonglu")).get("/leaving/?to=" + quote(to))
    assert response.status_code == 400
    assert "evil" not in "".join(tree_of(response).xpath("//main//a/@href"))
    assert "这个链接无法打开" in texts(response, "//h1")


@pytest.mark.django_db
def test_a_chinese_host_is_shown_in_both_spellings():
    response = reader_of(make_portal("tonglu")).get("/leaving/?to=" + quote("https://例子.com/"))
    assert "例子.com" in response.content.decode()
    assert "xn--fsqu00a.com" in response.content.decode()


@pytest.mark.django_db
def test_links_in_the_body_of_an_article_lead_through_the_notice():
    portal = make_portal("tonglu")
    body = [
        ("text", '<p><a href="https://example.com/">外</a></p>'),
        ("legacy", '<p><a href="https://example.com/">旧</a></p>'),
    ]
    article = make_article(make_column(portal.home), body=body)
    links = tree_of(reader_of(portal).get(f"/{article.address}")).xpath("//div[@class='article-body']//a/@href")
    assert links == ["/leaving/?to=https%3A%2F%2Fexample.com%2F"] * 2
