"""Quality of the search: questions with known answers, known titles and numbers, and whether every substring is found.

Reads PORTAL_SHARED_DATA; prints a row of JSON a measure and backend. The development questions are those the weights of
the ranking were fitted on: what they measure is kept from falling, no more.
"""

import json
import os
import random
import re
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from math import log2
from pathlib import Path
from time import process_time

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
RUN = re.compile("[\u4e00-\u9fff]{2,}")
DAY = datetime(2020, 2, 1, tzinfo=UTC)
WORDS = 100


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.embedded"
    if not SHARED.is_dir():
        sys.exit(f"No texts at {SHARED}; set PORTAL_SHARED_DATA.")
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        os.environ["PORTAL_HOME"] = home
        import django

        django.setup()
        for backend in sys.argv[1:] or ENGINES:
            measure(backend, partial(ENGINES[backend], Path(home)))


def fts5(home: Path, name: str):
    from cms_core.search.fts.index import Index

    return Index(home / f"{name}.sqlite3")


def whoosh(home: Path, name: str):
    from cms_core.search.whoosh.index import Index

    return Index(home / f"whoosh-{name}")


ENGINES = {"fts5": fts5, "whoosh": whoosh}


def measure(backend: str, make) -> None:
    """`make(name)` is a new empty index."""
    texts = [json.loads(line) for line in lines("search/ncp/docs_599.jsonl")]
    index = make("questions")
    index.write(record(place, text["title"], text["text"]) for place, text in enumerate(texts))
    show(backend, questions(index, [text["docid"] for text in texts], "queries_dev400.tsv", "qrels_dev400.tsv"))
    documents = known_documents()
    index = make("documents")
    index.write(record(place, *document) for place, document in enumerate(documents))
    show(backend, titles(index, documents))
    show(backend, numbers(index, documents))
    show(backend, substrings(index, documents))


def lines(path: str) -> list[str]:
    return (SHARED / path).read_text(encoding="utf-8").splitlines()


def show(backend: str, row: dict) -> None:
    name = f"search quality {row['measure']} {backend}"
    print(json.dumps({"name": name, "backend": backend, **row}, ensure_ascii=False), flush=True)


def record(place: int, title: str, body: str, number: str = ""):
    from cms_core.search.record import Record

    return Record(page=place + 1, title=title, body=body, number=number, kind="document", published=DAY)


def asked(index, typed: str, **how) -> list[int]:
    """Places of what is found, best first."""
    from cms_core.search.analysis.question import ask
    from cms_core.search.ranking.best import best

    found = best(index, ask(typed), how.pop("filters", _everything()), datetime.now(UTC), **how)
    return [hit.page - 1 for hit in found.hits]


def _everything():
    from cms_core.search.filters import Filters

    return Filters()


def questions(index, ids: list[str], asked_in: str, answered_in: str) -> dict:
    answers = {
        question: text for question, _, text, _ in (line.split("\t") for line in lines(f"search/ncp/{answered_in}"))
    }
    gain = first = 0
    times = []
    rows = [line.split("\t") for line in lines(f"search/ncp/{asked_in}")]
    for question, typed in rows:
        start = process_time()
        found = [ids[place] for place in asked(index, typed, size=10)]
        times.append(1000 * (process_time() - start))
        if answers[question] in found:
            place = found.index(answers[question])
            gain += 1 / log2(place + 2)
            first += place == 0
    times.sort()
    return {
        "measure": "questions",
        "file": asked_in,
        "questions": len(rows),
        "ndcg10": round(gain / len(rows), 4),
        "hit1": round(first / len(rows), 4),
        "cpu_ms_p50": round(times[len(times) // 2], 1),
        "cpu_ms_p95": round(times[len(times) * 95 // 100], 1),
    }


def known_documents() -> list[tuple[str, str, str]]:
    """(title, text, number) of the regulations, the rules of ministries and the documents of the State Council."""
    found = []
    for path in ("laws/zhejiang_regulations.jsonl", "laws/department_rules.jsonl", "policies/state_council_30.jsonl"):
        for line in lines(path):
            row = json.loads(line)
            found.append((row["title"], row["text"], row.get("doc_number") or ""))
    return found


def titles(index, documents) -> dict:
    wrong = [title for title, _, _ in documents if not is_first(index, title, lambda d, t=title: d[0] == t, documents)]
    return {
        "measure": "exact titles",
        "asked": len(documents),
        "first": len(documents) - len(wrong),
        "wrong": wrong[:5],
    }


def spellings(number: str) -> list[str]:
    """浙政办发〔2015〕28号 as people type it."""
    letters, year, serial = re.fullmatch(r"(.+)〔(\d{4})〕(.+)号", number).groups()
    return [
        number,
        f"{letters}[{year}]{serial}号",
        f"{letters}({year}){serial}号",
        f"{letters}（{year}）{serial}号",
        f"{letters}{year} {serial}",
    ]


def numbers(index, documents) -> dict:
    typed = [(number, one) for _, _, number in documents if "〔" in number for one in spellings(number)]
    wrong = [one for number, one in typed if not is_first(index, one, lambda d, n=number: d[2] == n, documents)]
    return {"measure": "numbers", "asked": len(typed), "first": len(typed) - len(wrong), "wrong": wrong[:5]}


def is_first(index, typed: str, right, documents) -> bool:
    found = asked(index, typed, size=1)
    return bool(found) and right(documents[found[0]])


def substrings(index, documents) -> dict:
    """Stretches of two to six characters drawn from the texts, across words too: all that have one are to be found."""
    from cms_core.search.analysis.question import ask

    chance = random.Random(2026)
    recalled = wanted = found_in_all = 0
    for _ in range(WORDS):
        run = chance.choice(RUN.findall(chance.choice(documents)[1]))
        length = min(len(run), chance.randint(2, 6))
        start = chance.randrange(len(run) - length + 1)
        word = run[start : start + length]
        having = {place for place, (title, text, _) in enumerate(documents) if word in title or word in text}
        found = {hit.page - 1 for hit in index.search(ask(f'"{word}"'), size=len(documents)).hits}
        recalled += len(having & found)
        wanted += len(having)
        found_in_all += len(found)
    return {
        "measure": "substrings",
        "words": WORDS,
        "recall": round(recalled / wanted, 4),
        # Below 1 where a text parts the word by a blank or quotation marks, which the index forgives.
        "precision": round(recalled / found_in_all, 4),
    }


if __name__ == "__main__":
    main()
