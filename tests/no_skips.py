"""Under CI=true a skipped test fails the run, so that nothing goes unproved unseen."""

import os


def pytest_sessionfinish(session):
    """Turn success into failure when a test was skipped; workers leave it to their controller."""
    if _skipped(session.config) and session.exitstatus == 0:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter, config):
    """Say why the run failed although no test did."""
    if skipped := _skipped(config):
        terminalreporter.write_line(f"failed: {len(skipped)} skipped under CI", red=True)


def _skipped(config) -> list:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    on = os.environ.get("CI") == "true" and reporter and not hasattr(config, "workerinput")
    return reporter.stats.get("skipped", []) if on else []
