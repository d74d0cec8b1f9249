"""省发改委 finds what says 浙江省发展和改革委员会, without anybody having listed it."""

import pytest

from cms_core.models import OrganisationName
from cms_core.models.organisations import Level, OrganisationKind
from cms_core.search import bodies
from tests.cms_core.search.asking import county, no_known_places, titles
from tests.factories import make_article, make_column, make_organisation

__all__ = ["county", "no_known_places"]
pytestmark = pytest.mark.django_db


def called(organisation, *names, kind=OrganisationName.Kind.SHORT):
    for name in names:
        OrganisationName.objects.create(organisation=organisation, name=name, kind=kind)
    return organisation


@pytest.fixture
def commission(county):
    body = make_organisation("桐庐县发展和改革局", parent=county.organisation, kind=OrganisationKind.DEPARTMENT)
    return called(body, "县发改局", "县发展改革局", "桐庐县发改局", "发改局", "发展和改革局", "县发展和改革局")


def names(county, part):
    return sorted(bodies.names_for(county.organisation)(part))


def test_a_short_name_stands_for_the_others_that_say_as_much(county, commission):
    assert names(county, "县发改局") == ["县发展和改革局", "县发展改革局"]
    assert names(county, "发改局") == ["发展和改革局"]
    assert names(county, "桐庐县发展和改革局") == ["桐庐县发改局"]
    assert names(county, "县发改局文件") == ["县发展和改革局文件", "县发展改革局文件"]
    assert names(county, "县财政局") == []


def test_the_full_name_is_looked_for_where_no_other_name_would_find_it(county):
    body = make_organisation("桐庐县住房和城乡建设局", parent=county.organisation, kind=OrganisationKind.DEPARTMENT)
    called(body, "县住建局")
    assert names(county, "县住建局") == ["桐庐县住房和城乡建设局"]


def test_bodies_of_other_portals_and_former_names_are_none(county, commission):
    other = make_organisation("淳安县人民政府", level=Level.COUNTY, kind=OrganisationKind.GOVERNMENT)
    called(make_organisation("淳安县水利局", parent=other, kind=OrganisationKind.DEPARTMENT), "县水务局", "县水利局")
    called(commission, "县计划委员会", kind=OrganisationName.Kind.FORMER)
    assert names(county, "县水务局") == []
    assert names(county, "县计划委员会") == []


def test_a_search_for_the_short_name_finds_the_full_one(county, commission):
    column = make_column(county.home)
    make_article(column, "桐庐县发展和改革局公告")
    make_article(column, "其他公告")
    assert titles(county, q="县发改局") == ["桐庐县发展和改革局公告"]
    assert titles(county, q="县发改局公告")[0] == "桐庐县发展和改革局公告"
