"""Provisioning by processes: a run that is killed leaves no half portal, and two at once make nothing twice."""

import json
import os
import subprocess
import sys

import pytest

from cms_core.models import HomePage
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from sites.models import Portal
from sites.provisioning.mirror import check_trees
from tests.databases import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
REGION = ["provision", "--region", "3304"]
PORTALS = 8


@pytest.fixture
def environment(tmp_path):
    """Of processes that work in the database of the tests."""
    LoadOrganisations(read_organisations(str(shipped_file("33")))).execute()
    return {**os.environ, "PORTAL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.embedded"}


def start(environment, *arguments):
    command = [sys.executable, "-W", "ignore", "manage.py", *REGION, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, bufsize=1)


def messages():
    return [difference.message for difference in check_trees()]


def test_a_run_that_is_killed_again_and_again_leaves_only_whole_portals(environment):
    for more in (1, 2):
        process = start(environment)
        for _ in range(Portal.objects.count() + more):
            assert process.stdout.readline()
        # The next portal is being written at this moment.
        process.kill()
        process.wait(timeout=60)
        process.stdout.close()
        assert messages() == []
        assert HomePage.objects.count() == Portal.objects.made().count()
    made = set(Portal.objects.values_list("key", flat=True))
    assert 2 <= len(made) < PORTALS
    report = json.loads(start(environment, "--json").communicate(timeout=120)[0])
    assert made <= set(report["exists"])
    assert len(report["made"]) + len(report["exists"]) == PORTALS == Portal.objects.count()
    assert messages() == []


def test_two_runs_at_once_make_every_portal_once(environment):
    runs = [start(environment, "--json") for _ in range(2)]
    reports = [json.loads(run.communicate(timeout=240)[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    made = [key for report in reports for key in report["made"]]
    assert len(made) == len(set(made)) == PORTALS == Portal.objects.count()
    assert messages() == []
