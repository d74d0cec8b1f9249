"""The rule that a run in which nothing passed is a failure, whatever was skipped; a pytest plugin of our own."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    collecting = session.config.option.collectonly
    if reporter and exitstatus == 0 and not collecting and not reporter.stats.get("passed"):
        reporter.write_line("没有一项测试通过：这不算成功。", red=True)
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED
