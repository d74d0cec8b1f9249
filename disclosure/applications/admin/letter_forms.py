"""The forms of letters and of their wording."""

from django import forms

from disclosure.applications.admin.forms import DeskForm, choice, line, words
from disclosure.applications.letters.kinds import kinds


class LetterForm(DeskForm):
    title = line("标题", most=100)
    addressee = line("收件人", "抬头，不带冒号；{申请人} 发出时换成姓名或者名称。")
    body = forms.CharField(
        label="正文",
        required=False,
        help_text="每行一段。花括号里的占位词在发出时按当天的情况填入，也可以直接改成文字。",
        widget=forms.Textarea(attrs={"rows": 16}),
        strip=False,
    )
    signature = forms.CharField(label="落款", required=False, widget=forms.Textarea(attrs={"rows": 1}))


class NewLetterForm(DeskForm):
    kind = choice("文书", ())
    addressee = line("收件人", "给申请人的留空。")
    words = words("内容或者理由", "写进正文的“{办理意见}”处。", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "请选择"), *((kind.key, kind.label) for kind in kinds().values())]


class WordingForm(DeskForm):
    title = line("标题", most=60)
    word = line("发文代字", "如“桐庐公开答”，编号成“桐庐公开答〔2026〕第1号”。同一代字连续编号。", most=30)
    body = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 16}), strip=False)
