"""正文: the StreamField of articles, documents, single columns and topics.

Stored values (imports and the demo write them as JSON):

    {"type": "text",        "value": "<p>…</p>"}
    {"type": "heading",     "value": {"level": "2", "text": "一、总体要求"}}            level "2", "3" or "4"
    {"type": "table",       "value": {"data": [["", ""]], "table_caption": "", "table_header_choice": "row",
                                      "mergeCells": [{"row": 0, "col": 0, "rowspan": 2, "colspan": 1}]}}
    {"type": "picture",     "value": {"picture": 7, "alt": "", "caption": "", "source": ""}}
    {"type": "gallery",     "value": {"title": "", "pictures": [<as the value of picture>, …]}}
    {"type": "video",       "value": {"video": 3, "poster": 7, "title": "", "captions": null, "transcript": ""}}
    {"type": "attachments", "value": {"title": "", "files": [{"file": 3, "name": ""}]}}
    {"type": "quote",       "value": {"text": "", "source": ""}}
    {"type": "notice",      "value": {"kind": "info", "title": "", "text": "<p>…</p>"}}  info, important, warning
    {"type": "signature",   "value": {"organisations": ["…办公厅"], "date": "2015-03-16", "note": "此件公开发布"}}
    {"type": "legacy",      "value": "<p>…</p>"}                                         cleaned when stored
"""

from wagtail import blocks

from cms_core.blocks.body_media import GalleryBlock, PictureBlock, VideoBlock
from cms_core.blocks.body_official import AttachmentsBlock, LegacyBlock
from cms_core.blocks.body_reading import anchor_of, pictures_of
from cms_core.blocks.body_table import TableBlock
from cms_core.blocks.body_text import HeadingBlock, TextBlock
from cms_core.blocks.body_words import NoticeBlock, QuoteBlock, SignatureBlock
from cms_core.pictures.shown import prefetch_renditions


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()
    table = TableBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    attachments = AttachmentsBlock()
    signature = SignatureBlock()
    legacy = LegacyBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        prefetch_renditions(pictures_of(value))
        context["parts"] = [{"block": part, "anchor": anchor_of(part, number)} for number, part in enumerate(value, 1)]
        return context

    class Meta:
        template = "blocks/body.html"
