"""What readers see of the directory and the platform, on each portal its own."""

import datetime

import pytest
from django.test import Client

from disclosure.directory.public.card_page import laid_out
from disclosure.directory.stamps import stamp_places
from disclosure.directory.verify import verify
from disclosure.models import ColumnItem, DirectoryEntry
from sites.actions.change_state import ChangePortalState
from sites.models import PortalLevel, PortalState
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

pytestmark = pytest.mark.django_db
PATH = "/disclosure/directory/"
MOST = 12


@pytest.fixture
def province():
    """A province, a county with the platform's columns, and a town below it."""
    province = make_portal("zj", PortalLevel.PROVINCE, name="浙江省人民政府")
    city = make_portal("hangzhou", PortalLevel.CITY, province)
    county = make_portal("tonglu", PortalLevel.COUNTY, city, name="桐庐县人民政府")
    county.town = make_portal("fenshui", PortalLevel.SUBSITE, county, name="分水镇人民政府")
    root = make_column(county.home, "政府信息公开", blueprint_key="disclosure", column_type="信息公开目录")
    county.columns = {
        key: make_column(root, title, blueprint_key=key, column_type=column_type)
        for key, title, column_type in (
            ("disclosure.guide", "政府信息公开指南", "信息公开指南"),
            ("disclosure.rules", "政府信息公开制度", "信息公开目录"),
            ("disclosure.statutory", "法定主动公开内容", "信息公开目录"),
            ("disclosure.reports", "政府信息公开年报", "信息公开年报"),
        )
    }
    county.columns["disclosure"] = root
    county.columns["statutory.finance"] = make_column(
        county.columns["disclosure.statutory"],
        "财政预决算",
        blueprint_key="statutory.finance",
        column_type="信息公开目录",
    )
    return province, county


def get(host, path=PATH, **parameters):
    return Client().get(path, parameters, headers={"host": host.site.hostname})


def text_of(response):
    assert response.status_code == 200, response.status_code
    return response.getvalue().decode()


def test_a_page_is_listed_when_it_is_published_and_its_card_says_its_elements(province):
    _, county = province
    page = make_document(
        county.columns["statutory.finance"],
        "桐庐县2025年财政预算公告",
        issuer=county.organisation,
        document_number="桐政发〔2025〕3号",
        audience="企业",
        theme="财政、金融、审计/财政",
        genre="公告",
    )
    assert "桐庐县2025年财政预算公告" in text_of(get(county))
    card = text_of(get(county, f"{PATH}{page.pk}.html"))
    for said in ("桐政发〔2025〕3号", "第（七）项 财政预算决算", "企业", "财政、金融、审计/财政", page.address):
        assert said in card


def test_what_is_not_open_to_everybody_is_in_no_list_and_no_count(province):
    _, county = province
    column = county.columns["statutory.finance"]
    make_article(column, "已经公开的预算")
    make_article(column, "还是草稿的预算", live=False)
    make_document(column, "依申请公开的决算", disclosure="on_request")
    make_article(make_column(column, "还没有开放的栏目", live=False), "在关闭栏目里的预算")
    said = text_of(get(county))
    assert "共 1 条" in said
    assert not any(title in said for title in ("还是草稿的预算", "依申请公开的决算", "在关闭栏目里的预算"))


def test_each_portal_shows_its_own_slice_and_the_province_all(province):
    province, county = province
    make_article(county.columns["statutory.finance"], "县里的预算")
    make_document(make_column(county.town.home, "文件"), "镇里的公告")
    make_document(make_column(province.home, "文件"), "省里的意见")
    own, all_of_it = text_of(get(province)), text_of(get(province, scope="all"))
    assert "省里的意见" in own and "县里的预算" not in own
    assert all(title in all_of_it for title in ("县里的预算", "镇里的公告", "省里的意见"))
    assert "省里的意见" not in text_of(get(county, scope="all"))
    assert "镇里的公告" in text_of(get(county))
    town = text_of(get(county, portal="fenshui"))
    assert "镇里的公告" in town and "县里的预算" not in town


def test_a_withdrawn_entry_answers_gone_with_words_and_one_never_listed_is_not_found(province):
    province, county = province
    page = make_article(county.columns["statutory.finance"], "撤回的预算")
    path = f"{PATH}{page.pk}.html"
    assert get(province, path).status_code == 301
    page.unpublish()
    answer = get(county, path)
    assert answer.status_code == 410
    assert "《撤回的预算》已不在政府信息公开目录中" in answer.getvalue().decode()
    assert get(province, path).status_code == 404
    assert get(county, f"{PATH}{make_article(county.columns['disclosure.guide'], '指南').pk}.html").status_code == 404


