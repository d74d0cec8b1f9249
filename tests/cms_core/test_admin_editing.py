"""Forms of the admin as an editor fills them: addresses in pinyin, bodies by any name, menus without dead ends."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms_core.models import ColumnPage, DocumentPage
from cms_core.models.organisations import OrganisationName
from tests.factories import make_column, make_document, make_editor, make_organisation, make_portal, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal("tonglu")


@pytest.fixture
def editor(client, portal):
    user = make_editor(portal)
    client.force_login(user)
    client.defaults["HTTP_HOST"] = portal.site.hostname
    return user


def add_column(client, portal, title, slug="", action="action-publish", **fields):
    data = {
        "title": title,
        "slug": slug,
        "column_type": "工作动态",
        "description": "介绍。",
        "keywords": "词",
        "list_style": "list",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        action: "1",
        **fields,
    }
    url = reverse("wagtailadmin_pages:add", args=["cms_core", "columnpage", portal.home.pk])
    return client.post(url, nested_form_data(data), follow=True)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("政策文件", "zhengce-wenjian"),
        ("政策文件2026", "zhengce-wenjian-2026"),
        ("重庆对口支援", "chongqing-duikou-zhiyuan"),
    ],
)
@pytest.mark.parametrize("action", ["action-publish", "action-save"])
def test_a_column_without_an_address_gets_one_in_pinyin(client, editor, portal, title, slug, action):
    add_column(client, portal, title, action=action)
    assert ColumnPage.objects.get(draft_title=title).slug == slug


def test_an_address_that_was_typed_is_kept(client, editor, portal):
    add_column(client, portal, "政策文件", slug="zcwj")
    assert ColumnPage.objects.get(title="政策文件").slug == "zcwj"


def test_an_address_of_the_platform_itself_is_refused(client, editor, portal):
    html = add_column(client, portal, "检索", slug="search").content.decode()
    assert "平台自己的地址" in html
    assert not ColumnPage.objects.exists()


def test_a_title_that_reads_like_an_address_of_the_platform_gets_a_number(client, editor, portal):
    add_column(client, portal, "Media")
    assert ColumnPage.objects.get().slug == "media-2"


def test_a_second_column_of_the_same_name_gets_a_number(client, editor, portal):
    add_column(client, portal, "政策文件")
    add_column(client, portal, "政策文件")
    assert sorted(ColumnPage.objects.values_list("slug", flat=True)) == ["zhengce-wenjian", "zhengce-wenjian-2"]


def test_an_address_in_use_is_said_in_chinese(client, editor, portal):
    add_column(client, portal, "政策文件", slug="zcwj")
    html = add_column(client, portal, "另一个", slug="zcwj").content.decode()
    assert "已被使用" in html
    assert ColumnPage.objects.count() == 1


def test_after_publishing_the_message_leads_to_the_public_page(client, editor, portal):
    html = add_column(client, portal, "政策文件").content.decode()
    assert "“政策文件”已发布" in html
    assert re.search(r'href="[^"]*/zhengce-wenjian/"[^>]*>\s*查看公开页面', html)


def test_an_editor_finds_a_body_by_its_short_name(client, editor, portal):
    office = make_organisation("浙江省人民政府办公厅")
    OrganisationName.objects.create(organisation=office, name="省政府办公厅", kind=OrganisationName.Kind.SHORT)
    make_organisation("浙江省财政厅")
    html = client.get(reverse("organisation_chooser:choose_results"), {"q": "省政府办公厅"}).content.decode()
    assert "浙江省人民政府办公厅" in html
    assert "浙江省财政厅" not in html


def test_the_portals_own_body_comes_first(client, editor, portal):
    make_organisation("甲单位")
    html = client.get(reverse("organisation_chooser:choose_results")).content.decode()
    assert html.index(portal.organisation.name) < html.index("甲单位")


def edit_joint_issuers(client, document, text):
    url = reverse("wagtailadmin_pages:edit", args=[document.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name not in {"body", "comment_notifications"}}
    data |= {
        "joint_issuers": text,
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        "action-save": "1",
    }
    return client.post(url, nested_form_data(data), follow=True)


def test_joint_issuers_are_written_as_in_the_document(client, editor, portal):
    document = make_document(make_column(portal.home), live=False)
    document.save_revision()
    names = [make_organisation(f"桐庐县{name}局").name for name in ("财政", "教育")]
    edit_joint_issuers(client, document, "桐庐县财政局、桐庐县教育局")
    latest = DocumentPage.objects.get(pk=document.pk).get_latest_revision_as_object()
    assert [one.name for one in latest.joint_issuers.all()] == names
    url = reverse("wagtailadmin_pages:edit", args=[document.pk])
    assert "桐庐县财政局、桐庐县教育局" in client.get(url).content.decode()


def test_all_unknown_joint_issuers_are_named(client, editor, portal):
    document = make_document(make_column(portal.home), live=False)
    document.save_revision()
    html = edit_joint_issuers(client, document, "无此局、也无此局").content.decode()
    assert "没有“无此局”" in html
    assert "没有“也无此局”" in html


def test_an_editors_menu_has_nothing_that_turns_the_editor_away(client, editor, portal):
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_reports:aging_pages") not in html
    assert "What&#x27;s new" not in html
    assert "guide.wagtail.org" not in html
    assert reverse("editors_handbook") in html


def test_the_handbook_is_the_file_of_the_repository(client, editor):
    html = client.get(reverse("editors_handbook")).content.decode()
    assert "<h2>一、登录</h2>" in html
    assert "<table>" in html


def test_the_login_page_says_whose_it_is(client, portal):
    html = client.get(reverse("wagtailadmin_login"), HTTP_HOST=portal.site.hostname).content.decode()
    assert portal.name in html
    assert "Wagtail" not in html
    assert "Password" not in html


def test_the_scripts_speak_chinese(client, portal):
    script = client.get(reverse("wagtailadmin_javascript_catalog"), HTTP_HOST=portal.site.hostname).content.decode()
    assert json.dumps("修改已自动保存。") in script


def test_superusers_keep_the_reports(client, portal):
    client.force_login(make_user(superuser=True))
    html = client.get(reverse("wagtailadmin_home"), HTTP_HOST=portal.site.hostname).content.decode()
    assert reverse("wagtailadmin_reports:site_history") in html
