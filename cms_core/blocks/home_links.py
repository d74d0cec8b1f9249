"""Sections of a home page that are links: tiles with live counts, services, friendly links."""

from wagtail import blocks

from cms_core.blocks.home_parts import AddressBlock, LinkBlock, SectionBlock, span_field, title_field


class TilesBlock(SectionBlock):
    sample = "tiles"
    title = title_field(required=True, help_text="")
    tiles = blocks.ListBlock(LinkBlock(), label="磁贴", min_num=1, max_num=8)
    span = span_field()

    class Meta:
        icon = "grip"
        label = "磁贴"
        description = "带图标的入口；选择了栏目的同时显示该栏目现有条数，如四张清单。"


class ServicesBlock(SectionBlock):
    sample = "services"
    title = title_field("政务服务", required=True, help_text="")
    links = blocks.ListBlock(LinkBlock(), label="服务", min_num=1, max_num=16)
    span = span_field()

    class Meta:
        icon = "link"
        label = "办事服务"
        description = "带图标的一组服务链接。"


class LinkGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="组名", max_length=20)
    links = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label="名称", max_length=40)),
                ("url", AddressBlock(label="网址", max_length=300)),
            ]
        ),
        label="链接",
        min_num=1,
    )


class LinksBlock(SectionBlock):
    sample = "links"
    title = title_field("友情链接", required=True, help_text="")
    groups = blocks.ListBlock(LinkGroupBlock(), label="分组", min_num=1, max_num=6)

    class Meta:
        icon = "site"
        label = "友情链接"
        description = "按组折叠的链接，点组名展开。"
