"""The gazette's own data and its parts, changed by who administers its portal."""

from django.db import transaction
from django.db.models import ProtectedError

from gazette.checks.schedule import days_of_month
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Part, PartRule
from gazette.permissions import GazetteAction, may

FIELDS = (
    "name", "frequency", "publication_days", "first_serial", "publisher", "editors", "registration", "issn", "contact",
)  # fmt: skip


def refuse_others(user, gazette):
    if user is not None and not may(user, GazetteAction.CONFIGURE, gazette):
        raise NotAllowed("您没有权限修改这份公报的资料，请联系门户管理员。")


class ConfigureGazette:
    def __init__(self, gazette, *, user, values: dict):
        self.gazette, self.user, self.values = gazette, user, values

    @transaction.atomic
    def execute(self):
        refuse_others(self.user, self.gazette)
        try:
            days = days_of_month(self.values.get("publication_days", ""))
        except ValueError:
            raise GazetteError("出版日请填每月几日，1到31之间，逗号分隔，如“10,20,30”。") from None
        values = {name: self.values[name] for name in FIELDS if name in self.values}
        if "publication_days" in values:
            values["publication_days"] = ",".join(map(str, days))
        for name, value in values.items():
            setattr(self.gazette, name, value)
        self.gazette.save(update_fields=list(values))
        return self.gazette


class ConfigureParts:
    """`rows`: (id or None, name, rule) as the parts are to be, in their order; a part that is not among them goes."""

    def __init__(self, gazette, rows, *, user):
        self.gazette, self.rows, self.user = gazette, rows, user

    @transaction.atomic
    def execute(self) -> list[Part]:
        refuse_others(self.user, self.gazette)
        present = {part.pk: part for part in self.gazette.parts.all()}
        self.check(present)
        kept = {pk for pk, _, _ in self.rows if pk}
        for pk, part in present.items():
            if pk not in kept:
                try:
                    part.delete()
                except ProtectedError:
                    raise GazetteError(f"“{part.name}”已有条目，不能删除；可以改名，或先把条目移到别的栏目。") from None
        # Two parts may change names with each other: no name is taken while they are written.
        for pk in kept:
            Part.objects.filter(pk=pk).update(name=f"#{pk}")
        done = []
        for order, (pk, name, rule) in enumerate(self.rows, 1):
            part = present[pk] if pk else Part(gazette=self.gazette)
            part.name, part.rule, part.order = name.strip(), rule, order
            part.save()
            done.append(part)
        return done

    def check(self, present):
        reasons, seen = [], set()
        if not self.rows:
            reasons.append("至少要有一个期内栏目。")
        for pk, name, rule in self.rows:
            name = name.strip()
            if pk and pk not in present:
                reasons.append(f"“{name}”不是这份公报的栏目，可能已被他人删除。请刷新后重试。")
            if not name or len(name) > Part._meta.get_field("name").max_length:
                reasons.append("栏目名称须为1到40个字。")
            if name in seen:
                reasons.append(f"栏目“{name}”出现了两次，请改名或去掉一个。")
            if rule not in PartRule:
                reasons.append(f"“{name}”的收录规则无效，请重新选择。")
            seen.add(name)
        if reasons:
            raise GazetteError(*dict.fromkeys(reasons))
