"""A workbook of 5,000 powers with 5 % bad rows: the preview, what becomes of it, and the list out again.

`peak_mb` is the highest of a process of its own. A bad row that is not told with row, column, value and reason ends the
benchmark.
"""

import datetime
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.gazette_pdf import memory
from benchmarks.growth import ROOT, databases, show

ROWS, BAD_EVERY = 5000, 20
DAY = datetime.date(2026, 1, 1)
HEADERS = ["序号", "权力编码", "事项名称", "权力类别", "实施机关", "设定依据", "事权层级", "行政区划", "承办科室",
           "法定期限", "法定期限单位", "承诺期限", "承诺期限单位", "办件类型", "咨询电话", "监督电话", "办理地点",
           "办事指南", "是否收费", "申请材料", "受理条件", "备注"]  # fmt: skip
CATEGORIES = ["许可", "处罚", "强制", "征收", "给付", "检查", "确认", "奖励", "裁决", "其他"]
BASIS = "《中华人民共和国{0}法》（2019 年修订）第{1}条：县级以上人民政府有关部门应当依法对{0}活动实施监督管理。" * 4
# Column, what is written there, of each kind of bad row.
WRONG = [(4, "没有这个局"), (3, "行政放行"), (2, ""), (9, "二十天"), (17, "见门户网站"), (14, "1" * 120), (6, "银河级"),
         (3, "许可")]  # fmt: skip


def main():
    for kind, urls in databases():
        with urls as (url, _), tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
            environment = {
                **os.environ,
                "PORTAL_HOME": home,
                "PORTAL_DATABASE_URL": url,
                "PORTAL_BASE_DOMAIN": "bench.localhost",
                "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
            }
            for step in ("prepare", "preview", "confirm", "approve", "download"):
                command = [sys.executable, "-W", "ignore", "-m", "benchmarks.listings_workbooks", step, kind]
                subprocess.run(command, cwd=ROOT, env=environment, check=True)


def run(step: str, kind: str) -> None:
    import django

    django.setup()
    {"prepare": prepare, "preview": preview, "confirm": confirm, "approve": approve, "download": download}[step](kind)


def book() -> Path:
    return Path(os.environ["PORTAL_HOME"]) / "powers.xlsx"


def listing():
    from listings.models import Listing

    return Listing.objects.select_related("portal__organisation").get()


def prepare(kind: str) -> None:
    from django.core.management import call_command

    from benchmarks.gazette_import import make_gazette
    from cms_core.models import Organisation
    from listings.models import Listing

    call_command("migrate", verbosity=0)
    portal = make_gazette().portal
    Listing.objects.create(portal=portal, kind="power")
    bodies = Organisation.objects.filter(path__startswith=portal.organisation.path, kind="department")
    write(book(), [body.name for body in bodies.filter(level=portal.organisation.level)[:40]])


def write(path: Path, bodies: list[str]) -> None:
    import openpyxl

    sheets = openpyxl.Workbook(write_only=True)
    sheet = sheets.create_sheet("权力清单")
    sheet.append(["浙江省行政权力清单"])
    sheet.append(HEADERS)
    for number in range(1, ROWS + 1):
        cells = row(number, bodies)
        if number % BAD_EVERY == 0:
            place, written = WRONG[number // BAD_EVERY % len(WRONG)]
            cells[place] = written
        sheet.append(cells)
    sheets.save(path)


def row(number: int, bodies: list[str]) -> list:
    category = CATEGORIES[number % 9 + 1]
    return [
        number, f"{category}-{number:05}-000", f"第{number}项行政权力（含变更、延续、注销）", category,
        bodies[number % len(bodies)], BASIS.format("土地管理", number % 90 + 1), "省级", "330000000000", "行政审批处",
        20, "工作日", 10, "工作日", "承诺件", "0571-87050000", "0571-12345", "杭州市西湖区省府路 8 号政务服务中心二楼",
        f"https://www.zjzwfw.gov.cn/item/{number}.html", "否", "申请书、身份证明、营业执照、场地使用证明" * 5,
        "依法成立的法人，有与业务相适应的场所、设备和人员" * 3, None,
    ]  # fmt: skip


def preview(kind: str) -> None:
    from django.core.files import File

    from listings.workbooks.actions.map import MapUpload
    from listings.workbooks.actions.receive import ReceiveUpload
    from listings.workbooks.checking import Check
    from listings.workbooks.plan import Plan

    before, started = memory("VmRSS"), perf_counter()
    with book().open("rb") as file:
        upload = ReceiveUpload(listing(), File(file, "powers.xlsx"), day=DAY).execute()
    upload = MapUpload(upload, Plan.of(upload.plan)).execute()
    Check(upload).execute()
    seconds = perf_counter() - started
    upload.refresh_from_db()
    bad = {number + 2 for number in range(BAD_EVERY, ROWS + 1, BAD_EVERY)}
    told = {one.number: one.faults for one in upload.rows.filter(outcome="refused")}
    untold = [fault for faults in told.values() for fault in faults if not (fault["column"] and fault["reason"])]
    if set(told) != bad or untold:
        raise SystemExit(f"退回的行不对：{sorted(bad ^ set(told))[:10]} {untold[:3]}")
    show(
        f"listings_workbooks preview {kind}",
        n=ROWS,
        refused=len(told),
        seconds=round(seconds, 2),
        per_second=round(ROWS / seconds),
        peak_mb=round(memory("VmHWM")),
        grown_mb=round(memory("VmHWM") - before),
        megabytes=round(book().stat().st_size / 1e6, 1),
    )


def confirm(kind: str) -> None:
    from listings.actions.prepare import EditAdjustment
    from listings.models import Upload
    from listings.workbooks.actions.confirm import ConfirmUpload

    started = perf_counter()
    adjustment = ConfirmUpload(Upload.objects.earliest("pk"), accept_good=True).execute()
    seconds = perf_counter() - started
    EditAdjustment(
        adjustment, basis="浙政发〔2014〕8号", basis_url="https://www.zj.gov.cn/8.html",
        approval_number="浙编〔2014〕1号", approving_body=listing().portal.organisation, note="公布清单",
    ).execute()  # fmt: skip
    told = {"n": adjustment.lines.count(), "seconds": round(seconds, 2), "peak_mb": round(memory("VmHWM"))}
    show(f"listings_workbooks confirm {kind}", **told)


def approve(kind: str) -> None:
    from listings.actions.approve import ApproveAdjustment
    from listings.actions.prepare import SubmitAdjustment
    from listings.models import Adjustment

    adjustment = Adjustment.objects.get()
    for name, action in (("submit", SubmitAdjustment), ("approve", ApproveAdjustment)):
        started = perf_counter()
        adjustment = action(adjustment).execute()
        seconds = perf_counter() - started
        told = {"seconds": round(seconds, 2), "per_second": round(ROWS / seconds), "peak_mb": round(memory("VmHWM"))}
        show(f"listings_workbooks {name} {kind}", n=adjustment.lines.count(), **told)


def download(kind: str) -> None:
    from listings.workbooks.template import write_list

    path, started = book().with_name("list.xlsx"), perf_counter()
    write_list(path, listing(), DAY)
    seconds = perf_counter() - started
    told = {"seconds": round(seconds, 2), "peak_mb": round(memory("VmHWM"))}
    show(f"listings_workbooks download {kind}", n=ROWS - ROWS // BAD_EVERY, **told)


if __name__ == "__main__":
    run(*sys.argv[1:]) if len(sys.argv) > 1 else main()
