"""What a municipality stands beside: figures from the answers themselves, and agreement."""

import csv
import statistics

import pytest

from analysis.comparison import choose, level
from analysis.measure import measure
from analysis.robust import holds, verdicts
from data.facts import open_facts
from data.settings import SNAPSHOTS
from tests.beside import EMBEDDED, FIVE, RATE, YEAR, by_hand, doubted, times


@pytest.mark.parametrize("area", FIVE.values(), ids=FIVE)
@pytest.mark.parametrize("kind", ["similar", "group", "region", "border", "country"])
def test_a_counted_comparison_is_the_answers_added_up(fetched, answered, area, kind):
    above, below = answered
    members = by_hand(area, kind, fetched)
    found = level(
        fetched, measure(fetched, RATE, area_kind="municipality"), choose(fetched, area, kind)
    )
    rate = 1000 * sum(above[code] for code in members) / sum(below[code] for code in members)
    assert found.how == "pooled"
    assert found.values[YEAR] == pytest.approx(rate, abs=1e-9)
    assert found.members[YEAR] == len(members)
    assert found.numerator[YEAR] == sum(above[code] for code in members)


@pytest.mark.parametrize("area", FIVE.values(), ids=FIVE)
@pytest.mark.parametrize("choice", ["group", "region"])
def test_before_a_fetch_a_comparison_is_the_median_of_the_file(full, area, choice):
    result = measure(full, EMBEDDED, area_kind="municipality")
    file = SNAPSHOTS / "98d-und2" / "378426df" / "observations.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [
            r for r in csv.DictReader(lines) if (r["indicator"], r["period"]) == (EMBEDDED, YEAR)
        ]
    values = {row["area"]: float(row["value"]) for row in rows}
    members = by_hand(area, choice, full) - {"825"}  # Læsø reports through Frederikshavn
    held = {one.choice: one for one in holds(full, result, area, YEAR)}
    assert held[choice].value == pytest.approx(statistics.median(values[c] for c in members))
    assert held[choice].how == "median"


@pytest.mark.parametrize("area", FIVE.values(), ids=FIVE)
def test_before_a_fetch_nothing_is_judged(full, area):
    held = holds(full, measure(full, EMBEDDED, area_kind="municipality"), area, YEAR)
    assert {one.verdict for one in held} == {"not compared"}
    assert {one.why for one in held} == {"counts"}
    assert verdicts(held) == {}


def judged(file, area):
    facts = open_facts(file)
    held = holds(facts, measure(facts, RATE, area_kind="municipality"), area, YEAR)
    return {one.choice: one for one in held}


def test_a_figure_three_times_the_others_is_higher_beside_all(altered_file):
    held = judged(altered_file(times(["316"], 3), of="fetched"), "316")
    assert {one.verdict for one in held.values()} == {"higher"}
    assert list(held) == ["settled", "every", "group", "region", "country"]


def test_choices_that_disagree_are_told_apart(altered_file):
    """Holbæk's region is made three times as high, Holbæk with it: only beside its region alike."""
    region = by_hand("316", "region", None) | {"316"}
    held = judged(altered_file(times(region, 3), of="fetched"), "316")
    assert held["region"].verdict == "similar"
    assert held["group"].verdict == "higher"
    assert held["country"].verdict == "higher"
    assert len(verdicts(tuple(held.values()))) == 2


def test_a_figure_in_doubt_gets_no_verdict_and_says_why(altered_file):
    held = judged(altered_file(times(["316"], 3), doubted("316"), of="fetched"), "316")
    assert {one.verdict for one in held.values()} == {"not compared"}
    assert {one.why for one in held.values()} == {"doubt"}


def test_own_weights_come_first_and_only_where_they_differ(fetched):
    result = measure(fetched, RATE, area_kind="municipality")
    own = holds(fetched, result, "482", YEAR, (("gini", 1.0),))
    assert own[0].choice == "own"
    assert "own" not in {one.choice for one in holds(fetched, result, "482", YEAR)}
