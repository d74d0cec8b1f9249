"""The gold set, marked by hand, and how far the finder agrees with it.

A line of gold/*.jsonl is one whole document: what is not listed is no citation. A citation is the line of the text
that it begins in, its kind, the full title, and the number. `python -m tests.cms_core.citations.scoring` prints figures
and differences."""

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cms_core.citations.find import find_citations, number_key, title_key

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
GOLD = Path(__file__).parent / "gold"
# fresh_a and fresh_b were marked before the finder saw them and rules were then mended by them; by fresh_c none was.
LEARNT = ("development", "held_out", "fresh_a", "fresh_b")
UNSEEN = ("fresh_c",)
PARTS = LEARNT + UNSEEN


@dataclass
class Score:
    marked: int = 0
    found: int = 0
    agreed: int = 0
    same_kind: int = 0
    kinds: Counter = field(default_factory=Counter)  # (marked, found)
    differences: list[str] = field(default_factory=list)

    @property
    def precision(self):
        return self.agreed / self.found

    @property
    def recall(self):
        return self.agreed / self.marked

    @property
    def kind_accuracy(self):
        return self.same_kind / self.agreed

    def __str__(self):
        return (
            f"marked {self.marked}, found {self.found}, precision {self.precision:.4f}, recall {self.recall:.4f}, "
            f"kinds right {self.kind_accuracy:.4f}"
        )


@cache
def rows_of(name: str) -> list[dict]:
    return [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]


def is_there() -> bool:
    return (SHARED / "laws").is_dir() and (SHARED / "policies").is_dir()


def score(*parts: str) -> Score:
    result = Score()
    for part in parts:
        for line in (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
            _compare(json.loads(line), result)
    return result


def _compare(document, result):
    row = rows_of(document["file"])[document["row"]]
    assert row["title"] == document["title"]
    # The number of a rule's row was once read from its text, and may be that of a document it cites.
    own_number = row["doc_number"] if "policies" in document["file"] else ""
    marked, found = {}, {}
    for number, kind, title, document_number in document["citations"]:
        marked.setdefault((number, title_key(title), number_key(document_number)), []).append(kind)
    for one in find_citations(row["text"], own_number=own_number, own_title=row["title"]):
        place = row["text"].count("\n", 0, one.start)
        found.setdefault((place, one.title_key, one.number_key), []).append(str(one.kind))
    for key in marked.keys() | found.keys():
        expected, got = marked.get(key, []), found.get(key, [])
        result.marked += len(expected)
        result.found += len(got)
        result.agreed += min(len(expected), len(got))
        if len(expected) != len(got):
            result.differences.append(f"{document['title']} {key}: marked {expected}, found {got}")
        for kind, other in zip(sorted(expected), sorted(got), strict=False):
            result.same_kind += kind == other
            result.kinds[kind, other] += 1
            if kind != other:
                result.differences.append(f"{document['title']} {key}: {kind} found as {other}")


if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        figures = score(part)
        lines = [f"{part}: {figures}", *(f"   {difference}" for difference in figures.differences)]
        sys.stdout.write("\n".join(lines) + "\n")
