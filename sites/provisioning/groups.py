"""Groups with their rights on pages, pictures, attachments and models, written in a handful of queries."""

from functools import cached_property

from django.contrib.auth.models import Group, Permission
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from sites.blueprints.model import GroupRule
from sites.models import Portal, PortalGroup
from sites.provisioning.errors import ProvisionRefused


class GroupWriter:
    """One for a run: permissions are read once."""

    @cached_property
    def permissions(self) -> dict[tuple[str, str], Permission]:
        rows = Permission.objects.select_related("content_type")
        return {(row.content_type.app_label, row.codename): row for row in rows}

    def permission(self, app: str, codename: str) -> Permission:
        try:
            return self.permissions[app, codename]
        except KeyError:
            raise ProvisionRefused(f"模板用户组中的权限“{app}.{codename}”不存在，请改正模板。") from None

    def of_pages(self, rule: GroupRule) -> list[Permission]:
        return [self.permission("wagtailcore", f"{action}_page") for action in rule.pages]

    def of_files(self, rule: GroupRule) -> list[Permission]:
        found = []
        for actions, model in ((rule.images, get_image_model()), (rule.documents, get_document_model())):
            # Wagtail asks for the permissions of its own Image and Document, whatever class stands in for them.
            asked = policy_registry.get_by_type(model).auth_model._meta
            found += [self.permission(asked.app_label, f"{action}_{asked.model_name}") for action in actions]
        return found

    def of_models(self, rule: GroupRule) -> list[Permission]:
        return [self.permission(*name.split(".")) for name in rule.permissions]

    def write(self, rules: list[tuple[str, GroupRule]], page: Page, collection: Collection) -> list[Group]:
        """New groups with these names, their rights on `page` and `collection` and all below."""
        groups = Group.objects.bulk_create([Group(name=name) for name, _ in rules])
        pairs = [(group, rule) for group, (_, rule) in zip(groups, rules, strict=True)]
        self.grant(pairs, page, collection)
        return groups

    def grant(self, pairs: list[tuple[Group, GroupRule]], page: Page, collection: Collection) -> None:
        """The rights of each rule that its group does not have yet."""
        GroupPagePermission.objects.bulk_create(
            [
                GroupPagePermission(group=group, page_id=page.pk, permission=permission)
                for group, rule in pairs
                for permission in self.of_pages(rule)
            ],
            ignore_conflicts=True,
        )
        GroupCollectionPermission.objects.bulk_create(
            [
                GroupCollectionPermission(group=group, collection=collection, permission=permission)
                for group, rule in pairs
                for permission in self.of_files(rule)
            ],
            ignore_conflicts=True,
        )
        through = Group.permissions.through
        through.objects.bulk_create(
            [
                through(group_id=group.pk, permission_id=permission.pk)
                for group, rule in pairs
                for permission in self.of_models(rule)
            ],
            ignore_conflicts=True,
        )

    def write_for(self, portal: Portal, rules: list[GroupRule]) -> list[Group]:
        """The groups of a portal: 桐庐县人民政府 站点管理员; the key tells two portals of the same name apart."""
        wanted = [f"{portal.name} {rule.name}" for rule in rules]
        taken = set(Group.objects.filter(name__in=wanted).values_list("name", flat=True))
        names = [f"{name}（{portal.key}）" if name in taken else name for name in wanted]
        groups = self.write(list(zip(names, rules, strict=True)), portal.home, portal.collection)
        PortalGroup.objects.bulk_create(
            PortalGroup(portal=portal, role=rule.role, group=group) for group, rule in zip(groups, rules, strict=True)
        )
        return groups
