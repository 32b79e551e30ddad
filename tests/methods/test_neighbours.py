"""Statistical neighbours: held against R's scale and dist."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.neighbours import nearest

ORACLE = json.loads((Path(__file__).parents[1] / "oracles" / "neighbours.json").read_text())
NUMBER = st.integers(-30, 30) | st.floats(-1e4, 1e4).map(lambda number: round(number, 3))
FEATURES = st.tuples(st.integers(3, 12), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(NUMBER, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


def made(rows):
    """Features of municipalities "a", "b" and so on, variables "v0", "v1" and so on."""
    names = [f"v{place}" for place in range(len(rows[0]))]
    return pd.DataFrame(rows, index=[chr(97 + place) for place in range(len(rows))], columns=names)


def by_hand(features, k, weights):
    """The same, municipality by municipality."""
    z = (features - features.mean()) / features.std(ddof=0)
    rows = []
    for one in features.index:
        off = {
            other: np.sqrt(sum(weights.get(v, 1) * (z.at[one, v] - z.at[other, v]) ** 2 for v in z))
            for other in features.index.drop(one)
        }
        order = sorted(off, key=lambda other: (round(off[other], 10), other))[:k]
        rows += [(one, other, off[other]) for other in order]
    return rows


@pytest.mark.parametrize("case", ORACLE["nearest"])
def test_neighbours_are_those_of_scale_and_dist(case):
    names = [str(place) for place in range(len(case["columns"]))]
    features = pd.DataFrame(dict(zip(names, case["columns"], strict=True)), index=case["codes"])
    weights = dict(zip(names, case["weights"], strict=True))
    found = nearest(features, k=case["k"], weights=weights)
    expected = case["nearest"]
    assert found["municipality"].unique().tolist() == [one["municipality"] for one in expected]
    assert found["neighbour"].tolist() == [code for one in expected for code in one["neighbour"]]
    distances = [distance for one in expected for distance in one["distance"]]
    assert found["distance"].tolist() == pytest.approx(distances, rel=1e-9)


def test_a_random_set_gives_what_it_gives_by_hand():
    numbers = np.random.default_rng(4).gamma(4, 10, (20, 3))
    features, weights = made(numbers.tolist()), {"v1": 0.5, "v2": 3}
    found = nearest(features, k=6, weights=weights)
    expected = by_hand(features, 6, weights)
    assert list(zip(found["municipality"], found["neighbour"], strict=True)) == [
        row[:2] for row in expected
    ]
    assert found["distance"].tolist() == pytest.approx([row[2] for row in expected], rel=1e-9)


@given(FEATURES, st.data())
def test_each_has_k_others_nearest_first(rows, data):
    k = data.draw(st.integers(1, len(rows) - 1))
    found = nearest(made(rows), k=k)
    assert found["municipality"].tolist() == [one for one in made(rows).index for _ in range(k)]
    assert (found["municipality"] != found["neighbour"]).all()
    assert not found.duplicated(["municipality", "neighbour"]).any()
    assert (found["distance"] >= 0).all()
    assert found.groupby("municipality")["distance"].diff().dropna().ge(-1e-9).all()


@given(FEATURES)
def test_distances_are_the_same_both_ways(rows):
    found = nearest(made(rows), k=len(rows) - 1)
    table = found.pivot(index="municipality", columns="neighbour", values="distance")
    np.testing.assert_allclose(table, table.T, rtol=1e-12, equal_nan=True)


@given(FEATURES, st.randoms())
def test_the_order_of_rows_does_not_matter_to_neighbours(rows, random):
    features, k = made(rows), 2
    order = random.sample(list(features.index), len(features))
    moved = nearest(features.loc[order], k=k).groupby("municipality", sort=True)
    found = nearest(features, k=k).groupby("municipality", sort=True)
    for column in ("neighbour", "distance"):
        assert moved[column].agg(list).tolist() == found[column].agg(list).tolist()


@given(FEATURES, st.floats(0.01, 100), st.integers(-50, 50))
def test_a_variables_unit_does_not_matter(rows, factor, shift):
    features = made(rows)
    other = features.assign(v0=features["v0"] * factor + shift)
    k = len(rows) - 1
    key = ["municipality", "neighbour"]
    found, moved = (nearest(one, k=k).sort_values(key)["distance"] for one in (features, other))
    spread = features["v0"].max() - features["v0"].min()
    if spread == 0 or spread * factor > 1e-3:
        assert moved.tolist() == pytest.approx(found.tolist(), rel=1e-6, abs=1e-6)


def test_a_variable_that_is_the_same_everywhere_tells_nobody_apart():
    features = made([[1, 0.1], [2, 0.1], [4, 0.1]])
    assert nearest(features, k=2).equals(nearest(features[["v0"]], k=2))
    assert nearest(features[["v1"]], k=2)["distance"].tolist() == [0.0] * 6


def test_equal_distances_go_by_the_neighbours_code():
    features = pd.DataFrame({"v": [0.3, 0.1, 0.2]}, index=["z", "m", "a"])
    found = nearest(features, k=2)
    assert found["neighbour"].tolist() == ["a", "m", "a", "z", "m", "z"]


def test_who_lacks_a_variable_has_no_neighbour_and_is_none():
    features = made([[1, 5], [2, 9], [None, 4], [8, 1]])
    found = nearest(features, k=2)
    assert found["municipality"].tolist() == ["a", "a", "b", "b", "c", "d", "d"]
    assert found.loc[4, ["neighbour", "distance"]].isna().all()
    assert "c" not in found["neighbour"].tolist()
    others = nearest(features.drop("c"), k=2)
    assert found.drop(4).reset_index(drop=True).equals(others)


def test_codes_that_are_numbers_stay_numbers():
    features = pd.DataFrame({"v": [1, 2, None]}, index=[360, 101, 751])
    found = nearest(features, k=1)
    assert found["municipality"].tolist() == [360, 101, 751]
    assert found["neighbour"].tolist() == [101, 360, pd.NA]
    assert found["neighbour"].dtype == "Int64"


def test_a_weight_of_nothing_is_as_without_the_variable():
    features = made([[1, 5], [2, 9], [7, 4], [8, 1]])
    light = nearest(features, k=3, weights={"v1": 0})
    assert light.equals(nearest(features[["v0"]], k=3))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"k": 0}, "k must be a whole number from 1 up, found 0"),
        ({"k": 4}, "k must be from 1 to 3 others, found 4"),
        ({"k": 1.5}, "k must be a whole number from 1 up, found 1.5"),
        ({"weights": {"v9": 1}}, "weights must be of the features' columns, found 'v9'"),
        ({"weights": {"v0": -1}}, "weights must not be below 0, found -1.0"),
        ({"weights": {"v0": 0, "v1": 0}}, r"one above 0, found \[0.0, 0.0\]"),
        ({"weights": {"v0": None}}, r"weights must be numbers and one above 0, found \[nan, 1.0\]"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(changed, told):
    features = made([[1, 5], [2, 9], [7, 4], [8, 1]])
    with pytest.raises(ValueError, match=told):
        nearest(features, **{"k": 2, **changed})


@pytest.mark.parametrize(
    ("features", "told"),
    [
        (pd.DataFrame({"v": [1, 2, 3]}, index=["a", "b", "a"]), "a municipality must come once"),
        (pd.DataFrame({"v": [1, 2]}, index=["a", None]), "every municipality must have a name"),
        (pd.DataFrame([[1, 2], [2, 3]], columns=["v", "v"]), "a variable must come once"),
        (pd.DataFrame([[1, 2], [2, 3]], columns=[1, "1"]), "a variable must come once"),
        ([[1, 2], [2, 3]], "features must be a frame, found list"),
        (pd.DataFrame(index=["a", "b"]), "there must be a variable, found none"),
        (pd.DataFrame({"v": []}), "there must be a municipality, found none"),
        (pd.DataFrame({"v": [1, np.inf]}, index=["a", "b"]), "v must be finite, found inf"),
        (pd.DataFrame({"v": [1, None]}, index=["a", "b"]), "k must be from 1 to 0 others, found 1"),
    ],
)
def test_features_that_cannot_be_compared_are_refused(features, told):
    with pytest.raises(ValueError, match=told):
        nearest(features, k=1)
