"""字体: which font serves for which face of an issue, and whether every character of it can be drawn.

The operator's first (`PORTAL_GAZETTE_FONTS`, `PORTAL_HOME/fonts`), else the system's. What fits in name is in
`families.toml`. A character that no font has is an error that names it: never an empty box in a standard text.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from cms_core.typesetting.characters import BREAK
from cms_core.typesetting.coverage import characters_of
from cms_core.typesetting.errors import CharactersMissing, TypesettingFailed

ROLES = ("title", "fangsong", "kai", "hei", "song")
BOLD = 600
ADVICE = (
    "请把字体文件（.ttf、.otf、.ttc）放进 {place}，或用 PORTAL_GAZETTE_FONTS 指明目录与字体名，"
    "Debian、Ubuntu 也可以 apt-get install fonts-noto-cjk；说明见《运行与维护》“公报的字体”。"
)


@dataclass(frozen=True, order=True)
class Face:
    """One font of a file. A family has several, by weight."""

    family: str
    weight: int
    path: str
    index: int
    style: str = field(default="normal", compare=False)


@dataclass
class FontSet:
    """What an issue is set with: for each role its families in the order they are tried, and the files they need."""

    roles: dict[str, str]
    extras: list[str]
    faces: list[Face]

    def chain(self, role: str) -> list[str]:
        return list(dict.fromkeys([self.roles[role], self.roles["song"], self.roles["hei"], *self.extras]))

    def has_bold(self, role: str) -> bool:
        return any(face.family == self.roles[role] and face.weight >= BOLD for face in self.faces)

    def files(self) -> list[str]:
        return sorted({face.path for face in self.faces})

    def as_data(self) -> dict:
        return {
            role: {
                "families": self.chain(role),
                "bold": self.has_bold(role),
                "stands_in": role != "song" and self.roles[role] == self.roles["song"],
            }
            for role in ROLES
        }


def fonts_for(text: str) -> FontSet:
    """Raises TypesettingFailed when there is no Chinese font, CharactersMissing for characters that no font has."""
    known = KnownFonts.find()
    chosen = choose_roles(known)
    fonts = FontSet(chosen, [], [face for family in dict.fromkeys(chosen.values()) for face in known.of(family)])
    missing = {ord(character) for character in text if not character.isspace() and character != BREAK}
    for face in fonts.faces:
        if missing:
            missing -= characters_of(face.path, face.index)
    for face in known.in_order_for_rare():
        if not missing:
            break
        if found := missing & characters_of(face.path, face.index):
            missing -= found
            fonts.extras.append(face.family)
            fonts.faces.append(face)
    if missing:
        raise CharactersMissing(describe(missing))
    return fonts


def choose_roles(known: "KnownFonts") -> dict[str, str]:
    candidates, named = candidates_by_role(), known.named
    chosen = {}
    for role in reversed(ROLES):
        wanted = [named[role]] if role in named else candidates[role]["families"]
        found = next((family for name in wanted if (family := known.family(name))), None)
        if role in named and not found:
            raise TypesettingFailed(f"PORTAL_GAZETTE_FONTS 指定的字体“{named[role]}”没有找到。{advice()}")
        if not found and role == "song":
            raise TypesettingFailed(f"没有找到中文字体，无法排版 PDF。{advice()}")
        chosen[role] = found or chosen[candidates[role]["instead"]]
    return chosen


@cache
def candidates_by_role() -> dict:
    return tomllib.loads(Path(__file__).with_name("families.toml").read_text(encoding="utf-8"))


def advice() -> str:
    return ADVICE.format(place=settings.PORTAL_HOME / "fonts")


def describe(missing: set[int]) -> str:
    shown = "、".join(f"“{chr(code)}”（U+{code:04X}）" for code in sorted(missing)[:20])
    more = f"等 {len(missing)} 个字" if len(missing) > 20 else ""
    return f"所有字体都没有这些字：{shown}{more}。请改用规范写法，或补充带有这些字的字体。{advice()}"


class KnownFonts:
    """All fonts of this machine. The operator's come first: of one family in two places, only theirs is used."""

    def __init__(self, own: list[Face], system: list[Face], named: dict[str, str]):
        self.named = named
        self.faces: dict[str, list[Face]] = {}
        for faces in (own, system):
            of_source: dict[str, list[Face]] = {}
            for face in sorted(faces):
                of_source.setdefault(face.family, []).append(face)
            for family, found in of_source.items():
                self.faces.setdefault(family, found)
        self.by_name = {family.casefold(): family for family in reversed(list(self.faces))}

    @classmethod
    def find(cls) -> "KnownFonts":
        named, places = {}, [settings.PORTAL_HOME / "fonts"]
        for entry in settings.PORTAL_GAZETTE_FONTS:
            role, _, family = entry.partition("=")
            if role.strip() in ROLES and family.strip():
                named[role.strip()] = family.strip()
            else:
                places.append(Path(entry).expanduser())
        return cls(list(read_fonts(places)), list(read_fonts([], system=True)), named)

    def family(self, name: str) -> str | None:
        return self.by_name.get(name.casefold())

    def of(self, family: str) -> list[Face]:
        """The regular and the bold of a family: the lightest and heaviest weights are never set."""
        upright = [face for face in self.faces[family] if face.style == "normal"] or self.faces[family]
        regular = min(upright, key=lambda face: (abs(face.weight - 400), face))
        bold = min(upright, key=lambda face: (abs(face.weight - 700), face))
        return list(dict.fromkeys([regular, *([bold] if bold.weight >= BOLD else [])]))

    def in_order_for_rare(self):
        """Every family once: those that are good for rare characters, then all others by name."""
        preferred = [family for name in candidates_by_role()["rare"]["families"] if (family := self.family(name))]
        for family in dict.fromkeys([*preferred, *sorted(self.faces)]):
            yield self.of(family)[0]


def read_fonts(places: list[Path], *, system: bool = False):
    directories = [str(place) for place in places if place.is_dir()]
    if not directories and not system:
        return
    found = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=directories)
    for font in found.fonts():
        if font.path:
            yield Face(font.family, font.weight, str(font.path), font.index, font.style)
