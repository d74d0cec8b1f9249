"""Writing and deleting a promoted result: who may, what is wrong with it, the change, the record of it."""

import re

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from cms_core.models.search_promotions import PromotionMatch, SearchPromotion
from cms_core.public.outside import DECEPTIVE, host_of
from cms_core.search.editors.errors import NotAllowed, NotKept
from cms_core.search.editors.kept import changed
from cms_core.search.editors.promotions import key, public_entries
from cms_core.search.editors.rights import may_keep

SAVED = "cms_core.promotion.save"
DELETED = "cms_core.promotion.delete"
FIELDS = ("match", "url", "title", "text", "since", "until", "order", "enabled")
MAX_LENGTH = 60
MOST_WORDS = 6
MOST = 500
BETWEEN = re.compile(r"[\n\r、，,；;]+")


def words_in(text: str) -> list[str]:
    """One a line, or between commas; a question may have blanks."""
    found = (" ".join(word.split()) for word in BETWEEN.split(text.replace("\0", "")))
    return list({key(word): word for word in reversed(list(found)) if word}.values())[::-1]


def wrong_with(words: list[str], match: str) -> str:
    if not words:
        return "请填写读者会搜的词或问题，如“公积金提取”。"
    if len(words) > MOST_WORDS:
        return f"一条推荐最多 {MOST_WORDS} 个搜索词，现有 {len(words)} 个，请分成两条。"
    for word in words:
        if len(word) > MAX_LENGTH:
            return f"“{word[:20]}…”太长，每个搜索词最多 {MAX_LENGTH} 个字。"
        if len(key(word)) < (2 if match == PromotionMatch.CONTAINS else 1):
            return f"“{word}”太短：按“包含”匹配的词至少 2 个字，否则几乎每次检索都会出现。"
    return ""


def wrong_with_address(url: str) -> str:
    """A path of the portal itself, or a whole http address that shows where it leads."""
    if url.startswith("/") and not url.startswith("//") and not DECEPTIVE.search(url):
        return ""
    return "" if host_of(url) else "请填写完整的网址（https://…），或以 / 开头的本站地址。"


class SavePromotion:
    """`values` has the FIELDS, `words` and `page` (or None). Raises NotKept with what is wrong by field."""

    def __init__(self, *, user, home, values: dict, promotion: SearchPromotion | None = None):
        self.user, self.home, self.values = user, home, values
        self.promotion = promotion or SearchPromotion(home=home)

    @transaction.atomic
    def execute(self) -> SearchPromotion:
        if not may_keep(self.user, self.home):
            raise NotAllowed
        row, words, page = self.promotion, self.values["words"], self.values.get("page")
        if reasons := self.wrong(words, page):
            raise NotKept(reasons)
        before = str(row) if row.pk else ""
        for name in FIELDS:
            setattr(row, name, self.values.get(name, getattr(row, name)))
        row.words, row.page, row.changed_by = "\n".join(words), page, self.user
        row.page_title = self.entry.title if page else ""
        row.save()
        changed(row.home_id)
        log(row, SAVED, user=self.user, data={"before": before, "after": f"{row} → {target_of(row)}"})
        return row

    def wrong(self, words, page: Page | None) -> dict[str, str]:
        reasons, url = {}, self.values.get("url", "")
        if said := wrong_with(words, self.values.get("match", PromotionMatch.EXACT)):
            reasons["words"] = said
        if page is not None and url:
            reasons["url"] = "“内容”和“网址”只填一个：已经选了内容，请清空网址。"
        elif page is not None:
            self.entry = public_entries([page.pk]).get(page.pk)
            if self.entry is None:
                reasons["page"] = "这一页没有公开发布，或已经撤下、废止、失效，不能推荐。请选择公众看得到的文章或公文。"
        elif not url:
            reasons["page"] = "请选择要推荐的内容，或在下面填写网址。"
        elif said := wrong_with_address(url):
            reasons["url"] = said
        if url and not self.values.get("title"):
            reasons["title"] = "推荐网址时请填写标题，读者看到的就是它。"
        since, until = self.values.get("since"), self.values.get("until")
        if since and until and until < since:
            reasons["until"] = "结束日期早于开始日期，请核对。"
        if not self.promotion.pk and SearchPromotion.objects.filter(home=self.home).count() >= MOST:
            reasons["words"] = f"一个门户最多 {MOST} 条推荐结果，请先删除过期的。"
        return reasons


def target_of(row: SearchPromotion) -> str:
    return row.title or row.page_title or row.url


class DeletePromotion:
    def __init__(self, promotion, *, user):
        self.promotion, self.user = promotion, user

    @transaction.atomic
    def execute(self) -> None:
        row = self.promotion
        if not may_keep(self.user, row.home):
            raise NotAllowed
        log(row, DELETED, user=self.user, data={"before": f"{row} → {target_of(row)}"}, deleted=True)
        row.delete()
        changed(row.home_id)
