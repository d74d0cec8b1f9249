"""The factories build what docs/architecture.md draws."""

import pytest
from wagtail.models import Page

from sites.models import PortalLevel, PortalState
from tests.factories import make_article, make_column, make_document, make_editor, make_portal

pytestmark = pytest.mark.django_db


def test_portals_of_all_levels_stand_where_the_architecture_draws_them():
    province = make_portal("zj", PortalLevel.PROVINCE)
    department = make_portal("czt", PortalLevel.DEPARTMENT, province)
    city = make_portal("hangzhou", PortalLevel.CITY, province)
    county = make_portal("tonglu", PortalLevel.COUNTY, city)
    subsite = make_portal("fuchunjiang", PortalLevel.SUBSITE, county)
    assert department.home.get_parent().get_parent() == province.home.get_parent()
    assert city.home.get_parent().get_parent() == province.home.get_parent()
    assert county.home.get_parent() == city.home.get_parent()
    assert subsite.home.is_descendant_of(county.home) and subsite.site is None
    assert county.site.hostname == "tonglu.localhost"
    assert not Page.find_problems()[0]


def test_content_is_published_or_left_a_draft():
    column = make_column(make_portal().home)
    assert make_article(column).live and make_document(column).address.startswith("doc/")
    assert not make_article(column, live=False).live


def test_a_preparing_portal_has_no_live_home_and_its_editor_rights_there_only():
    portal, other = make_portal(state=PortalState.PREPARING), make_portal("jiande")
    editor = make_editor(portal)
    assert not portal.home.live
    assert portal.home.permissions_for_user(editor).can_publish()
    assert not other.home.permissions_for_user(editor).can_edit()
