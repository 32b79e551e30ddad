"""Who notifies: counts beside a mix, rates, silent groups, words, the section and its file."""

import csv
import io
import math
import shutil
import sqlite3
from dataclasses import replace

import pytest

from analysis.comparison import Comparison, choose
from analysis.notifier_mix import groups, notifier_mix, years
from analysis.notifier_rates import notifier_rates
from analysis.roughly import around, roughly
from catalog.load import dimensions
from catalog.words import say
from charts.notifier_mix import notifier_mix as drawn
from charts.notifier_years import notifier_years
from data.facts import open_facts
from reports.notifier_mix import mix_csv
from tests.opened import texts

PROFESSIONAL = {"2", "3", "4", "5", "6", "9"}
AREA, YEAR = "482", "2025"
HAND = Comparison("hand", AREA, ("101", "741"))
JUDGING = ("flere fra", "færre fra", "more from", "fewer from")


def asked(file, sql, *values):
    with sqlite3.connect(file) as connection:
        return connection.execute(sql, values).fetchall()


def by_source(file, area, year):
    """UND1's counts of ages 0-17 as they are stored: StatBank's code of the notifier, and count."""
    return dict(
        asked(
            file,
            """SELECT g.code, SUM(n.count) FROM notification_count n
            JOIN area a ON a.id = n.area JOIN period p ON p.id = n.period
            JOIN category g ON g.id = n.notifier JOIN category b ON b.id = n.age
            WHERE a.code = ? AND p.code = ? AND b.dimension = 'age' AND b.code GLOB '[0-9]*'
            AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0
            AND g.dimension = 'notifier' GROUP BY g.code""",
            area,
            year,
        )
    )


def times(file, area, year):
    """UND2's children aged 0-17 by how many notifications they had."""
    return dict(
        asked(
            file,
            """SELECT t.code, SUM(n.count) FROM notified_child_count n
            JOIN area a ON a.id = n.area JOIN period p ON p.id = n.period
            JOIN category t ON t.id = n.times_notified JOIN category b ON b.id = n.age
            WHERE a.code = ? AND p.code = ? AND t.dimension = 'times_notified'
            AND b.dimension = 'age' AND b.code GLOB '[0-9]*'
            AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0 GROUP BY t.code""",
            area,
            year,
        )
    )


def squares(children, events):
    closed = {int(code): count for code, count in children.items() if code != "6_or_more"}
    left = events - sum(n * count for n, count in closed.items())
    most = children.get("6_or_more", 0)
    return sum(n * n * count for n, count in closed.items()) + (left**2 / most if most else 0)


def wilson(count, total, effect):
    x, n, z2 = count / effect, total / effect, 1.959963984540054**2
    middle, half = x + z2 / 2, math.sqrt(z2 * (x * (n - x) / n + z2 / 4))
    return (middle - half) / (n + z2), (middle + half) / (n + z2)


@pytest.fixture(scope="module")
def changed(fetched_file, tmp_path_factory):
    """Facts where nobody notifies from day care in Langeland, and its health service does instead.

    Totals and everything that UND2 says stay as they were.
    """
    file = tmp_path_factory.mktemp("changed") / "facts.sqlite"
    shutil.copy(fetched_file, file)
    with sqlite3.connect(file) as connection:
        connection.execute(
            """UPDATE notification_count AS n SET count = count + COALESCE((
                SELECT m.count FROM notification_count m JOIN category g ON g.id = m.notifier
                WHERE g.code = 'day_care_clubs' AND m.area = n.area AND m.period = n.period
                AND m.age = n.age AND m.sex = n.sex), 0)
            WHERE n.notifier = (SELECT id FROM category WHERE code = 'health_service')
            AND n.area = (SELECT id FROM area WHERE code = '482')"""
        )
        connection.execute(
            """UPDATE notification_count SET count = 0
            WHERE notifier = (SELECT id FROM category WHERE code = 'day_care_clubs')
            AND area = (SELECT id FROM area WHERE code = '482')"""
        )
    return file


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


def test_words_and_silence_follow_the_interval(changed):
    facts = open_facts(changed)
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


