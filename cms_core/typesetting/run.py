"""The caller's side of typesetting: fills a directory, starts the process, and turns what goes wrong into sentences."""

import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from cms_core.typesetting.errors import TypesettingFailed
from cms_core.typesetting.fonts import FontSet

ROOT = Path(__file__).resolve().parents[2]
# Archival and accessible; only when a text cannot be both is it set without.
STANDARDS = (("a-2a", "ua-1"), ("ua-1",), ())
SECONDS, MEGABYTES = 120, 2048


def fill(directory: Path, templates: Path, book: dict, fonts: FontSet) -> None:
    """Templates, data, and links to the font files that are needed: the process reads nothing else."""
    for template in templates.glob("*.typ"):
        shutil.copy(template, directory)
    (directory / "book.json").write_text(json.dumps(book, ensure_ascii=False))
    (directory / "fonts").mkdir()
    for number, path in enumerate(fonts.files()):
        (directory / "fonts" / f"{number:02}{Path(path).suffix}").symlink_to(path)


def typeset(
    directory: Path,
    moment: datetime.datetime,
    *,
    output: str = "issue.pdf",
    form: str = "pdf",
    ppi: int | None = None,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> dict:
    """What the process says of its work (`standards`, `warnings`, `ms`, `peak_mb`); raises TypesettingFailed."""
    job = {
        "output": output,
        "format": form,
        "ppi": ppi,
        "standards": STANDARDS if form == "pdf" else [()],
        "timestamp": int(moment.timestamp()),
        "seconds": seconds,
        "megabytes": megabytes,
    }
    (directory / "job.json").write_text(json.dumps(job))
    command = [sys.executable, "-m", "cms_core.typesetting.typesetter", str(directory)]
    variables = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    # Its threads reserve memory each; a page needs few of them.
    variables.update(PYTHONDONTWRITEBYTECODE="1", RAYON_NUM_THREADS="2", MALLOC_ARENA_MAX="2")
    try:
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, timeout=seconds + 30, check=False)
    except subprocess.TimeoutExpired:
        raise TypesettingFailed(too_long(seconds)) from None
    answer = directory / "result.json"
    if not answer.exists():
        raise TypesettingFailed(what_ended_it(done, seconds, megabytes))
    result = json.loads(answer.read_text())
    if not result["done"]:
        raise TypesettingFailed(f"PDF 排版未成功：{'；'.join(dict.fromkeys(result['problems']))}")
    return result


def too_long(seconds: int) -> str:
    return f"PDF 排版超过 {seconds} 秒，已停止。请检查是否有特别大的表格，或把它分成两份。"


def what_ended_it(done: subprocess.CompletedProcess, seconds: int, megabytes: int) -> str:
    if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return too_long(seconds)
    last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["没有说明原因"]
    if "No space left" in last[0]:
        return "磁盘空间不足，PDF 没有写成。请清理磁盘后重新生成。"
    if done.returncode < 0 or "memory" in last[0].lower():
        return f"PDF 排版所用内存超过 {megabytes} MB，已停止。请检查是否有特别大的图片或表格。"
    return f"PDF 排版程序没有启动或中途出错：{last[0][:200]}"
