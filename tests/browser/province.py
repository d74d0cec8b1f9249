"""A small real province for the browser and the HTML checker: one portal of each look, a town, and every kind of page.

Run as `python -m tests.browser.province` in the server's environment; prints the addresses as one JSON object.
"""

import datetime
import json

import django

LOOKS = {
    "province": "浙江省人民政府",
    "department": "浙江省财政厅",
    "city": "杭州市人民政府",
    "county": "桐庐县人民政府",
    "subsite": "桐庐县富春江镇人民政府",
}
TODAY = datetime.date(2026, 3, 20)
EDITOR = {"username": "county-editor", "password": "browser-7391-editor"}


def build() -> dict:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import transaction

    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file
    from cms_core.search.feed.outbox import catch_up
    from sites.actions.provision import ProvisionPortals
    from sites.demo.decoration import decorate
    from sites.demo.filling import FillPortal
    from sites.demo.portals import REGION, give_credit_codes, requests, setting_of
    from sites.models import Portal, PortalGroup, PortalState

    with transaction.atomic():
        LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
        give_credit_codes()
    wanted = [one for one in requests() if one.organisation.name in LOOKS.values()]
    report = ProvisionPortals(wanted, state=PortalState.RUNNING, demo=True, today=TODAY).execute()
    assert not report.of("failed"), [(one.name, one.message) for one in report.of("failed")]
    addresses = {}
    for look, name in LOOKS.items():
        portal = Portal.objects.select_related("home", "organisation", "collection").get(organisation__name=name)
        with transaction.atomic():
            setting = setting_of(portal, TODAY)
            FillPortal(portal, setting).execute()
            decorate(portal.home, setting)
            addresses[look] = pages_of(portal)
    add_gazettes(addresses)
    catch_up()
    county = Portal.objects.get(organisation__name=LOOKS["county"])
    editor = get_user_model().objects.create_user(**EDITOR)
    groups = PortalGroup.objects.filter(portal=county, role__in=["editor", "reviewer"]).values_list("group", flat=True)
    editor.groups.set(Group.objects.filter(pk__in=groups))
    return {"pages": addresses, "editor": {**EDITOR, "column": column_of(county)}}


def add_gazettes(addresses: dict) -> None:
    """The demo's own gazettes, and one address of every kind of page they have."""
    from django.conf import settings

    from gazette.demo.load import LoadDemoGazettes
    from gazette.models import EntryKind, Gazette, IssueEntry

    LoadDemoGazettes(TODAY, settings.PORTAL_HOME).execute()
    for look in ("province", "city"):
        gazette = Gazette.objects.select_related("portal__site", "column").get(portal__organisation__name=LOOKS[look])
        root = gazette.portal.base_url
        entries = IssueEntry.objects.filter(issue__in=gazette.issues.published()).select_related("issue")
        entry = entries.filter(kind=EntryKind.DOCUMENT).order_by("-issue__serial", "number").first()
        erratum = entries.filter(kind=EntryKind.ERRATUM).first()
        addresses[look] |= {
            "gazette": gazette.column.full_url,
            "gazette year": f"{root}/gazette/{entry.issue.year}/",
            "gazette issue": root + entry.issue.path,
            "gazette entry": root + entry.path,
            "gazette erratum": root + erratum.path,
            "gazette search": f"{root}/gazette/search/?q=通知",
        }


def column_of(portal) -> dict:
    """A list column of this portal, for the editor to write in."""
    from cms_core.models import ColumnPage

    columns = ColumnPage.objects.filter(path__startswith=portal.home.path, list_style="list")
    column = columns.order_by("path").first()
    return {"id": column.pk, "url": column.full_url}


def pages_of(portal) -> dict[str, str]:
    """One address of every kind of page this portal has, absolute."""
    from django.urls import reverse

    from cms_core.models import ArticlePage, ColumnPage, DocumentPage, TopicPage

    below = portal.home.path
    root = portal.base_url
    found = {"home": portal.home.full_url}

    def first(name, pages):
        page = pages.filter(path__startswith=below, live=True).order_by("path").first()
        if page:
            found[name] = page.full_url

    for style in ("list", "pictures", "documents", "single", "channel"):
        first(f"column {style}", ColumnPage.objects.filter(list_style=style))
    first("topic", TopicPage.objects.all())
    first("article", ArticlePage.objects.all())
    first("document", DocumentPage.objects.all())
    column = ColumnPage.objects.filter(path__startswith=below, list_style="list").order_by("path").first()
    everything = column.add_child(instance=ArticlePage(title="每一种内容块", slug="everything", live=False))
    everything.body = every_block(portal)
    everything.save_revision().publish()
    found["article with every block"] = ArticlePage.objects.get(pk=everything.pk).full_url
    gone = column.add_child(instance=ArticlePage(title="撤下的文章", slug="gone", live=False))
    gone.save_revision().publish()
    gone = ArticlePage.objects.get(pk=gone.pk)
    found["gone"] = gone.full_url
    gone.unpublish()
    tags = {"column_type": "工作动态", "description": "空", "keywords": "空"}
    empty = column.add_child(instance=ColumnPage(title="空栏目", slug="empty", **tags))
    found["column empty"] = empty.full_url
    if portal.site_id:
        for name, path in (
            ("search", reverse("search") + "?q=通知"),
            ("search narrowed", reverse("search") + "?q=通知&scope=all&kind=document&since=nie&order=date"),
            ("search nothing", reverse("search") + "?q=qzxv"),
            ("search start", reverse("search")),
            ("site map", reverse("site_map")),
            ("leaving", reverse("leaving") + "?to=https://example.com/"),
            ("display", reverse("display")),
            ("not found", "/nothing-here/"),
        ):
            found[name] = root + path
    return found


def every_block(portal) -> str:
    """A body with each block once: what the editors' preview shows, with this portal's own pictures and files."""
    from cms_core.models import Attachment, Picture

    picture = Picture.objects.filter(collection=portal.collection).first()
    file = Attachment.objects.filter(collection=portal.collection).first()
    shown = {"picture": picture.pk, "alt": "画", "caption": "图一", "source": ""}
    cells = {"data": [["项目", "金额"], ["教育", "12.5"], ["卫生", "8"]], "table_caption": "支出表"}
    blocks = [
        ("heading", {"level": "2", "text": "一、总体要求"}),
        ("text", "<p>正文第一段，<b>着重</b>，<a href='https://example.com/'>外部链接</a>。</p><ul><li>其一</li></ul>"),
        ("quote", {"text": "凡事预则立。", "source": "《礼记》"}),
        ("notice", {"kind": "warning", "title": "注意", "text": "<p>系统维护。</p>"}),
        ("table", {**cells, "table_header_choice": "row", "mergeCells": []}),
        ("picture", shown),
        ("gallery", {"title": "图集", "pictures": [shown, {**shown, "caption": "图二"}]}),
        ("attachments", {"title": "附件", "files": [{"file": file.pk, "name": ""}]} if file else None),
        ("signature", {"organisations": [portal.name], "date": "2026-03-16", "note": "此件公开发布"}),
        ("legacy", "<p align='center'><font color='red'>旧站正文</font></p><table><tr><td>甲</td></tr></table>"),
    ]
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks if value is not None])


if __name__ == "__main__":
    django.setup()
    print(json.dumps(build(), ensure_ascii=False))  # noqa: T201
