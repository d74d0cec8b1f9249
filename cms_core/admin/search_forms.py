"""The forms of 检索: a group of synonyms, a promoted result. What is right is judged by the actions."""

from django import forms
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.models import Page

from cms_core.models.search_promotions import PromotionMatch, SearchPromotion
from cms_core.search.editors.promotions import public_entries

ONE_LINE = {"maxlength": 120}


class OfPortal(forms.Form):
    """`portals`: (id, title) of those whose search the user keeps; a row that is there stays with its portal."""

    home = forms.ChoiceField(label="门户")

    def __init__(self, *args, portals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["home"].choices = portals
        if len(portals) == 1:
            self.fields["home"].widget = forms.HiddenInput()
            self.fields["home"].initial = portals[0][0]
        self.fields["home"].error_messages["invalid_choice"] = "请选择您管理的门户。"


class SynonymForm(OfPortal):
    words = forms.CharField(
        label="词",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        help_text="意思相同的 2 到 12 个词，用顿号、逗号或换行隔开，如“公积金、住房公积金”。",
        error_messages={"required": "请填写词，如“公积金、住房公积金”。"},
    )
    one_way = forms.BooleanField(
        label="单向",
        required=False,
        help_text="勾选后只有搜第一个词时才同时找后面的词，反过来不找。例如“车牌、机动车号牌”。",
    )
    enabled = forms.BooleanField(label="启用", required=False, initial=True)
    note = forms.CharField(label="备注", required=False, max_length=200, help_text="为什么设这一组，只有编辑看得到。")


class PublicPageChooser(AdminPageChooser):
    """Names a page only while the public can read it: else a number in a form would tell another portal's drafts."""

    def get_instance(self, value):
        found = super().get_instance(value)
        return found if found is not None and public_entries([found.pk]) else None


class PromotionForm(OfPortal):
    words = forms.CharField(
        label="搜索词",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=400,
        help_text="读者会搜的词或问题，最多 6 个，每行一个。空格、标点和大小写不计。",
        error_messages={"required": "请填写读者会搜的词或问题，如“公积金提取”。"},
    )
    match = forms.ChoiceField(
        label="匹配",
        choices=PromotionMatch.choices,
        widget=forms.RadioSelect,
        initial=PromotionMatch.EXACT,
        help_text="“整句相同”：读者搜的正好是这个词；“包含”：搜的话里有这个词。",
    )
    page = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label="内容",
        required=False,
        widget=PublicPageChooser(show_edit_link=False),
        help_text="任何门户已公开的文章或公文。撤下或废止后自动不再显示，并会提醒您。",
        error_messages={"invalid_choice": "这一页已经不在，请重新选择。"},
    )
    url = forms.CharField(
        label="网址",
        required=False,
        max_length=500,
        help_text="不是本平台的内容时填写，如 https://…；本站的地址可以 / 开头。与“内容”只填一个。",
    )
    title = forms.CharField(
        label="标题", required=False, max_length=100, help_text="推荐内容时可留空，用内容自己的标题；推荐网址时必填。"
    )
    text = forms.CharField(
        label="说明",
        required=False,
        max_length=120,
        widget=forms.Textarea(attrs={"rows": 2, **ONE_LINE}),
        help_text="一句话，最多 120 个字；留空则用内容的摘要。",
    )
    since = forms.DateField(label="开始日期", required=False, widget=AdminDateInput, help_text="留空则立即生效。")
    until = forms.DateField(
        label="结束日期", required=False, widget=AdminDateInput, help_text="含当天；留空则长期有效。"
    )
    order = forms.IntegerField(
        label="顺序", min_value=1, max_value=999, initial=10, help_text="数字小的在前；一次检索最多显示 3 条。"
    )
    enabled = forms.BooleanField(label="启用", required=False, initial=True)

    @staticmethod
    def initial_of(row: SearchPromotion) -> dict:
        names = ("words", "match", "page", "url", "title", "text", "since", "until", "order", "enabled")
        return {name: getattr(row, name if name != "page" else "page_id") for name in names}
