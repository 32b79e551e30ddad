"""Change and its parts: worked out again from the stand-in's answers, or silent and saying why."""

import csv
import io
import re
from dataclasses import replace
from itertools import permutations

import pandas as pd
import pytest

import geo.municipalities as geo
from analysis.change import CHOICES, Change
from analysis.changed import beside_country, changed, sound
from analysis.measure import measure
from analysis.methods.rate_ratio import Ratio
from analysis.pace import direction, pace
from analysis.split import Split, by_group, of_area, of_country
from catalog.words import LANGUAGES, say
from charts.split import PARTS, bars
from data.facts import open_facts
from data.settings import SNAPSHOTS
from reports.split import split_csv
from tests.answers import Answers, added, cells
from tests.made import made
from tests.opened import texts

LANGELAND, AALBORG, LAESOE = "482", "851", "825"
DOUBTED = {"2017": {"851"}, "2018": {"851", "270", "615", "540"}}
"""Who did not approve by year, by the published documentation; Læsø reports through another."""

RATES, GROUPS = "notifications_rate_0_17", "notifications_by_notifier"
JUDGING = re.compile(
    r"\b(steget|faldet|stigning\w*|fald\w*|stigende|faldende|højere|lavere|flere|færre|mere|mindre"
    r"|risen|fallen|rise|fall|increasing|decreasing|higher|lower|more|less|fewer)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Facts of twelve years from the stand-in, and the folder with its answers."""
    answers = Answers(tmp_path_factory.mktemp("long"), embedded=SNAPSHOTS)
    answers.fetch("UND1 UND2 FOLK1A", years=list(range(2015, 2027)))
    return answers.build(), answers.folder, answers.target


def rates(facts):
    return measure(facts, RATES, area_kind="municipality")


def groups(facts):
    return measure(facts, GROUPS, area_kind="municipality")


@pytest.fixture(scope="module")
def counted(long):
    """Notifications 0-17, children, and notifications by group, by plain reading of the answers."""
    _, folder, _ = long
    ages = [str(age) for age in range(18)]
    found = added(
        cells(folder, "dst-und1"), by=("ADMKOM", "TID"), UNDERRETERE=["0"], ALDER1=ages, KON=["0"]
    )
    people = added(
        cells(folder, "dst-folk1a"),
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
        ("2017", ["2017"], ["2026"]),
        ("2021", ["2021"], ["2026"]),
        ("means", ["2017", "2018", "2019"], ["2024", "2025", "2026"]),
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
        (of_country(rates(long[0]), base), areas),
        (of_area(rates(long[0]), LANGELAND, base), {LANGELAND}),
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
    found = of_country(rates(long[0]), "means")
    assert set(found.left_out) == {AALBORG, LAESOE, "270", "540", "615"}


def test_groups_are_those_of_the_answers(long):
    """Every notifier's count, 12 and 13 joined with 7, against one growth after another."""
    facts, folder, _ = long
    raw = added(
        cells(folder, "dst-und1"), by=("ADMKOM", "UNDERRETERE", "TID"), ALDER1=["00"], KON=["0"]
    )
    raw = {key: n for key, n in raw.items() if key[1] != "0" and key[0] in geo.municipalities()}
    merged = {}
    for (area, code, year), n in raw.items():
        key = (area, "7" if code in ("12", "13") else code, year)
        merged[key] = merged.get(key, 0) + n
    out = {LAESOE, *DOUBTED["2017"]}
    kept = {key: n for key, n in merged.items() if key[0] not in out and key[2] in ("2017", "2026")}

    def total(year, code=None):
        return sum(n for (_, c, y), n in kept.items() if y == year and code in (None, c))

    national = total("2026") / total("2017") - 1
    wanted = {}
    for code in {c for _, c, _ in kept}:
        before, after = (kept.get((LANGELAND, code, year), 0) for year in ("2017", "2026"))
        growth = total("2026", code) / total("2017", code) - 1
        parts = [before * national, before * (growth - national), after - before * (1 + growth)]
        wanted[before, after] = parts
    found = by_group(groups(facts), LANGELAND, "2017")
    assert isinstance(found, Split)
    assert len(found.table) == len(wanted)
    for _, row in found.table.iterrows():
        exact = wanted[row["before"], row["after"]]
        shown = [row["national"], row["groups"], row["local"]]
        assert sum(shown) == row["change"] == row["after"] - row["before"]
        assert shown == pytest.approx(exact, abs=1)


# --- why there is none


@pytest.mark.parametrize(
    ("area", "base", "reason"),
    [
        (LANGELAND, "2015", "across"),
        (AALBORG, "2017", "doubt"),
        (AALBORG, "means", "doubt"),
        (LAESOE, "2017", "not_own"),
    ],
)
def test_no_split_across_a_break_or_from_a_figure_in_doubt(long, area, base, reason):
    assert of_area(rates(long[0]), area, base) == reason
    assert by_group(groups(long[0]), area, base) == reason


def test_no_split_without_counts(full):
    for base in CHOICES:
        assert of_country(rates(full), base) == "no_counts"
        assert by_group(groups(full), LANGELAND, base) == "no_counts"


def test_a_hidden_count_makes_the_split_impossible(long):
    whole = groups(long[0])
    hidden = (
        (whole.table["area"] == LANGELAND)
        & (whole.table["period"] == "2026")
        & (whole.table["category"] == "placement")
    )
    assert hidden.sum() == 1
    table = whole.table.assign(
        value=whole.table["value"].mask(hidden),
        numerator=whole.table["numerator"].mask(hidden),
        status=whole.table["status"].mask(hidden, "suppressed"),
    )
    assert by_group(replace(whole, table=table), LANGELAND, "2017") == "missing"
    other = by_group(replace(whole, table=table), "101", "2017")
    assert isinstance(other, Split)
    assert LANGELAND in other.left_out


def test_made_up_and_real_counts_are_never_split_together(long):
    whole = rates(long[0])
    key = int(whole.table["snapshot"].max())
    unreal = whole.all_snapshots | {key: made({}).all_snapshots[1]}
    with pytest.raises(ValueError, match="made-up"):
        of_country(replace(whole, all_snapshots=unreal), "2017")


def test_counts_that_begin_later_are_split_from_there(fetched):
    found = of_area(rates(fetched), LANGELAND, "2017")
    assert isinstance(found, Split)
    assert (found.span.base, found.span.end) == ("2024", "2025")
    assert of_area(rates(fetched), LANGELAND, "means") == "few_years"


# --- what may be said


def test_a_change_is_judged_by_its_interval_alone(long):
    """Children: 1/E1 + 1/E2 under the root, times 1.959964."""
    facts, folder, _ = long
    ages = [str(age) for age in range(18)]
    children = added(
        cells(folder, "dst-und2"), by=("ADMKOM", "TID"), UNDERRET=["00"], ALDER1=ages, KON=["0"]
    )
    first, last = children[LANGELAND, "2021"], children[LANGELAND, "2026"]
    result = measure(facts, "children_notified_rate_0_17", area_kind="municipality")
    one = next(c for c in changed(facts, result, LANGELAND) if c.change.base == "2021")
    half = 1.959964 * (1 / first + 1 / last) ** 0.5
    assert one.ratio.value == pytest.approx(one.change.after / one.change.before)
    assert one.ratio.upper / one.ratio.value == pytest.approx(2.718281828459**half, rel=1e-6)
    assert one.verdict == ("risen" if one.ratio.lower > 1 else "similar")


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [((1.2, 1.1, 1.3), "risen"), ((0.8, 0.7, 0.9), "fallen"), ((1.1, 1.0, 1.2), "similar"),
     ((1.1, float("nan"), float("nan")), "no_counts")],
)  # fmt: skip
def test_the_word_follows_the_interval(long, limits, verdict):
    facts = long[0]
    one = next(c for c in changed(facts, rates(facts), LANGELAND) if c.change.base == "2021")
    ratio = Ratio(*limits)
    assert replace(one, ratio=ratio).verdict == verdict
    assert replace(one, ratio=ratio, doubt=True).verdict == "doubt"
    broken = rates(facts).indicator.breaks[0]
    assert replace(one, ratio=ratio, across=broken, doubt=True).verdict == "across"


def test_only_a_base_before_the_break_goes_across_it(long):
    facts = long[0]
    for area in (LANGELAND, AALBORG):
        found = changed(facts, rates(facts), area)
        assert [c.change.name for c in found] == list(CHOICES)
        assert [c.across is not None for c in found] == [True, False, False, False]
    assert [c.doubt for c in found] == [False, True, False, True]
    assert [c.change.name for c in sound(facts, rates(facts), found)] == ["2021"]


def test_a_comparison_needs_two_sound_bases_that_agree(long):
    facts = long[0]
    result = rates(facts)
    kept = sound(facts, result, changed(facts, result, LANGELAND))
    assert [c.change.name for c in kept] == ["2017", "2021", "means"]

    def told(*limits):
        return beside_country(
            result,
            [
                replace(c, ratio=Ratio(*found), common=1.0)
                for c, found in zip(kept, limits, strict=False)
            ][: len(limits)],
        )

    up, down, level = (1.2, 1.1, 1.3), (0.8, 0.7, 0.9), (1.0, 0.9, 1.1)
    assert told(up, up, up) == "more"
    assert told(down, down, down) == "less"
    assert told(level, level, level) == "similar"
    assert told(up, up, level) == "depends"
    assert told(up, down, up) == "depends"
    assert told(up) == "too_few"


def test_without_counts_no_change_is_judged(full):
    for name in ("children_notified_rate", "support_share", "child_poverty_share"):
        result = measure(full, name, area_kind="municipality")
        found = changed(full, result, LANGELAND)
        assert {c.verdict for c in found} <= {"across", "no_counts"}
        assert beside_country(result, sound(full, result, found)) in {
            "agree",
            "depends",
            "too_few",
        }
        assert pace(result, LANGELAND) is None
        assert direction(result, LANGELAND)[0] == "cannot be calculated"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key",
    ["said_across", "said_doubt", "said_no_counts", "said_similar", "beside_agree",
     "beside_depends", "beside_too_few", "beside_similar", "no_pace", "direction_no_change",
     "direction_cannot_be_calculated", "pace", "before_fetch", "group_note", "alt"],
)  # fmt: skip
def test_sentences_that_do_not_judge_have_no_judging_word(key, language):
    names = "base end before after bases country value lower upper years text group change national"
    filled = dict.fromkeys([*names.split(), "groups", "local", "count"], "7")
    assert JUDGING.findall(say(f"changed.{key}", language, **filled)) in ([], ["mindst"])


