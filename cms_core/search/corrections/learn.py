"""Learning the vocabulary from the titles that the public may see, into a new file that then takes the old one's place.

What is learned only ranks candidates: whether one finds anything is always asked of the index itself.
"""

import os
import re
import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cms_core.search.analysis.characters import IS_CJK, fold
from cms_core.search.analysis.tokens import RUN, tokens

# More titles teach nothing new and would hold the worker up.
MOST_TITLES = 100_000
# Beyond that, what stands in a single title is forgotten from time to time, so that memory stays bounded.
MOST_COUNTED = 600_000
MOST_TERMS = 100_000
TERM = range(2, 9)
# One syllable that is only written with a vowel; the rest are interjections.
SYLLABLE = re.compile(r"[a-z]*[aeiouv][a-z]*")
TABLES = """
CREATE TABLE pairs (pair TEXT PRIMARY KEY, titles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sounds (
    sound TEXT NOT NULL, character TEXT NOT NULL, titles INTEGER NOT NULL, PRIMARY KEY (character, sound)
) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, titles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE terms (
    initials TEXT NOT NULL, term TEXT NOT NULL, titles INTEGER NOT NULL, PRIMARY KEY (initials, term)
) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def learn(titles: Iterable[str], path: Path, *, texts: Iterable[str] = (), entries: int = 0) -> int:
    """How many titles were read; of `texts` the pairs and words too, no terms. Killed half-way, the old one stays."""
    pairs, words, terms, read = Counter(), Counter(), Counter(), 0
    for text in texts:
        count(fold(text), pairs, words)
    for title in titles:
        folded = fold(title)
        count(folded, pairs, words)
        terms.update(set(terms_of(folded)))
        for counted in (pairs, words, terms):
            if len(counted) > MOST_COUNTED:
                forget_single(counted)
        read += 1
        if read >= MOST_TITLES:
            break
    write(path, pairs, words, dict(terms.most_common(MOST_TERMS)), entries or read)
    return read


def count(folded: str, pairs: Counter, words: Counter) -> None:
    found = set(tokens(folded))
    pairs.update(token for token in found if len(token) == 2 and IS_CJK.match(token))
    words.update(token for token in found if not IS_CJK.match(token) and not token.isdigit())


def forget_single(counted: Counter) -> None:
    for one in [one for one, titles in counted.items() if titles == 1]:
        del counted[one]


def terms_of(folded: str) -> Iterable[str]:
    """Words, and two or three of them in a row: 政务, 政务公开, 政务公开工作."""
    import rjieba

    for run in RUN.findall(folded):
        if len(run) < 2 or not IS_CJK.match(run):
            continue
        words = rjieba.cut(run)
        for place in range(len(words)):
            for end in range(place + 1, min(place + 3, len(words)) + 1):
                if len(term := "".join(words[place:end])) in TERM:
                    yield term


def write(path: Path, pairs, words, terms, entries: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.stem}-{secrets.token_hex(4)}{path.suffix}")
    connection = sqlite3.connect(new, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; {TABLES}")
        connection.executemany("INSERT INTO pairs VALUES (?, ?)", sorted(pairs.items()))
        connection.executemany("INSERT INTO words VALUES (?, ?)", sorted(words.items()))
        connection.executemany("INSERT INTO sounds VALUES (?, ?, ?)", sounds_of(pairs))
        connection.executemany("INSERT INTO terms VALUES (?, ?, ?)", initials_of(terms))
        connection.execute("CREATE INDEX by_sound ON sounds (sound, titles DESC)")
        syllables = [sound for (sound,) in connection.execute("SELECT DISTINCT sound FROM sounds WHERE titles > 0")]
        total = sum(titles for _, titles in pairs.items())
        connection.execute("INSERT INTO about VALUES ('syllables', ?)", [" ".join(syllables)])
        connection.execute("INSERT INTO about VALUES ('total', ?)", [str(total)])
        connection.execute("INSERT INTO about VALUES ('entries', ?)", [str(entries)])
        connection.execute("COMMIT")
        connection.close()
        with new.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(new, path)
    except BaseException:
        connection.close()
        new.unlink(missing_ok=True)
        raise


def sounds_of(pairs) -> list[tuple[str, str, int]]:
    """Every character of modern writing under each of its readings, with the titles that have it before another one or
    after it; those that no title has too, for they are typed by mistake."""
    from pypinyin import Style, pinyin

    titles = Counter()
    for pair, count in pairs.items():
        titles[pair[0]] += count
        titles[pair[1]] += count
    characters = {chr(code) for code in range(0x4E00, 0x9FA6)} | {one for one in titles if IS_CJK.match(one)}
    rows = []
    for one in sorted(characters):
        [readings] = pinyin(one, style=Style.NORMAL, heteronym=True, v_to_u=False, errors=lambda rest: [[]]) or [[]]
        rows += [(sound, one, titles[one]) for sound in dict.fromkeys(readings) if SYLLABLE.fullmatch(sound)]
    return rows


def initials_of(terms) -> list[tuple[str, str, int]]:
    from pypinyin import Style, lazy_pinyin

    rows = []
    for term, titles in terms.items():
        read = lazy_pinyin(term, style=Style.NORMAL, v_to_u=False)
        if len(read) == len(term) and all(syllable[0].isascii() for syllable in read):
            rows.append(("".join(syllable[0] for syllable in read), term, titles))
    return sorted(rows)
