"""The button that fetches and builds, pressed in a real browser against the stand-in."""

import re
import time

import pytest

from analysis.result import edition_name
from catalog.words import say
from tests.browser.conftest import ROOT
from tests.browser.server import serve
from tests.browser.settle import settled
from tests.statbank.server import Standin

LONG_MS = 180_000
PRESS = say("refresh.press", "da")


@pytest.fixture(scope="module")
def bank():
    with Standin(years=[2024, 2025], pace=0.02) as found:
        yield found


@pytest.fixture(scope="module")
def server(bank, tmp_path_factory):
    """A server of this file's own: its database, its fetched tables, its StatBank."""
    folder = tmp_path_factory.mktemp("refresh")
    environment = {
        "ATLAS_STATBANK_URL": bank.url,
        "ATLAS_SNAPSHOTS": str(folder / "fetched"),
        "ATLAS_FACTS_URL": f"sqlite:///{(folder / 'facts.sqlite').as_posix()}",
    }
    with serve(ROOT / "app.py", folder=folder, environment=environment) as running:
        yield running


def opened(page):
    page.goto("/kilder")
    settled(page, limit_ms=LONG_MS)
    page.get_by_role("tab", name=say("sources.fetch_heading", "da"), exact=True).click()
    page.get_by_role("button", name=PRESS).wait_for()
    settled(page)
    return page


def test_two_press_at_once_one_run_is_seen_by_both_and_the_map_has_its_figures(new_window, bank):
    first, second = opened(new_window()), opened(new_window())
    for page in (first, second):
        page.get_by_role("button", name=PRESS).click(no_wait_after=True)
    for page in (first, second):
        page.get_by_test_id("stProgress").wait_for()
        page.get_by_test_id("stProgress").filter(has_text=re.compile(r"[1-9]\d* af 24")).wait_for()
        assert page.get_by_role("button", name=PRESS).is_disabled()
        assert "UND1" in page.locator(".st-key-refresh-log").first.inner_text()
    done = say("refresh.end_went_well", "da")
    for page in (first, second):
        page.get_by_test_id("stAlert").filter(has_text=done).wait_for(timeout=LONG_MS)
        settled(page)
        assert page.get_by_role("button", name=PRESS).is_enabled()
        assert page.get_by_test_id("stProgress").count() == 0
    assert bank.asked.count(("data", "UND1")) == 1

    first.goto("/kort?indicator=support_share&period=2025")
    settled(first)
    source = first.locator(".atlas-source").first.inner_text()
    assert say("standing.published", "da") in source
    assert edition_name("2026-09-24", "da") in source


def test_a_closed_window_stops_nothing_and_the_result_stands_for_the_next(new_window, bank):
    page = opened(new_window())
    bank.updated = "2026-10-01T08:00:00"
    asked = len(bank.asked)
    page.get_by_role("button", name=PRESS).click()
    page.get_by_test_id("stProgress").wait_for()
    page.close()
    end = time.monotonic() + LONG_MS / 1000
    while ("data", "BOL103") not in bank.asked[asked:] and time.monotonic() < end:
        time.sleep(0.2)
    later = opened(new_window())
    done = say("refresh.end_went_well", "da")
    later.get_by_test_id("stAlert").filter(has_text=done).wait_for(timeout=LONG_MS)
