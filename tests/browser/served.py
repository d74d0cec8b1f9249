"""The small province behind a real web server on a port of its own, as `./portal serve` starts it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import ROOT, sqlite_template


@dataclass
class Served:
    """`pages[look][kind]` is an absolute address on the running server."""

    port: int
    home: Path
    pages: dict[str, dict[str, str]]
    editor: dict


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://localhost:{port}/robots.txt", timeout=30).read()
            return
        except (urllib.error.URLError, ConnectionError):
            process.poll()
            time.sleep(0.1)
    raise RuntimeError(f"测试用的网站没有启动（退出码 {process.poll()}）。")


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    home = tmp_path_factory.mktemp("served")
    port = free_port()
    variables = {
        **os.environ,
        "PORTAL_HOME": str(home),
        "PORTAL_DATABASE_URL": "",
        "PORTAL_PUBLIC_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        "PYTHONUNBUFFERED": "1",
    }
    shutil.copy(sqlite_template(), home / "portal.sqlite3")

    def python(*arguments):
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=variables, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return done.stdout

    made = json.loads(python("-m", "tests.browser.province").splitlines()[-1])
    python("-m", "deploy.launch.prepare", "--no-demo")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "config.wsgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True)
    try:
        wait_until_it_answers(port, process)
        yield Served(port, home, **made)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
