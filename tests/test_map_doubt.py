"""Figures in doubt on the map, and made-up counts that may not widen real ones."""

import shutil

import pytest

from analysis.measure import measure
from analysis.repeats import event_variance
from data.build import build
from data.facts import open_facts
from data.settings import SNAPSHOTS
from tests.conftest import quiet

NOTIFICATIONS = "notifications_rate_0_17"


@pytest.fixture(scope="session")
def half_made_up(fetched_folder, made_up, tmp_path_factory):
    """Notifications and populations as fetched; how often children recur is made up."""
    folder = tmp_path_factory.mktemp("half")
    for table in ("dst-und1", "dst-folk1a"):
        shutil.copytree(fetched_folder / table, folder / "snapshots" / table)
    shutil.copytree(made_up / "dst-und2", folder / "snapshots" / "dst-und2")
    build(SNAPSHOTS, folder / "facts.sqlite", fetched=folder / "snapshots", progress=quiet)
    return open_facts(folder / "facts.sqlite")


def test_made_up_repeats_never_widen_real_notifications(half_made_up, fetched):
    """UND1 is real and UND2 made up: the rate stays as it is, and has no limits."""
    result = measure(half_made_up, NOTIFICATIONS, area_kind="municipality")
    standings = {found.standing for found in half_made_up.snapshots.values()}
    assert "synthetic" in standings
    assert result.standing == "published"
    rows = result.usable()
    assert len(rows) >= 97
    assert rows["lower"].isna().all()
    assert event_variance(half_made_up, result.indicator, rows).isna().all()
    real = measure(fetched, NOTIFICATIONS, area_kind="municipality").usable()
    assert real["lower"].notna().mean() > 0.9
    both = rows.merge(real, on=["area", "period"])
    assert (both["value_x"] == both["value_y"]).all()
    assert len(both) == len(rows)
