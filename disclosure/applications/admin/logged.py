"""Who looked at whose particulars, and what else is worth keeping besides the events; never the data themselves."""

from wagtail.log_actions import log

from disclosure.models import Application

SHOWN = "disclosure.application.show"
FILE = "disclosure.application.file"
LETTER = "disclosure.application.letter"
REMIND = "disclosure.application.remind"
FOUND = "disclosure.application.search"
EXPORT = "disclosure.application.export"
WORDS = {
    SHOWN: ("查看申请人信息", "查看了申请人信息"),
    FILE: ("下载申请材料", "下载了申请材料"),
    LETTER: ("查看、下载文书", "查看或者下载了文书"),
    REMIND: ("催办", "催办"),
    EXPORT: ("导出含个人信息的申请台账", "导出了含个人信息的申请台账"),
    FOUND: ("按申请人查找申请", "按申请人查找了申请"),
    "disclosure.letters.wording": ("修改文书模板", "修改了文书模板"),
    "disclosure.letters.standard": ("恢复标准文书模板", "恢复了标准文书模板"),
}


def note(instance, action: str, user, **data) -> None:
    """`data` are keys and numbers. The label that Wagtail keeps is the receipt number."""
    log(instance, action, user=user, data=data)


def reminders_of(application_ids) -> dict[int, object]:
    """The last 催办 of each, one query."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import ModelLogEntry

    kind = ContentType.objects.get_for_model(Application)
    rows = ModelLogEntry.objects.filter(
        content_type=kind, action=REMIND, object_id__in=[str(pk) for pk in application_ids]
    )
    return {int(row.object_id): row for row in rows.select_related("user").order_by("timestamp")}
