"""Forms of the steps that end an application, and of those that follow."""

from django import forms

from disclosure.applications.admin.choices import (
    pages_of,
    portals_to_hand_to,
    replies_grouped,
    reviews_open,
    same_applicant,
)
from disclosure.applications.admin.forms import choice, day, line, words
from disclosure.applications.admin.step_form import StepForm
from disclosure.applications.outcomes import all_replies
from disclosure.applications.states import FileKind, ReviewKind, ReviewResult, Way
from disclosure.models import Application


class Reply(StepForm):
    reply = choice("答复类型", (), "每一种对应年报第三部分的一行。")
    words = words("答复内容、理由", "予以公开的写明所附信息，不予公开的写明理由；这段文字会写进答复书。", rows=8)

    def choose(self):
        self.fields["reply"].choices = [("", "请选择"), *replies_grouped()]


class Revise(StepForm):
    reply = choice("更正为", ())
    words = words("更正的理由", "只改年报的统计项，已发出的文书不变。", rows=3)

    def choose(self):
        others = [(code, reply.label) for code, reply in all_replies().items() if code != self.application.reply]
        self.fields["reply"].choices = [("", "请选择"), *others]


class Deliver(StepForm):
    on = day("送达日期")
    way = choice("送达方式", Way.choices)
    words = words("送达情况", "如快递单号、签收人。", required=False, rows=3)


class HandOver(StepForm):
    portal = choice("移送给", (), "平台上的机关会直接收到这件申请；移送后您将看不到它。", required=False)
    words = words("依据和联系方式", "移送给平台以外的机关时必填，写明机关名称。会写进告知书。", required=False, rows=3)

    def choose(self):
        self.fields["portal"].choices = [("", "平台以外的机关"), *portals_to_hand_to(self.application)]

    def arguments(self):
        found = super().arguments()
        return found | ({"portal": int(found["portal"])} if "portal" in found else {})


class Return(StepForm):
    words = words("退回的理由", "申请人会看到，也会写进告知书。退回的不计入年报。", rows=3)


class Merge(StepForm):
    into = line("并入哪一件（登记编号）", "同一申请人向同一机关就相同内容提出的申请才能并案。", required=True)
    words = words("说明", required=False, rows=3)

    def choose(self):
        self.others = same_applicant(self.application)
        if self.others:
            self.fields["into"].widget.attrs["list"] = "same-applicant"

    def clean_into(self):
        number = self.cleaned_data["into"].strip()
        found = Application.objects.filter(number=number, portal=self.application.portal_id).first()
        if found is None:
            raise forms.ValidationError("这个门户没有这个编号的申请，请核对。")
        return found.pk


class AddFile(StepForm):
    kind_of = choice(
        "类别", [("", "请选择"), *FileKind.choices], "“答复材料”会提供给申请人下载，其他类别只有本机关能看到。"
    )
    content = forms.FileField(
        label="文件", error_messages={"required": "请选择文件。", "empty": "文件是空的，请重新选择。"}
    )


class MakePublic(StepForm):
    page = choice("已公开在", (), "已经发布在门户上的选那一篇；还没有的在下面新建草稿。", required=False)
    aside = ("title", "column")
    title = line("新建草稿：标题", "不要写申请人是谁。")
    column = choice("新建草稿：栏目", (), required=False)

    def __init__(self, application, *args, columns=(), **kwargs):
        self.columns = columns
        super().__init__(application, *args, **kwargs)

    def choose(self):
        self.fields["page"].choices = [("", "还没有，新建草稿"), *pages_of(self.application)]
        self.fields["column"].choices = [("", "请选择"), *self.columns]

    def arguments(self):
        found = super().arguments()
        return {"page": int(found["page"])} if "page" in found else {}


class Review(StepForm):
    kind_of = choice("类别", ReviewKind.choices)
    on = day("立案日期")
    words = words("案号、事由", rows=3)


class ReviewDecided(StepForm):
    review = choice("哪一件", ())
    result = choice("结果", [pair for pair in ReviewResult.choices if pair[0] != ReviewResult.PENDING])
    on = day("审结日期")
    words = words("说明", required=False, rows=3)

    def choose(self):
        self.fields["review"].choices = reviews_open(self.application)

    def arguments(self):
        found = super().arguments()
        return found | {"review": int(found["review"])}
