"""Funnels: equal to R's, in the areas' own order, and empty where a figure is missing."""

import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.methods.funnel import funnel, limits

ORACLE = json.loads((Path(__file__).parents[1] / "oracles/funnel.json").read_text("utf-8"))
NUMBERS = ["z", "z_adjusted", "p", "q"]
AREAS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 130_000)), min_size=2, max_size=30
).filter(lambda rows: any(events for events, _ in rows))
EXPECTED = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=20)
CONFIDENCE = st.sampled_from([0.8, 0.95, 0.998])


def close(value, **slack):
    """Relative 1e-9; what is 0 but for rounding is held to 1e-12 of a unit."""
    return pytest.approx(value, **({"rel": 1e-9, "abs": 1e-12, "nan_ok": True} | slack))


def floats(values):
    return [np.nan if value is None else value for value in values]


# --- beside R


@pytest.mark.parametrize("case", ORACLE["funnel"])
def test_a_funnel_is_as_by_hand_in_r(case):
    found = funnel(case["events"], case["population"], winsorise=case["winsorise"])
    assert found.phi == close(case["phi"])
    assert found.tau2 == close(case["tau2"])
    for name in NUMBERS:
        assert found.areas[name].tolist() == close(floats(case[name])), name
    assert (
        found.areas["flag"].astype(object).where(found.areas["flag"].notna(), None).tolist()
        == (case["flag"])
    )


def test_small_tails_are_as_r_has_them_too():
    """Beyond the reach of an absolute tolerance."""
    for case in ORACLE["funnel"]:
        found = funnel(case["events"], case["population"], winsorise=case["winsorise"])
        assert found.areas["p"].tolist() == close(floats(case["p"]), rel=1e-8, abs=0)


def test_the_oracle_holds_every_flag():
    flags = {flag for case in ORACLE["funnel"] for flag in case["flag"]}
    assert flags == {"lower", "similar", "higher", None}


@pytest.mark.parametrize("case", ORACLE["lines"])
def test_exact_lines_are_where_r_finds_them(case):
    found = limits(case["expected"], confidence=case["confidence"])
    assert found["lower"].tolist() == close(case["lower"])
    assert found["upper"].tolist() == close(case["upper"])


@pytest.mark.parametrize("case", ORACLE["touch"])
def test_the_interval_of_whole_events_just_touches_the_line(case):
    events = np.array(case["events"])
    at_high = limits(case["high"], confidence=case["confidence"])
    at_low = limits(case["low"], confidence=case["confidence"])
    assert (at_high["lower"] * case["high"]).tolist() == close(events)
    assert (at_low["upper"] * case["low"]).tolist() == close(events)


@pytest.mark.parametrize("case", ORACLE["wide"])
def test_lines_with_ordinary_spread_are_as_by_hand_in_r(case):
    found = limits(case["expected"], confidence=case["confidence"], tau2=case["tau2"])
    assert found["lower"].tolist() == close(case["lower"])
    assert found["upper"].tolist() == close(case["upper"])


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(1, 0.0253, 5.572), (2, 0.242, 7.225), (3, 0.619, 8.767), (5, 1.623, 11.668)],
)
def test_lines_are_the_published_exact_intervals_turned_round(events, low, high):
    """Garwood's exact 95 % limits of a Poisson mean (Biometrika 1936), as tables print them."""
    assert limits(high)["lower"][0] * high == pytest.approx(events, abs=2e-3)
    assert limits(low)["upper"][0] * low == pytest.approx(events, abs=2e-3)


def test_no_event_is_unusual_only_from_3_689_expected():
    """Garwood's upper limit at no event, -log(0.025)."""
    assert limits([3.688, 3.690])["lower"].gt(0).tolist() == [False, True]


# --- rules


@given(AREAS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_areas_does_not_matter(rows, chance):
    order = list(range(len(rows)))
    chance.shuffle(order)
    events, population = zip(*rows, strict=True)
    first = funnel(events, population)
    second = funnel([events[i] for i in order], [population[i] for i in order])
    assert second.phi == close(first.phi)
    assert second.tau2 == close(first.tau2)
    for name in NUMBERS:
        assert second.areas[name].tolist() == close(first.areas[name].iloc[order].tolist())


@given(AREAS, st.integers(0, 30), st.booleans())
@settings(deadline=None)
def test_a_missing_figure_empties_its_own_row_alone(rows, place, which):
    events, population = (list(column) for column in zip(*rows, strict=True))
    place = min(place, len(rows))
    holed = [*events[:place], None if which else 3, *events[place:]]
    people = [*population[:place], 90 if which else pd.NA, *population[place:]]
    without, found = funnel(events, population), funnel(holed, people)
    assert found.areas.iloc[place].isna().all()
    kept = found.areas.drop(index=place).reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, without.areas)
    assert (found.phi, found.tau2) == (without.phi, without.tau2)


