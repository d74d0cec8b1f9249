"""An import that is killed at any moment leaves all or nothing, and a second one completes it."""

import json
import os
import subprocess
import sys
import time

import pytest

from listings.history.verify import verify
from listings.models import Adjustment, AdjustmentLine, Item, Listed, PowerVersion, Record, Upload
from tests.databases import ROOT
from tests.listings.factories import make_body, make_listing
from tests.listings.workbook_factories import csv_text

ROWS = 400
MAPPING = """
[adjustment]
basis = "《关于公布权力清单的通知》（云政发〔2026〕1号）"
basis_url = "https://www.example.gov.cn/1.html"
approving_body = "桐庐县人民政府"
approval_number = "云编〔2026〕1号"
"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start(tmp_path, settings):
    listing = make_listing()
    make_body(listing, "县林业局")
    settings.LISTINGS_ROOT = tmp_path / "listings"
    (tmp_path / "mapping.toml").write_text(MAPPING.replace("桐庐县人民政府", listing.portal.organisation.name), "utf-8")
    rows = [[f"许可-{number:05}-000", f"事项{number}", "行政许可", "县林业局"] for number in range(1, ROWS + 1)]
    path = tmp_path / "powers.csv"
    path.write_text(csv_text([["权力编码", "事项名称", "权力类别", "实施机关"], *rows]), "utf-8")
    environment = {**os.environ, "PORTAL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.embedded"}
    command = [sys.executable, "-W", "ignore", "manage.py", "import_listing", str(path), "--kind", "power", "--json"]
    command += ["--portal", listing.portal.key, "--mapping", str(tmp_path / "mapping.toml"), "--approve"]

    def start():
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)

    return start


def stored() -> set[int]:
    return {model.objects.count() for model in (AdjustmentLine, Item, Listed, PowerVersion, Record)}


def nothing_or_all() -> bool:
    """Whether all of it is there; anything between is a failure."""
    (count,) = stored()
    assert count in (0, ROWS)
    assert Adjustment.objects.count() == Upload.objects.count() == (1 if count else 0)
    return bool(count)


def test_killed_at_any_moment_it_leaves_all_or_nothing(start, tmp_path):
    (tmp_path / "listings").mkdir()
    for wait in (0.0, 0.15, 0.4, 0.8):
        process = start()
        # From the moment at which it has stored the file: before that there is nothing to be left.
        until = time.monotonic() + 60
        before = len(list((tmp_path / "listings").glob("*/*")))
        while len(list((tmp_path / "listings").glob("*/*"))) == before and time.monotonic() < until:
            assert process.poll() is None, process.stderr.read()
        while_running = time.monotonic() + wait
        while time.monotonic() < while_running and process.poll() is None:
            pass
        process.kill()
        process.communicate(timeout=60)
        if nothing_or_all():
            return
    output, errors = start().communicate(timeout=120)
    assert json.loads(output)["state"] == "已批准", errors
    assert nothing_or_all()
    from listings.models import Listing

    assert list(verify(Listing.objects.get())) == []
