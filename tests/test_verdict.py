"""The sentence of comparison that each set of figures allows, and limits worked by hand."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from scipy.stats import chi2

from analysis.comparison import KINDS, choose, level
from analysis.measure import measure
from analysis.repeats import event_variance
from analysis.result import Result
from analysis.unusual import unusual
from analysis.verdict import Verdict, apart, beside, judged
from catalog.load import indicator, indicators
from data.facts import Facts
from pages.components import municipal
from tests.answers import added, cells

NONE = float("nan")
CHILDREN = [str(age) for age in range(18)]
RATE, EVENTS = "children_notified_rate_0_17", "notifications_rate_0_17"
REPEATED = "children_notified_repeatedly_share_0_17"
FIVE = ("482", "316", "101", "741", "825")
Z = 1.959963984540054


@pytest.mark.parametrize(
    ("limits", "outside", "key"),
    [
        ((85, 101), "higher", "higher_than_usual"),
        ((85, 101), "similar", "above_but_usual"),
        ((85, 101), "not compared", "described"),
        ((79, 107), "higher", "similar"),
        ((80, 107), "similar", "similar"),
    ],
)
def test_a_judgement_needs_the_interval_and_then_the_usual_limits(limits, outside, key):
    """93 beside 80; then the same mirrored: 67 beside 80."""
    lower, upper = limits
    mirrored = {"higher": "lower"}.get(outside, outside)
    below = {"higher_than_usual": "lower_than_usual", "above_but_usual": "below_but_usual"}
    assert judged(93, lower, upper, 80, outside=outside).key == key
    found = judged(67, 160 - upper, 160 - lower, 80, outside=mirrored).key
    assert found == {**below, "described": "described", "similar": "similar"}[key]


@pytest.mark.parametrize("reason", ["in_doubt", "not_own", "break", "participants", "no_counts"])
def test_whatever_speaks_against_it_leaves_a_description(reason):
    found = judged(93, 90, 96, 80, outside="higher", against_it=reason)
    assert found == Verdict("described", 93, 80, reason)


def test_without_an_interval_nothing_is_judged():
    assert judged(93, NONE, NONE, 80, outside="higher").because == "no_interval"


def test_no_figure_with_an_interval_has_a_polarity():
    """Were one to get it, the words higher and lower would have to be looked at again."""
    counted = [found for found in indicators().values() if found.denominator is not None]
    assert {found.polarity for found in counted} == {"neither"}


def test_years_with_a_break_or_other_participants_between_them_are_apart(full):
    rate = measure(full, "children_notified_rate")
    assert apart(rate, "2015", "2025") == apart(rate, "2025", "2015") == "break"
    assert apart(rate, "2016", "2017") == "break"
    assert apart(rate, "2017", "2025") is None
    assert apart(rate, "2017", "2025", same_participants=False) == "participants"


def test_embedded_figures_are_described(full):
    rate = measure(full, "children_notified_rate", area_kind="municipality")
    for kind in KINDS:
        found = beside(full, rate, choose(full, "482", kind, hand=("101",)), period="2025")
        assert found is None or (found.key, found.because) == ("described", "no_counts")
    doubted = beside(full, rate, choose(full, "370", "country"), period="2020")
    assert doubted is not None
    assert doubted.because == "in_doubt"
    through = beside(full, rate, choose(full, "825", "country"), period="2025")
    assert through is not None
    assert through.because == "not_own"


@pytest.mark.parametrize("name", [RATE, EVENTS])
@pytest.mark.parametrize("area", FIVE)
@pytest.mark.parametrize("kind", KINDS)
def test_after_a_fetch_the_sentence_is_the_one_that_the_parts_give(fetched, name, area, kind):
    result = measure(fetched, name, area_kind="municipality")
    chosen = choose(fetched, area, kind, hand=("101", "482"))
    found = beside(fetched, result, chosen, period="2025")
    table = result.table[result.table["period"] == "2025"].set_index("area")
    benchmark = level(fetched, result, chosen).values.get("2025")
    if benchmark is None:
        assert found is None
        return
    row = table.loc[area]
    side = 1 if row["lower"] > benchmark else -1 if row["upper"] < benchmark else 0
    usual = unusual(fetched, result, kind, period="2025")
    outside = usual.table.loc[area, "outside"] if usual else "not compared"
    expected = {
        0: "similar",
        1: {"higher": "higher_than_usual", "not compared": "described"},
        -1: {"lower": "lower_than_usual", "not compared": "described"},
    }[side]
    if isinstance(expected, dict):
        expected = expected.get(outside, "above_but_usual" if side > 0 else "below_but_usual")
    why = "untried" if expected == "described" else None
    assert found == Verdict(expected, row["value"], benchmark, why)


# Limits, from the stand-in's answers and the formulas alone


def residents(folder):
    rows = cells(folder, "dst-folk1a")
    found = added(rows, by=("OMRÅDE", "TID"), ALDER=CHILDREN, KØN=["TOT"])
    return {(area, when[:4]): count for (area, when), count in found.items()}


def counted(folder, source, **chosen):
    return added(cells(folder, source), by=("ADMKOM", "TID"), ALDER1=CHILDREN, KON=["0"], **chosen)


def poisson(count):
    """Exact below 10, by chi-square; Byar's approximation from 10."""
    if count < 10:
        return (
            chi2.ppf(0.025, 2 * count) / 2 if count else 0.0,
            chi2.ppf(0.975, 2 * count + 2) / 2,
        )
    more = count + 1
    return (
        count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3,
        more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3,
    )


