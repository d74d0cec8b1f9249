"""Which document a citation means when several could be meant; and that the order of arrival makes no difference."""

import datetime
from itertools import permutations

import pytest
from wagtail.models import Page

from cms_core.citations.rebuild import verify
from cms_core.citations.unread import catch_up
from cms_core.models import Citation
from sites.models import PortalLevel
from tests.cms_core.citations.texts import OLD, OLD_NUMBER, cited, citing
from tests.factories import make_column, make_portal

pytestmark = pytest.mark.django_db
BY_TITLE = f"根据《{OLD}》，制定本办法。"


@pytest.fixture(autouse=True)
def nothing_differs_afterwards(db):
    yield
    catch_up()
    report = verify()
    assert report.differences == 0, report.as_dict()


@pytest.fixture
def province():
    return make_portal("zj", PortalLevel.PROVINCE)


@pytest.fixture
def county(province):
    return make_portal("tonglu", parent=province)


def target():
    return Citation.objects.get().target_id


def test_the_number_decides_before_the_title(county):
    column = make_column(county.home)
    right = cited(column, "完全不同的标题")
    cited(column, OLD, "桐政发〔2018〕5号")
    citing(column)
    assert target() == right.pk


def test_a_document_with_another_number_is_another_document(county):
    column = make_column(county.home)
    cited(column, OLD, "桐政发〔2018〕5号")
    citing(column)
    assert target() is None


def test_a_document_without_a_number_is_found_by_its_title(county):
    column = make_column(county.home)
    found = cited(column, OLD, "")
    citing(column)
    assert target() == found.pk


def test_a_document_is_found_by_the_name_of_what_it_issues(county):
    column = make_column(county.home)
    found = cited(column, f"桐庐县人民政府关于印发《{OLD}》的通知")
    citing(column, BY_TITLE)
    assert target() == found.pk


def test_the_own_portals_document_comes_first(province, county):
    cited(make_column(province.home))
    own = cited(make_column(county.home))
    citing(make_column(county.home))
    assert target() == own.pk


def test_a_reprint_elsewhere_is_the_same_document(province, county):
    original = cited(make_column(province.home), number="浙政发〔2010〕1号")
    cited(make_column(make_portal("jiande", parent=province).home), number="浙政发〔2010〕1号")
    citing(make_column(county.home), "按照浙政发〔2010〕1号文件。")
    assert target() == original.pk


def test_documents_of_one_name_of_other_portals_are_ambiguous_and_wait(province, county):
    for key, number in (("jiande", "建政发〔2010〕1号"), ("chunan", "淳政发〔2010〕1号")):
        cited(make_column(make_portal(key, parent=province).home), "会议管理办法", number)
    citing(make_column(county.home), "根据《会议管理办法》，制定本办法。")
    assert target() is None


def test_two_documents_with_one_number_and_different_names_wait(county):
    column = make_column(county.home)
    cited(column, "第一个办法")
    cited(column, "第二个规定")
    citing(column, f"按照{OLD_NUMBER}文件办理。")
    assert target() is None


def test_of_two_documents_with_one_number_the_title_decides(county):
    column = make_column(county.home)
    right = cited(column)
    cited(column, "印错了文号的规定")
    citing(column)
    assert target() == right.pk


def test_the_version_in_force_comes_before_a_repealed_one(county):
    column = make_column(county.home)
    cited(column, OLD, "桐政发〔2018〕5号", validity="repealed", date_repealed=datetime.date(2019, 1, 1))
    right = cited(column)
    citing(column, BY_TITLE)
    assert target() == right.pk


def test_of_versions_in_force_the_newest_is_meant(county):
    column = make_column(county.home)
    cited(column)
    newer = cited(column, OLD, "桐政发〔2018〕5号", datetime.date(2018, 5, 1))
    citing(column, BY_TITLE)
    assert target() == newer.pk


def test_repealing_one_version_leads_to_the_other(county):
    column = make_column(county.home)
    older = cited(column)
    newer = cited(column, OLD, "桐政发〔2018〕5号", datetime.date(2018, 5, 1))
    citing(column, BY_TITLE)
    newer.validity, newer.validity_basis = "repealed", "清理决定"
    newer.save_revision().publish()
    assert target() == older.pk


def test_a_title_without_its_issuer_means_the_own_portals_document_only(province, county):
    elsewhere = cited(make_column(province.home), "浙江省人民政府关于加强会议管理的通知", "浙政发〔2010〕1号")
    citing(make_column(county.home), "按照《关于加强会议管理的通知》要求办理。")
    assert target() is None
    citing(make_column(province.home), "按照《关于加强会议管理的通知》要求办理。", "省里的文章")
    assert set(Citation.objects.values_list("target", flat=True)) == {None, elsewhere.pk}


def test_what_the_public_sees_comes_first(province, county):
    closed = make_portal("jiande", parent=province, state="preparing")
    cited(make_column(closed.home), number="浙政发〔2010〕1号")
    seen = cited(make_column(make_portal("chunan", parent=province).home), number="浙政发〔2010〕1号")
    citing(make_column(county.home), "按照浙政发〔2010〕1号文件。")
    assert target() == seen.pk


def test_a_portal_that_opens_is_found_a_little_later(province, county):
    closed = make_portal("jiande", parent=province, state="preparing")
    near = cited(make_column(closed.home))
    citing(make_column(closed.home))
    Page.objects.get(pk=closed.home_id).specific.save_revision().publish()
    catch_up()
    assert target() == near.pk


def test_a_text_that_moves_to_another_portal_means_that_portals_document(province, county):
    there, here = cited(make_column(province.home)), cited(make_column(county.home))
    article = citing(make_column(county.home))
    assert target() == here.pk
    Page.objects.get(pk=article.pk).move(Page.objects.get(pk=make_column(province.home).pk), pos="last-child")
    assert target() == there.pk


def test_a_column_that_moves_to_another_portal_is_followed_a_little_later(province, county):
    there = cited(make_column(province.home))
    cited(make_column(county.home))
    column = make_column(county.home)
    citing(column)
    Page.objects.get(pk=column.pk).move(Page.objects.get(pk=province.home_id), pos="last-child")
    catch_up()
    assert target() == there.pk


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_arrival_makes_no_difference(province, county, order):
    column = make_column(county.home)
    acts = [
        lambda: cited(make_column(province.home)),
        lambda: cited(column, OLD, OLD_NUMBER),
        lambda: citing(column),
    ]
    for number in order:
        acts[number]()
    row = Citation.objects.get()
    assert row.target.entry.portal_home_id == county.home_id
