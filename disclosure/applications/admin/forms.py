"""What the desk's forms share: days, long texts, and plain Chinese errors."""

from django import forms
from django.utils import timezone

TEXT = {"rows": 4}
MOST_WORDS = 5000


class DeskForm(forms.Form):
    """`tell` puts the action's faults beside their fields; what has no field stands above the form."""

    error_css_class = "ap-wrong"

    def tell(self, faults: dict[str, str]) -> None:
        for name, fault in faults.items():
            self.add_error(name if name in self.fields else None, fault)


def day(label: str, help_text: str = "", *, required=True, today=True):
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        initial=timezone.localdate if today else None,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "日期应为 2026-03-02 这样的形式。"},
    )


def words(label: str, help_text: str = "", *, required=True, rows=5):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}。", "max_length": f"最多 {MOST_WORDS} 字，请精简。"},
    )


def line(label: str, help_text: str = "", *, required=False, most=200):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        error_messages={"required": f"请填写{label}。", "max_length": f"最多 {most} 字。"},
    )


def whole(label: str, help_text: str = "", *, initial: int, most: int):
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        initial=initial,
        min_value=1,
        max_value=most,
        error_messages={
            "required": "请填写天数。",
            "invalid": "请填写数字。",
            "min_value": f"应为 1 至 {most}。",
            "max_value": f"应为 1 至 {most}。",
        },
    )


def choice(label: str, choices, help_text: str = "", *, required=True, radio=False):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=required,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={"required": f"请选择{label}。", "invalid_choice": f"请选择{label}。"},
    )
