"""What the values of an old page mean: one small rule for each field, each telling what it understood and what not."""

from cms_core.models import DocumentPage
from cms_core.models.validity import DisclosureAttribute, Validity
from cms_core.numbers.index_numbers import read_index_number
from cms_core.taxonomies.genres import genre_of_title, resolve_genre
from cms_core.taxonomies.themes import resolve_theme
from cms_core.text.dates import is_zero_date, parse_date, parse_moment
from cms_core.text.document_numbers import normalise, parse_document_number
from migrations.documents.draft import Draft
from migrations.documents.facts import NAMES, Status
from migrations.documents.issuers import Issuers

VALIDITY_WORDS = {
    "有效": Validity.IN_FORCE,
    "现行有效": Validity.IN_FORCE,
    "是": Validity.IN_FORCE,
    "现行": Validity.IN_FORCE,
    "已修改": Validity.AMENDED,
    "已被修改": Validity.AMENDED,
    "部分失效": Validity.AMENDED,
    "已废止": Validity.REPEALED,
    "废止": Validity.REPEALED,
    "已失效": Validity.EXPIRED,
    "失效": Validity.EXPIRED,
    "无效": Validity.EXPIRED,
    "否": Validity.EXPIRED,
}
DISCLOSURE_WORDS = {
    "主动公开": DisclosureAttribute.ACTIVE,
    "公开": DisclosureAttribute.ACTIVE,
    "依申请公开": DisclosureAttribute.ON_REQUEST,
    "不予公开": DisclosureAttribute.NONE,
    "不公开": DisclosureAttribute.NONE,
}
TEXTS = ("subject_words", "keywords", "audience", "summary", "source", "author")
DATES = ("date_written", "date_effective", "date_repealed")


def interpret(draft: Draft, values: dict[str, tuple[str, str]], issuers: Issuers) -> None:
    """Fills `draft` from `values`: our field → (the label it had, what stood there). Texts of the body come later."""
    for name, (label, raw) in values.items():
        raw = " ".join(str(raw).split())
        if not raw:
            draft.tell(name, Status.EMPTY, label=label)
        elif name in DATES:
            read_date(draft, name, raw, label)
        elif name in TEXTS:
            read_text(draft, name, raw, label)
        elif name == "issuer":
            issuers.read(draft, raw, label)
        else:
            READERS[name](draft, raw, label)


def read_title(draft, raw, label):
    draft.title = raw
    longest = DocumentPage._meta.get_field("title").max_length
    if len(raw) > longest:
        draft.tell(
            "title", Status.NOT_UNDERSTOOD, raw, note=f"超过 {longest} 个字符，请核对是否混入了正文。", label=label
        )
        return
    draft.tell("title", Status.UNDERSTOOD, raw, raw, label=label)


def read_index(draft, raw, label):
    """Kept as it stands, also the historical six digits and the wrong body before the slash (section 0.1)."""
    number = read_index_number(raw)
    if number is None:
        draft.tell("index_number", Status.NOT_UNDERSTOOD, raw, note="不像索引号，未录入。", label=label)
        return
    draft.index_number = number.text
    note = "" if number.is_strict else "与现行编制规则不符，按历史号原样保留。"
    draft.tell("index_number", Status.KEPT, raw, number.text, note, label)


def read_theme(draft, raw, label):
    theme = resolve_theme(raw)
    if not theme:
        draft.tell("theme", Status.NOT_UNDERSTOOD, raw, note="不在国务院公文主题分类中，请人工选择。", label=label)
        return
    draft.theme = theme
    draft.tell("theme", Status.UNDERSTOOD, raw, theme, label=label)


def read_genre(draft, raw, label):
    draft.genre = resolve_genre(raw)
    status = Status.UNDERSTOOD if draft.genre else Status.NOT_UNDERSTOOD
    draft.tell("genre", status, raw, draft.genre, "" if draft.genre else "不在体裁分类中。", label)


