"""A count less what another group's mix would give."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.excess import excess

ORACLE = json.loads((Path(__file__).parents[1] / "oracles/excess.json").read_text("utf-8"))
CASES = pd.DataFrame(ORACLE["excess"])
FIGURES = ["value", "lower", "upper"]
COUNTS = ("count", "total", "peer_count", "peer_total")
PAIR = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("confidence", sorted(set(CASES["confidence"])))
def test_it_is_what_was_worked_out_elsewhere(confidence):
    cases = CASES[CASES["confidence"] == confidence]
    found = excess(
        *(cases[name] for name in COUNTS),
        confidence=confidence,
        design_effect=cases["design_effect"],
        peer_design_effect=cases["peer_design_effect"],
    )
    assert len(cases) > 10
    assert found[FIGURES].to_numpy() == pytest.approx(cases[FIGURES].to_numpy(), rel=1e-8, abs=1e-8)


def test_newcombes_own_example_times_the_total():
    """56/70 less 48/80 has the limits 0.0524 and 0.3339 (1998, table II, method 10)."""
    found = excess(56, 70, 48, 80).iloc[0]
    assert found.tolist() == pytest.approx([14, 70 * 0.0524, 70 * 0.3339], abs=0.004)


@given(PAIR, PAIR, st.floats(1, 20), st.floats(1, 20))
def test_the_difference_lies_within_its_limits_and_those_within_what_can_be(own, peer, one, two):
    low, value, high = (
        excess(*own, *peer, design_effect=one, peer_design_effect=two)
        .loc[0, ["lower", "value", "upper"]]
        .tolist()
    )
    assert -own[1] <= low <= value <= high <= own[1]


@given(PAIR, PAIR, st.floats(1.5, 20))
def test_what_comes_several_to_a_child_is_less_certain(own, peer, effect):
    plain = excess(*own, *peer).iloc[0]
    wide = excess(*own, *peer, design_effect=effect).iloc[0]
    assert wide["value"] == plain["value"]
    assert wide["upper"] - wide["lower"] >= plain["upper"] - plain["lower"]


@given(PAIR, PAIR)
def test_one_group_more_is_all_others_fewer(own, peer):
    there = excess(*own, *peer).iloc[0]
    rest = excess(own[1] - own[0], own[1], peer[1] - peer[0], peer[1]).iloc[0]
    wanted = [-rest["value"], -rest["upper"], -rest["lower"]]
    assert there[FIGURES].tolist() == pytest.approx(wanted, abs=1e-6 * own[1])


def test_all_groups_together_differ_by_nothing():
    found = excess([5, 20, 75], 100, [300, 500, 200], 1000)
    assert found["value"].sum() == pytest.approx(0, abs=1e-9)


def test_what_is_missing_stays_missing_and_rows_keep_their_order():
    rows = pd.Index(["b", "a", "c"])
    count = pd.Series([4, None, 6], index=rows, dtype=float)
    found = excess(count, 20, 30, 100)
    assert list(found.index) == list(rows)
    assert found.loc["a"].isna().all()
    assert found["value"].dropna().tolist() == pytest.approx([-2, 0])
    assert excess(4, 20, 30, None).isna().all(axis=None)
    assert excess(4, 20, 30, 100, design_effect=float("nan")).isna().all(axis=None)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((7, 5, 1, 10), "count must not be above total, found 7.0 above 5.0"),
        ((1, 5, 11, 10), "found 11.0 above 10.0"),
        ((-1, 5, 1, 10), "found -1.0"),
        ((1, 0, 1, 10), "total must be above 0, found 0.0"),
    ],
)
def test_the_impossible_is_refused_with_what_was_found(counts, told):
    with pytest.raises(ValueError, match=told):
        excess(*counts)


def test_a_design_effect_of_nothing_is_refused():
    with pytest.raises(ValueError, match="design_effect must be above 0, found 0.0"):
        excess(1, 5, 1, 10, design_effect=0)


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("share", [0.03, 0.15, 0.5])
def test_limits_hold_the_truth_as_often_as_they_say(times, share):
    """Each child's notifications, `times` of them, come from one group; the mixes are the same."""
    draws, own, peer = 4000, 120, 1500
    random = np.random.default_rng(7)
    count = times * random.binomial(own, share, draws)
    peer_count = times * random.binomial(peer, share, draws)
    totals = (times * own, times * peer)
    found = excess(
        count, totals[0], peer_count, totals[1], design_effect=times, peer_design_effect=times
    )
    held = ((found["lower"] <= 0) & (found["upper"] >= 0)).mean()
    assert 0.94 <= held <= 0.975
    if times > 1:
        naive = excess(count, totals[0], peer_count, totals[1])
        assert ((naive["lower"] <= 0) & (naive["upper"] >= 0)).mean() < 0.85
