import subprocess
import sys

import pytest

from tests.databases import ROOT


@pytest.mark.parametrize(
    "arguments", [["tests/launch", "-k", "nothing_is_called_so"], ["tests/launch", "-m", "vnu"]], ids=["name", "mark"]
)
def test_a_run_of_no_tests_fails(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, "-p", "no:cacheprovider"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode != 0


def test_a_run_in_which_everything_is_skipped_fails(tmp_path):
    (tmp_path / "test_skipped.py").write_text("import pytest\n@pytest.mark.skip\ndef test_it(): pass\n")
    options = ["-c", "/dev/null", "-p", "no:django", "-p", "no:cacheprovider", "-p", "tests.nothing_passed"]
    command = [sys.executable, "-m", "pytest", *options, tmp_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "没有一项测试通过" in done.stdout
