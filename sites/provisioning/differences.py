"""How a portal differs from its blueprint; editors' own changes are shown, and taken back only where chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms_core.models import ColumnPage
from cms_core.models.organisations import Organisation
from sites.blueprints.model import Blueprint, Column, GroupRule
from sites.models import Portal
from sites.provisioning.columns import Owners, column_values, home_sections
from sites.provisioning.groups import GroupWriter
from sites.provisioning.making import columns_of
from sites.provisioning.plan import Planner
from sites.provisioning.requests import PortalRequest

LABELS = {
    "title": "名称",
    "column_type": "类别",
    "description": "描述",
    "keywords": "关键词",
    "update_days": "更新期限",
    "list_style": "展示方式",
    "show_in_menus": "在导航中显示",
    "owner_organisation_id": "责任单位",
}


@dataclass(frozen=True)
class Difference:
    """`key` names it in forms and commands; not `applicable`: only shown; `suggested`: chosen unless one objects."""

    key: str
    kind: str
    subject: str
    message: str
    before: str = ""
    after: str = ""
    applicable: bool = True
    suggested: bool = True

    def as_dict(self) -> dict:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class BlueprintDiff:
    """Everything is worked out at first use and holds for the moment; nothing is written."""

    def __init__(self, portal: Portal, blueprint: Blueprint | None = None):
        """Raises BlueprintError when the portal's blueprint is not there or wrong."""
        from sites.blueprints.registry import blueprint as named

        self.portal = portal
        self.blueprint = blueprint or named(portal.blueprint)
        self.groups = GroupWriter()

    @cached_property
    def words(self) -> dict[str, str]:
        planner = Planner([PortalRequest(self.portal.organisation, self.portal.blueprint)]).plan()
        return planner.portals[0].words

    @cached_property
    def owners(self) -> Owners:
        return Owners(self.portal.organisation)

    @cached_property
    def pages(self) -> dict[str, ColumnPage]:
        """The portal's columns by blueprint key; the first of two with the same key (a copy)."""
        found: dict[str, ColumnPage] = {}
        for page in self.columns:
            if page.blueprint_key:
                found.setdefault(page.blueprint_key, page)
        return found

    @cached_property
    def columns(self) -> list[ColumnPage]:
        return columns_of(self.portal.home)

    @cached_property
    def differences(self) -> list[Difference]:
        columns = [*self.of_columns(self.blueprint.columns, None), *self.of_own_columns()]
        return [*columns, *self.of_layout(), *self.of_groups()]

    def of_columns(self, columns: tuple[Column, ...], parent: Column | None):
        for column in columns:
            page = self.pages.get(column.key)
            title = column.title.format_map(self.words)
            if page is None:
                yield Difference(f"add:{column.key}", "missing", title, "模板有此栏目，门户没有：新建", after=title)
            else:
                yield from self.of_fields(column, page)
                yield from self.of_place(page, parent)
            yield from self.of_columns(column.columns, column)

    def of_fields(self, column: Column, page: ColumnPage):
        edited = page.latest_revision_id is not None
        for field, wanted in column_values(column, self.words, self.owners).items():
            present = getattr(page, field)
            if present == wanted:
                continue
            message = f"{LABELS[field]}与模板不同" + ("（编辑修改过此栏目）" if edited else "")
            said = self.in_words(field, present), self.in_words(field, wanted)
            yield Difference(
                f"change:{column.key}:{field}", "changed", page.title, message, *said, suggested=not edited
            )

    def of_place(self, page: ColumnPage, parent: Column | None):
        above = self.portal.home if parent is None else self.pages.get(parent.key)
        if above is not None and page.path[: -page.steplen] != above.path:
            message = f"模板中在“{above.title}”之下。移动会改变栏目地址，请在页面管理中办理"
            yield Difference(f"moved:{page.pk}", "moved", page.title, message, applicable=False, suggested=False)

    def of_own_columns(self):
        known = {column.key for column in self.blueprint.walk()}
        for page in self.columns:
            if page.blueprint_key in known and self.pages[page.blueprint_key].pk == page.pk:
                continue
            message = "不在模板中：原模板的栏目，保留" if page.blueprint_key else "不在模板中：本站自设栏目，保留"
            yield Difference(f"extra:{page.pk}", "extra", page.title, message, applicable=False, suggested=False)

    def sections(self) -> list[dict]:
        """What the home page stores when it is laid out as the blueprint says."""
        return home_sections(self.blueprint.sections, {key: page.pk for key, page in self.pages.items()})

    def of_layout(self):
        home = self.portal.home
        wanted, present = without_ids(self.sections()), without_ids(home.sections.raw_data)
        if wanted == present:
            return
        edited = home.latest_revision_id is not None
        message = "首页版块与模板不同" + ("（编辑修改过首页）" if edited else "")
        said = f"{len(present)} 个版块", f"{len(wanted)} 个版块"
        yield Difference("layout:home", "layout", "首页", message, *said, suggested=not edited)

    def of_groups(self):
        present = {row.role: row.group for row in self.portal.groups.select_related("group")}
        for rule in self.blueprint.groups:
            group = present.get(rule.role)
            if group is None:
                yield Difference(f"group:{rule.role}", "group", rule.name, "缺少用户组：新建", after=rule.name)
            elif lacking := self.lacking(group, rule):
                names = "、".join(sorted(str(permission.name) for permission in lacking))
                yield Difference(f"grant:{rule.role}", "rights", group.name, "缺少权限：补上", after=names)

    def lacking(self, group: Group, rule: GroupRule) -> list[Permission]:
        """What the rule grants and the group has not."""
        on_pages = GroupPagePermission.objects.filter(group=group, page_id=self.portal.home_id)
        on_files = GroupCollectionPermission.objects.filter(group=group, collection_id=self.portal.collection_id)
        have = {
            "pages": set(on_pages.values_list("permission_id", flat=True)),
            "files": set(on_files.values_list("permission_id", flat=True)),
            "models": set(group.permissions.values_list("pk", flat=True)),
        }
        wanted = {
            "pages": self.groups.of_pages(rule),
            "files": self.groups.of_files(rule),
            "models": self.groups.of_models(rule),
        }
        return [one for kind, permissions in wanted.items() for one in permissions if one.pk not in have[kind]]

    @staticmethod
    def in_words(field: str, value) -> str:
        if field == "owner_organisation_id":
            return str(Organisation.objects.filter(pk=value).first() or "（无）")
        if field == "list_style":
            return str(dict(ColumnPage._meta.get_field(field).choices).get(value, value))
        if isinstance(value, bool):
            return "是" if value else "否"
        if field == "update_days":
            return f"{value} 天" if value else "不提醒"
        return str(value)


def without_ids(sections) -> list[tuple]:
    return [(section["type"], section["value"]) for section in sections]
