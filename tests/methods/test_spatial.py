"""Moran's I: held against spdep and esda, its p against every order of the values there is."""

import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.methods.shuffled import two_sided
from analysis.methods.spatial import local_moran, moran

ORACLE = json.loads((Path(__file__).parents[1] / "oracles" / "spatial.json").read_text())
CLUSTERS = {"high-high", "low-low", "high-low", "low-high"}


def neighbours(pairs):
    """Both directions of pairs."""
    frame = pd.DataFrame(pairs, columns=["municipality", "neighbour"])
    return pd.concat([frame, frame.set_axis(frame.columns[::-1], axis=1)], ignore_index=True)


def ring(areas):
    return neighbours(list(zip(areas, [*areas[1:], areas[0]], strict=True)))


def series(case):
    values = pd.Series(case["values"], dtype=float)
    return values.set_axis(range(1, len(values) + 1))


@st.composite
def maps(draw):
    """Values by municipality, some missing, and neighbours, some having none."""
    number = draw(st.integers(5, 12))
    areas = [chr(97 + place) for place in range(number)]
    value = st.none() | st.integers(0, 9) | st.floats(-100, 100)
    values = draw(st.lists(value, min_size=number, max_size=number))
    pair = st.tuples(st.sampled_from(areas), st.sampled_from(areas)).filter(lambda p: p[0] < p[1])
    chosen = draw(st.lists(pair, min_size=4, max_size=25, unique=True))
    return pd.Series(values, index=areas, dtype=float), neighbours(chosen)


def answer(values, pairs, **options):
    """Both answers; nothing where fewer than three areas are left or their values are equal."""
    known = pairs[pairs.isin(values.dropna().index).all(axis=1)]
    left = values[known["municipality"].unique()]
    if len(left) >= 3 and left.nunique() > 1:
        return moran(values, pairs, **options), local_moran(values, pairs, **options)
    for ask in (moran, local_moran):
        with pytest.raises(ValueError, match="areas with a value|equal everywhere"):
            ask(values, pairs, **options)
    return None


