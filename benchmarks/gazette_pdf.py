"""The editions of an issue of 20 and of 100 pages: PDF, EPUB and archive, from real regulations where they are at hand.

`peak_mb` is what the work took at most: the whole typesetting process, and what this one grew by meanwhile. `pages` is
counted in the file made.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.growth import ROOT, show

ROUNDS = 7
SIZES = (20, 100)
REGION = "33"
SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", ROOT.parent / "shared" / "data"))
# About what a page holds: 22 lines of 28 characters, not all of them full.
CHARACTERS_A_PAGE = 470
GENERATED = (
    "第{n}条　各级人民政府应当加强对政务服务网建设的领导，将所需经费列入本级财政预算，建立健全统筹协调机制，"
    "及时研究解决重大问题。"
)


def main():
    """In a process of its own, with data of its own."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        environment = {**os.environ, "PORTAL_HOME": home, "PORTAL_DATABASE_URL": ""}
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings.embedded"
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.gazette_pdf", "measure"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    gazette = make_gazette()
    for number, pages in enumerate(SIZES, 1):
        measure_issue(make_issue(gazette, number, pages), pages)


def measure_issue(issue, wanted: int) -> None:
    from gazette.editions.archive import write_archive
    from gazette.editions.epub import write_epub
    from gazette.editions.pdf import write_pdf

    with tempfile.TemporaryDirectory(prefix="portal-bench-") as directory:
        for form, write in (("pdf", write_pdf), ("epub", write_epub), ("archive", write_archive)):
            target = Path(directory) / f"issue.{form}"
            times, typesetting = [], []
            forget_peak()
            before = memory("VmRSS")
            for _ in range(ROUNDS):
                started = perf_counter()
                answer = write(issue, target)
                times.append((perf_counter() - started) * 1000)
                typesetting.append(answer or {})
            figures = {
                "p50_ms": statistics.median(times),
                "max_ms": max(times),
                "size_kb": target.stat().st_size / 1024,
            }
            if form == "pdf":
                figures["typesetting_ms"] = statistics.median(answer["ms"] for answer in typesetting)
                figures["typesetting_peak_mb"] = max(answer["peak_mb"] for answer in typesetting)
                figures["pages"] = page_count(target)
                figures["standards"] = ",".join(typesetting[-1]["standards"])
            figures["peak_mb"] = memory("VmHWM") - before + figures.get("typesetting_peak_mb", 0)
            rounded = {key: round(value, 1) if isinstance(value, float) else value for key, value in figures.items()}
            show(f"gazette_{form} {wanted} pages", n=issue.entries.count(), **rounded)


def forget_peak() -> None:
    """Count this process's highest memory from now on (Linux, proc(5): clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5")


def memory(what: str) -> float:
    """In MB: VmRSS is now, VmHWM the highest since `forget_peak`."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def page_count(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def make_gazette():
    from cms_core.models import ColumnPage
    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file
    from gazette.models import Gazette, Part
    from sites.actions.provision import ProvisionPortals
    from sites.models import Portal
    from sites.provisioning.requests import organisations_called

    LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
    ProvisionPortals(organisations_called(["zj"]), state="trial").execute()
    portal = Portal.objects.get(key="zj")
    column = ColumnPage.objects.descendant_of(portal.home).first()
    gazette = Gazette.objects.create(portal=portal, column=column, name="浙江省人民政府公报", publisher=portal.name)
    for order, name in enumerate(("省政府令", "省政府文件", "部门文件"), 1):
        Part.objects.create(gazette=gazette, name=name, order=order)
    return gazette


def make_issue(gazette, number: int, pages: int):
    """Regulations, one after the other, until the pages are full."""
    import datetime

    from gazette.models import Issue, IssueEntry
    from gazette.states import IssueState
    from gazette.texts.canonical import seal
    from gazette.texts.standard import standard_of_lines

    issue = Issue.objects.create(gazette=gazette, year=2015, number=number, serial=1067 + number,
                                 state=IssueState.APPROVED, publication_day=datetime.date(2015, 4, 10))  # fmt: skip
    parts = list(gazette.parts.all())
    characters = 0
    for count, (title, lines) in enumerate(texts(), 1):
        room = pages * CHARACTERS_A_PAGE - characters
        while lines and sum(map(len, lines)) > room:
            lines = lines[:-1]
        entry = IssueEntry(issue=issue, part=parts[min(count // 3, 2)], position=count, number=count, title=title,
                           document_number=f"浙政发〔2015〕{count}号", html=standard_of_lines(lines))  # fmt: skip
        seal(entry)
        entry.save()
        characters += sum(map(len, lines))
        if characters >= (pages - 3) * CHARACTERS_A_PAGE:
            return issue


def texts():
    path = SHARED / "laws" / "zhejiang_regulations.jsonl"
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield row["title"], [text.lstrip("# ") for text in row["text"].splitlines() if text.strip()]
    number = 0
    while True:
        number += 1
        yield f"浙江省第{number}号示例办法", [GENERATED.format(n=n) for n in range(1, 60)]


if __name__ == "__main__":
    measure() if sys.argv[1:] else main()
