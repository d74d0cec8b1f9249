"""What the benchmarks of search are made of: pages composed of the regulations of a province, and questions to them."""

import json
import os
import random
import sys
import tomllib
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", ROOT.parent / "shared" / "data"))
REGULATIONS = SHARED / "laws" / "zhejiang_regulations.jsonl"
DEMO = ROOT / "sites" / "demo" / "content"
PORTALS, FIRST_DAY, DAYS = 150, datetime(2008, 1, 2, 9, tzinfo=timezone(timedelta(hours=8))), 6500
LETTERS = ("浙政发", "浙政办发", "浙发改", "杭政函", "甬政办发", "温政发")
GENRES = ("通知", "公告", "意见", "公示")
KINDS, VALIDITIES = ("article", "document"), ("in_force", "in_force", "in_force", "repealed")
QUESTIONS = 40
LENGTHS = {"pages": 950, "notices": 85}


@cache
def texts() -> tuple[list[str], list[str]]:
    """(titles, paragraphs) of the regulations; without them, of what the demo province is composed of."""
    if not REGULATIONS.exists():
        print(f"没有法规文本 {REGULATIONS}，改用演示内容的文句，词汇少得多。", file=sys.stderr)
        found = [line for path in sorted(DEMO.glob("*.toml")) for line in strings(tomllib.loads(path.read_text()))]
        return [line for line in found if 8 < len(line) < 40], [line for line in found if len(line) > 20]
    regulations = [json.loads(line) for line in REGULATIONS.open(encoding="utf-8")]
    return [row["title"] for row in regulations], [
        line for row in regulations for line in row["text"].split("\n") if len(line) > 20 and line[0] != "#"
    ]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def records(n, shape, seed=1):
    """Oldest first; bodies of log-normal length about the one of the shape."""
    from cms_core.search.record import Record

    chance = random.Random(seed)
    titles, lines = texts()
    for page in range(1, n + 1):
        length = LENGTHS[shape] * chance.lognormvariate(-0.1, 0.45)
        body = []
        while length > 0:
            line = chance.choice(lines)
            if shape == "notices":
                line = line[: int(length) + 1]
            body.append(line)
            length -= len(line)
        portal = chance.randrange(PORTALS)
        day = FIRST_DAY + timedelta(days=page * DAYS // n)
        subject = chance.choice(lines)[6:26].strip("，。；、：")
        kind = chance.choice(KINDS)
        number = f"{chance.choice(LETTERS)}〔{day.year}〕{chance.randrange(1, 400)}号" if kind == "document" else ""
        yield Record(
            page=page,
            title=f"关于{subject}的{chance.choice(GENRES)}" if page % 5 else chance.choice(titles),
            body="\n".join(body),
            number=number,
            published=day,
            site=portal,
            portal=portal,
            column=portal * 40 + chance.randrange(40),
            kind=kind,
            organisation=portal * 5 + chance.randrange(1, 6) if number else 0,
            theme=f"{chance.randrange(1, 23):02}" if number else "",
            validity=chance.choice(VALIDITIES) if number else "",
        )


def remember(given, numbered):
    """Passes records through and keeps a few that have a number."""
    for record in given:
        if record.number and (record.page % 97 == 0 or len(numbered) < 20):
            numbered.append(replace(record, body=""))
        yield record


def questions(numbered):
    """(text, filters, how) by kind; words as a segmenter finds them in the regulations, of any frequency."""
    import rjieba

    from cms_core.search.filters import Filters

    chance = random.Random(7)
    _, lines = texts()
    words = [word for line in lines[::7] for word in rjieba.cut(line) if len(word) > 1 and word[0] >= "\u4e00"]

    def some(make):
        return [make() for _ in range(QUESTIONS)]

    def part(length):
        line = chance.choice(lines)
        start = chance.randrange(max(1, len(line) - length))
        return line[start : start + length]

    def in_days():
        day = (FIRST_DAY + timedelta(days=chance.randrange(DAYS - 400))).date()
        return Filters(since=day, until=day + timedelta(days=365))

    def number():
        record = chance.choice(numbered)
        return record.number.replace("〔", "[").replace("〕", "]"), Filters(portal=record.portal), {}

    anywhere = Filters()
    return {
        "word": some(lambda: (chance.choice(words), anywhere, {})),
        "two words": some(lambda: (f"{chance.choice(words)} {chance.choice(words)}", anywhere, {})),
        "phrase": some(lambda: (part(chance.randrange(6, 14)), anywhere, {})),
        "number of a portal": some(number),
        "date range": some(lambda: (chance.choice(words), in_days(), {})),
        "by date": some(lambda: (chance.choice(words), anywhere, {"order": "date"})),
        "facets": some(lambda: (chance.choice(words), anywhere, {"facets": True})),
        "facets of a portal": some(
            lambda: (chance.choice(words), Filters(portal=chance.randrange(PORTALS)), {"facets": True})
        ),
        "two words, portal, facets": some(
            lambda: (
                f"{chance.choice(words)} {chance.choice(words)}",
                Filters(portal=chance.randrange(PORTALS)),
                {"facets": True},
            )
        ),
        "question": some(lambda: (f"{part(8)}{part(8)}有哪些规定？", anywhere, {"facets": True})),
    }
