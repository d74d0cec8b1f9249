"""Apply what was chosen of a portal's differences from its blueprint: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.log_actions import log
from wagtail.models import Page

from cms_core.models import ColumnPage, HomePage
from cms_core.tree.bulk import write_pages
from cms_core.tree.slots import children_of
from cms_core.tree.specs import PageSpec
from sites.blueprints.model import Blueprint, Column
from sites.models import Portal
from sites.permissions import PortalAction, policy
from sites.provisioning.columns import column_specs, column_values
from sites.provisioning.differences import BlueprintDiff, Difference
from sites.provisioning.errors import ProvisionRefused

LOG_ACTION = "gov_sites.apply_blueprint"


class ApplyBlueprint:
    """`chosen`: keys of differences; None means those that are suggested. `user` None is the platform itself."""

    def __init__(
        self, portal: Portal, chosen: Iterable[str] | None = None, *, user=None, blueprint: Blueprint | None = None
    ):
        self.portal = portal
        self.user = user
        self.diff = BlueprintDiff(portal, blueprint)
        self._chosen = None if chosen is None else list(chosen)

    def wanted(self) -> list[Difference]:
        """Raises ProvisionRefused for keys that are no applicable difference (any more)."""
        found = {one.key: one for one in self.diff.differences if one.applicable}
        if self._chosen is None:
            return [one for one in found.values() if one.suggested]
        if unknown := [key for key in self._chosen if key not in found]:
            raise ProvisionRefused(
                f"“{self.portal}”没有这些差异：{'、'.join(unknown)}。可能刚被他人处理，请重新查看差异。"
            )
        return [found[key] for key in self._chosen]

    @transaction.atomic
    def execute(self) -> list[Difference]:
        """What was applied. Raises PermissionDenied, ProvisionRefused or TreeError; then nothing is."""
        if self.user is not None and not policy.user_may(self.user, PortalAction.PROVISION, self.portal):
            raise PermissionDenied("您没有建站权限，请联系平台管理员。")
        # Two who apply at once take turns: the second sees what the first has written.
        Page.objects.select_for_update().get(pk=self.portal.home_id)
        wanted = self.wanted()
        self.add_columns(named(wanted, "add"))
        self.change_columns(named(wanted, "change"))
        if named(wanted, "layout"):
            self.lay_out()
        self.add_groups({*named(wanted, "group"), *named(wanted, "grant")})
        if wanted:
            log(self.portal, LOG_ACTION, user=self.user, data={"applied": [one.key for one in wanted]})
        return wanted

    def add_columns(self, keys: list[str]) -> None:
        """A chosen column brings the missing columns above it along."""
        if not keys:
            return
        pages = self.diff.pages

        def needed(column: Column) -> bool:
            return column.key not in pages and any(inner.key in keys for inner in column.walk())

        def add(columns: tuple[Column, ...], parent: Page) -> None:
            specs = [self.spec(column, needed) for column in columns if needed(column)]
            avoid_taken_slugs(specs, parent)
            write_pages(parent, specs)
            for column in columns:
                if column.key in pages:
                    add(column.columns, pages[column.key])

        add(self.diff.blueprint.columns, self.portal.home)

    def spec(self, column: Column, needed) -> PageSpec:
        spec = column_specs([column], self.diff.words, self.diff.owners)[0]
        spec.children = [self.spec(inner, needed) for inner in column.columns if needed(inner)]
        return spec

    def change_columns(self, changes: list[str]) -> None:
        by_key: dict[str, list[str]] = {}
        for key, _, field in (change.partition(":") for change in changes):
            by_key.setdefault(key, []).append(field)
        for key, fields in by_key.items():
            values = column_values(self.diff.blueprint.column(key), self.diff.words, self.diff.owners)
            change_page(self.diff.pages[key], {field: values[field] for field in fields}, self.user)

    def lay_out(self) -> None:
        """With the columns that have just been added."""
        self.diff = BlueprintDiff(self.portal, self.diff.blueprint)
        block = HomePage._meta.get_field("sections").stream_block
        change_page(self.portal.home, {"sections": StreamValue(block, self.diff.sections(), is_lazy=True)}, self.user)

    def add_groups(self, roles: set[str]) -> None:
        present = {row.role: row.group for row in self.portal.groups.select_related("group")}
        rules = [rule for rule in self.diff.blueprint.groups if rule.role in roles]
        missing = [rule for rule in rules if rule.role not in present]
        if missing:
            self.diff.groups.write_for(self.portal, missing)
        pairs = [(present[rule.role], rule) for rule in rules if rule.role in present]
        self.diff.groups.grant(pairs, self.portal.home, self.portal.collection)


def named(differences: list[Difference], prefix: str) -> list[str]:
    """What follows `prefix:` in the keys that have it."""
    return [one.key.removeprefix(f"{prefix}:") for one in differences if one.key.startswith(f"{prefix}:")]


def avoid_taken_slugs(specs: list[PageSpec], parent: Page) -> None:
    """A column of the portal's own may have taken the address: the blueprint's gets a free one instead of failing."""
    taken = set(children_of(parent).values_list("slug", flat=True))
    for spec in specs:
        if spec.page.slug in taken:
            spec.page.slug = ""


def change_page(page: ColumnPage | HomePage, values: dict, user) -> None:
    """On the live page, and in the newest draft too: else the editor's next save would bring the old values back."""
    page = type(page).objects.get(pk=page.pk)
    had_draft = page.has_unpublished_changes
    for field, value in values.items():
        setattr(page, field, value)
    if not had_draft:
        page.draft_title = page.title
    page.save(user=user)
    if page.latest_revision_id:
        draft = page.get_latest_revision_as_object()
        for field, value in values.items():
            setattr(draft, field, value)
        revision = draft.save_revision(user=user, log_action=False)
        if page.live and not had_draft:
            revision.publish(user=user)