def test_the_drawing_has_the_two_parts_the_counts_and_the_expected(changed):
    mix = notifier_mix(open_facts(changed), HAND, period=YEAR)
    figure = drawn(mix, "da", title="T", beside="B")
    bars, marks = figure.drawing["data"]
    labels = [note["text"] for note in figure.drawing["layout"]["annotations"]]
    assert labels[:2] == ["<b>Faggrupper</b>", "<b>Andre underrettere</b>"]
    assert sum(bars["x"]) == mix.total
    assert sum(marks["x"]) == pytest.approx(mix.total)
    full = {
        name
        for name, seen in zip(bars["text"], bars["marker"]["opacity"], strict=True)
        if seen == 1
    }
    codes = dimensions()["notifier"].codes
    assert full == {codes[code].da for code in ("health_service", "day_care_clubs")}
    assert {found.source for found in figure.snapshots} == {"dst-und1", "dst-und2"}


def test_lines_of_years_stop_at_the_break_and_known_faults_are_open(fetched):
    rates = notifier_rates(fetched, HAND)
    old = rates.own[[YEAR, YEAR, YEAR]].set_axis(["2015", "2016", "2017"], axis=1)
    made = replace(rates, own=old, peers=old, doubtful=frozenset({"2016"}))
    figure = notifier_years(made, "da", title="T", own="O", beside="B")
    runs = {tuple(trace["x"]) for trace in figure.drawing["data"]}
    assert runs == {(2015, 2016), (2017,)}
    symbols = {
        year: sign
        for trace in figure.drawing["data"]
        if trace["line"]["dash"] == "solid"
        for year, sign in zip(trace["x"], trace["marker"]["symbol"], strict=True)
    }
    assert symbols == {2015: "circle", 2016: "circle-open", 2017: "circle"}
    assert figure.notes == (rates.rated.indicator.breaks[0].da,)


def test_the_file_has_members_expected_limits_and_origin_in_each_row(fetched):
    mix, rates = notifier_mix(fetched, HAND, period=YEAR), notifier_rates(fetched, HAND)
    text = mix_csv(mix, rates, "da", name="Valgte", compared="København og Samsø", note="N")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(mix.table)
    for row, (code, figures) in zip(rows, mix.table.iterrows(), strict=True):
        assert row["Underretter"] == dimensions()["notifier"].codes[code].da.removesuffix(
            " (-2023)"
        )
        assert row["Sammenligningens medlemmer og beregning"] == "København og Samsø"
        shown = [row[name] for name in ("Ventet antal", "Forskel, nedre grænse")]
        assert [float(found.replace(",", ".")) for found in shown] == [
            figures["expected"],
            figures["lower"],
        ]
        assert "dst" not in row["Kilde"]
        assert "offentliggjort" in row["Herkomst"]


def test_before_a_fetch_one_sentence_says_so(read):
    app = read("full", "municipality", area=AREA)
    assert say("who.before", "da", name="Langeland") in texts(app)
    assert say("who.quoted", "da", group=dimensions()["notifier"].codes["school"].da) not in texts(
        app
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_says_who_is_silent_and_judges_only_what_is_sure(read, changed, language):
    app = read(
        changed, "municipality", area=AREA, lang=language, compare="hand", **{"with": "101.741"}
    )
    text = texts(app)
    groups_ = dimensions()["notifier"].codes
    mix = notifier_mix(open_facts(changed), HAND, period=YEAR)
    for code, row in mix.table.iterrows():
        quoted = say("who.quoted", language, group=groups_[code][language].removesuffix(" (-2023)"))
        judged = any(f"{word} {quoted}" in text for word in JUDGING)
        assert judged == (row["said"] in ("more", "fewer")), code
    assert say("beside.line_hand", language) in text
    assert "Samsø" in text
    assert app.query_params["compare"] in ("hand", ["hand"])


def test_the_stand_in_alone_gives_no_word_of_judgement(read):
    text = texts(read("fetched", "municipality", area=AREA))
    assert not any(word in text for word in JUDGING)
    assert "ikke større, end tilfældige udsving kan give" in text