@given(AREAS)
@settings(deadline=None)
def test_the_adjusted_z_is_never_further_out_and_q_never_below_p(rows):
    found = funnel(*zip(*rows, strict=True))
    assert found.tau2 >= 0
    assert (found.areas["z_adjusted"].abs() <= found.areas["z"].abs() + 1e-12).all()
    assert (found.areas["q"] >= found.areas["p"] - 1e-12).all()
    assert found.areas[["p", "q"]].stack().between(0, 1).all()
    flagged = found.areas["flag"] != "similar"
    assert (flagged == (found.areas["q"] <= 0.05)).all()


def test_a_frame_keeps_the_series_rows_also_when_they_are_named_twice():
    events = pd.Series([3, 9, None, 40], index=["a", "b", "b", "c"])
    found = funnel(events, 100)
    assert found.areas.index.tolist() == ["a", "b", "b", "c"]
    assert found.areas["z"].isna().tolist() == [False, False, True, False]
    assert limits(events).index.tolist() == ["a", "b", "b", "c"]


def test_equal_areas_are_all_similar():
    found = funnel([7, 7, 7], [100, 100, 100])
    assert (found.phi, found.tau2) == (close(0), 0)
    assert found.areas["flag"].tolist() == ["similar"] * 3


def test_lower_and_higher_are_told_apart():
    events = [1000, 1010, 990, 1005, 2000, 500, 1002, 998, 1001, 1003, 1000, 995]
    flags = funnel(events, [20000] * 12).areas["flag"]
    assert flags[flags != "similar"].to_dict() == {4: "higher", 5: "lower"}


@given(EXPECTED, CONFIDENCE, st.sampled_from([0.0, 0.001, 0.3]))
@settings(deadline=None)
def test_lines_lie_on_either_side_of_one(expected, confidence, tau2):
    found = limits(expected, confidence=confidence, tau2=tau2)
    assert (found["lower"] >= 0).all()
    assert (found["lower"] <= 1).all()
    assert (found["upper"] >= 1).all()


@given(EXPECTED, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_each_point_of_a_line_stands_alone(expected, chance):
    mixed = [*expected, None]
    chance.shuffle(mixed)
    found = limits(mixed)
    for row, one in enumerate(mixed):
        alone = limits(one).iloc[0].tolist()
        assert found.iloc[row].tolist() == close(alone)
        assert found.iloc[row].isna().all() == (one is None)


def test_lines_narrow_as_more_is_expected_and_widen_with_confidence_and_spread():
    expected = np.geomspace(0.01, 1e6, 200)
    lines = limits(expected)
    assert lines["upper"].is_monotonic_decreasing
    assert lines["lower"].is_monotonic_increasing
    surer = limits(expected, confidence=0.998)
    assert (surer["upper"] > lines["upper"]).all()
    assert (surer["lower"] <= lines["lower"]).all()
    narrow, wide = limits(expected, tau2=0.01), limits(expected, tau2=0.05)
    assert (wide["upper"] > narrow["upper"]).all()
    assert (wide["lower"] <= narrow["lower"]).all()


def test_a_few_hundred_points_are_quick():
    limits(1)  # The first call loads the library.
    start = time.perf_counter()
    limits(np.geomspace(0.01, 1e6, 400))
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: funnel([-1, 2], [10, 10]), "found -1.0"),
        (lambda: funnel([1.5, 2], [10, 10]), "found 1.5"),
        (lambda: funnel([1, 2], [10, 0]), "population must be above 0, found 0.0"),
        (lambda: funnel([1, None], [10, 10]), "two areas with figures, found 1"),
        (lambda: funnel([], []), "two areas with figures, found 0"),
        (lambda: funnel([0, 0, None], 10), "at least one event, found 0"),
        (lambda: funnel([1, 2, 3], [10, 10]), "equal length, found 3 events, 2 population"),
        (lambda: funnel([1, 2], 10, winsorise=0.5), "winsorise .* found 0.5"),
        (lambda: funnel([1, 2], 10, winsorise=-0.1), "winsorise .* found -0.1"),
        (lambda: limits(0), "expected must be above 0, found 0.0"),
        (lambda: limits(3, tau2=-0.1), "tau2 must not be below 0, found -0.1"),
        (lambda: limits(3, confidence=95), "found 95"),
    ],
)
def test_the_impossible_is_refused_with_what_was_found(call, told):
    with pytest.raises(ValueError, match=told):
        call()
