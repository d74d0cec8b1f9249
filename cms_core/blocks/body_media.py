"""Pictures and video in a body."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms_core.blocks.body_parts import MEDIA, SHORT_FEATURES, StructPart, sample_attachment, sample_picture
from cms_core.blocks.body_text import RichPart
from cms_core.html.text import text_of
from cms_core.pictures.shown import BODY_SPEC, GALLERY_SPEC, shown


def words_of(value, picture) -> dict:
    """Caption and source below a picture: what is written here, or else what stands on the picture itself."""
    return {
        "caption": value.get("caption") or "",
        "source": value.get("source") or getattr(picture, "source", "") or "",
    }


class PictureFields(StructPart):
    picture = ImageChooserBlock(label="图片")
    alt = blocks.CharBlock(label="替代文字", max_length=255, required=False, help_text="留空则用图片库中的“图片说明”。")
    caption = blocks.CharBlock(label="图注", max_length=200, required=False)
    source = blocks.CharBlock(label="来源", max_length=60, required=False, help_text="留空则用图片库中的来源。")

    def shown(self, value, spec) -> dict | None:
        picture = value.get("picture")
        image = shown(picture, spec, value.get("alt") or "")
        return {"image": image, **words_of(value, picture)} if image else None

    def text_in(self, value):
        return value.get("caption") or ""

    def pictures_in(self, value):
        return [value["picture"]] if value.get("picture") else []

    def sample(self):
        return {"picture": sample_picture(), "caption": "政务公开工作会议现场", "source": "本网记者摄"}


class PictureBlock(PictureFields):
    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["figure"] = self.shown(value, BODY_SPEC)
        return context

    class Meta:
        icon = "image"
        label = "图片"
        group = MEDIA
        description = "一张图片，带图注和来源。动图只显示第一帧。"
        template = "blocks/picture.html"


class GalleryBlock(StructPart):
    title = blocks.CharBlock(label="图集名称", max_length=60, required=False)
    pictures = blocks.ListBlock(PictureFields(), label="图片", min_num=2, max_num=40)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        fields = self.child_blocks["pictures"].child_block
        items = value.get("pictures") or ()
        context["figures"] = [figure for item in items if (figure := fields.shown(item, GALLERY_SPEC))]
        return context

    def text_in(self, value):
        captions = [item.get("caption") for item in value.get("pictures") or ()]
        return "\n".join(filter(None, [value.get("title"), *captions]))

    def pictures_in(self, value):
        return [item["picture"] for item in value.get("pictures") or () if item.get("picture")]

    def sample(self):
        fields = self.child_blocks["pictures"].child_block
        items = [
            fields._to_struct_value({**fields.sample(), "picture": sample_picture(f"会议现场{number}", number)})
            for number in (1, 2, 3)
        ]
        return {"title": "会议图集", "pictures": items}

    class Meta:
        icon = "image"
        label = "图集"
        group = MEDIA
        description = "两张以上的图片，并排显示。"
        template = "blocks/gallery.html"


class VideoBlock(StructPart):
    """Our own file in the browser's own player, with captions and a transcript (WCAG 1.2.1, 1.2.2)."""

    video = DocumentChooserBlock(label="视频", help_text="MP4 格式，在附件中上传。")
    poster = ImageChooserBlock(label="封面图", required=False)
    title = blocks.CharBlock(label="标题", max_length=120)
    captions = DocumentChooserBlock(label="字幕", required=False, help_text="VTT 格式，在附件中上传。")
    transcript = RichPart(label="文字稿", required=False, features=SHORT_FEATURES, help_text="供听不见声音的读者阅读。")

    def clean(self, value):
        errors = {}
        try:
            value = super().clean(value)
        except StructBlockValidationError as error:
            errors.update(error.block_errors)
        for name, kind, message in (
            ("video", "mp4", "请选择 MP4 格式的视频；其他格式请先转换。"),
            ("captions", "vtt", "请选择 VTT 格式的字幕。"),
        ):
            chosen = value.get(name)
            if chosen and chosen.content_kind != kind:
                errors[name] = ValidationError(message)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["poster"] = shown(value.get("poster"), BODY_SPEC)
        return context

    def text_in(self, value):
        transcript = value.get("transcript")
        return "\n".join(filter(None, [value.get("title"), text_of(transcript.source) if transcript else ""]))

    def pictures_in(self, value):
        return [value["poster"]] if value.get("poster") else []

    def sample(self):
        return {
            "video": sample_attachment("政策解读", "mp4", "MP4 视频", 38_000_000, "policy.mp4"),
            "poster": sample_picture("政策解读视频封面", 2),
            "title": "一图读懂：政务公开新规",
            "transcript": self.child_blocks["transcript"].normalize("<p>各位观众，下面介绍主要内容。</p>"),
        }

    class Meta:
        icon = "media"
        label = "视频"
        group = MEDIA
        description = "本站上传的 MP4 视频，可带封面、字幕和文字稿。不嵌入其他网站的播放器。"
        template = "blocks/video.html"
