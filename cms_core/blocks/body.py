"""Blocks of a body."""

from wagtail import blocks


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label="正文")

    class Meta:
        template = "blocks/body.html"
