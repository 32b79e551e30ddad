"""Crude rates and their limits, with and without notifications that come several to a child."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods import rate as module
from analysis.methods import standardised
from analysis.methods.rate import rate

ORACLE = json.loads((Path(__file__).parents[1] / "oracles/rate.json").read_text("utf-8"))
CRUDE = pd.DataFrame(ORACLE["crude"])
FIGURES = ["value", "lower", "upper"]
ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(0, 10**7)), st.one_of(st.none(), st.floats(1e-3, 1e8))
    ),
    min_size=1,
    max_size=10,
)


def told(frame):
    """The rows as tuples in which what is missing is equal to itself."""
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))


@pytest.mark.parametrize("confidence", sorted(set(CRUDE["confidence"])))
@pytest.mark.parametrize("per", sorted(set(CRUDE["per"])))
def test_rates_and_limits_are_those_worked_out_elsewhere(confidence, per):
    cases = CRUDE[(CRUDE["confidence"] == confidence) & (CRUDE["per"] == per)]
    found = rate(cases["events"], cases["population"], per=per, confidence=confidence)
    assert len(cases) > 0
    assert found[FIGURES].to_numpy() == pytest.approx(cases[FIGURES].to_numpy(), rel=1e-9, abs=0)
    assert found["method"].tolist() == cases["method"].tolist()
    assert found.index.equals(cases.index)


@pytest.mark.parametrize("case", ORACLE["widened"], ids=lambda case: str(case["children"]))
def test_widened_limits_are_those_worked_out_elsewhere(case):
    found = rate(
        case["events"],
        case["population"],
        confidence=case["confidence"],
        event_variance=case["event_variance"],
    )
    expected = [np.nan if case[name] is None else case[name] for name in FIGURES]
    assert found[FIGURES].iloc[0].tolist() == pytest.approx(expected, rel=1e-9, abs=0, nan_ok=True)
    few = case["events"] < 10
    assert told(found[["method"]]) == [(None,) if few else ("byar",)]


def test_the_method_changes_at_ten_events():
    assert rate([0, 9, 10, 11], 500)["method"].tolist() == ["exact", "exact", "byar", "byar"]


def test_more_notifications_than_children_is_a_rate_above_one_each():
    assert rate(30, 20, per=1)["value"].tolist() == [1.5]


def test_a_child_notified_about_once_adds_no_width():
    plain, widened = rate([10, 400], 9000), rate([10, 400], 9000, event_variance=[10, 400])
    assert widened[FIGURES].to_numpy() == pytest.approx(plain[FIGURES].to_numpy(), rel=1e-12)


def test_the_widening_is_the_root_of_variance_over_events():
    plain, widened = rate(100, 1000), rate(100, 1000, event_variance=400)
    for side in ("lower", "upper"):
        far, near = (frame[side].iloc[0] - 100 for frame in (widened, plain))
        assert far == pytest.approx(2 * near, rel=1e-12)


def test_without_a_variance_in_a_row_that_row_has_a_value_but_no_limits():
    found = rate([20, 20, 9, None], 1000, event_variance=[40, None, 12, 3])
    assert told(found)[1:] == [(20, None, None, None), (9, None, None, None), (None,) * 4]
    assert found.loc[0].notna().all()


@given(ROWS, st.floats(0.5, 0.999))
def test_a_rate_lies_between_its_limits_or_is_missing_with_them(rows, confidence):
    events, population = (list(column) for column in zip(*rows, strict=True))
    found = rate(events, population, confidence=confidence)
    known = [event is not None and people is not None for event, people in rows]
    assert found.notna().all(axis=1).tolist() == known
    assert found.isna().all(axis=1).tolist() == [not row for row in known]
    present = found[known]
    assert ((present["lower"] <= present["value"]) & (present["value"] <= present["upper"])).all()
    assert (present["lower"] >= 0).all()


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.floats(0.5, 1e6))
def test_widened_limits_hold_the_value_and_the_plain_ones(children, population):
    f = range(1, len(children) + 1)
    events = sum(a * b for a, b in zip(f, children, strict=True))
    variance = sum(a * a * b for a, b in zip(f, children, strict=True))
    plain, wide = (rate(events, population, event_variance=v).iloc[0] for v in (None, variance))
    assert wide["value"] == plain["value"]
    if events < 10:
        assert wide[["lower", "upper", "method"]].isna().all()
    else:
        assert 0 <= wide["lower"] <= plain["lower"] * (1 + 1e-12)
        assert wide["upper"] >= plain["upper"] * (1 - 1e-12)
        assert wide["lower"] <= wide["value"] <= wide["upper"]


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, chance):
    order = list(range(len(rows)))
    chance.shuffle(order)
    frame = pd.DataFrame(rows, columns=["events", "population"], dtype=float)
    once = rate(frame["events"], frame["population"])
    again = rate(frame["events"].iloc[order], frame["population"].iloc[order])
    pd.testing.assert_frame_equal(again, once.iloc[order], check_exact=True)


@given(st.integers(0, 10**6), st.floats(0.1, 1e6))
def test_a_single_number_is_one_row_and_so_are_lists_arrays_and_series(events, population):
    single = rate(events, population)
    for shape in (list, np.array, pd.Series):
        pd.testing.assert_frame_equal(rate(shape([events]), shape([population])), single)


def test_without_a_unit_nothing_is_told():
    assert told(rate([4, 40], 1000, per=float("nan"))) == [(None,) * 4] * 2


def test_the_frame_keeps_a_series_index_and_has_four_columns():
    events = pd.Series([4.0, 40.0], index=pd.Index(["461", "360"], name="municipality"))
    found = rate(events, 1000)
    assert found.index.equals(events.index)
    assert found.columns.tolist() == [*FIGURES, "method"]
    assert found["method"].dtype == "str"


def test_nothing_at_all_is_an_empty_frame():
    assert told(rate([], [])) == []
    assert rate([], [], event_variance=[]).columns.tolist() == [*FIGURES, "method"]


@pytest.mark.parametrize(
    ("given_numbers", "rule"),
    [
        ({"events": -1, "population": 5}, "events must be whole numbers from 0 up, found -1.0"),
        ({"events": 2.5, "population": 5}, "events must be whole numbers from 0 up, found 2.5"),
        ({"events": [1, 2], "population": [5, 0]}, "population must be above 0, found 0.0"),
        ({"events": 1, "population": -3}, "population must be above 0, found -3.0"),
        ({"events": 1, "population": 5, "per": 0}, "per must be above 0, found 0.0"),
        ({"events": 1, "population": 5, "per": float("inf")}, "per must be finite, found inf"),
        ({"events": 1, "population": 5, "confidence": 95}, "found 95"),
        ({"events": float("inf"), "population": 5}, "events must be finite, found inf"),
        ({"events": [1, 2], "population": [5, 6, 7]}, "2 events, 3 population"),
        (
            {"events": 20, "population": 50, "event_variance": 19},
            "events must not be above event_variance, found 20.0 above 19.0",
        ),
        (
            {"events": 20, "population": 50, "event_variance": 401},
            "event_variance must not be above the square of events, found 401.0 above 400.0",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_the_impossible_is_refused_with_what_was_found(given_numbers, rule):
    with pytest.raises(ValueError, match=rule.replace(".", r"\.")):
        rate(**given_numbers)


def test_the_impossible_is_refused_also_beside_something_missing():
    with pytest.raises(ValueError, match=r"found -2\.0"):
        rate([None, -2], [100, None])


def test_standardised_rates_are_had_from_the_same_place():
    assert module.directly_standardised is standardised.directly_standardised
    assert module.indirectly_standardised is standardised.indirectly_standardised
