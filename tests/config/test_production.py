import os
import subprocess
import sys

import pytest

from tests.databases import ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "PORTAL_SCHEME": "https",
    "PORTAL_DATABASE_URL": "postgresql://portal@db.example.test/portal",
}


def manage(*arguments, **variables):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_production_passes_djangos_deployment_checks_without_a_warning():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stdout + done.stderr


def test_production_does_not_start_without_a_database():
    done = manage("check", **{**PRODUCTION, "PORTAL_DATABASE_URL": ""})
    assert done.returncode != 0
    assert "生产环境须设置 PORTAL_DATABASE_URL" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORTAL_PUBLIC_PORT", "eighty", "PORTAL_PUBLIC_PORT 应为整数，现为“eighty”"),
        ("PORTAL_BEHIND_PROXY", "perhaps", "PORTAL_BEHIND_PROXY 应为 true 或 false"),
        ("PORTAL_DATABASE_URL", "mysql://x/y", "只支持 postgresql:// 与 sqlite://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name, value, words):
    done = manage("check", **{**PRODUCTION, name: value})
    assert done.returncode != 0
    assert words in done.stderr
