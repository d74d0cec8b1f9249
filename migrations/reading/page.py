"""Reads a pasted page of an old portal into its parts; what they mean is decided later (`migrations.documents`)."""

from dataclasses import dataclass, field

from cms_core.text.dates import is_zero_date, parse_date
from cms_core.text.document_numbers import parse_document_number
from cms_core.text.folding import fold
from migrations.reading.attachments import attachment_name
from migrations.reading.frame import breadcrumb_of, is_frame, issue_of, plain_lines, starts_foot
from migrations.reading.labels import MORE, NOISE, Labelled, labels_in
from migrations.reading.titles import MARK, choose_title, is_paragraph

# Fields whose labels nobody uses in running text: found anywhere on the page they are metadata.
ANYWHERE = {"index_number", "theme", "document_number", "date_written", "issuer", "published_at", "date_repealed"}
LONGEST_LABEL_LINE = 120
LONGEST_FOOT_WORD = 25
# What stands between a title and its text; a mark in their place shows where the title is on a page full of menus.
UNDER_TITLE = {"published_at", "source", NOISE}


@dataclass
class OldPage:
    """`values` are what stood behind each label, in the page's order and without repetition; `dropped` is frame."""

    steps: list[str] = field(default_factory=list)
    values: list[Labelled] = field(default_factory=list)
    repeated: int = 0
    title: str = ""
    body: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    @property
    def issue(self) -> dict:
        return issue_of(self.steps)

    def first(self, name: str) -> Labelled | None:
        """The first value of `name` that says something, else the first label without one."""
        found = [value for value in self.values if value.field == name]
        return next((value for value in found if value.raw), found[0] if found else None)

    def all(self, name: str) -> list[Labelled]:
        return [value for value in self.values if value.field == name and value.raw]


def read_page(text: str) -> OldPage:
    """Every line ends up in one part of the page; an empty text gives an empty page."""
    page = OldPage()
    lines = plain_lines(text)
    page.steps, start = breadcrumb_of(lines)
    page.dropped += [line.strip() for line in lines[:start] if line.strip() and not in_way(line, page.steps)]
    rest = cut_foot(page, lines[start:])
    rest = take_metadata(page, rest)
    labelled = page.first("title")
    page.title, rest, above = choose_title(rest, labelled.raw if labelled else "")
    page.dropped += above
    take_body(page, rest)
    return page


def in_way(line, steps):
    return any(step in line for step in steps)


def is_text(line):
    """Surely text, also at the foot of a page, where names of other sites end with a colon."""
    line = line.strip()
    return line.endswith("。") or (is_paragraph(line) and len(line) > LONGEST_FOOT_WORD)


def cut_foot(page, lines):
    """What follows the text: buttons, neighbours, the site's foot. A long paragraph after them shows they are none."""
    texts = (number for number, line in enumerate(lines) if is_text(line) and not starts_foot(line))
    last_text = max(texts, default=-1)
    end = len(lines)
    for number in range(last_text + 1, len(lines)):
        if starts_foot(lines[number]):
            end = number
            break
    kept, cut = lines[:end], lines[end:]
    page.attachments += [name for line in cut if (name := attachment_name(line))]
    page.dropped += [line.strip() for line in cut if line and not attachment_name(line)]
    return kept


def take_metadata(page, lines):
    """Takes out labelled lines: all before the first paragraph, after it only those whose label says it plainly."""
    left = []
    waiting = None
    in_text = False
    for line in lines:
        if waiting is not None and line:
            label, waiting = waiting, None
            if labels_in(line) is None and fits(label, line):
                keep(page, Labelled(label.field, label.label, line.strip()))
                continue
            keep(page, label)
        found = labels_in(line) if line and len(line) <= LONGEST_LABEL_LINE else None
        if found and not in_text and any(one.field in UNDER_TITLE for one in found):
            left.append(MARK)
        if found is None or (in_text and not any(one.field in ANYWHERE and one.label for one in found)):
            in_text = in_text or is_paragraph(line)
            left.append(line)
            continue
        for one in found[:-1]:
            keep(page, one)
        if found[-1].raw or found[-1].field == NOISE:
            keep(page, found[-1])
        else:
            waiting = found[-1]
    if waiting is not None:
        keep(page, waiting)
    return left


def keep(page, value):
    """The block of metadata often stands twice on a page (for screen and for print): once is enough."""
    if value.field == NOISE:
        page.dropped.append(f"{value.label}：{value.raw}")
        return
    same = (value.field, fold(value.raw))
    if any((one.field, fold(one.raw)) == same for one in page.values):
        page.repeated += 1
        return
    page.values.append(value)


def fits(label: Labelled, line: str) -> bool:
    """Whether the next line can be the value of a label that has none on its own line."""
    text = line.strip()
    if label.field in ("date_written", "published_at", "date_repealed", "date_effective"):
        return len(text) <= 30 and (parse_date(text) is not None or is_zero_date(text))
    if label.field == "document_number":
        return parse_document_number(text) is not None
    if label.field == "index_number":
        return len(text) <= 40 and any(char.isdigit() for char in text) and text.isascii()
    if label.field == "title":
        return not is_paragraph(text)
    if label.field in ("issuer", "source"):
        return len(text) <= 40 and text.endswith(ISSUER_ENDS)
    if label.field in ("validity", "disclosure", "genre"):
        return len(text) <= 8
    return label.field != MORE and len(text) <= 40 and not text.endswith(("通知", "意见", "决定", "办法"))


ISSUER_ENDS = ("政府", "厅", "局", "委", "办公室", "委员会", "院", "部", "处", "办", "中心", "会")


def take_body(page, lines):
    """The text without buttons that stand in it, and without lines that only name attached files."""
    for line in lines:
        name = attachment_name(line) if line else ""
        if name:
            if name not in page.attachments:
                page.attachments.append(name)
        elif line and is_frame(line):
            page.dropped.append(line.strip())
        else:
            page.body.append(line)
    while page.body and not page.body[0]:
        page.body.pop(0)
    while page.body and not page.body[-1]:
        page.body.pop()
