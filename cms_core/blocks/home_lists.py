"""Sections of a home page that read columns: headline, pictures, lists, tabs, covers, leaders, topics."""

from wagtail import blocks

from cms_core.blocks.home_parts import SectionBlock, column_chooser, count_field, span_field, title_field


class HeadlineBlock(SectionBlock):
    sample = "headline"
    column = column_chooser(help_text="头条是这个栏目置顶的一篇，没有置顶则是最新的一篇。")

    class Meta:
        icon = "title"
        label = "头条"
        description = "横贯页面的一条大标题。"


class PictureNewsBlock(SectionBlock):
    sample = "picture_news"
    title = title_field()
    column = column_chooser(help_text="取其中有题图的文章。")
    count = count_field(4, 7)
    span = span_field("6")

    class Meta:
        icon = "image"
        label = "图片新闻"
        description = "一张大图加若干小图，均来自有题图的文章；不自动轮播。"


class TabsBlock(SectionBlock):
    sample = "tabs"
    columns = blocks.ListBlock(column_chooser(), label="栏目", min_num=1, max_num=6)
    count = count_field(8, 15)
    span = span_field("6")

    class Meta:
        icon = "list-ul"
        label = "多栏目切换"
        description = "几个栏目共用一块地方，点栏目名切换；没有脚本时依次列出。"


class ColumnListsBlock(SectionBlock):
    sample = "column_lists"
    columns = blocks.ListBlock(column_chooser(), label="栏目", min_num=1, max_num=4)
    count = count_field(7, 15)
    span = span_field("12")

    class Meta:
        icon = "list-ul"
        label = "栏目列表"
        description = "一至四个栏目并排，各列最新若干条和“更多”。"


class CoversBlock(SectionBlock):
    sample = "covers"
    title = title_field("政府公报")
    column = column_chooser()
    count = count_field(4, 6)
    span = span_field("6")

    class Meta:
        icon = "openquote"
        label = "公报封面"
        description = "以封面样式列出公报栏目最新的几期；有题图的用题图作封面。"


class LeadersBlock(SectionBlock):
    sample = "leaders"
    title = title_field("领导之窗")
    column = column_chooser(help_text="负责人信息栏目：文章标题为姓名，摘要为职务，题图为照片。")
    count = count_field(12, 24)
    span = span_field("12")

    class Meta:
        icon = "group"
        label = "领导名单"
        description = "负责人的姓名与职务。"


class TopicBannersBlock(SectionBlock):
    sample = "topic_banners"
    title = title_field("专题专栏", help_text="")
    count = count_field(3, 6)
    span = span_field("12")

    class Meta:
        icon = "image"
        label = "专题横幅"
        description = "本站正在进行的专题，有头图的用头图；到期的专题自动撤下。"