def ours(facts, name):
    table = measure(facts, name, area_kind="municipality").table
    return {
        (row["area"], row["period"]): (row["lower"], row["upper"])
        for row in table.to_dict("records")
    }


def test_limits_of_children_are_worked_by_hand(fetched, fetched_folder):
    people = residents(fetched_folder)
    found = ours(fetched, RATE)
    children = counted(fetched_folder, "dst-und2", UNDERRET=["00"])
    assert len(found) == 2 * 98
    for key, limits in found.items():
        by_hand = tuple(1000 * end / people[key] for end in poisson(children[key]))
        assert limits == pytest.approx(by_hand, rel=1e-9), key


def test_limits_of_notifications_are_widened_by_the_repeats(fetched, fetched_folder):
    """The mean of "6 or more" is what is left of UND1's total, shared among those children."""
    people = residents(fetched_folder)
    events = counted(fetched_folder, "dst-und1", UNDERRETERE=["0"])
    times = {n: counted(fetched_folder, "dst-und2", UNDERRET=[str(n)]) for n in range(1, 7)}
    for key, limits in ours(fetched, EVENTS).items():
        total = events[key]
        closed = {n: int(times[n].get(key, 0)) for n in range(1, 6)}
        left, most = int(total) - sum(n * c for n, c in closed.items()), int(times[6].get(key, 0))
        squares = sum(n * n * c for n, c in closed.items()) + (
            Fraction(left, most) ** 2 * most if most else 0
        )
        stretch = math.sqrt(squares / int(total))
        lower, upper = (total + stretch * (end - total) for end in poisson(total))
        if total < 10:
            assert all(map(math.isnan, limits)), key
            continue
        by_hand = (1000 * max(lower, 0) / people[key], 1000 * upper / people[key])
        assert limits == pytest.approx(by_hand, rel=1e-9), key
        assert stretch > 1


def test_limits_of_the_repeated_share_are_wilsons(fetched, fetched_folder):
    every = counted(fetched_folder, "dst-und2", UNDERRET=["00"])
    again = counted(fetched_folder, "dst-und2", UNDERRET=list("23456"))
    for key, limits in ours(fetched, REPEATED).items():
        n, p = every[key], again[key] / every[key]
        middle, half = (
            (p + Z**2 / (2 * n)) / (1 + Z**2 / n),
            Z * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n * n)) / (1 + Z**2 / n),
        )
        assert limits == pytest.approx((100 * (middle - half), 100 * (middle + half)), rel=1e-9)


class Counted(Facts):
    """Facts whose children by number of notifications are given, and nothing else."""

    children: pd.DataFrame

    def __init__(self, children):
        vars(self).update(children=children, snapshots={})

    def counts(self, name, *, by=None):
        assert (name, by) == ("children_notified_0_17", "times_notified")
        return self.children


def variance(events, *children):
    """The sum of squares for one municipality with so many children of 1, 2 ... 6 or more."""
    names = ["1", "2", "3", "4", "5", "6_or_more"]
    one = {"area": "101", "period": "2025", "snapshot": 1}
    facts = Counted(
        pd.DataFrame(
            [one | {"category": n, "count": c} for n, c in zip(names, children, strict=True)]
        )
    )
    rows = pd.DataFrame([one | {"numerator": float(events)}])
    return event_variance(facts, indicator(EVENTS), rows).iloc[0]


def test_the_open_count_is_solved_from_the_total():
    """10 x 1 + 5 x 2 = 20 and 36 in all: 16 for two children, 8 each: 10 + 20 + 2 x 64 = 158."""
    assert variance(36, 10, 5, 0, 0, 0, 2) == 158
    assert variance(20, 10, 5, 0, 0, 0, 0) == 30


@pytest.mark.parametrize("events", [19, 21, 25, 31])
def test_tables_that_contradict_each_other_give_no_limits(events):
    """Two children of six or more need 32 in all; without any such child it must be 20."""
    assert math.isnan(variance(events, 10, 5, 0, 0, 0, 2))
    assert math.isnan(variance(events, 10, 5, 0, 0, 0, 0))


def test_a_result_keeps_nothing_but_its_indicator_here():
    """`apart` asks the indicator alone, so it holds for the barometer's tables of words too."""
    empty = pd.DataFrame()
    assert apart(Result(indicator("support_share"), empty, empty, {}), "2015", "2025") is None


def test_tables_mark_a_figure_in_doubt_and_say_why(full):
    result = measure(full, "children_notified_rate", area_kind="municipality")
    found = municipal.table(result, "2020", ["370", "101"], "da").set_index("Kommune")
    short = result.indicator.short["da"]
    assert found.loc["Næstved", short] == "83,96 †"
    assert "†" not in found.loc["København", short]
    assert len(found.loc["Næstved", "† Forbehold"]) > 20
    assert found.loc["København", "† Forbehold"] == ""
    assert "† Forbehold" not in municipal.table(result, "2025", ["370"], "da")
