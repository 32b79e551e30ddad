"""Who notifies beside another mix: each group to the last digit, words by interval."""

import math

import pytest

from analysis.comparison import Comparison, choose
from analysis.notifier_mix import notifier_mix
from analysis.notifier_rates import notifier_rates
from analysis.notifiers import groups, years
from analysis.roughly import around, roughly
from catalog.load import dimensions
from data.facts import open_facts
from tests.mixes import AREA, HAND, YEAR
from tests.stored import asked, by_source, squares, times

PROFESSIONAL = {"2", "3", "4", "5", "6", "9"}


def wilson(count, total, effect):
    x, n, z2 = count / effect, total / effect, 1.959963984540054**2
    middle, half = x + z2 / 2, math.sqrt(z2 * (x * (n - x) / n + z2 / 4))
    return (middle - half) / (n + z2), (middle + half) / (n + z2)


def test_professional_groups_are_the_six_that_notify_by_their_profession():
    codes = dimensions()["notifier"].codes.values()
    assert {code.source for code in codes if code.professional} == PROFESSIONAL
    assert not any(
        code.professional
        for found in dimensions().values()
        if found.id != "notifier"
        for code in found.codes.values()
    )


def test_groups_are_in_the_order_of_the_screen_and_the_split_one_is_whole():
    assert "family_child_acquaintances" in groups()
    assert not {"child_itself", "family_acquaintances"} & set(groups())


def test_each_group_is_beside_the_mix_of_the_members_to_the_last_digit(fetched, fetched_file):
    mix = notifier_mix(fetched, HAND, period=YEAR)
    own, *peers = (by_source(fetched_file, area, YEAR) for area in (AREA, *HAND.members))
    for found in (own, *peers):
        parts = [found.pop(code, 0) for code in ("child_itself", "family_acquaintances")]
        found["family_child_acquaintances"] = sum(parts)
    total, peer_total = sum(own.values()), sum(sum(found.values()) for found in peers)
    effect = squares(times(fetched_file, AREA, YEAR), total) / total
    peer_effect = (
        sum(
            squares(times(fetched_file, area, YEAR), sum(found.values()))
            for area, found in zip(HAND.members, peers, strict=True)
        )
        / peer_total
    )
    assert (mix.total, mix.peer_total, mix.members, mix.why) == (total, peer_total, 2, "")
    assert (mix.design_effect, mix.peer_design_effect) == pytest.approx((effect, peer_effect))
    assert set(mix.table.index) == set(own)
    for code, row in mix.table.iterrows():
        count, other = own[code], sum(found.get(code, 0) for found in peers)
        a, b = count / total, other / peer_total
        low, high = wilson(count, total, effect)
        peer_low, peer_high = wilson(other, peer_total, peer_effect)
        wanted = {
            "count": count,
            "share": 100 * a,
            "peer_share": 100 * b,
            "expected": total * b,
            "difference": total * (a - b),
            "lower": total * (a - b - math.hypot(a - low, peer_high - b)),
            "upper": total * (a - b + math.hypot(high - a, b - peer_low)),
        }
        assert row[list(wanted)].astype(float).to_dict() == pytest.approx(wanted)


def test_the_country_is_the_98_and_no_other_choice_has_the_municipality_in_it(fetched):
    country = notifier_mix(fetched, choose(fetched, AREA, "country"), period=YEAR)
    region = notifier_mix(fetched, choose(fetched, AREA, "region"), period=YEAR)
    assert country.members == 98
    assert region.members == len(choose(fetched, AREA, "region").members)
    assert country.table["difference"].sum() == pytest.approx(0, abs=1e-6)


def test_nobody_to_compare_with_leaves_counts_alone(fetched):
    mix = notifier_mix(fetched, Comparison("hand", AREA, ()), period=YEAR)
    assert mix.why == "nobody"
    assert set(mix.table["said"]) == {"not compared"}
    assert mix.table[["expected", "lower", "upper"]].isna().all(axis=None)
    assert mix.table["count"].sum() == mix.total


def test_words_and_silence_follow_the_interval(other_mix):
    facts = open_facts(other_mix)
    mix = notifier_mix(facts, HAND, period=YEAR)
    assert mix.table.loc["health_service", "said"] == "more"
    assert mix.table.loc["health_service", "lower"] > 0
    assert mix.table.loc["day_care_clubs", "said"] == "fewer"
    assert mix.table.loc["day_care_clubs", "upper"] < 0
    silent = mix.table.index[mix.table["silent"]]
    assert list(silent) == ["day_care_clubs"]
    apart = mix.table.drop(["health_service", "day_care_clubs"])
    assert (((apart["lower"] <= 0) & (apart["upper"] >= 0)) == (apart["said"] == "alike")).all()


def test_rates_are_counts_over_residents_of_the_same_ages(fetched, fetched_file):
    rates = notifier_rates(fetched, HAND)
    counts = by_source(fetched_file, AREA, YEAR)
    sql = """SELECT SUM(n.count) FROM resident_count n JOIN area a ON a.id = n.area
        JOIN period p ON p.id = n.period JOIN category b ON b.id = n.age
        WHERE a.code = ? AND p.code = ? AND b.dimension = 'age' AND b.code GLOB '[0-9]*'
            AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0"""
    (residents,) = asked(fetched_file, sql, AREA, YEAR)[0]
    joined = counts["child_itself"] + counts["family_acquaintances"]
    assert rates.own.loc["school", YEAR] == pytest.approx(1000 * counts["school"] / residents)
    assert rates.counts.loc["family_child_acquaintances", YEAR] == joined
    both = [by_source(fetched_file, area, YEAR)["school"] for area in HAND.members]
    people = [asked(fetched_file, sql, area, YEAR)[0][0] for area in HAND.members]
    assert rates.peers.loc["school", YEAR] == pytest.approx(1000 * sum(both) / sum(people))


def test_before_a_fetch_there_are_no_years(full):
    assert years(full, AREA) == []
    with pytest.raises(ValueError, match="no notifications by notifier in 482, 2025"):
        notifier_mix(full, HAND, period=YEAR)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((-41.3, -56.1, -26.2), (40, 25, 60)),
        ((6.2, 0.4, 12.1), (6, 0, 13)),
        ((22.0, 3.4, 41.0), (20, 3, 45)),
        ((437.0, 216.0, 655.0), (440, 210, 660)),
        ((0.4, 0.1, 0.9), (1, 0, 1)),
    ],
)
def test_a_difference_is_said_no_surer_than_it_is(given, told):
    found = roughly(*given)
    assert (found.about, found.least, found.most) == told
    assert found.least <= min(map(abs, given[1:])) <= max(map(abs, given[1:])) <= found.most


def test_a_difference_that_may_be_nothing_has_no_side():
    with pytest.raises(ValueError, match="0 lies within"):
        roughly(3, -1, 7)
    assert around(0.4) == 0
