"""An import that is killed leaves whole issues, and a second run completes what is missing."""

import json
import os
import subprocess
import sys

import pytest

from cms_core.models import ColumnPage, DocumentPage, Entry
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from gazette.models import Gazette, Issue, IssueEntry, Manifest
from gazette.signing.verify import verify_issue
from sites.actions.provision import ProvisionPortals
from sites.models import Portal
from sites.provisioning.requests import organisations_called
from tests.databases import ROOT
from tests.gazette.factories import make_gazette
from tests.migrations.test_import_gazette import entry

pytestmark = pytest.mark.django_db(transaction=True)
ISSUES, PER_ISSUE = 40, 3


@pytest.fixture
def start(tmp_path, settings):
    LoadOrganisations(read_organisations(shipped_file("33"))).execute()
    ProvisionPortals(organisations_called(["zj"]), state="trial").execute()
    portal = Portal.objects.get(key="zj")
    column = ColumnPage.objects.descendant_of(portal.home).filter(column_type="政府公报").first()
    make_gazette(portal, column)
    environment = {**os.environ, "PORTAL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.embedded"}
    settings.GAZETTE_ROOT = tmp_path / "gazette"
    path = tmp_path / "contents.jsonl"
    rows = [
        entry(
            str(number),
            str(number),
            title=f"第{number}期第{place}件事的通知",
            document=f"浙政发〔2015〕{number * 10 + place}号",
        )
        for number in range(1, ISSUES + 1)
        for place in range(PER_ISSUE)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")

    def start(*arguments):
        command = [sys.executable, "-W", "ignore", "manage.py", "import_gazette", str(path), "--portal", "zj"]
        return subprocess.Popen(
            [*command, "--batch", "2", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    return start


def whole():
    """Every issue has all its entries, its face, its manifest; nothing lies about beside them."""
    counts = {issue.entries.count() for issue in Issue.objects.all()}
    assert counts <= {PER_ISSUE}
    number = Issue.objects.count()
    assert Manifest.objects.count() == number
    assert Entry.objects.filter(kind="issue").count() == number
    assert DocumentPage.objects.count() == IssueEntry.objects.count() == number * PER_ISSUE


def test_a_run_that_is_killed_leaves_whole_issues_and_a_second_completes(start):
    process = start()
    for line in process.stderr:
        if line.startswith("已收录"):
            break
    process.kill()
    process.communicate(timeout=60)
    assert 2 <= Issue.objects.count() < ISSUES
    whole()
    output, _ = start("--json").communicate(timeout=200)
    report = json.loads(output)
    assert report["existing_issues"] + report["created_issues"] == Issue.objects.count() == ISSUES
    assert report["conflicts"] == report["differences"] == report["missing"] == []
    whole()
    assert verify_issue(Issue.objects.newest().first()) == []


def test_two_runs_at_once_take_every_issue_in_once(start):
    runs = [start("--json"), start("--json")]
    for run in runs:
        run.communicate(timeout=200)
    last = start("--json")
    report = json.loads(last.communicate(timeout=200)[0])
    assert report["differences"] == [] and Issue.objects.count() == ISSUES
    assert Gazette.objects.count() == 1
    whole()
