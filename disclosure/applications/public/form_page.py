"""The form as the page shows it: each field with its value, its hint and what is wrong with it."""

from django.conf import settings

from disclosure.applications.contents import ENDINGS
from disclosure.applications.public import fields as form_fields
from disclosure.applications.public import uploads
from disclosure.applications.public.bodies import Bodies
from disclosure.applications.public.entered import Entered
from disclosure.applications.public.fields import LISTS, TICKS, TITLES, UPLOADS, choices
from disclosure.applications.public.staging import MOST, Staged

TEMPLATE, REVIEW = "apply/form.html", "apply/review.html"
FILES = "files"
PLACES = (
    ("identity", "身份证明复印件", "可以不传：填写证件号码即可作为身份证明，受理机关需要时会与您联系。"),
    ("attachment", "其他附件", "便于查找所需信息的线索、说明等。"),
    ("waiver", "减免费用的证明", "申请减免费用的，上传最低生活保障、特困供养等证明。"),
)


def form_context(entered: Entered, bodies: Bodies, staged: list[Staged], faults: dict[str, str]) -> dict:
    return {
        "form": entered.form,
        "form_title": TITLES[entered.form],
        "other_form": next(name for name in TITLES if name != entered.form),
        "other_title": next(title for name, title in TITLES.items() if name != entered.form),
        "bodies": [
            {
                "title": title,
                "bodies": [{"id": str(one.pk), "name": one.name, "on": str(one.pk) == entered.body} for one in group],
            }
            for title, group in bodies.own
        ],
        "body_fault": faults.get("body", ""),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "text": section.text,
                "fields": [shown(field, entered, faults) for field in section.fields],
            }
            for section in form_fields.sections(entered.form)
        ],
        "places": [{"name": name, "label": label, "hint": hint} for name, label, hint in PLACES],
        "staged": [{"note": one.note(), "name": one.name, "label": one.label, "size": one.size} for one in staged],
        "accept": uploads.ACCEPT,
        "file_hint": f"可以上传 {ENDINGS}，每份不超过 {settings.PORTAL_APPLICATION_FILE_MB} MB，"
        f"共不超过 {MOST} 份。文件加密保存，只有办理人员能看到。",
        "summary": summary(entered.form, faults),
        "trap_fault": faults.get("homepage", ""),
    }


def shown(field, entered: Entered, faults) -> dict:
    value = entered.values.get(field.name, "")
    fault = faults.get(field.name, "")
    # Told before it is too long; the short lines of the others nobody fills.
    most = field.most if field.kind == "area" else 0
    hint = f"{field.hint}最多 {most} 字。" if most else field.hint
    described = [f"{field.name}-hint"] if hint else []
    described += [f"{field.name}-fault"] if fault else []
    chosen = value if isinstance(value, list) else [value]
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "must": field.must,
        "hint": hint,
        "value": value if isinstance(value, str) else "",
        "on": value is True,
        "fault": fault,
        "described": " ".join(described),
        "autocomplete": field.autocomplete,
        "inputmode": field.inputmode,
        "most": most,
        "rows": field.rows,
        "wide": field.wide,
        "choices": [{"value": one, "label": label, "on": one in chosen} for one, label in choices(field.name)],
    }


def summary(form: str, faults: dict[str, str]) -> list[dict]:
    """What is wrong, in the order of the page, each with the way to its field."""
    known = form_fields.fields(form)
    return [
        {"label": known[name].label if name in known else "", "text": text, "target": target_of(name, known)}
        for name, text in faults.items()
    ]


def target_of(name: str, known) -> str:
    if name not in known:
        return name
    return f"{name}-0" if known[name].kind in (*LISTS, "radio") else name


def review_rows(entered: Entered) -> list[dict]:
    """Everything that will be sent, as it was understood."""
    rows = []
    for section in form_fields.sections(entered.form):
        pairs = [(field.label, said(field, entered)) for field in section.fields if field.kind not in UPLOADS]
        rows.append({"title": section.title, "pairs": [(label, text) for label, text in pairs if text]})
    return [one for one in rows if one["pairs"]]


def said(field, entered: Entered) -> str:
    value = entered.values.get(field.name)
    labels = dict(choices(field.name))
    if field.kind in LISTS:
        return "、".join(labels[one] for one in value or ())
    if field.kind in TICKS:
        return "是" if value else "否"
    if field.name == "waiver_reason" and not entered.values.get("fee_waiver"):
        return ""
    return labels.get(value, value) or ""


def hidden_of(entered: Entered, staged: list[Staged]) -> list[tuple[str, str]]:
    """What the page before sending carries on, so that nothing has to be kept here."""
    pairs = [("body", entered.body)]
    for name, value in entered.values.items():
        if isinstance(value, list):
            pairs += [(name, one) for one in value]
        elif value is True:
            pairs.append((name, "1"))
        elif value:
            pairs.append((name, value))
    return pairs + [("staged", one.note()) for one in staged]
