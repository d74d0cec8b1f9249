"""A Chinese font for the gazette's PDF where the system has none: two open fonts, taken out of a wheel on PyPI.

Why this wheel and only these files of it: docs/decisions/0003-gazette-fonts.md.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from config.launch import PORTAL_HOME
from deploy.launch.environment import locked

WHEEL = "mplfonts==0.0.11"
WHEEL_SHA256 = "b5e05ba7fd9a59cae48d1db41f657f50e6765e6f04b8d78504438b93a66b6e13"
FONTS = {
    "NotoSerifCJKsc-Regular.otf": "efa5e49879a789c1ecad8f07e1813c7f9aa6c4b951fdbb5791d85d67345632d7",
    "NotoSansCJKsc-Regular.otf": "1652500938055a232cfbfa321de6ebaadfc5635dd9f75e369bc991d14a6512dd",
}
MISSING = (
    "没有中文字体，公报的 PDF 暂时不能生成（网站其他部分不受影响）。可以 apt-get install fonts-noto-cjk，"
    "或把字体文件放进 {place}，然后执行 ./portal manage build_editions。"
)


def provide() -> None:
    """Fetch the fonts once when there is none; without a network, say what to do and go on. Needs Django set up."""
    place = PORTAL_HOME / "fonts"
    if has_chinese():
        return
    place.mkdir(parents=True, exist_ok=True)
    with locked(place / ".lock", "另一个进程正在下载中文字体，请稍候……"):
        if not has_chinese() and not fetch(place):
            print(MISSING.format(place=place), file=sys.stderr, flush=True)


def has_chinese() -> bool:
    from cms_core.typesetting.errors import TypesettingFailed
    from cms_core.typesetting.fonts import KnownFonts, choose_roles

    try:
        choose_roles(KnownFonts.find())
    except TypesettingFailed:
        return False
    return True


def fetch(place: Path) -> bool:
    print("系统没有中文字体，正在下载（85 MB，只需一次）……", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "wanted.txt"
        wanted.write_text(f"{WHEEL} --hash=sha256:{WHEEL_SHA256}\n")
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-qq",
            "--no-deps",
            "--no-input",
            "--disable-pip-version-check",
        ]
        options = ["--only-binary", ":all:", "--require-hashes", "--dest", scratch, "-r", wanted]
        if subprocess.run([*command, *options]).returncode != 0:
            return False
        with zipfile.ZipFile(next(Path(scratch).glob("*.whl"))) as wheel:
            return all(unpack(wheel, name, digest, place) for name, digest in FONTS.items())


def unpack(wheel: zipfile.ZipFile, name: str, digest: str, place: Path) -> bool:
    """Under its name only when it is whole and the one that was looked at."""
    part = place / f".{name}.part"
    with wheel.open(f"mplfonts/fonts/{name}") as source, part.open("wb") as target:
        shutil.copyfileobj(source, target)
    if hashlib.sha256(part.read_bytes()).hexdigest() != digest:
        part.unlink()
        return False
    os.replace(part, place / name)
    return True
