"""The register as a workbook: without anything personal; or with it, for who may, one entry in the log a portal."""

import io
from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.utils import timezone
from django.views.generic import View
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from disclosure.applications.admin import logged
from disclosure.applications.admin.base import Desk
from disclosure.applications.admin.filters import Asked
from disclosure.applications.admin.register import ordered
from disclosure.applications.admin.rows import due_mark, result_of, row_of, who
from disclosure.applications.particulars import Applicant, Request
from disclosure.applications.permissions import Power, applications_for, portals_for
from disclosure.applications.states import Way
from disclosure.sealing import SealsError
from disclosure.sealing.workbooks import save, sheet_of

WIDTHS = (22, 24, 12, 14, 12, 12, 12, 12, 16, 20, 12, 30, 40, 10, 12)
PERSONAL_WIDTHS = (16, 24, 18, 28, 24, 40, 60)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def columns():
    """(label, value of an application on a day): what may lie on any desk."""
    return (
        ("登记编号", lambda one, on: one.number or "草稿"),
        ("受理机关", lambda one, on: one.organisation.name),
        ("申请人类型", lambda one, on: one.get_applicant_kind_display()),
        ("申请方式", lambda one, on: one.get_channel_display()),
        ("收到日期", lambda one, on: one.arrived_on),
        ("受理日期", lambda one, on: one.received_on),
        ("状态", lambda one, on: one.get_state_display()),
        ("期限", lambda one, on: one.due_on),
        ("期限事项", lambda one, on: one.get_due_kind_display() if one.due_on else ""),
        ("剩余", lambda one, on: due_mark(one, on)[1]),
        ("办结日期", lambda one, on: one.closed_on),
        ("答复类型", lambda one, on: result_of(one)),
        ("年报统计项", lambda one, on: row_of(one, on)["outcome"]),
        ("计入年报", lambda one, on: "是" if one.counted else "否"),
        ("经办人", lambda one, on: who(one.handler)),
    )


def personal_of(application) -> list[str]:
    try:
        applicant = Applicant.of(application.applicant.open())
        request = Request.of(application.request.open())
    except SealsError:
        return ["（密钥不在，无法读取）"]
    ways = "、".join(Way(way).label for way in application.ways)
    contact = [applicant.phone, applicant.email, applicant.address]
    asked = " ".join(text for text in (request.title, request.document_number, request.description) if text)
    return [applicant.name, applicant.identity, contact[0], contact[1], contact[2], ways, asked]


PERSONAL = ("申请人", "证件号码（信用代码）", "电话", "电子邮箱", "地址", "获取方式", "所需信息")


class Export(Desk, View):
    """GET: the filtered register without personal data. POST with `personal`: with them, logged."""

    def get(self, request, *args, **kwargs):
        rows = Asked.of(request.GET).filter(applications_for(request.user), request.user, self.today)
        return self.answer(rows, personal=False)

    def post(self, request, *args, **kwargs):
        portals = portals_for(request.user, Power.EXPORT)
        if not portals.exists():
            raise PermissionDenied
        rows = applications_for(request.user).filter(portal__in=portals.values("pk"))
        rows = Asked.of(request.POST).filter(rows, request.user, self.today)
        numbers = Counter(rows.order_by().values_list("portal", flat=True))
        for portal in portals.filter(pk__in=numbers):
            logged.note(portal, logged.EXPORT, request.user, number=numbers[portal.pk])
        return self.answer(rows, personal=True)

    def answer(self, rows, *, personal: bool):
        # In memory, where a disk would keep names in clear; a register of 50,000 is some megabytes.
        target = io.BytesIO()
        write(
            target,
            ordered(rows.select_related("organisation", "portal", "handler")).iterator(chunk_size=500),
            self.today,
            personal=personal,
        )
        target.seek(0)
        name = f"依申请公开台账{'（含个人信息）' if personal else ''}{timezone.localdate():%Y%m%d}.xlsx"
        return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


def write(target, applications, on, *, personal: bool) -> None:
    book = Workbook(write_only=True)
    sheet = sheet_of(book, "台账")
    for place, width in enumerate((*WIDTHS, *(PERSONAL_WIDTHS if personal else ()))):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.freeze_panes = "B2"
    labels = [label for label, _ in columns()] + list(PERSONAL if personal else ())
    sheet.append([header(sheet, label) for label in labels])
    for application in applications:
        values = [value(application, on) for _, value in columns()]
        values += personal_of(application) if personal else []
        sheet.append([cell(sheet, value) for value in values])
    save(book, target)


def header(sheet, label: str):
    found = cell(sheet, label)
    found.font = Font(bold=True)
    return found


def cell(sheet, value):
    """Text stays text, whatever it begins with: an applicant's “=1+1” is no formula of ours."""
    if not isinstance(value, str):
        found = WriteOnlyCell(sheet, value)
        if value is not None:
            found.number_format = "yyyy-mm-dd"
        return found
    found = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:32000])
    found.data_type, found.number_format = "s", "@"
    found.quotePrefix = value.startswith(("=", "+", "-", "@", "'"))
    return found
