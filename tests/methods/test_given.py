"""What methods take and what they refuse, the same for all."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from analysis.methods.classes import fixed_classes, quantile_classes
from analysis.methods.control import xmr
from analysis.methods.funnel import funnel, limits
from analysis.methods.given import aligned
from analysis.methods.rate import rate
from analysis.methods.spatial import moran

NO_NUMBERS = [None, pd.NA, "0.95", "a", True, [1], b"3"]


@pytest.mark.parametrize(
    "values",
    [
        [3, None],
        [3, pd.NA],
        [3.0, float("nan")],
        (3, None),
        np.array([3, np.nan]),
        pd.Series([3, None]),
        pd.Series([3, None], dtype="Int64"),
        [np.int64(3), None],
        [Decimal(3), None],
    ],
)
def test_numbers_are_taken_in_any_form_and_what_is_missing_stays_so(values):
    found = aligned(events=values)["events"]
    assert found.tolist()[0] == 3.0
    assert np.isnan(found.tolist()[1])


@pytest.mark.parametrize("single", [3, 3.0, np.int64(3), np.float64(3), np.array(3)])
def test_a_single_number_stands_beside_all_others(single):
    assert aligned(events=[1, 2], population=single)["population"].tolist() == [3.0, 3.0]


@pytest.mark.parametrize(
    "values", ["3", ["3", "4"], b"3", True, [True, False], [3, "4"], pd.Series(["3"]), [[3]], ["x"]]
)
def test_what_is_no_number_is_refused_with_what_was_found(values):
    with pytest.raises(ValueError, match=r"events.*found"):
        aligned(events=values)


def test_a_number_too_large_to_be_one_is_refused():
    with pytest.raises(ValueError, match="events must be numbers, found 1000"):
        rate(10**400, 1)


@pytest.mark.parametrize("wrong", NO_NUMBERS)
@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("confidence", lambda wrong: rate(3, 100, confidence=wrong)),
        ("winsorise", lambda wrong: funnel([3, 4], [100, 100], winsorise=wrong)),
        ("tau2", lambda wrong: limits(5, tau2=wrong)),
        ("k", lambda wrong: quantile_classes([1, 2], wrong)),
        ("k", lambda wrong: fixed_classes([1, 2], wrong)),
        ("seed", lambda wrong: moran(*ring(), seed=wrong)),
    ],
)
def test_a_setting_that_is_no_number_is_refused_by_its_name(name, ask, wrong):
    with pytest.raises(ValueError, match=f"^{name} must be a number, found"):
        ask(wrong)


@pytest.mark.parametrize("wrong", [2.5, float("inf"), float("nan"), 0, -1])
def test_a_setting_that_must_be_whole_is_refused_with_what_was_found(wrong):
    for ask in (
        lambda: quantile_classes([1, 2], wrong),
        lambda: xmr([1, 2, 3], baseline=wrong),
    ):
        with pytest.raises(ValueError, match=r"must be a whole number from \d up, found"):
            ask()


def ring():
    """Four municipalities in a ring."""
    codes = list("abcd")
    pairs = [(a, codes[(place + step) % 4]) for place, a in enumerate(codes) for step in (1, 3)]
    values = pd.Series([1.0, 2.0, 5.0, 3.0], index=codes)
    return values, pd.DataFrame(pairs, columns=["municipality", "neighbour"])