def test_growth_names_the_years_it_rests_on(long):
    facts = long[0]
    assert pace(rates(facts), LANGELAND).years == tuple(str(y) for y in range(2017, 2027))
    assert pace(rates(facts), AALBORG).years == tuple(str(y) for y in range(2019, 2027))
    marker, years = direction(rates(facts), LANGELAND)
    assert years == ("2022", "2023", "2024", "2025", "2026")
    assert marker in ("increasing", "decreasing", "no change")


def test_a_direction_never_goes_across_a_break_or_a_gap(long):
    whole = rates(long[0])
    early = whole.where(whole.table["period"] < "2020")
    assert direction(early, LANGELAND)[0] == "cannot be calculated"
    gap = whole.where(whole.table["period"] != "2024")
    assert direction(gap, LANGELAND)[0] == "cannot be calculated"


def test_years_of_a_change_are_named_one_by_one():
    assert Change("2017/2019", "2024/2026", 1, 2).years == (
        ("2017", "2018", "2019"),
        ("2024", "2025", "2026"),
    )


# --- picture, file, page


def test_the_bars_hold_the_numbers_of_the_table(long):
    found = by_group(groups(long[0]), LANGELAND, "2017")
    figure = bars(found, "da", title="Prøve")
    assert [trace["x"] for trace in figure.drawing["data"]] == [
        list(found.table[part]) for part in PARTS
    ]
    assert figure.snapshots
    assert all(f"{abs(n)}" in figure.alt for n in found.table["change"])


def test_every_row_of_the_file_has_its_source(long):
    found = by_group(groups(long[0]), LANGELAND, "2017")
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
def test_the_base_is_in_the_address_and_decides_the_sentence(read, long, base, language):
    app = read(long[2], "municipality", area=LANGELAND, base=base, lang=language)
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