@pytest.mark.parametrize("case", ORACLE["moran"])
def test_the_statistics_are_those_of_spdep(case):
    values, pairs = series(case), neighbours(case["pairs"])
    found = moran(values, pairs, permutations=99)
    expected = (case["i"], case["expected"], case["areas"])
    assert (found.i, found.expected, found.areas) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    local = local_moran(values, pairs, permutations=99)["i"].dropna()
    assert local.index.tolist() == case["used"]
    assert local.tolist() == pytest.approx(case["local"], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("case", [one for one in ORACLE["moran"] if one["areas"] > 3])
def test_the_statistics_and_sides_are_those_of_esda(case):
    values, pairs = series(case), neighbours(case["pairs"])
    used, around = values.loc[case["used"]], {}
    for area in used.index:
        near = pairs.loc[pairs["municipality"] == area, "neighbour"]
        around[area] = [other for other in near if other in used.index]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from esda import Moran, Moran_Local
        from libpysal.weights import W

        weights = W(around, id_order=list(used.index))
        whole = Moran(used.to_numpy(), weights, permutations=0)
        parts = Moran_Local(used.to_numpy(), weights, permutations=0)
    local = local_moran(values, pairs, permutations=99).loc[used.index]
    assert moran(values, pairs, permutations=99).i == pytest.approx(whole.I, rel=1e-9, abs=1e-12)
    assert local["i"].tolist() == pytest.approx(parts.Is.tolist(), rel=1e-9, abs=1e-12)
    sides = np.array(["", "high-high", "low-high", "low-low", "high-low"])[parts.q]
    clear = np.abs(parts.Is) > 1e-9
    assert local["cluster"][clear].tolist() == sides[clear].tolist()


@pytest.mark.parametrize("case", ORACLE["exact_p"])
def test_p_is_near_that_of_going_through_every_order(case):
    """Four standard errors of 39,999 shufflings; the statistic's own place adds the last part."""
    values, pairs, many = series(case), neighbours(case["pairs"]), 39_999
    exact = np.array([case["p"], *case["local_p"]])
    found = [moran(values, pairs, permutations=many).p]
    found += local_moran(values, pairs, permutations=many)["p"].tolist()
    allowed = 4 * np.sqrt(2 * exact / many) + 2 / many
    assert (np.abs(found - exact) <= allowed).all(), (found, exact)


def test_p_doubles_the_smaller_tail_and_is_never_nothing():
    chance = np.arange(999.0)
    assert two_sided(2000.0, chance) == two_sided(-5.0, chance) == 2 / 1000
    assert two_sided(997.0, chance) == two_sided(1.0, chance) == 6 / 1000
    assert two_sided(499.0, chance) == 1
    assert two_sided(1.0, np.ones(99)) == 1


def test_of_values_without_any_pattern_a_twentieth_have_p_of_a_twentieth_or_less():
    random, areas = np.random.default_rng(7), list(range(30))
    pairs = ring(areas)
    found = [
        moran(pd.Series(random.normal(size=30)), pairs, permutations=199).p for _ in range(600)
    ]
    assert 0.05 * 600 - 4 * 5.4 <= sum(p <= 0.05 for p in found) <= 0.05 * 600 + 4 * 5.4


def test_a_slope_over_the_map_is_seen_and_so_is_a_chessboard():
    areas = list(range(20))
    pairs = neighbours(list(zip(areas, areas[1:], strict=False)))
    slope = moran(pd.Series(areas), pairs)
    assert slope.i > 0.8
    assert slope.p == 2 / 10_000
    board = moran(pd.Series([place % 2 for place in areas]), pairs)
    assert board.i == pytest.approx(-1)
    assert board.p < 0.001


def test_a_cluster_is_found_where_it_was_put():
    areas = list(range(60))
    values = pd.Series(np.random.default_rng(3).normal(90, 5, 60))
    values[20:30] += 60
    pairs = neighbours(
        [(a, b) for step in (1, 2, 3) for a, b in zip(areas, areas[step:], strict=False)]
    )
    found = local_moran(values, pairs)
    flagged = found[found["q"] <= 0.05]
    assert set(range(22, 28)) <= set(flagged.index[flagged["cluster"] == "high-high"])
    assert set(flagged.index[flagged["cluster"] == "high-high"]) <= set(range(18, 32))


@settings(deadline=None)
@given(maps())
def test_local_parts_add_up_to_the_whole_and_are_missing_for_who_is_left_out(drawn):
    values, pairs = drawn
    found = answer(values, pairs, permutations=99)
    if found is None:
        return
    whole, local = found
    used = local["i"].notna()
    assert used.sum() == whole.areas
    assert local["i"].sum() == pytest.approx((whole.areas - 1) * whole.i, abs=1e-9 * whole.areas)
    assert not used[values.isna()].any()
    for column in ("p", "q", "cluster"):
        assert (local[column].notna() == used).all()
    assert set(local["cluster"].dropna()) <= CLUSTERS
    assert local["p"].dropna().between(0.02, 1).all()
    assert 0.02 <= whole.p <= 1
    assert (local["q"] >= local["p"])[used].all()
    assert local["q"].dropna().le(1).all()


@settings(deadline=None)
@given(maps(), st.randoms())
def test_the_order_of_rows_does_not_matter_to_moran(drawn, random):
    values, pairs = drawn
    order = random.sample(list(values.index), len(values))
    found = answer(values, pairs, permutations=99)
    turned = pairs.sample(frac=1, random_state=random.randint(0, 99))
    moved = answer(values[order], turned, permutations=99)
    if found is None:
        assert moved is None
    else:
        assert moved[0] == found[0]
        pd.testing.assert_frame_equal(moved[1], found[1].loc[order])


@settings(deadline=None)
@given(maps(), st.floats(0.1, 1000), st.integers(-100, 100))
def test_the_unit_of_the_values_does_not_matter(drawn, factor, shift):
    values, pairs = drawn
    values = values.round(2)
    found = answer(values, pairs, permutations=99)
    moved = answer(values * factor + shift, pairs, permutations=99)
    if found is not None and moved is not None:
        assert moved[0].i == pytest.approx(found[0].i, abs=1e-6)


def test_q_is_benjamini_and_hochbergs():
    values = pd.Series([*range(10), *range(10)], index=range(20), dtype=float)
    found = local_moran(values, ring(list(range(20))), permutations=999)
    p = found["p"].sort_values()
    by_hand = (p * 20 / np.arange(1, 21))[::-1].cummin()[::-1]
    assert found["q"].loc[p.index].tolist() == pytest.approx(by_hand.tolist(), rel=1e-9)


def test_islands_are_left_out_and_so_is_who_borders_only_on_the_missing():
    values = pd.Series([1, 5, 2, 9, 7, None], index=list("abcdef"), dtype=float)
    pairs = neighbours([("a", "b"), ("b", "c"), ("d", "f")])
    without = pd.Series([1, 5, 2], index=list("abc"), dtype=float)
    assert moran(values, pairs) == moran(without, neighbours([("a", "b"), ("b", "c")]))
    found = local_moran(values, pairs)
    assert found.index.tolist() == list("abcdef")
    assert found.columns.tolist() == ["i", "p", "q", "cluster"]
    assert found.loc[["d", "e", "f"]].isna().all(axis=None)
    assert found.loc[["a", "b", "c"]].notna().all(axis=None)


def test_the_same_seed_gives_the_same_and_the_common_random_numbers_are_left_alone():
    values, pairs = pd.Series([3, 1, 4, 1, 5, 9, 2, 6]), ring(list(range(8)))
    before = np.random.get_state()[1].tolist()
    first = moran(values, pairs, seed=5), local_moran(values, pairs, seed=5)
    again = moran(values, pairs, seed=5), local_moran(values, pairs, seed=5)
    assert first[0] == again[0]
    assert first[1].equals(again[1])
    assert moran(values, pairs, seed=6).p != first[0].p
    assert np.random.get_state()[1].tolist() == before


def test_very_large_and_very_small_values_go_through():
    pairs = ring(list(range(5)))
    plain = moran(pd.Series([1, 2, 3, 4, 9]), pairs).i
    for unit in (1e-300, 1e300):
        assert moran(pd.Series([1, 2, 3, 4, 9]) * unit, pairs).i == pytest.approx(plain, rel=1e-9)


def test_values_far_from_zero_keep_their_digits():
    near = pd.Series(np.random.default_rng(9).integers(0, 50, 97)).astype(float)
    pairs = ring(list(range(97)))
    whole = [moran(values, pairs, permutations=99).i for values in (near, near + 1e15)]
    assert whole[1] == pytest.approx(whole[0], rel=1e-12)
    local = [local_moran(values, pairs, permutations=99)["i"] for values in (near, near + 1e15)]
    assert local[1].tolist() == pytest.approx(local[0].tolist(), rel=1e-10, abs=1e-12)


def test_who_lies_at_the_mean_itself_counts_as_low():
    found = local_moran(pd.Series([1, 2, 3, 2], index=list("abcd")), ring(list("abcd")))
    assert found["cluster"].tolist() == ["low-low", "low-low", "high-low", "low-low"]
    assert found["p"].tolist()[1::2] == [1, 1]


FOUR = pd.Series([1.0, 2, 3, 5], index=list("abcd"))


@pytest.mark.parametrize("ask", [moran, local_moran])
@pytest.mark.parametrize(
    ("values", "pairs", "told"),
    [
        (FOUR, [("a", "b"), ("c", "x")], "neighbours must be among the values, found 'x'"),
        (FOUR, [("a", "b"), ("c", None)], "neighbours must be among the values, found"),
        (FOUR, [("a", "b"), ("c", "c")], "nobody is their own neighbour, found 'c'"),
        (FOUR, [("a", "b"), ("b", "a")], r"a pair must come once each way, found \['b', 'a'\]"),
        (FOUR, [("a", "b")], "there must be 3 areas with a value and a neighbour, found 2"),
        (FOUR, [], "there must be 3 areas with a value and a neighbour, found 0"),
        (FOUR * 0 + 4, list(zip("abc", "bcd", strict=True)), "equal everywhere, found 4.0 in all"),
        (FOUR * np.nan, list(zip("abc", "bcd", strict=True)), "found 0"),
        (FOUR.set_axis(list("abca")), [("a", "b")], "municipality must come once, found 'a' again"),
        (FOUR.set_axis(["a", "b", "c", None]), [("a", "b")], "found one missing"),
    ],
)
def test_a_map_that_says_nothing_is_refused(ask, values, pairs, told):
    with pytest.raises(ValueError, match=told):
        ask(values, neighbours(pairs))


@pytest.mark.parametrize("ask", [moran, local_moran])
def test_a_pair_in_one_direction_only_is_refused(ask):
    with pytest.raises(ValueError, match=r"both ways, found \['b', 'a'\] without its reverse"):
        ask(FOUR, ring(list("abcd")).iloc[1:])
    with pytest.raises(ValueError, match=r"neighbours must have .*found \['a', 'b'\]"):
        ask(FOUR, pd.DataFrame({"a": ["a"], "b": ["b"]}))


@pytest.mark.parametrize("ask", [moran, local_moran])
@pytest.mark.parametrize("permutations", [98, 99.5])
def test_too_few_shufflings_are_refused(ask, permutations):
    told = f"permutations must be a whole number from 99 up, found {permutations}"
    with pytest.raises(ValueError, match=told):
        ask(FOUR, ring(list("abcd")), permutations=permutations)
