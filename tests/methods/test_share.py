"""Shares, several shares of one whole, and the difference of two."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.share import difference, share, shares

FOLDER = Path(__file__).parents[1] / "oracles"
ORACLE = json.loads((FOLDER / "share.json").read_text("utf-8"))
SEARCHED = json.loads((FOLDER / "exact_tails.json").read_text("utf-8"))
ONE, TWO = pd.DataFrame(ORACLE["share"]), pd.DataFrame(ORACLE["difference"])
FIGURES = ["value", "lower", "upper"]
CONFIDENCES = st.floats(0.01, 0.9999)
PAIR = st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
COUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=14).filter(any)


def close(found, cases):
    return found[FIGURES].to_numpy() == pytest.approx(cases[FIGURES].to_numpy(), rel=1e-9, abs=0)


def ordered(found, least=0):
    low, value, high = found["lower"], found["value"], found["upper"]
    return ((low >= least) & (low <= value) & (value <= high) & (high <= 1)).all()


@pytest.mark.parametrize("confidence", sorted(set(ONE["confidence"])))
def test_shares_are_those_worked_out_elsewhere(confidence):
    cases = ONE[ONE["confidence"] == confidence]
    effect = cases["design_effect"]
    found = share(cases["count"], cases["total"], confidence=confidence, design_effect=effect)
    assert len(cases) > 0
    assert close(found, cases)


@pytest.mark.parametrize("case", SEARCHED["wilson"], ids=str)
def test_limits_are_where_the_share_is_just_so_many_errors_away(case):
    found = share(case["count"], case["total"], confidence=case["confidence"])
    limits = found[["lower", "upper"]].iloc[0].tolist()
    assert limits == pytest.approx(case["limits"], rel=1e-9, abs=0)


@pytest.mark.parametrize("number", range(len(ORACLE["shares"])))
def test_several_shares_are_those_worked_out_elsewhere(number):
    case = ORACLE["shares"][number]
    found = shares(case["counts"], confidence=case["confidence"])
    assert close(found, pd.DataFrame({name: case[name] for name in FIGURES}))


@pytest.mark.parametrize("confidence", sorted(set(TWO["confidence"])))
def test_differences_are_those_worked_out_elsewhere(confidence):
    cases = TWO[TWO["confidence"] == confidence]
    counts = [cases[name] for name in ("count_1", "total_1", "count_2", "total_2")]
    found = difference(*counts, confidence=confidence)
    limits = found.to_numpy()
    assert len(cases) > 0
    # A difference near 0 has lost digits in any way of working it out.
    assert limits == pytest.approx(cases[FIGURES].to_numpy(), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_shares_are_those_printed_in_newcombe(count, total, lower, upper):
    """Newcombe 1998, Statistics in Medicine 17:857, table I, method 3."""
    assert share(count, total).round(4)[["lower", "upper"]].iloc[0].tolist() == [lower, upper]


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_differences_are_those_printed_in_newcombe(first, second, lower, upper):
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: his first less second."""
    found = difference(*second, *first).round(4)
    assert found[["lower", "upper"]].iloc[0].tolist() == [lower, upper]


@given(st.lists(PAIR, min_size=1, max_size=8), CONFIDENCES, st.floats(0.1, 1000))
def test_a_share_lies_between_its_limits(pairs, confidence, effect):
    count, total = zip(*pairs, strict=True)
    assert ordered(share(list(count), list(total), confidence=confidence, design_effect=effect))


@given(COUNTS, CONFIDENCES)
def test_several_shares_add_up_and_lie_between_their_limits(counts, confidence):
    found = shares(counts, confidence=confidence)
    assert ordered(found)
    assert found["value"].sum() == pytest.approx(1, rel=1e-12)


@given(PAIR, PAIR, CONFIDENCES)
def test_a_difference_lies_between_its_limits_and_turns_with_the_order(first, second, confidence):
    there = difference(*first, *second, confidence=confidence)
    back = difference(*second, *first, confidence=confidence).iloc[0]
    assert ordered(there, least=-1)
    turned = [-back["value"], -back["upper"], -back["lower"]]
    assert there[FIGURES].iloc[0].tolist() == pytest.approx(turned, rel=1e-12, abs=1e-15)


@given(PAIR, CONFIDENCES)
def test_what_is_not_counted_has_the_mirrored_limits(pair, confidence):
    count, total = pair
    some, rest = (share(x, total, confidence=confidence).iloc[0] for x in (count, total - count))
    mirrored = [1 - rest["value"], 1 - rest["upper"], 1 - rest["lower"]]
    assert some.tolist() == pytest.approx(mirrored, rel=1e-9, abs=1e-12)


@given(PAIR, st.floats(1.01, 50))
def test_a_design_effect_widens_and_leaves_the_value(pair, effect):
    plain, wide = (share(*pair, design_effect=times).iloc[0] for times in (1, effect))
    assert wide["value"] == plain["value"]
    assert wide["lower"] <= plain["lower"]
    assert wide["upper"] >= plain["upper"]


@given(PAIR, st.integers(1, 9))
def test_a_design_effect_is_that_many_times_fewer_cases(pair, effect):
    count, total = pair
    whole = share(count, total)
    thinned = share(count * effect, total * effect, design_effect=effect)
    assert whole.to_numpy() == pytest.approx(thinned.to_numpy(), rel=1e-12)


