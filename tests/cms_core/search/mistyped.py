"""Mistyped questions made by rule from real titles: what was meant, and how it came to be typed.

Which characters sound or look alike is taken from the public sets of a spelling corrector, not from our own lists, so
that what is measured is not what was put in. The same seed gives the same questions.
"""

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rjieba
from pypinyin import lazy_pinyin

SEED = 20150316
CHINESE = re.compile(r"[\u4e00-\u9fa5]+")
FUZZY = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in")]


@dataclass(frozen=True)
class Mistyped:
    kind: str
    meant: str
    typed: str


def texts(shared: Path) -> list[tuple[str, str, str]]:
    """(title, body, number) of regulations, policies and service items."""
    found = []
    for name in ("zhejiang_regulations", "department_rules"):
        for line in (shared / "laws" / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            found.append((row["title"], row["text"], row["doc_number"] or ""))
    for line in (shared / "policies" / "state_council_30.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        found.append((row["title"], row["text"], row["doc_number"] or ""))
    for line in (shared / "search" / "ncp" / "docs_599.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        found.append((row["title"], row["text"], ""))
    with (shared / "lists" / "guangan_service_items.csv").open(encoding="utf-8") as rows:
        found += [(row[2], "", "") for row in csv.reader(rows)]
    return found


def alike(path: Path) -> dict[str, str]:
    """{character: those that sound like it, or look like it}, of either file of the set."""
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        groups = ["".join(cells)] if path.stem == "same_stroke" else [cells[0] + "".join(cells[1:])]
        for group in groups:
            for one in group if path.stem == "same_stroke" else group[0]:
                found.setdefault(one, set()).update(set(group) - {one})
    return {one: "".join(sorted(others)) for one, others in found.items()}


class Typist:
    def __init__(self, shared: Path, seed: int = SEED):
        self.chance = random.Random(seed)
        self.sounds = alike(shared / "content_check" / "same_pinyin.txt")
        self.shapes = alike(shared / "content_check" / "same_stroke.txt")
        by_sound: dict[str, list[str]] = {}
        for one in self.sounds:
            by_sound.setdefault(lazy_pinyin(one)[0], []).append(one)
        self.by_sound = by_sound

    def replaced(self, text: str, place: int, among: str) -> str:
        return text[:place] + self.chance.choice(among) + text[place + 1 :] if among else ""

    def sound(self, text):
        place = self.chance.randrange(len(text))
        return self.replaced(text, place, self.sounds.get(text[place], ""))

    def word(self, text):
        """A whole word of the same sound, as input methods offer it."""
        place = self.chance.randrange(len(text) - 1)
        once = self.replaced(text, place, self.sounds.get(text[place], ""))
        return self.replaced(once, place + 1, self.sounds.get(text[place + 1], "")) if once else ""

    def fuzzy(self, text):
        place = self.chance.randrange(len(text))
        sound, (one, other) = lazy_pinyin(text[place])[0], self.chance.choice(FUZZY)
        pattern = (f"^{one}(?!h)", f"^{other}(?!h)") if one[-1] == "h" else (f"(?<!u){one}$", f"(?<!u){other}$")
        turned = re.sub(pattern[0], other, sound) if re.search(pattern[0], sound) else re.sub(pattern[1], one, sound)
        return self.replaced(text, place, "".join(self.by_sound.get(turned, []))) if turned != sound else ""

    def shape(self, text):
        place = self.chance.randrange(len(text))
        return self.replaced(text, place, self.shapes.get(text[place], ""))

    def swapped(self, text):
        place = self.chance.randrange(len(text) - 1)
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]

    def missing(self, text):
        place = self.chance.randrange(1, len(text) - 1)
        return text[:place] + text[place + 1 :]

    def extra(self, text):
        place = self.chance.randrange(1, len(text))
        return text[:place] + self.chance.choice([text[place - 1], *"的一是了有不"]) + text[place:]

    def pinyin(self, text):
        return "".join(lazy_pinyin(text, v_to_u=False))

    def initials(self, text):
        return "".join(syllable[0] for syllable in lazy_pinyin(text))

    def mixed(self, text):
        place = self.chance.randrange(1, len(text))
        return text[:place] + "".join(lazy_pinyin(text)[place:])


KINDS = ("sound", "word", "fuzzy", "shape", "swapped", "missing", "extra", "pinyin", "initials", "mixed")


def phrases(titles: list[str], chance: random.Random) -> Iterator[str]:
    """Two to four words in a row of a title, of 4 to 8 characters."""
    while True:
        runs = [run for run in CHINESE.findall(chance.choice(titles)) if len(run) >= 4]
        if not runs:
            continue
        words = rjieba.cut(chance.choice(runs))
        start = chance.randrange(len(words))
        phrase = "".join(words[start : start + chance.choice((2, 3, 4))])
        if 4 <= len(phrase) <= 8:
            yield phrase


def mistyped(shared: Path, finds_few, each: int = 30, seed: int = SEED) -> list[Mistyped]:
    """`each` of every kind; of those only whose typed form finds few pages, for others need no help."""
    typist = Typist(shared, seed)
    source = phrases([title for title, _, _ in texts(shared)], typist.chance)
    made: dict[tuple[str, str], Mistyped] = {}
    for kind in KINDS:
        count = 0
        while count < each:
            meant = next(source)
            typed = getattr(typist, kind)(meant)
            if typed and typed != meant and (kind, meant) not in made and finds_few(typed):
                made[kind, meant] = Mistyped(kind, meant, typed)
                count += 1
    return list(made.values())
