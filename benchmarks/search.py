"""Search of 100,000 pages composed of the regulations of a province; `python -m benchmarks.search 1000000 notices`.

Each question is asked with its first 20 hits, their text and highlights, as a page of results needs them.
"""

import json
import os
import random
import resource
import statistics
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", ROOT.parent / "shared" / "data"))
REGULATIONS = SHARED / "laws" / "zhejiang_regulations.jsonl"
PORTALS, FIRST_DAY, DAYS = 150, datetime(2008, 1, 2, 9, tzinfo=timezone(timedelta(hours=8))), 6500
LETTERS = ("浙政发", "浙政办发", "浙发改", "杭政函", "甬政办发", "温政发")
GENRES = ("通知", "公告", "意见", "公示")
KINDS, VALIDITIES = ("article", "document"), ("in_force", "in_force", "in_force", "repealed")
ROUNDS, QUESTIONS = 3, 40
LENGTHS = {"pages": 950, "notices": 85}


def main(n=100_000, shape="pages"):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    from cms_core.search.fts.index import Index

    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        index = Index(Path(home) / "search.sqlite3")
        started, worked = perf_counter(), process_time()
        numbered = []
        index.rebuild(remember(records(n, shape), numbered))
        seconds, cpu = perf_counter() - started, process_time() - worked
        show(
            f"search build fts5 {shape}",
            n=n,
            seconds=round(seconds, 1),
            per_second=round(n / seconds),
            cpu_per_second=round(n / cpu),
            file_mb=round(sum(path.stat().st_size for path in Path(home).iterdir() if not path.is_symlink()) / 1e6),
            peak_mb=peak_mb(),
        )
        for name, asked in questions(numbered).items():
            measure(f"search {name} fts5 {shape}", n, index, asked)
        one_page(index, n, shape)


def measure(name, n, index, asked):
    from cms_core.search.analysis.question import ask
    from cms_core.search.highlights import passage, title

    times, cpu, totals = [], [], []
    for number in range(ROUNDS + 1):
        for text, filters, how in asked:
            started, worked = perf_counter(), process_time()
            question = ask(text)
            found = index.search(question, filters, **how)
            for hit in found.hits:
                title(hit.title, question, found.loose)
                passage(hit.body, question, found.loose)
            if number:  # the first round warms up
                times.append((perf_counter() - started) * 1000)
                cpu.append((process_time() - worked) * 1000)
                totals.append(found.total)
    show(
        name,
        n=n,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(statistics.quantiles(times, n=20)[-1], 1),
        cpu_p50_ms=round(statistics.median(cpu), 1),
        cpu_p95_ms=round(statistics.quantiles(cpu, n=20)[-1], 1),
        most_ms=round(max(times), 1),
        hits_p50=round(statistics.median(totals)),
        hits_most=max(totals),
    )


def one_page(index, n, shape):
    """A page written and found by the next question."""
    times = []
    for number, record in enumerate(records(60, shape, seed=2)):
        record = replace(record, page=n + number + 1, title=f"{record.title}第{number}次核验标记")
        started = perf_counter()
        index.write([record])
        found = index.search(f"第{number}次核验标记")
        times.append((perf_counter() - started) * 1000)
        if [hit.page for hit in found.hits[:1]] != [record.page]:
            raise RuntimeError("a page that was written is not found")
    show(
        f"search saved page fts5 {shape}",
        n=n,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(statistics.quantiles(times, n=20)[-1], 1),
        peak_mb=peak_mb(),
    )


def texts():
    regulations = [json.loads(line) for line in REGULATIONS.open(encoding="utf-8")]
    return [row["title"] for row in regulations], [
        line for row in regulations for line in row["text"].split("\n") if len(line) > 20 and line[0] != "#"
    ]


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
        if record.number and record.page % 997 < 2:
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


def peak_mb():
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def show(name, **values):
    print(json.dumps({"name": name, **values}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(*[int(argument) if argument.isdigit() else argument for argument in sys.argv[1:]])