@given(COUNTS, CONFIDENCES)
def test_limits_that_hold_together_are_wider_than_those_that_hold_alone(counts, confidence):
    together = shares(counts, confidence=confidence)
    alone = share(counts, sum(counts), confidence=confidence)
    assert (together["lower"] <= alone["lower"] + 1e-12).all()
    assert (together["upper"] >= alone["upper"] - 1e-12).all()


@given(st.lists(st.tuples(PAIR, PAIR), min_size=1, max_size=8), st.randoms())
def test_the_order_of_rows_does_not_matter(rows, chance):
    numbers = [(*first, *second) for first, second in rows]
    frame = pd.DataFrame(numbers, columns=["a", "b", "c", "d"], dtype=float)
    order = chance.sample(range(len(rows)), len(rows))
    mixed = frame.iloc[order]
    assert difference(*(mixed[c] for c in mixed)).equals(
        difference(*(frame[c] for c in frame)).iloc[order]
    )
    assert share(mixed["a"], mixed["b"]).equals(share(frame["a"], frame["b"]).iloc[order])
    assert shares(mixed["b"]).equals(shares(frame["b"]).iloc[order])


def test_a_single_number_is_one_row_and_so_are_lists_arrays_and_series():
    for shape in (list, np.array, pd.Series):
        assert share(shape([4]), shape([6])).equals(share(4, 6))
        assert shares(shape([4])).equals(shares(4))
        numbers = (shape([x]) for x in (4, 6, 1, 9))
        assert difference(*numbers).equals(difference(4, 6, 1, 9))


def test_missing_stays_in_its_row():
    found = share([4, None, 4, 4], [6, 6, None, 6], design_effect=[1, 1, 1, None])
    assert found.notna().all(axis=1).tolist() == [True, False, False, False]
    assert found.isna().all(axis=1).tolist() == [False, True, True, True]
    columns = [[4, None, 4, 4, 4], [6, 6, pd.NA, 6, 6], [1, 1, 1, None, 1], [9, 9, 9, 9, np.nan]]
    assert difference(*columns).isna().all(axis=1).tolist() == [False, True, True, True, True]
    assert difference(*columns).iloc[:1].equals(difference(4, 6, 1, 9))


def test_of_a_whole_with_something_missing_no_share_is_known():
    found = shares(pd.Series([5.0, None, 9.0], index=["a", "b", "c"]))
    assert found.isna().all(axis=None)
    assert found.index.tolist() == ["a", "b", "c"]


def test_the_frames_keep_a_series_index_and_have_three_columns():
    counts = pd.Series([4.0, 40.0], index=pd.Index(["461", "360"], name="municipality"))
    for found in (share(counts, 90), shares(counts), difference(counts, 90, 7, 8)):
        assert found.index.equals(counts.index)
        assert found.columns.tolist() == FIGURES


def test_nothing_at_all_is_an_empty_frame():
    assert share([], []).shape == (0, 3)
    assert difference([], [], [], []).shape == (0, 3)


@pytest.mark.parametrize(
    ("method", "numbers", "rule"),
    [
        (share, (-1, 5), "count must be whole numbers from 0 up, found -1.0"),
        (share, (1.5, 5), "count must be whole numbers from 0 up, found 1.5"),
        (share, (1, 5.5), "total must be whole numbers from 0 up, found 5.5"),
        (share, (0, 0), "total must be above 0, found 0.0"),
        (share, ([1, 7], [5, 6]), "count must not be above total, found 7.0 above 6.0"),
        (shares, ([3, -1],), "counts must be whole numbers from 0 up, found -1.0"),
        (shares, ([3, 0.5],), "counts must be whole numbers from 0 up, found 0.5"),
        (shares, ([0, 0],), "the sum of counts must be above 0, found 0.0"),
        (shares, ([],), "the sum of counts must be above 0, found 0.0"),
        (difference, (1, 5, 6, 5), "count_2 must not be above total_2, found 6.0 above 5.0"),
        (difference, (6, 5, 1, 5), "count_1 must not be above total_1, found 6.0 above 5.0"),
        (difference, (1, 0, 1, 5), "total_1 must be above 0, found 0.0"),
        (difference, (1, 5, 1, 2.5), "total_2 must be whole numbers from 0 up, found 2.5"),
    ],
)
def test_the_impossible_is_refused_with_what_was_found(method, numbers, rule):
    with pytest.raises(ValueError, match=rule):
        method(*numbers)


@pytest.mark.parametrize("effect", [0, -2])
def test_a_design_effect_that_is_none_is_refused(effect):
    with pytest.raises(ValueError, match=f"design_effect must be above 0, found {effect}"):
        share(4, 6, design_effect=effect)


@pytest.mark.parametrize(
    ("method", "numbers"), [(share, (4, 6)), (shares, ([4, 6],)), (difference, (4, 6, 1, 9))]
)
def test_a_confidence_that_is_none_is_refused(method, numbers):
    with pytest.raises(ValueError, match="found 95"):
        method(*numbers, confidence=95)
