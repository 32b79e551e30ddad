"""A change and its parts, worked out again from the answers, drawn, filed and shown."""

import csv
import io
from itertools import permutations

import pandas as pd
import pytest

import geo.municipalities as geo
from analysis.change import CHOICES
from analysis.measure import measure
from analysis.split import Split, by_group, of_area, of_country
from catalog.words import LANGUAGES, say
from charts.split import PARTS, bars
from data.facts import open_facts
from reports.split import split_csv
from tests.answers import added, cells
from tests.changes import AALBORG, LAESOE, LANGELAND, groups, rates
from tests.opened import texts

DOUBTED = {"2017": {"851"}, "2018": {"851", "270", "615", "540"}}
"""Who did not approve by year, by the published documentation; Læsø reports through another."""


@pytest.fixture(scope="module")
def counted(long_folder):
    """Notifications 0-17, children, and notifications by group, by plain reading of the answers."""
    ages = [str(age) for age in range(18)]
    found = added(
        cells(long_folder, "dst-und1"),
        by=("ADMKOM", "TID"),
        UNDERRETERE=["0"],
        ALDER1=ages,
        KON=["0"],
    )
    people = added(
        cells(long_folder, "dst-folk1a"),
        by=("OMRÅDE", "TID"),
        KØN=["TOT"],
        ALDER=ages,
        CIVILSTAND=["TOT"],
    )
    people = {(area, quarter[:4]): n for (area, quarter), n in people.items() if "K1" in quarter}
    return found, people


def das_gupta_again(first, last):
    """People, mix and rate as the mean over the six orders, by changing one after the other."""

    def parts(ends):
        people = sum(n for _, n in ends.values())
        return [
            people,
            {area: n / people for area, (_, n) in ends.items()},
            {area: e / n for area, (e, n) in ends.items()},
        ]

    def count(people, shares, rate):
        return people * sum(shares[area] * rate[area] for area in shares)

    before, after, effects = parts(first), parts(last), [0.0, 0.0, 0.0]
    for order in permutations(range(3)):
        now = list(before)
        for factor in order:
            start = count(*now)
            now[factor] = after[factor]
            effects[factor] += (count(*now) - start) / 6
    return effects


@pytest.mark.parametrize(
    ("base", "first", "last"),
    [
        ("2017", ["2017"], ["2025"]),
        ("2021", ["2021"], ["2025"]),
        ("means", ["2017", "2018", "2019"], ["2023", "2024", "2025"]),
    ],
)
def test_children_places_and_rates_are_those_of_the_answers(long, counted, base, first, last):
    events, people = counted
    out = {LAESOE}.union(*(DOUBTED.get(year, set()) for year in first))
    areas = {area for area, _ in events if area in geo.municipalities()} - out

    def at(years, chosen):
        k = len(years)
        return {
            area: (
                sum(events.get((area, y), 0) for y in years) / k,
                sum(people[area, y] for y in years) / k,
            )
            for area in chosen
        }

    for found, chosen in (
        (of_country(rates(long), base), areas),
        (of_area(rates(long), LANGELAND, base), {LANGELAND}),
    ):
        assert isinstance(found, Split)
        assert found.areas == len(chosen)
        row = found.table.iloc[0]
        before, after = at(first, chosen), at(last, chosen)
        assert row["before"] == round(sum(e for e, _ in before.values()))
        assert row["after"] == round(sum(e for e, _ in after.values()))
        assert row["change"] == row["after"] - row["before"]
        names = [name for name in ("population", "mix", "rate") if name in row]
        assert sum(row[name] for name in names) == row["change"]
        exact = das_gupta_again(before, after)
        wanted = exact if len(names) == 3 else [exact[0], exact[2]]
        assert [row[name] for name in names] == pytest.approx(wanted, abs=1)


def test_left_out_are_those_without_sound_figures(long):
    found = of_country(rates(long), "means")
    assert set(found.left_out) == {AALBORG, LAESOE, "270", "540", "615"}


