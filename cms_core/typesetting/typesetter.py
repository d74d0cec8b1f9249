"""The process that sets type: `python -m cms_core.typesetting.typesetter DIRECTORY`, with limits of time and memory.

A process of its own, since typst lives in the caller's memory otherwise: a text that makes it run wild or fall must not
take the worker with it. Reads `job.json` and `main.typ` of the directory, writes `result.json` and the files made.
No Django, no database, no network: the directory is all it knows.
"""

import json
import resource
import sys
import time
from pathlib import Path

MEGABYTE = 1 << 20


def main(directory: Path) -> int:
    job = json.loads((directory / "job.json").read_text())
    limit(resource.RLIMIT_CPU, job["seconds"])
    limit(resource.RLIMIT_AS, job["megabytes"] * MEGABYTE)
    limit(resource.RLIMIT_CORE, 0)
    started = time.perf_counter()
    result = {**run(directory, job), "ms": round((time.perf_counter() - started) * 1000, 1)}
    result["peak_mb"] = round(peak_kilobytes() / 1024, 1)
    (directory / "result.json").write_text(json.dumps(result, ensure_ascii=False))
    return 0


def peak_kilobytes() -> int:
    """Of this program alone: on Linux ru_maxrss begins with what the caller had when it started us."""
    try:
        status = Path("/proc/self/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def limit(what: int, value: int) -> None:
    """No higher than what this process was allowed when it began."""
    _, most = resource.getrlimit(what)
    resource.setrlimit(what, (value if most == resource.RLIM_INFINITY else min(value, most), most))


def run(directory: Path, job: dict) -> dict:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(directory / "fonts")])
    compiler = typst.Compiler(
        str(directory / "main.typ"),
        root=str(directory),
        font_paths=fonts,
        ignore_system_fonts=True,
        package_path=str(directory / "no-packages"),
        package_cache_path=str(directory / "no-packages"),
    )
    problems = []
    for standards in job["standards"]:
        try:
            _, warnings = compiler.compile_with_warnings(
                output=str(directory / job["output"]),
                format=job["format"],
                ppi=job.get("ppi"),
                pdf_standards=standards,
                timestamp=job["timestamp"],
            )
        except typst.TypstError as error:
            problems.append(f"{error.message}：{' '.join(error.hints)}" if error.hints else error.message)
            continue
        notes = [warning.message for warning in warnings]
        return {"done": True, "standards": standards, "problems": problems, "warnings": notes}
    return {"done": False, "problems": problems}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
