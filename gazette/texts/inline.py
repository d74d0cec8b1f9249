"""Words within a paragraph: runs of text with their marks, written in one order so that equal texts are equal bytes."""

from html import escape
from itertools import groupby
from typing import NamedTuple

from gazette.texts.characters import BLANKS, EDGES

MARKS = ("strong", "em", "sub", "sup")


class Run(NamedTuple):
    """`kind` is text, br or img. `marks` are of MARKS, in their order; of an img `text` is the address."""

    kind: str
    text: str = ""
    marks: tuple[str, ...] = ()
    href: str = ""
    alt: str = ""


BREAK = Run("br")


def tidy(runs: list[Run]) -> list[Run]:
    """Merged, without blanks and breaks at the ends, around breaks, and doubled."""
    if len(runs) == 1 and runs[0].kind == "text":
        text = BLANKS.sub(" ", runs[0].text).strip(EDGES)
        return [runs[0]._replace(text=text)] if text else []
    kept: list[Run] = []
    for run in _merged(runs):
        if run.kind == "br":
            _strip_end(kept)
            if kept and kept[-1].kind != "br":
                kept.append(BREAK)
            continue
        if run.kind == "text":
            if not kept or kept[-1].kind == "br":
                run = run._replace(text=run.text.lstrip(EDGES))
            elif kept[-1].kind == "text" and kept[-1].text.endswith(" "):
                run = run._replace(text=run.text.lstrip(" "))
            if not run.text:
                continue
        kept.append(run)
    _strip_end(kept)
    while kept and kept[-1].kind == "br":
        kept.pop()
        _strip_end(kept)
    return kept


def _merged(runs):
    """Joined once: a text of 400,000 letters each in a span of its own must not be copied 400,000 times."""
    for (kind, marks, href), group in groupby(runs, key=lambda run: (run.kind, run.marks, run.href)):
        if kind != "text":
            yield from group
        elif text := BLANKS.sub(" ", "".join(run.text for run in group)):
            yield Run("text", text, marks, href)


def _strip_end(runs):
    while runs and runs[-1].kind == "text":
        text = runs[-1].text.rstrip(EDGES)
        if text:
            runs[-1] = runs[-1]._replace(text=text)
            return
        runs.pop()


def split_at_breaks(runs: list[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.kind == "br":
            lines.append([])
        else:
            lines[-1].append(run)
    return [line for line in lines if line]


def text_of_runs(runs: list[Run]) -> str:
    """Breaks are line ends; pictures say nothing."""
    return "".join("\n" if run.kind == "br" else run.text if run.kind == "text" else "" for run in runs)


def leading(runs: list[Run], mark: str) -> int:
    """How many characters at the beginning carry `mark`."""
    length = 0
    for run in runs:
        if run.kind != "text" or mark not in run.marks:
            break
        length += len(run.text)
    return length


def marked(runs: list[Run], end: int, mark: str) -> list[Run]:
    """The first `end` characters also carry `mark`."""
    done, left = [], end
    for run in runs:
        if run.kind != "text":
            done.append(run)
            continue
        head, tail = run.text[: max(left, 0)], run.text[max(left, 0) :]
        if head:
            done.append(run._replace(text=head, marks=tuple(one for one in MARKS if one == mark or one in run.marks)))
        if tail:
            done.append(run._replace(text=tail))
        left -= len(head)
    return tidy(done)


def without(runs: list[Run], *marks: str) -> list[Run]:
    return tidy([run._replace(marks=tuple(one for one in run.marks if one not in marks)) for run in runs])


def written(runs: list[Run]) -> str:
    """XHTML. Elements nest in one order (a, strong, em, sub, sup), and neighbours share the outer ones."""
    out: list[str] = []
    open_: list[tuple[str, str]] = []
    for run in runs:
        wanted = ([("a", run.href)] if run.href else []) + [(mark, "") for mark in run.marks]
        shared = 0
        while shared < min(len(open_), len(wanted)) and open_[shared] == wanted[shared]:
            shared += 1
        out += [f"</{name}>" for name, _ in reversed(open_[shared:])]
        out += [f'<a href="{escape(href)}">' if href else f"<{name}>" for name, href in wanted[shared:]]
        open_ = wanted
        if run.kind == "br":
            out.append("<br/>")
        elif run.kind == "img":
            out.append(f'<img src="{escape(run.text)}" alt="{escape(run.alt)}"/>')
        else:
            out.append(escape(run.text, quote=False))
    out += [f"</{name}>" for name, _ in reversed(open_)]
    return "".join(out)