def test_groups_are_those_of_the_answers(long, long_folder):
    """Every notifier's count, 12 and 13 joined with 7, against one growth after another."""
    raw = added(
        cells(long_folder, "dst-und1"),
        by=("ADMKOM", "UNDERRETERE", "TID"),
        ALDER1=["00"],
        KON=["0"],
    )
    raw = {key: n for key, n in raw.items() if key[1] != "0" and key[0] in geo.municipalities()}
    merged = {}
    for (area, code, year), n in raw.items():
        key = (area, "7" if code in ("12", "13") else code, year)
        merged[key] = merged.get(key, 0) + n
    out = {LAESOE, *DOUBTED["2017"]}
    kept = {key: n for key, n in merged.items() if key[0] not in out and key[2] in ("2017", "2025")}

    def total(year, code=None):
        return sum(n for (_, c, y), n in kept.items() if y == year and code in (None, c))

    national = total("2025") / total("2017") - 1
    wanted = {}
    for code in {c for _, c, _ in kept}:
        before, after = (kept.get((LANGELAND, code, year), 0) for year in ("2017", "2025"))
        growth = total("2025", code) / total("2017", code) - 1
        parts = [before * national, before * (growth - national), after - before * (1 + growth)]
        wanted[before, after] = parts
    found = by_group(groups(long), LANGELAND, "2017")
    assert isinstance(found, Split)
    assert len(found.table) == len(wanted)
    for _, row in found.table.iterrows():
        exact = wanted[row["before"], row["after"]]
        shown = [row["national"], row["groups"], row["local"]]
        assert sum(shown) == row["change"] == row["after"] - row["before"]
        assert shown == pytest.approx(exact, abs=1)


def test_the_bars_hold_the_numbers_of_the_table(long):
    found = by_group(groups(long), LANGELAND, "2017")
    figure = bars(found, "da", title="Prøve")
    assert [trace["x"] for trace in figure.drawing["data"]] == [
        list(found.table[part]) for part in PARTS
    ]
    assert figure.snapshots
    assert all(f"{abs(n)}" in figure.alt for n in found.table["change"])


def test_every_row_of_the_file_has_its_source(long):
    found = by_group(groups(long), LANGELAND, "2017")
    text = split_csv([("Langeland", found)], "da").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert len(rows) == found.table.size
    assert {len(row) for row in rows} == {len(head)}
    source = head.index(say("download.publisher", "da"))
    assert {row[source] for row in rows} == {"Danmarks Statistik"}
    values = pd.Series([int(row[head.index(say("download.value", "da"))]) for row in rows])
    assert values.sum() == found.table.to_numpy().sum()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", CHOICES)
def test_the_base_is_in_the_address_and_decides_the_sentence(read, base, language):
    app = read("long", "municipality", area=LANGELAND, base=base, lang=language)
    assert app.query_params["base"] == base
    text = texts(app)
    assert say("changed.split_heading", language) in text
    assert (say("changed.why_across", language) in text) == (base == "2015")
    assert (say("changed.rate_note", language) in text) == (base != "2015")


def test_embedded_figures_say_what_a_fetch_gives_once(read, full_file):
    text = texts(read("full", "municipality", area=LANGELAND, base="2017"))
    assert text.count(say("changed.before_fetch", "da")) == 1
    assert say("changed.split_heading", "da") not in text


def test_an_unknown_base_is_told(read, full_file):
    app = read("full", "municipality", area=LANGELAND, base="1999")
    assert "1999" in " ".join(found.value for found in app.warning)
    assert app.query_params["base"] == "2017"


def test_the_break_stands_beside_the_change_from_before_it(read, full_file):
    text = texts(read("full", "municipality", area=LANGELAND, base="2021"))
    found = open_facts(full_file)
    broken = measure(found, "children_notified_rate").indicator.breaks[0]
    assert say("changed.break_text", "da", text=broken["da"]) in text
