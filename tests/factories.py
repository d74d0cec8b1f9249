"""What tests are made of: organisations, portals with their branches and homes, columns, content, people.

Everything goes through the same doors as the platform itself: pages are added to the tree and published by Wagtail's
own action, so that signals run. Keyword arguments are fields of the model.
"""

import datetime
import itertools

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from cms_core.models import ArticlePage, BranchPage, ColumnPage, DocumentPage, HomePage, Organisation
from cms_core.models.organisations import Level, OrganisationKind
from sites.models import Look, Portal, PortalLevel, PortalState

NUMBERS = itertools.count(1)
LEVELS = {
    PortalLevel.PROVINCE: Level.PROVINCE,
    PortalLevel.DEPARTMENT: Level.PROVINCE,
    PortalLevel.CITY: Level.CITY,
    PortalLevel.COUNTY: Level.COUNTY,
    PortalLevel.SUBSITE: Level.TOWN,
}
PAGE_ACTIONS = ("add", "change", "publish")
# Wagtail asks for the permissions of its own Image and Document, whatever class stands in for them.
FILE_PERMISSIONS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def make_organisation(name="桐庐县人民政府", *, parent=None, **fields):
    number = next(NUMBERS)
    values = {"level": Level.COUNTY, "kind": OrganisationKind.GOVERNMENT, "key": f"organisation-{number}", **fields}
    if parent is None:
        return Organisation.add_root(name=name, **values)
    parent.refresh_from_db()
    return parent.add_child(name=name, **values)


def page_root():
    return Page.objects.get(depth=1)


def make_branch(slug, parent=None, title=""):
    """The branch page `slug` below `parent` (default: the root), made when missing."""
    parent = Page.objects.get(pk=(parent or page_root()).pk)
    found = parent.get_children().filter(slug=slug).first()
    return found or parent.add_child(instance=BranchPage(title=title or slug, slug=slug, live=False))


def branch_for(key, level, parent):
    """Where a portal's home stands, as docs/architecture.md draws it."""
    if level == PortalLevel.SUBSITE:
        return make_column(parent.home, "乡镇街道", slug=f"subsite-{key}", list_style="channel")
    above = make_branch("zj", title="浙江省") if parent is None else parent.home.get_parent()
    if level == PortalLevel.DEPARTMENT:
        return make_branch("departments", above, "省级部门")
    if level == PortalLevel.CITY:
        return make_branch(f"{key}-city", above, f"{key}市")
    return above


def make_collection(name, parent=None):
    return Collection.objects.get(pk=(parent or Collection.get_first_root_node()).pk).add_child(name=name)


def make_portal(key="tonglu", level=PortalLevel.COUNTY, parent=None, *, name="", live=None, **fields):
    """A finished portal, running unless `state` says otherwise; its host is `key`.<base domain>.

    The home page is live in every state but 筹建, as `ChangePortalState` leaves it.
    """
    parent = parent and Portal.objects.get(pk=parent.pk)
    name = name or f"{key}人民政府"
    state = fields.pop("state", PortalState.RUNNING)
    live = state != PortalState.PREPARING if live is None else live
    branch = Page.objects.get(pk=branch_for(key, level, parent).pk)
    home = branch.add_child(instance=HomePage(title=name, slug=key, live=live))
    site = None
    if level != PortalLevel.SUBSITE:
        domain = settings.PORTAL_BASE_DOMAIN
        hostname = fields.pop("hostname", domain if level == PortalLevel.PROVINCE else f"{key}.{domain}")
        site = Site.objects.create(hostname=hostname, root_page=home, site_name=name)
    values = {
        "short_name": key,
        "organisation": fields.pop("organisation", None) or make_organisation(name, level=LEVELS[level]),
        "collection": make_collection(name, parent.collection if parent else None),
        "blueprint": level.value if isinstance(level, PortalLevel) else level,
        "look": Look.COUNTY if level == PortalLevel.SUBSITE else Look(level),
        "completed_at": timezone.now(),
        "state_since": datetime.date(2026, 1, 1),
        **fields,
    }
    portal = Portal(name=name, key=key, level=level, home=home, site=site, state=state, **values)
    return parent.add_child(instance=portal) if parent else Portal.add_root(instance=portal)


def make_column(home, title="政务动态", **fields):
    """A live column below `home` (a home page or another column)."""
    values = {"slug": f"column-{next(NUMBERS)}", "column_type": "工作动态", "description": title, "keywords": title}
    return Page.objects.get(pk=home.pk).add_child(instance=ColumnPage(title=title, **{**values, **fields}))


def make_content(model, column, title, live, **fields):
    fields.setdefault("slug", f"content-{next(NUMBERS)}")
    page = Page.objects.get(pk=column.pk).add_child(instance=model(title=title, live=False, **fields))
    if live:
        page.save_revision().publish()
        page.refresh_from_db()
    return page


def make_article(column, title="桐庐召开重点工作推进会", live=True, **fields):
    return make_content(ArticlePage, column, title, live, **fields)


def make_document(column, title="桐庐县人民政府办公室关于印发通知的通知", live=True, **fields):
    return make_content(DocumentPage, column, title, live, **fields)


def make_user(username="", *, superuser=False, **fields):
    """A person who may enter the admin once a group says so; the password is `username`."""
    username = username or f"user-{next(NUMBERS)}"
    manager = get_user_model().objects
    make = manager.create_superuser if superuser else manager.create_user
    return make(username, f"{username}@example.test", username, **fields)


def make_group(name, pages=(), actions=PAGE_ACTIONS, collections=(), permissions=()):
    """A group with `actions` on each page, file permissions on each collection, and model permissions by codename."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(*Permission.objects.filter(codename__in=permissions))
    by_codename = {row.codename: row for row in Permission.objects.filter(content_type__app_label="wagtailcore")}
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page.pk, permission=by_codename[f"{action}_page"])
        for page in pages
        for action in actions
    )
    of_files = list(
        Permission.objects.filter(
            codename__in=FILE_PERMISSIONS, content_type__app_label__in=("wagtailimages", "wagtaildocs")
        )
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection.pk, permission=permission)
        for collection in collections
        for permission in of_files
    )
    return group


def make_editor(portal, username="", actions=PAGE_ACTIONS, permissions=(), **fields):
    """A user whose only rights are on `portal`: its home page and its collection."""
    user = make_user(username, **fields)
    collections = [portal.collection] if portal.collection_id else []
    group = make_group(f"{portal.key}-{user.username}", [portal.home], actions, collections, permissions)
    user.groups.add(group)
    return user
