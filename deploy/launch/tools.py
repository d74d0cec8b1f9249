"""What the tests need besides Python packages: a browser, Chinese fonts, Java, and the Nu HTML checker.

What is there is used; what is missing is installed when we may (root and apt-get), else a person is told what to do.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from config.launch import PORTAL_CHROMIUM
from deploy.launch.environment import locked
from deploy.launch.errors import LaunchError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VNU_VERSION = "26.9.27"
VNU_INTEGRITY = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "intensive-portal"


def provide() -> dict[str, str]:
    """The variables that tell the tests where each tool is; raises LaunchError for one that cannot be had."""
    missing = []
    if not browser():
        missing.append("chromium")
    if not has_chinese_font():
        missing.append("fonts-noto-cjk")
    if not shutil.which("java"):
        missing.append("default-jre-headless")
    if not vnu_jar().exists() and not shutil.which("npm"):
        missing.append("npm")
    if missing:
        apt_install(missing)
    fetch_vnu()
    return {"PORTAL_CHROMIUM": browser(), "PORTAL_VNU": str(vnu_jar())}


def browser() -> str:
    if PORTAL_CHROMIUM:
        return PORTAL_CHROMIUM
    return next((path for path in map(shutil.which, BROWSERS) if path), "")


def has_chinese_font() -> bool:
    # Without a font, widths measured in the browser would be those of empty boxes.
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True).stdout.strip())


def apt_install(packages: list[str]) -> None:
    wanted = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise LaunchError(
            f"测试还需要：{wanted}。请由管理员安装（Debian、Ubuntu：apt-get install {wanted}；"
            "其他系统装对应的 Chromium、中文字体、Java 11 以上与 npm），再运行 ./portal test。"
        )
    print(f"正在安装 {wanted} ……", flush=True)
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        if subprocess.run(["apt-get", *command], env=variables, stdout=subprocess.DEVNULL).returncode != 0:
            raise LaunchError(f"apt-get {command[0]} 失败，请检查网络与软件源后再试；需要：{wanted}。")


def vnu_jar() -> Path:
    return CACHE / f"vnu-{VNU_VERSION}" / "vnu.jar"


def fetch_vnu() -> None:
    """Fetch the checker from the npm registry once, at the version and digest written above."""
    if vnu_jar().exists():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    with (
        locked(CACHE / "vnu.lock", "另一个进程正在下载 HTML 检查器，请稍候……"),
        tempfile.TemporaryDirectory() as scratch,
    ):
        if vnu_jar().exists():
            return
        print("正在下载 HTML 检查器（vnu）……", flush=True)
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"vnu-jar@{VNU_VERSION}"], cwd=scratch, stdout=subprocess.DEVNULL
        )
        archives = list(Path(scratch).glob("*.tgz"))
        if packed.returncode != 0 or not archives:
            raise LaunchError(f"下载 vnu-jar@{VNU_VERSION} 失败，请检查网络与 npm 的镜像设置后再试。")
        digest = base64.b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode()
        if digest != VNU_INTEGRITY:
            raise LaunchError(f"vnu-jar@{VNU_VERSION} 的摘要与记录不符，没有使用。得到 {digest}")
        with tarfile.open(archives[0]) as archive:
            found = next(name for name in archive.getnames() if name.endswith("/vnu.jar"))
            source = archive.extractfile(found)
            unpacked = Path(scratch) / "vnu.jar"
            with unpacked.open("wb") as target:
                shutil.copyfileobj(source, target)
        vnu_jar().parent.mkdir(exist_ok=True)
        shutil.copy(unpacked, vnu_jar().with_suffix(".part"))
        os.replace(vnu_jar().with_suffix(".part"), vnu_jar())
