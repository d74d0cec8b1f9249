"""The virtual environment: made once, filled from the locked requirements, filled again only when the lock changes.

Safe when it is interrupted (the stamp is written last, an unfinished environment is thrown away) and when two start at
once (one installs, the other waits).
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.launch.errors import LaunchError

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
UNFINISHED = VENV / "unfinished"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"


def ensure(development: bool = False) -> Path:
    """The environment's Python, with the requirements installed; raises LaunchError when they cannot be."""
    wanted = [RUNTIME, DEVELOPMENT] if development else [RUNTIME]
    if not missing(wanted):
        return PYTHON
    with locked(ROOT / ".venv.lock", "另一个进程正在安装依赖，请稍候……"):
        if missing(wanted):
            install(wanted)
    return PYTHON


def missing(wanted: list[str]) -> list[str]:
    """Those of `wanted` whose lock is not what was installed from; an environment that cannot run has nothing."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return wanted
    try:
        installed = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return wanted
    return [name for name in wanted if installed.get(name) != fingerprint(name)]


def fingerprint(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def install(wanted: list[str]) -> None:
    """Make the environment if there is none that works, then install what is missing, then say so in the stamp."""
    if UNFINISHED.exists() or not works():
        make()
    for name in missing(wanted):
        print(f"正在安装 {name} 中锁定的依赖（首次约一两分钟）……", flush=True)
        UNFINISHED.touch()
        command = [PYTHON, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
        done = subprocess.run([*command, "--require-hashes", "-r", ROOT / name], cwd=ROOT)
        # pip fetches and checks everything before it changes anything: only a killed one leaves half a package behind.
        if done.returncode >= 0:
            UNFINISHED.unlink()
        if done.returncode != 0:
            raise LaunchError(f"安装依赖失败（{name}）。请检查网络或 pip 的镜像设置后再次运行，已装好的部分会保留。")
        stamp = json.loads(STAMP.read_text()) if STAMP.exists() else {}
        write_atomically(STAMP, json.dumps({**stamp, name: fingerprint(name)}))


def works() -> bool:
    """Whether the environment's Python still starts, is new enough and has pip."""
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", check], capture_output=True).returncode == 0
    except OSError:
        return False


def make() -> None:
    # From the base interpreter: the one running may stand in the very directory that is thrown away.
    base = getattr(sys, "_base_executable", sys.executable)
    print(f"正在建立 Python 环境 .venv（{sys.version.split()[0]}）……", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([base, "-m", "venv", "--clear", VENV])
    if done.returncode != 0:
        raise LaunchError("建立 .venv 失败。Debian、Ubuntu 上请先 apt-get install python3-venv。")


@contextlib.contextmanager
def locked(path: Path, waiting: str):
    """Hold `path` as a lock; say `waiting` when another holds it. The system frees it with a killed holder."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(waiting, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write_atomically(path: Path, text: str) -> None:
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    scratch.write_text(text)
    os.replace(scratch, path)
