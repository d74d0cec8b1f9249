"""Back issues of a gazette: 500 issues with 10,000 documents from one file, 410 real regulations among them.

The regulations are read from PORTAL_SHARED_DATA; without them all texts are made, and the row says so. `peak_mb` is of
the whole process, `grown_mb` what the import added. What is read after it (citations) is a row of its own.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.gazette_pdf import memory
from benchmarks.growth import ROOT, databases, show
from benchmarks.provision import queries

ISSUES, PER_ISSUE, FIRST_YEAR, A_YEAR = 500, 20, 2002, 24
SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", ROOT.parent / "shared" / "data"))
REGULATIONS = SHARED / "laws" / "zhejiang_regulations.jsonl"
PARTS = ("省政府令", "省政府文件", "省政府办公厅文件", "省级部门文件")
SUBJECTS = ("政务服务网建设", "安全生产", "环境保护", "农村公路养护", "义务教育均衡发展", "食品药品监管", "消防工作")
TASKS = ("加强组织领导", "落实工作责任", "完善工作机制", "强化要素保障", "严格监督考核", "深化改革创新", "做好宣传引导")
SENTENCE = "各地、各部门要切实提高认识，按照职责分工抓好落实，重点工作于{year}年12月底前完成，有关情况及时报告。"


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
            command = [sys.executable, "-W", "ignore", "-m", "benchmarks.gazette_import", kind]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)


def measure(kind: str, issues: int = ISSUES) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from migrations.actions.import_gazette import ImportGazette

    call_command("migrate", verbosity=0)
    portal = make_gazette().portal
    path = Path(os.environ["PORTAL_HOME"]) / "contents.jsonl"
    real = write_contents(path, issues)
    for name in ("gazette_import", "gazette_import again"):
        with queries() as count:
            before = memory("VmRSS")
            started, worked = perf_counter(), process_time()
            report = ImportGazette(path, portal).execute()
            seconds, cpu = perf_counter() - started, process_time() - worked
        show(
            f"{name} {kind}",
            n=report.entries,
            issues=report.created_issues,
            regulations=real,
            seconds=round(seconds, 2),
            cpu_seconds=round(cpu, 2),
            per_second=round(report.entries / seconds),
            per_cpu_second=round(report.entries / cpu),
            queries=count(),
            peak_mb=round(memory("VmHWM")),
            grown_mb=round(memory("VmHWM") - before),
            megabytes=round(path.stat().st_size / 1e6, 1),
            differences=len(report.differences),
        )
    from cms_core.citations.unread import catch_up
    from gazette.models import Issue
    from gazette.signing.verify import verify_issue

    started, worked = perf_counter(), process_time()
    read = catch_up()
    cpu = process_time() - worked
    show(
        f"gazette_import citations {kind}",
        n=read,
        seconds=round(perf_counter() - started, 2),
        cpu_seconds=round(cpu, 2),
        per_cpu_second=round(read / cpu),
    )
    some = Issue.objects.order_by("pk")[:: max(1, issues // 20)]
    problems = [problem for issue in some for problem in verify_issue(issue)]
    show(f"gazette_import verified {kind}", n=len(some), problems=len(problems))


def make_gazette():
    """That of 浙江, on a portal with its columns."""
    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file
    from gazette.actions.create_gazette import CreateGazette
    from sites.actions.provision import ProvisionPortals
    from sites.models import Portal
    from sites.provisioning.requests import organisations_called

    LoadOrganisations(read_organisations(shipped_file("33"))).execute()
    ProvisionPortals(organisations_called(["zj"]), state="trial").execute()
    portal = Portal.objects.select_related("home", "organisation", "collection", "site").get(key="zj")
    return CreateGazette(portal, user=None).execute()


def write_contents(path: Path, issues: int) -> int:
    """One entry a line, in the order of print; how many of them are real."""
    real = regulations()
    made = (made_entry(number) for number in itertools.count(1))
    every = max(1, issues * PER_ISSUE // max(1, len(real)))
    taken = iter(real)
    with path.open("w", encoding="utf-8") as file:
        for place in range(issues * PER_ISSUE):
            issue = place // PER_ISSUE
            year, number = FIRST_YEAR + issue // A_YEAR, issue % A_YEAR + 1
            month = (number + 1) // 2
            entry = (next(taken, None) if place % every == 0 else None) or next(made)
            entry |= {
                "年份": year,
                "期号": f"第{number}期(总第{issue + 701}期)",
                "出版日期": f"{year}-{month:02}-{25 if number % 2 == 0 else 10}",
                "页码": f"{place % PER_ISSUE * 3 + 1}-{place % PER_ISSUE * 3 + 3}",
            }
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return sum(1 for _ in real)


def regulations() -> list[dict]:
    if not REGULATIONS.is_file():
        return []
    with REGULATIONS.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        {
            "栏目": "地方性法规",
            "标题": row["title"],
            "成文日期": row["first_date"] or "",
            "施行日期": row["effective_in_text"] or "",
            "正文": row["text"],
        }
        for row in rows
    ]


def made_entry(number: int) -> dict:
    """About 1,500 characters, with headings, tasks, a citation and a signature, as a notice of an office has."""
    year, serial = FIRST_YEAR + number // 500, number % 500 + 1
    subject = f"{SUBJECTS[number % len(SUBJECTS)]}{number}"
    lines = [
        "各市、县（市、区）人民政府，省政府直属各单位：",
        f"《{year}年{subject}工作要点》已经省政府同意，现印发给你们。",
    ]
    for place, task in enumerate(TASKS):
        lines += [f"{'一二三四五六七'[place]}、{task}"]
        lines += [f"（{numeral}）{task}。{SENTENCE.format(year=year) * 2}" for numeral in "一二"]
    lines += [
        f"附则按照浙政办发〔{year - 1}〕{serial}号执行。",
        "浙江省人民政府办公厅",
        f"{year}年3月16日",
        "（此件公开发布）",
    ]
    return {
        "栏目": PARTS[number % len(PARTS)],
        "标题": f"浙江省人民政府办公厅关于印发{year}年{subject}工作要点的通知",
        "发文字号": f"浙政办发〔{year}〕{serial}号",
        "发文机关": "省政府办公厅",
        "成文日期": f"{year}-03-16",
        "主题分类": "综合政务/电子政务",
        "正文": "\n".join(lines),
    }


if __name__ == "__main__":
    measure(*sys.argv[1:2], *map(int, sys.argv[2:3])) if len(sys.argv) > 1 else main()
