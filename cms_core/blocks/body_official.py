"""Attached files, and the bodies of old portals."""

from django.template.defaultfilters import filesizeformat
from django.utils.safestring import mark_safe
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms_core.blocks.body_parts import OFFICIAL, PREVIEW, BodyPart, StructPart, sample_attachment
from cms_core.html.clean import clean_legacy_html, safe_html
from cms_core.html.tables import frame_tables
from cms_core.html.text import text_of


class AttachedFile(blocks.StructBlock):
    file = DocumentChooserBlock(label="附件")
    name = blocks.CharBlock(label="显示名称", max_length=200, required=False, help_text="留空则用附件的标题。")

    class Meta:
        label = "附件"
        icon = "doc-full"


class AttachmentsBlock(StructPart):
    """Each file with its kind and size, so that nobody fetches 40 MB by mistake; printed with its address."""

    title = blocks.CharBlock(label="标题", max_length=40, required=False, help_text="留空则为“附件”。")
    files = blocks.ListBlock(AttachedFile(), label="附件", min_num=1)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context.update(title=value.get("title") or "附件", files=self.shown(value, context.get("request")))
        return context

    def shown(self, value, request) -> list[dict]:
        rows = []
        for item in value.get("files") or ():
            if not (file := item.get("file")):
                continue
            size = file.get_file_size()
            rows.append(
                {
                    "name": item.get("name") or file.title,
                    "url": file.url,
                    "address": request.build_absolute_uri(file.url) if request else file.url,
                    "ending": file.content_kind,
                    "kind": file.kind_label,
                    "size": filesizeformat(size) if size else "",
                }
            )
        return rows

    def text_in(self, value):
        return "\n".join(
            item.get("name") or item["file"].title for item in value.get("files") or () if item.get("file")
        )

    def sample(self):
        fields = self.child_blocks["files"].child_block
        samples = [
            sample_attachment("某政办发〔2026〕8号", "pdf", "PDF", 412_000, "sample.pdf"),
            sample_attachment("任务分工表", "xlsx", "Excel 表格", 28_000, "sample.xlsx"),
        ]
        return {"files": [fields._to_struct_value({"file": file, "name": ""}) for file in samples]}

    class Meta:
        icon = "doc-full-inverse"
        label = "附件"
        group = OFFICIAL
        description = "一个或几个附件，自动注明类型和大小。可上传 doc、docx、wps、xls、xlsx、et、pdf、ofd、zip 等。"
        template = "blocks/attachments.html"


class LegacyBlock(BodyPart, blocks.RawHTMLBlock):
    """Cleaned whenever it is stored, and passed through the last filter again when it is shown."""

    def clean(self, value):
        return super().clean(clean_legacy_html(str(value or "")))

    def get_prep_value(self, value):
        return clean_legacy_html(str(super().get_prep_value(value) or ""))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["html"] = mark_safe(frame_tables(safe_html(str(value or ""))))
        return context

    def text_in(self, value):
        return text_of(str(value or ""))

    def get_preview_template(self, value, context=None):
        return PREVIEW

    class Meta:
        icon = "code"
        label = "旧版正文"
        group = OFFICIAL
        description = "从旧网站迁来的 HTML，保存时自动清洗（去除脚本、样式和外部图片）。新内容请用“正文”。"
        template = "blocks/legacy.html"
        preview_value = (
            '<p class="align-center"><strong>关于公布行政规范性文件清理结果的通知</strong></p>'
            "<p>各县（市、区）人民政府：</p><table><tr><td>序号</td><td>文件名称</td></tr>"
            "<tr><td>1</td><td>某政发〔2009〕12号</td></tr></table>"
        )
