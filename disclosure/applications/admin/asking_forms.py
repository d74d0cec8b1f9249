"""Forms of the steps on the way to the reply: registered, corrected, consulted, extended, paid for."""

from decimal import Decimal

from django import forms

from disclosure.applications.actions.consult import ANSWERS
from disclosure.applications.admin.choices import handlers_of
from disclosure.applications.admin.forms import choice, day, line, whole, words
from disclosure.applications.admin.step_form import StepForm
from disclosure.applications.desk_steps import LETTER_ADDRESSEE, LETTER_WORDS
from disclosure.applications.fees import fee_of_pages, fee_of_request, place_in_month
from disclosure.applications.terms import rule

TOO_MUCH = "金额过大，请核对（单位是元）。"


class Plain(StepForm):
    on = day("日期")
    words = words("备注", required=False, rows=3)


class Register(StepForm):
    on = day("确认日期", "网络、传真、平信：与申请人双方确认之日为收到申请之日；当面提交、需签收的信函以收到之日为准。")


class Assign(StepForm):
    handler = choice("经办人", ())

    def choose(self):
        self.fields["handler"].choices = handlers_of(self.application)

    def arguments(self):
        return {"handler": int(self.cleaned_data["handler"])}


class AskCorrection(StepForm):
    words = words("需要补正的事项", "写明哪里不明确、应当怎样补正；这段文字会写进告知书。补正只能告知一次。")
    days = whole("补正期限（工作日）", initial=rule("correction_answer").days, most=rule("correction_answer").most)


class Corrected(StepForm):
    on = day("收到补正的日期", "答复期限从这一天起重新计算。")
    words = words("补正的内容", "照申请人补正的原意记录；附件在“添加材料”里上传。")


class Lapse(StepForm):
    words = words("说明", "会写进告知书；没有可以不填。", required=False, rows=3)


class Received(StepForm):
    received_on = day("对方收到的日期", "以送达回证、邮件签收记录为准；补正、反馈意见、缴费的期限改从这一天起算。")


class Retract(StepForm):
    words = words("撤销的理由", "只用于误告知、误征求，或者内容、金额有误需要重新告知的。", rows=3)


class CorrectReceipt(StepForm):
    """A day, or the tick; `clean` wants exactly one of them."""

    aside = ("take_back",)
    received_on = day("收到申请之日更正为", "依条例第三十一条应当是哪一天。", required=False, today=False)
    take_back = forms.BooleanField(
        label="撤销登记", help_text="误登记的：回到“待登记”，可以移送、退回或者重新登记。", required=False
    )
    words = words("更正的理由", rows=3)

    def clean(self):
        found = super().clean()
        if "received_on" in found and bool(found["received_on"]) == found["take_back"]:
            self.add_error("received_on", "请填写正确的日期，或者勾选撤销登记；两者只选其一。")
        return found


class Ask(StepForm):
    """The event says to whom; in the letter that stands above the text."""

    addressee = line("向谁征求", "写在征求书的抬头。", required=True)
    words = words("征求什么意见", "写明涉及的信息；不要写申请人是谁。这段文字会写进征求书。")

    def arguments(self):
        found = super().arguments()
        whom, what = found.pop("addressee"), found["words"]
        return found | {"words": f"{whom}：{what}", LETTER_WORDS: what, LETTER_ADDRESSEE: whom}


class AskThirdParty(Ask):
    days = whole("反馈期限（工作日）", initial=rule("third_party").days, most=rule("third_party").days)


class AskBodies(Ask):
    days = whole("反馈期限（工作日）", initial=rule("other_bodies").days, most=rule("other_bodies").days)


class Answered(StepForm):
    on = day("收到意见的日期")
    answer = choice("意见", tuple(ANSWERS.items()), radio=True)
    words = words("意见的内容", required=False)


class AskExtension(StepForm):
    words = words("延期的理由", "负责人据此批准；批准后写进告知书，接在“因”字之后。", rows=3)
    days = whole("延长（工作日）", initial=rule("extension").days, most=rule("extension").days)


class ApproveExtension(StepForm):
    words = words("告知申请人的理由", "接在“因”字之后，写进告知书。", rows=3)


class RefuseExtension(StepForm):
    words = words("不同意的理由", rows=3)


class AskFee(StepForm):
    amount = forms.DecimalField(
        label="金额（元）",
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
        error_messages={
            "required": "请填写金额。",
            "invalid": "请填写数字。",
            "min_value": "金额应大于零。",
            "max_digits": TOO_MUCH,
            "max_whole_digits": TOO_MUCH,
            "max_decimal_places": "金额最多到分（两位小数）。",
        },
    )
    words = words("计费依据", "写明按件还是按量、件数或者页数；这段文字会写进通知书。", rows=3)

    def choose(self):
        """What the tiers say; the handler decides which of the two ways the body charges by."""
        place = place_in_month(self.application)
        pages = "、".join(f"{number} 页 {fee_of_pages(number)} 元" for number in (50, 100, 200))
        self.fields["amount"].help_text = (
            f"按件：这是该申请人本月向本机关提出的第 {place} 件，应收 {fee_of_request(place)} 元；按量：{pages}。"
            "标准为国办函〔2020〕109号。"
        )
