"""One row of an organisation file, read and checked by itself (what other rows and the database say comes later)."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from cms_core.models.organisations import Level, Organisation, OrganisationKind
from cms_core.organisations.codes import validate_credit_code, validate_division_code, validate_organisation_code
from cms_core.organisations.errors import RowError

# The column of a file → our name for it. Rejected rows come back with 错误原因, which may stay in the file.
FIELDS = {
    "key": "标识",
    "name": "名称",
    "short_name": "简称",
    "parent": "上级标识",
    "level": "层级",
    "kind": "类别",
    "division_code": "行政区划代码",
    "organisation_code": "组织机构代码",
    "credit_code": "统一社会信用代码",
    "other_names": "别名",
    "former_names": "曾用名",
    "prefixes": "发文机关代字",
}
REJECTION = "错误原因"
COLUMN_NAMES = {label: name for name, label in FIELDS.items()} | {name: name for name in FIELDS}
MANY = ("other_names", "former_names", "prefixes")
SEPARATORS = re.compile(r"[;；、|\n]")
LEVELS = {str(level.value): level.value for level in Level} | {level.label: level.value for level in Level}
LEVELS |= {level.name.lower(): level.value for level in Level}
KINDS = {kind.value: kind.value for kind in OrganisationKind} | {kind.label: kind.value for kind in OrganisationKind}
CODE_VALIDATORS = {
    "division_code": validate_division_code,
    "organisation_code": validate_organisation_code,
    "credit_code": validate_credit_code,
}


@dataclass
class OrganisationRow:
    """`number` is the row as the person counts it, `raw` the row as it stood in the file."""

    number: int
    raw: dict
    key: str = ""
    name: str = ""
    short_name: str = ""
    parent: str = ""
    level: int | None = None
    kind: str = ""
    division_code: str = ""
    organisation_code: str = ""
    credit_code: str = ""
    other_names: list[str] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    # The fields that the file has at all: a file without a column leaves what is there as it is.
    given: frozenset = frozenset()
    errors: list[RowError] = field(default_factory=list)

    def wrong(self, name, value, reason):
        self.errors.append(RowError(self.number, FIELDS.get(name, name), str(value), reason))

    @classmethod
    def read(cls, number: int, raw) -> "OrganisationRow":
        if not isinstance(raw, dict):
            row = cls(number, {})
            row.wrong("整行", str(raw)[:40], "不是一条机构记录，应为“字段: 值”的对象。")
            return row
        row = cls(number, raw)
        given = set()
        for column, value in raw.items():
            name = COLUMN_NAMES.get(str(column).strip())
            if name is None:
                if column != REJECTION:
                    row.wrong(
                        str(column or "（无标题的列）"), value, f"不认识的列。可用的列：{'、'.join(FIELDS.values())}。"
                    )
                continue
            given.add(name)
            row.take(name, value)
        row.given = frozenset(given)
        row.check()
        return row

    def take(self, name, value):
        if name in MANY:
            values = value if isinstance(value, list) else SEPARATORS.split(str(value or ""))
            setattr(self, name, [text for text in (str(one).strip() for one in values) if text])
            return
        text = "" if value is None else str(value).strip()
        if name == "level":
            self.level = LEVELS.get(text.lower())
            if text and self.level is None:
                self.wrong("level", text, f"应为 1 至 5，或{'、'.join(Level.labels)}。")
            return
        if name == "kind":
            self.kind = KINDS.get(text, "")
            if text and not self.kind:
                self.wrong("kind", text, f"应为{'、'.join(OrganisationKind.labels)}之一。")
            return
        if name in ("organisation_code", "credit_code"):
            text = text.replace("-", "").upper()
        setattr(self, name, text)

    def check(self):
        """What a row can say without the others."""
        complained = {error.field for error in self.errors}
        for name in ("key", "name", "level", "kind"):
            if not getattr(self, name) and FIELDS[name] not in complained:
                self.wrong(name, "", "必填，不能为空。")
        if self.key and not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", self.key):
            self.wrong("key", self.key, "只能用小写字母、数字、“-”和“_”，且以字母或数字开头。")
        for name in ("key", "name", "short_name"):
            longest = Organisation._meta.get_field(name).max_length
            if len(getattr(self, name)) > longest:
                self.wrong(name, getattr(self, name)[:20] + "…", f"太长，最多 {longest} 个字符。")
        for name in ("other_names", "former_names", "prefixes"):
            longest = 30 if name == "prefixes" else 120
            for value in getattr(self, name):
                if len(value) > longest:
                    self.wrong(name, value[:20] + "…", f"太长，最多 {longest} 个字符。")
        for name, validate in CODE_VALIDATORS.items():
            value = getattr(self, name)
            if value:
                try:
                    validate(value)
                except ValidationError as error:
                    self.wrong(name, value, error.messages[0])