def test_what_a_portal_discloses_that_is_offline_for_some_days_stays_listed_and_its_host_says_why(province):
    province, county = province
    page = make_article(county.columns["statutory.finance"], "县里的预算")
    today = datetime.date(2026, 3, 2)
    said = {"reason": "迁移", "announcement": "暂停服务。", "until": today + datetime.timedelta(days=9)}
    ChangePortalState(county, PortalState.OFFLINE, user=None, today=today, **said).execute()
    assert "共 1 条" in text_of(get(province, scope="all"))
    there = f"{PATH}{page.pk}.html"
    assert get(province, there)["Location"] == f"{county.base_url}{there}"
    answer = get(county, there)
    assert answer.status_code == 503 and "暂停服务。" in answer.getvalue().decode()
    assert verify().differences == 0


def test_who_asks_another_portal_for_a_card_or_a_file_is_led_to_the_same_on_its_own(province):
    province, county = province
    page = make_article(county.columns["statutory.finance"], "县里的预算")
    for path in (f"{PATH}{page.pk}.html", f"{PATH}{page.pk}/download.html"):
        assert get(province, path)["Location"] == f"{county.base_url}{path}"


def test_the_bodies_of_a_county_begin_with_the_county_and_those_of_the_province_with_the_province(province):
    province, county = province
    county.organisation.move(province.organisation, pos="last-child")
    county.organisation.refresh_from_db()
    office = make_organisation("桐庐县财政局", parent=county.organisation)
    column = county.columns["statutory.finance"]
    make_document(column, "政府的文件", issuer=county.organisation)
    make_document(column, "财政局的文件", issuer=office)
    own, whole = county.organisation, province.organisation
    named = f"?body={whole.key}"
    assert named not in text_of(get(county)) and f"?body={own.key}" in text_of(get(county, body=office.key))
    assert f"?scope=all&amp;body={whole.key}" in text_of(get(province, scope="all"))


def test_elements_of_a_card_leave_no_half_of_a_line_empty():
    lines = laid_out(
        [
            ("索引号", "x"),
            ("发布机构", "y"),
            ("文号", "z"),
            ("名称", "长"),
            ("日期", "1"),
            ("概述", "长" * 30),
            ("末", "1"),
        ]
    )
    assert [label for label, _, wide in lines if wide] == ["文号", "名称", "日期", "概述", "末"]


def test_an_editor_says_what_a_column_discloses_and_columns_below_inherit_it(province):
    _, county = province
    news = make_column(county.home, "要闻")
    page = make_article(make_column(news, "招考"), "公务员招考公告")
    assert not DirectoryEntry.objects.filter(pk=page.pk).exists()
    said = ColumnItem.objects.create(column=news, items=1 << 14)
    assert "公务员招考公告" in text_of(get(county, item="14"))
    said.delete()
    assert not DirectoryEntry.objects.get(pk=page.pk).listed


def test_an_index_number_is_given_once_and_kept_when_the_page_comes_back(province):
    _, county = province
    county.organisation.credit_code = "11330122002520138G"
    county.organisation.save()
    page = make_article(county.columns["statutory.finance"], "预算")
    number = DirectoryEntry.objects.get(pk=page.pk).index_number
    assert number.startswith("11330122002520138G/")
    page.unpublish()
    page.save_revision().publish()
    assert DirectoryEntry.objects.get(pk=page.pk).index_number == number
    other = make_article(county.columns["statutory.finance"], "决算")
    assert DirectoryEntry.objects.get(pk=other.pk).index_number not in ("", number)


def test_bodies_are_summed_up_over_their_tree(province):
    province, county = province
    government = county.organisation
    bureau = make_organisation("桐庐县财政局", parent=government)
    column = county.columns["statutory.finance"]
    make_document(column, "政府的文件", issuer=government)
    make_document(column, "财政局的文件", issuer=bureau)
    said = text_of(get(county, body=government.key))
    assert "政府的文件" in said and "财政局的文件" in said
    assert "政府的文件" not in text_of(get(county, body=bureau.key)).partition("directory-table")[2]


@pytest.mark.parametrize("key", ["disclosure", "disclosure.statutory", "statutory.finance", "disclosure.guide"])
def test_every_page_of_the_platform_has_the_fixed_columns_in_their_order(province, key):
    _, county = province
    make_article(county.columns["statutory.finance"], "预算")
    said = text_of(get(county, url_of(county, key)))
    titles = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]
    navigation = said.partition('class="platform-nav')[2].partition("</nav>")[0]
    places = [navigation.find(title) for title in titles]
    assert -1 not in places and places == sorted(places)


def url_of(portal, key):
    page = portal.columns[key]
    page.refresh_from_db()
    return "/" + page.url_path[len(portal.home.url_path) :]


