"""Wagtail's lists and choosers, asked by an editor of one county whose neighbours have the same words."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image

from cms_core.models import Attachment, Picture
from tests.cms_core.serving import reader_of
from tests.factories import make_article, make_column, make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db


class County:
    def __init__(self, key):
        self.portal = make_portal(key)
        self.column = make_column(self.portal.home, "政务动态")
        self.article = make_article(self.column, f"{key}数字经济", body=[("text", "<p>一号工程</p>")])
        self.draft = make_article(self.column, f"{key}数字草稿", live=False)
        content = BytesIO()
        Image.new("RGB", (4, 4)).save(content, "PNG")
        self.picture = Picture.objects.create(
            title=f"{key}数字展厅",
            description="展厅",
            file=ImageFile(ContentFile(content.getvalue()), name=f"{key}.png"),
            collection=self.portal.collection,
        )
        self.attachment = Attachment.objects.create(
            title=f"{key}数字附件",
            file=ContentFile(b"x", name=f"{key}.txt"),
            collection=self.portal.collection,
        )


@pytest.fixture
def counties(admin_index):
    with admin_index():
        return County("tonglu"), County("jiande")


@pytest.fixture
def editor(counties):
    reader = reader_of(counties[0].portal)
    reader.force_login(make_editor(counties[0].portal, permissions=()))
    return reader


def address(name, counties):
    if name == "wagtailadmin_explore":
        return reverse(name, args=[counties[0].portal.home.pk])
    return reverse(name)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("wagtailadmin_pages:search", "数字经济"),
        ("wagtailadmin_pages:search", "数字草稿"),
        ("wagtailadmin_explore", "数字草稿"),
        ("wagtailadmin_choose_page_search", "数字经济"),
        ("wagtailimages:index", "数字展厅"),
        ("wagtailimages_chooser:choose_results", "数字展厅"),
        ("wagtaildocs:index", "数字附件"),
        ("wagtaildocs_chooser:choose_results", "数字附件"),
    ],
)
def test_an_editor_finds_what_is_of_the_county_and_no_neighbours_things(editor, counties, name, own):
    response = editor.get(address(name, counties), {"q": own[1:]})
    assert response.status_code == 200
    shown = response.content.decode()
    assert f"tonglu{own}" in shown
    if name != "wagtailadmin_choose_page_search":  # a link may lead to what another portal has published
        assert "jiande" not in shown
    else:
        assert "jiande数字草稿" not in editor.get(address(name, counties), {"q": "字草稿"}).content.decode()


def test_an_editor_finds_a_page_by_its_text_and_its_initials(editor, counties):
    for typed in ("号工程", "tongluszjj", "tonglu"):
        shown = editor.get(reverse("wagtailadmin_pages:search"), {"q": typed}).content.decode()
        assert "tonglu数字经济" in shown, typed
        assert "jiande数字经济" not in shown, typed


def test_the_types_beside_a_search_count_only_what_the_editor_may_see(editor, counties):
    response = editor.get(reverse("wagtailadmin_pages:search"), {"q": "数字"})
    assert [count for _, count in response.context["content_types"]] == [2]


def test_an_order_that_is_asked_for_is_kept(editor, counties):
    response = editor.get(reverse("wagtailadmin_pages:search"), {"q": "数字", "ordering": "-title"})
    shown = [page.title for page in response.context["object_list"]]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == 2


def test_a_bulk_action_on_all_that_a_search_shows_takes_the_same(counties):
    chief = reader_of(counties[0].portal)
    chief.force_login(make_user("chief", superuser=True))
    shown = chief.get(reverse("wagtailimages:index"), {"q": "szzt"}).content.decode()
    address = reverse("wagtail_bulk_action", args=["cms_core", "picture", "delete"])
    acted = chief.get(address, {"id": "all", "q": "szzt"}).content.decode()
    assert "数字展厅" not in shown
    assert "数字展厅" not in acted
    acted = chief.get(address, {"id": "all", "q": "tongluszzt"}).content.decode()
    assert "tonglu数字展厅" in acted
    assert "jiande数字展厅" not in acted
