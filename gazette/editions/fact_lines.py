"""The official header block of an entry as labelled lines: 索引号, 发文机关, 发文字号, dates."""

from gazette.models import IssueEntry

LABELS = (
    ("index_number", "索引号"),
    ("theme", "主题分类"),
    ("genre", "体裁分类"),
    ("issuers", "发文机关"),
    ("document_number", "发文字号"),
    ("date_written", "成文日期"),
    ("date_effective", "施行日期"),
    ("date_repealed", "废止日期"),
    ("source", "来源"),
    ("author", "作者"),
)


def fact_lines(entry: IssueEntry) -> list[tuple[str, str]]:
    """What is known, in the order of the printed block; the number of an old entry may stand in its column alone."""
    facts = {"document_number": entry.document_number, **{key: value for key, value in entry.facts.items() if value}}
    lines = [(label, words(facts[key])) for key, label in LABELS if facts.get(key)]
    return [*lines, ("页码", entry.pages)] if entry.pages else lines


def words(value) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
