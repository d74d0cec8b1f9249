"""What must be right about an entry before its text is sealed: functions of `EntryFacts`, with their rules."""

from datetime import date

from cms_core.calendar.working_days import working_days_between
from cms_core.documents.rules import has_body
from cms_core.models.organisations import Organisation
from cms_core.models.validity import DisclosureAttribute, Validity
from gazette.checks.facts import EntryFacts
from gazette.checks.problems import Problem, error, short, warning
from gazette.models import EntryKind

# 《政府信息公开条例》第二十六条: within 20 working days.
PUBLICATION_DAYS = 20
STATE_LETTERS = ("国发", "国办", "国令", "国函", "中发", "中办", "国务院")


def problems_of_entry(facts: EntryFacts, publication_day: date | None, government: Organisation) -> list[Problem]:
    """All of them, each naming the entry."""
    entry = facts.entry
    if entry.kind == EntryKind.ERRATUM:
        found = erratum_problems(facts)
    elif entry.kind == EntryKind.REFERENCE:
        found = []
    else:
        found = [*text_problems(facts)]
        if facts.is_document:
            found += [*publicity_problems(facts), *element_problems(facts), *origin_problems(facts, government)]
            found += day_problems(facts, publication_day)
    return [named(one, facts) for one in found]


def named(problem: Problem, facts: EntryFacts) -> Problem:
    text = f"《{short(facts.entry.title)}》{problem.text}"
    return Problem(problem.gravity, text, problem.place, facts.entry.pk, facts.entry.page_id)


def text_problems(facts):
    if facts.page is None:
        yield error("原文已被删除，没有可以刊登的文本。请移出，或改选另一篇。")
        return
    if not facts.visible:
        yield error("还没有公开，或已经撤下。请先发布原文，或把它移出本期。", place="page")
    if not has_body(facts.page):
        yield error("没有正文。请补录正文，或把它移出本期。", place="page")
    for name in facts.missing_files:
        yield error(f"的附件“{name}”找不到文件。请重新上传附件。", place="page")
    if facts.page.live and facts.page.has_unpublished_changes:
        yield warning("有未发布的改动，公报刊登的是已发布的文本。请核对改动是否应先发布。", place="page")


def publicity_problems(facts):
    """《政府信息公开条例》第十三条: what the gazette prints is public."""
    disclosure = facts.page.disclosure
    if disclosure != DisclosureAttribute.ACTIVE:
        label = DisclosureAttribute(disclosure).label if disclosure else "未填"
        yield error(f"的公开属性为“{label}”，不能刊登。请移出本期。")
    validity = facts.page.validity
    if validity in {Validity.REPEALED, Validity.EXPIRED}:
        yield warning(f"{Validity(validity).label}，请核对是否仍要刊登。")


def element_problems(facts):
    page = facts.page
    if not page.document_number.strip():
        yield warning("没有发文字号。确无文号的请忽略，否则请补填。", place="page")
    if not page.date_written:
        yield error("没有成文日期，请补填。", place="page")
    if not facts.issuers:
        yield error("没有发文机关，请补填。", place="page")


def origin_problems(facts, government):
    """G4: 原则上不刊登上级政府及其部门文件. The issuer stands outside of the government's part of the directory."""
    above = facts.issuer is not None and not facts.issuer.path.startswith(government.path)
    named = facts.page.document_number.startswith(STATE_LETTERS) or any("国务院" in one for one in facts.issuers)
    if above or named:
        yield warning("是上级或外单位的文件，公报原则上不刊登（国办发〔2018〕22号）。请核对。")


def day_problems(facts, publication_day):
    written, effective = facts.day("date_written"), facts.day("date_effective")
    if publication_day is None:
        return
    if effective and effective < publication_day:
        yield warning(
            f"的施行日期（{effective}）早于出版日期（{publication_day}）。规章和规范性文件应逐步做到施行前刊登，请核对。"
        )
    if written and written > publication_day:
        yield error(f"的成文日期（{written}）在出版日期（{publication_day}）之后，请核对。", place="page")
    elif written and working_days_between(written, publication_day) > PUBLICATION_DAYS and not facts.entry.reprint:
        yield warning(f"成文（{written}）至刊登已超过{PUBLICATION_DAYS}个工作日，请核对是否迟登。")


def erratum_problems(facts):
    entry = facts.entry
    if entry.corrects_id is None:
        yield error("没有指明更正的是哪一期哪一条。请移出后重新添加更正。")
    elif not entry.corrects.issue.is_published:
        yield error("所更正的条目不在已发布的公报中。请移出后重新添加更正。")
    if not entry.correction.strip():
        yield error("没有更正内容，请补填。")
