"""Words set apart from the running text: quotation, notice, signature."""

from datetime import date

from wagtail import blocks

from cms_core.blocks.body_parts import OFFICIAL, SHORT_FEATURES, WORDS, StructPart
from cms_core.blocks.body_text import RichPart
from cms_core.html.text import text_of
from cms_core.text.chinese_dates import chinese_date


class QuoteBlock(StructPart):
    text = blocks.TextBlock(label="引文", rows=3)
    source = blocks.CharBlock(label="出处", max_length=120, required=False, help_text="如文件名称、讲话场合。")

    def text_in(self, value):
        return "\n".join(filter(None, [value.get("text"), value.get("source")]))

    def sample(self):
        return {
            "text": "行政机关公开政府信息，应当坚持以公开为常态、不公开为例外。",
            "source": "《政府信息公开条例》第五条",
        }

    class Meta:
        icon = "openquote"
        label = "引用"
        group = WORDS
        description = "引用的一段原文，注明出处。"
        template = "blocks/quote.html"


class NoticeBlock(StructPart):
    KINDS = (("info", "提示"), ("important", "重要"), ("warning", "警示"))

    kind = blocks.ChoiceBlock(label="类型", choices=KINDS, default="info")
    title = blocks.CharBlock(label="标题", max_length=60, required=False, help_text="留空则显示类型名称。")
    text = RichPart(label="内容", features=SHORT_FEATURES)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        kinds = dict(self.KINDS)
        kind = value.get("kind") if value.get("kind") in kinds else "info"
        context.update(kind=kind, title=value.get("title") or kinds[kind])
        return context

    def text_in(self, value):
        text = value.get("text")
        return "\n".join(filter(None, [value.get("title"), text_of(text.source) if text else ""]))

    def sample(self):
        text = self.child_blocks["text"].normalize("<p>申报截止时间为<b>6月30日17时</b>，逾期系统自动关闭。</p>")
        return {"kind": "important", "title": "申报时间", "text": text}

    class Meta:
        icon = "info-circle"
        label = "提示框"
        group = WORDS
        description = "需要读者特别留意的内容，如截止时间、办理条件。"
        template = "blocks/notice.html"


class SignatureBlock(StructPart):
    """落款 (《党政机关公文格式》7.3.5: 发文机关署名与成文日期，右空两字). Several organisations sign in their order."""

    organisations = blocks.ListBlock(
        blocks.CharBlock(label="发文机关", max_length=120), label="发文机关署名", min_num=1
    )
    date = blocks.DateBlock(label="成文日期", required=False)
    note = blocks.CharBlock(
        label="附注", max_length=120, required=False, help_text="如“此件公开发布”，显示时自动加括号。"
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context.update(
            organisations=[name for name in value.get("organisations") or () if name],
            date=chinese_date(value.get("date")),
            note=(value.get("note") or "").strip("（）() "),
        )
        return context

    def text_in(self, value):
        lines = [name for name in value.get("organisations") or () if name]
        note = (value.get("note") or "").strip("（）() ")
        return "\n".join(filter(None, [*lines, chinese_date(value.get("date")), note and f"（{note}）"]))

    def sample(self):
        names = self.child_blocks["organisations"].normalize(["某某省人民政府办公厅"])
        return {"organisations": names, "date": date(2026, 3, 16), "note": "此件公开发布"}

    class Meta:
        icon = "edit"
        label = "落款"
        group = OFFICIAL
        description = "公文末尾的发文机关署名和成文日期，按公文格式靠右排列。"
        template = "blocks/signature.html"
