"""Blocks of a home page."""

from wagtail import blocks


class HomeSectionsBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label="文字")
