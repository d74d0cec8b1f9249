"""Every kind of page in every look passes the Nu HTML checker; one run of it over all of them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.kinds import PAGES, STATUS


def checker() -> list[str]:
    jar, java = os.environ.get("PORTAL_VNU"), shutil.which("java")
    assert jar and java, "需要 Java 与 vnu：请用 ./portal test 运行，它会准备好。"
    return [java, "-Xss4m", "-jar", jar]


@pytest.fixture(scope="module")
def errors(served, reader, tmp_path_factory):
    """What the checker says of each page: (look, kind) to messages."""
    directory = tmp_path_factory.mktemp("pages")
    files = {}
    for look, kind in PAGES:
        status, body, media_type = reader.get(served.pages[look][kind])
        assert (status, media_type) == (STATUS[kind], "text/html"), served.pages[look][kind]
        path = directory / f"{look}-{kind.replace(' ', '-')}.html"
        path.write_bytes(body)
        files[path.name] = (look, kind)
    done = subprocess.run(
        [*checker(), "--stdout", "--format", "json", "--exit-zero-always", *map(str, directory.iterdir())],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = {case: [] for case in PAGES}
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info":
            case = files[Path(message["url"]).name]
            found[case].append(f"{message.get('lastLine')}: {message['message']} {message.get('extract', '').strip()}")
    return found


@pytest.mark.parametrize("case", PAGES, ids=" ".join)
def test_a_page_is_valid_html(errors, case):
    assert errors[case] == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=zh-CN><title>错</title><p><div></p><img src=x>", encoding="utf-8")
    done = subprocess.run([*checker(), "--stdout", "--format", "json", str(page)], capture_output=True, text=True)
    assert [message for message in json.loads(done.stdout)["messages"] if message["type"] == "error"]