def test_everything_that_is_chosen_is_said_also_where_it_leaves_nothing(province):
    _, county = province
    make_document(county.columns["statutory.finance"], "文件", genre="通知")
    said = text_of(get(county, year="1998", genre="公告", theme="综合政务", validity="expired", item="3"))
    chips = said.partition('class="platform-chosen')[2].partition("</ul>")[0]
    for chip in ("年份：1998", "体裁：公告", "主题：综合政务", "效力：失效", "公开事项：规划计划"):
        assert chip in chips
    assert "没有符合条件的信息" in said


def test_an_empty_platform_says_so(province):
    _, county = province
    assert "目录中还没有信息" in text_of(get(county))
    assert "还没有列入目录的信息" in text_of(get(county, url_of(county, "disclosure")))


def test_the_search_box_finds_titles_and_numbers_in_any_spelling(province):
    _, county = province
    column = county.columns["statutory.finance"]
    page = make_document(
        column, "“城市更新”专项资金管理办法", document_number="桐政办〔2026〕1号", index_number="X/2026-1"
    )
    make_document(column, "别的文件")
    for words in ("城市更新专项", "办法 城市更新", "桐政办[2026]1号", "x/2026-1", "Ｘ／2026"):
        said = text_of(get(county, q=words))
        assert "共 1 条" in said and "专项资金管理办法" in said, words
    assert "共 2 条" in text_of(get(county, q="《》"))
    assert "没有符合条件的信息" in text_of(get(county, q="城市更新 别的"))
    page.unpublish()
    assert "没有符合条件的信息" in text_of(get(county, q="城市更新"))


def test_the_search_box_finds_more_than_a_thousand_and_counts_them(province):
    _, county = province
    make_document(county.columns["statutory.finance"], "最早的文件")
    row = DirectoryEntry.objects.get()
    rows = [DirectoryEntry(**{**values_of(row), "page_number": 10**6 + number}) for number in range(1200)]
    DirectoryEntry.objects.bulk_create(rows)
    stamp_places({(row.site_number, row.year)})
    assert "共 1201 条" in text_of(get(county, q="最早的"))


def values_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_lists_below_the_statutory_column_have_cards_and_downloads(province, django_assert_max_num_queries):
    _, county = province
    column = county.columns["statutory.finance"]
    page = make_document(column, "预算", issuer=county.organisation)
    hidden = make_document(column, "不主动公开的决算", disclosure="on_request")
    path = url_of(county, "statutory.finance")
    text_of(get(county, path))
    with django_assert_max_num_queries(MOST):
        said = text_of(get(county, path))
    assert f"{PATH}{page.pk}.html" in said and f"{PATH}{page.pk}/download.html" in said
    assert f"{PATH}{hidden.pk}" not in said


def test_search_engines_are_pointed_from_a_card_to_its_page(province):
    _, county = province
    page = make_article(county.columns["statutory.finance"], "预算")
    address = f"{county.base_url}/{DirectoryEntry.objects.get(pk=page.pk).address}"
    assert f'<link rel="canonical" href="{address}">' in text_of(get(county, f"{PATH}{page.pk}.html"))


def test_a_download_is_one_file_with_absolute_addresses(province):
    _, county = province
    page = make_document(
        county.columns["statutory.finance"], "办法", body=[("text", '<p>见<a href="/doc/1.html">附件</a></p>')]
    )
    answer = get(county, f"{PATH}{page.pk}/download.html")
    assert "attachment" in answer["Content-Disposition"]
    assert f'href="{county.base_url}/' in answer.getvalue().decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_directory_costs_the_same_whatever_it_holds(province, number, django_assert_max_num_queries):
    province, county = province
    for place in range(number):
        bureau = make_organisation(f"第{place}局", parent=county.organisation)
        make_document(county.columns["statutory.finance"], f"第{place}号文件", issuer=bureau, genre="通知")
    asked = {"scope": "all", "item": "7", "genre": "通知", "validity": "in_force", "body": county.organisation.key}
    get(province, **asked)
    with django_assert_max_num_queries(MOST):
        text_of(get(province, **asked))
    # Right after a publication, with every facet; the county alone discloses, so those above it are looked up.
    make_document(county.columns["statutory.finance"], "新文件", issuer=bureau, genre="通知", theme="综合政务/政务公开")
    every = {**asked, "theme": "综合政务/政务公开", "year": DirectoryEntry.objects.latest("pk").year}
    with django_assert_max_num_queries(MOST):
        assert "新文件" in text_of(get(province, **every))
    for key in ("disclosure", "disclosure.statutory", "disclosure.guide"):
        with django_assert_max_num_queries(MOST):
            text_of(get(county, url_of(county, key)))
