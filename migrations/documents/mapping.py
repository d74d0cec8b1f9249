"""Which field of a record is which of ours: from a preset (TOML), from --map field=source, or from the names alone."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from cms_core.text.folding import fold
from migrations.documents.draft import PLAIN
from migrations.documents.facts import NAMES
from migrations.errors import ImportRefused
from migrations.reading.labels import MORE, NOISE, known_labels

PRESETS = Path(__file__).resolve().parent.parent / "presets"
NOT_MAPPED = ("body", "issuer_text", "validity_basis")
TARGETS = (
    *(name for name in PLAIN if name not in NOT_MAPPED),
    "body_text",
    "body_html",
    "events",
    "url",
    "attachments",
)


@dataclass
class Mapping:
    """`fields`: ours → the record's, in order of preference; `events`: how to read a history of events."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    events: dict = field(default_factory=dict)

    @classmethod
    def preset(cls, name: str) -> "Mapping":
        path = PRESETS / f"{name}.toml"
        if name not in preset_names():
            raise ImportRefused(f"没有名为“{name}”的映射方案，现有：{'、'.join(preset_names())}。")
        with path.open("rb") as file:
            data = tomllib.load(file)
        return cls(data["fields"], data.get("defaults", {}), data.get("events", {}))

    def with_pairs(self, pairs) -> "Mapping":
        """`field=source` of the command line; the source after a comma is taken where the first is empty."""
        for pair in pairs:
            target, _, sources = pair.partition("=")
            target = target.strip()
            if target not in TARGETS or not sources.strip():
                raise ImportRefused(f"字段映射“{pair}”应为 字段=来源，字段可为：{'、'.join(TARGETS)}。")
            self.fields[target] = [source.strip() for source in sources.split(",")]
        return self

    def or_by_names(self, records) -> "Mapping":
        """Without any mapping: our own names, and the labels that old pages use (标题, 发文字号, 成文日期)."""
        if self.fields:
            return self
        labels = known_labels() | {fold(name): target for target, name in NAMES.items() if target in TARGETS}
        labels |= {fold(target): target for target in TARGETS}
        labels |= {fold(alias): target for alias, target in BODY_NAMES.items()}
        for source in dict.fromkeys(key for record in records for key in record):
            target = labels.get(fold(str(source)))
            if target in TARGETS and target not in (MORE, NOISE):
                self.fields.setdefault(target, []).append(source)
        if "title" not in self.fields:
            raise ImportRefused("看不出哪个字段是标题：请用 --preset 指定映射方案，或用 --map title=字段名 指定。")
        return self

    def value(self, record: dict, target: str):
        """(the record's field, its value): the first that is not empty, else the default."""
        for source in self.fields.get(target, ()):
            value = record.get(source)
            if value not in (None, "", [], {}):
                return source, value
        default = self.defaults.get(target, "")
        first = self.fields.get(target, [""])[0]
        return ("", default) if default else (first, "")


BODY_NAMES = {
    "正文": "body_text",
    "内容": "body_text",
    "text": "body_text",
    "content": "body_html",
    "html": "body_html",
    "网址": "url",
    "链接": "url",
    "原地址": "url",
}


def preset_names() -> list[str]:
    return sorted(path.stem for path in PRESETS.glob("*.toml"))
