"""A long random life of three portals, through the doors that editors and imports use; then nothing differs."""

import datetime
import random

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms_core.catalogue.columns import ColumnTree
from cms_core.catalogue.verify import verify
from cms_core.models import ArticlePage, ColumnPage, Entry, HomePage
from cms_core.models.pages.content import ContentPage
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from sites.models import PortalLevel
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
OPERATIONS = 150


class Life:
    """Each method is one operation on something picked at random; one that has nothing to work on does nothing."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.number = 0
        self.county = make_portal("tonglu")
        self.city = make_portal("hangzhou", PortalLevel.CITY)
        self.town = make_portal("fenshui", PortalLevel.SUBSITE, self.county)
        self.homes = [portal.home for portal in (self.county, self.city, self.town)]
        for home in self.homes:
            make_column(make_column(home))

    def operations(self, number):
        """Every one at least once; most of what editors do is writing."""
        names = [name for name in vars(type(self)) if name.startswith("do_")]
        often = names + ["do_publish_new"] * 12 + ["do_edit"] * 4 + ["do_import"] * 2
        chosen = names + self.random.choices(often, k=number - len(names))
        self.random.shuffle(chosen)
        return chosen

    def slug(self):
        self.number += 1
        return f"s-{self.number}"

    def pick(self, pages):
        pages = list(pages.order_by("path"))
        return self.random.choice(pages).specific if pages else None

    def column(self):
        return self.pick(ColumnPage.objects.exclude(slug="subsite-fenshui"))

    def content(self, **filters):
        return self.pick(Page.objects.type(ContentPage).filter(alias_of=None, **filters))

    def moment(self):
        return timezone.now() - datetime.timedelta(days=self.random.randrange(3000))

    def do_publish_new(self):
        make = self.random.choice([make_article, make_document])
        make(self.column(), f"标题{self.number}", slug=self.slug(), published_at=self.moment())

    def do_draft(self):
        make_article(self.column(), live=False, slug=self.slug())

    def do_edit(self):
        if page := self.content():
            page.title = f"改{self.slug()}"
            page.pinned = not page.pinned
            revision = page.save_revision()
            if self.random.random() < 0.7:
                revision.publish()

    def do_change_date(self):
        if page := self.content(live=True):
            page.published_at = self.moment()
            page.save_revision().publish()

    def do_unpublish(self):
        if page := self.content(live=True):
            page.unpublish()

    def do_schedule(self):
        if page := self.content():
            page.go_live_at = timezone.now() + datetime.timedelta(days=1)
            page.save_revision().publish()

    def do_expire(self):
        if page := self.content(live=True):
            type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(seconds=1))
            call_command("publish_scheduled")

    def do_revert(self):
        if page := self.content():
            revision = self.random.choice(list(page.revisions.order_by("pk")) or [None])
            if revision:
                revision.as_object().save_revision(previous_revision=revision).publish(previous_revision=revision)

    def do_move(self):
        if page := self.content():
            page.move(self.column(), pos=self.random.choice(["first-child", "last-child"]))

    def do_move_column(self):
        page, branch = self.column(), Page.objects.get(pk=self.city.home_id).get_parent()
        targets = [self.column(), self.column(), *self.homes, *self.homes, branch]
        target = Page.objects.get(pk=self.random.choice(targets).pk)
        if not target.path.startswith(page.path) and target.depth < 9 and page.get_parent().pk != target.pk:
            page.slug = self.slug()
            page.save()
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")

    def do_delete(self):
        if page := self.content():
            page.delete()

    def do_delete_queryset(self):
        ids = [page.pk for page in (self.content(), self.content()) if page]
        Page.objects.filter(pk__in=ids).delete()

    def do_delete_column(self):
        column = self.column()
        if ColumnPage.objects.count() > 6 and column.get_descendant_count() < 8:
            column.delete()

    def do_new_column(self):
        if Page.objects.filter(depth__gt=9).count() == 0:
            make_column(self.column(), slug=self.slug())

    def do_rename_column(self):
        column = self.column()
        column.title, column.slug = f"栏目{self.number}", self.slug()
        column.save_revision().publish()

    def do_open_or_close_column(self):
        column = self.column()
        if column.live:
            column.unpublish()
        else:
            column.save_revision().publish()

    def do_change_state(self):
        home = Page.objects.get(pk=self.random.choice(self.homes).pk).specific
        home.live = not home.live
        home.save()

    def do_restrict(self):
        if page := self.random.choice([self.column(), self.content()]):
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def do_free(self):
        if restriction := PageViewRestriction.objects.order_by("pk").first():
            restriction.delete()

    def do_copy(self):
        if page := self.content():
            page.copy(to=self.column(), update_attrs={"slug": self.slug()}, keep_live=self.random.random() < 0.7)

    def do_alias(self):
        if page := self.content():
            page.create_alias(parent=self.column(), update_slug=self.slug())

    def do_import(self):
        pages = [
            ArticlePage(title=f"导入{number}", slug=self.slug(), published_at=self.moment(), live=number != 2)
            for number in range(4)
        ]
        write_pages(Page.objects.get(pk=self.column().pk), [PageSpec(page) for page in pages])


def by_wagtails_own_account():
    """What each live content page's entry should say of its place, asked page by page of Wagtail's own methods."""
    homes = set(HomePage.objects.values_list("pk", flat=True))
    for page in Page.objects.live().type(ContentPage).specific():
        way = list(page.get_ancestors().only("pk", "live"))
        above = [step.pk for step in way if step.pk in homes]
        if above:
            first = [step.pk for step in way].index(above[0])
            restrictions = set(Page.get_view_restrictions(page))
            assert set(page.get_view_restrictions()) == restrictions
            is_open = all(step.live for step in way[first:]) and not restrictions
            yield page.pk, above[0], above[-1], way[-1].pk, is_open, page.title, page.address


def open_columns(home):
    """The columns of a tree, asked page by page."""
    home = Page.objects.get(pk=home.pk)
    for page in home.get_descendants().not_type(ContentPage):
        way = page.get_ancestors(inclusive=True).filter(depth__gt=home.depth)
        if all(step.live for step in way):
            yield page.pk


@pytest.mark.parametrize("seed", range(2))
def test_nothing_differs_after_any_operations(seed):
    life = Life(seed)
    for number, name in enumerate(life.operations(OPERATIONS)):
        getattr(life, name)()
        report = verify()
        assert report.differences == 0, (number, name, report.as_dict())
    fields = ("pk", "site_home", "portal_home", "column", "visible", "title", "address")
    assert sorted(Entry.objects.values_list(*fields)) == sorted(by_wagtails_own_account())
    for portal in (life.county, life.city):
        tree = ColumnTree.of(Page.objects.get(pk=portal.home_id))
        assert {node.id for node in tree.nodes} == set(open_columns(portal.home))
    assert Entry.objects.count() > 10
