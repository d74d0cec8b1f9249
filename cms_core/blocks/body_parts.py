"""What the blocks of a body share: what each can tell of itself besides its HTML, groups, and the preview."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.templatetags.static import static
from wagtail import blocks

from cms_core.pictures.shown import ShownPicture

WORDS, MEDIA, OFFICIAL = "文字", "图表与影音", "公文与附件"
# What a government page needs of rich text; no italics (Chinese emphasis is bold), no embeds, no alignment.
FEATURES = ["h3", "h4", "bold", "ol", "ul", "link", "document-link", "hr", "superscript", "subscript"]
SHORT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]
PREVIEW = "blocks/preview.html"


@dataclass(frozen=True)
class Heading:
    """A heading of a body: `level` 2 to 4, `anchor` the id it has in the page."""

    level: int
    text: str
    anchor: str


class BodyPart:
    """Mixed into every block of a body."""

    def text_in(self, value) -> str:
        """Plain text, a line for each paragraph."""
        return ""

    def headings_in(self, value, anchor: str) -> list[Heading]:
        return []

    def pictures_in(self, value) -> list:
        return []


class StructPart(BodyPart, blocks.StructBlock):
    """A part of several fields. `sample()` is what its preview shows, with stand-ins for what lies in the database."""

    def sample(self) -> dict:
        raise NotImplementedError

    def get_preview_value(self):
        return self._to_struct_value({**dict.fromkeys(self.child_blocks), **self.sample()})

    def get_preview_template(self, value, context=None):
        return PREVIEW


def sample_picture(alt: str = "会议现场", number: int = 1) -> ShownPicture:
    return ShownPicture(static(f"themes/samples/{number}.svg"), 960, 640, alt)


def sample_attachment(title: str, kind: str, label: str, size: int, name: str):
    return SimpleNamespace(
        title=title, content_kind=kind, kind_label=label, url=f"/documents/1/{name}", get_file_size=lambda: size
    )