def read_document_number(draft, raw, label):
    number = normalise(raw)
    longest = DocumentPage._meta.get_field("document_number").max_length
    if raw.strip("-—－无/") == "":
        draft.tell("document_number", Status.EMPTY, raw, label=label)
    elif len(number) > longest:
        draft.tell("document_number", Status.NOT_UNDERSTOOD, raw, note=f"超过 {longest} 个字符。", label=label)
    else:
        draft.document_number = number
        known = parse_document_number(raw) is not None
        note = "" if known else "不是通行的写法，原样保留。"
        draft.tell("document_number", Status.UNDERSTOOD if known else Status.KEPT, raw, number, note, label)


def read_published(draft, raw, label):
    moment = parse_moment(raw)
    if moment is None:
        draft.tell("published_at", Status.NOT_UNDERSTOOD, raw, note="看不懂这个时间。", label=label)
        return
    draft.published_at = moment
    draft.tell("published_at", Status.UNDERSTOOD, raw, f"{moment:%Y-%m-%d %H:%M}", label=label)


def read_date(draft, name, raw, label):
    """A zero date is no date (section 0.1: 废止时间 0000-00-00 means 有效)."""
    if is_zero_date(raw) or raw.strip("-—－/无长期有效") == "":
        note = "零日期即未废止。" if name == "date_repealed" else "零日期，按空值处理。"
        draft.tell(name, Status.EMPTY, raw, note=note, label=label)
        return
    day = parse_date(raw)
    if day is None:
        draft.tell(name, Status.NOT_UNDERSTOOD, raw, note="看不懂这个日期。", label=label)
        return
    setattr(draft, name, day)
    draft.tell(name, Status.UNDERSTOOD, raw, day.isoformat(), label=label)


def read_validity(draft, raw, label):
    validity = VALIDITY_WORDS.get(raw) or (raw in Validity.values and Validity(raw))
    if not validity:
        draft.tell("validity", Status.NOT_UNDERSTOOD, raw, note="请人工选择效力。", label=label)
        return
    draft.validity = validity
    draft.tell("validity", Status.UNDERSTOOD, raw, validity.label, label=label)


def read_disclosure(draft, raw, label):
    value = DISCLOSURE_WORDS.get(raw) or (raw in DisclosureAttribute.values and DisclosureAttribute(raw))
    if not value:
        draft.tell("disclosure", Status.NOT_UNDERSTOOD, raw, note="请人工选择公开属性。", label=label)
        return
    draft.disclosure = value
    draft.tell("disclosure", Status.UNDERSTOOD, raw, value.label, label=label)


def read_text(draft, name, raw, label):
    longest = DocumentPage._meta.get_field(name).max_length
    note = ""
    if len(raw) > longest:
        # Nothing is lost: the whole text of the old page is archived beside the page.
        raw, note = raw[:longest], f"超过 {longest} 个字符，已截断；原文见存档。"
    setattr(draft, name, raw)
    draft.tell(name, Status.KEPT if note else Status.UNDERSTOOD, raw, raw, note, label)


def infer_genre(draft):
    if draft.genre or not (genre := genre_of_title(draft.title)):
        return
    draft.genre = genre
    draft.tell("genre", Status.INFERRED, draft.title, genre, "由标题推断。")


def settle_validity(draft, today):
    """废止日期 and 效力 must agree: a day that has passed ends a document that the page itself does not call ended."""
    if not draft.date_repealed or draft.validity in (Validity.REPEALED, Validity.EXPIRED):
        return
    if draft.date_repealed <= today:
        draft.validity = Validity.REPEALED
        draft.tell("validity", Status.INFERRED, value=draft.validity.label, note="由废止日期推断。")


def tell_missing(draft, names):
    known = {fact.field for fact in draft.facts}
    for name in names:
        if name not in known:
            draft.tell(name, Status.MISSING, note=f"原页面没有{NAMES[name]}。")


READERS = {
    "title": read_title,
    "index_number": read_index,
    "theme": read_theme,
    "genre": read_genre,
    "document_number": read_document_number,
    "published_at": read_published,
    "validity": read_validity,
    "disclosure": read_disclosure,
}
