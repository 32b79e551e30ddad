"""Tidligere forebyggende indsats: indications, known names, printed figures, and no effect."""

import csv
from statistics import median

import pytest

import geo.municipalities as geo
from analysis.prevention import ADVISED, CASE, PARTNER, beside, groups
from catalog.words import LANGUAGES, say, words
from data.settings import SNAPSHOTS
from tests.opened import drawings, texts
from tests.test_judging_words import judging


def in_files(name, **wanted):
    """The rows of a kind of snapshot file that have certain values, read without our code."""
    found = []
    for file in sorted(SNAPSHOTS.glob(f"*/*/{name}.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            found += [row for row in rows if all(row[k] == v for k, v in wanted.items())]
    return found


@pytest.mark.parametrize(
    ("key", "indicator", "parts"),
    [
        ("placed", "placed", None),
        ("placements", "placements_started", False),
        ("recipients", "preventive_recipients", None),
        ("support", "support_recipients", None),
        ("early", "early_preventive_started", None),
        ("examined", "preventive_started_after_examination", None),
        ("spending", "spending_children_young", False),
        ("spending_types", "spending_children_young", True),
    ],
)
def test_a_figure_holds_exactly_what_the_files_hold(read, key, indicator, parts):
    rows = in_files("observations", indicator=indicator)
    wanted = [float(r["value"]) for r in rows if parts is None or bool(r["category"]) == parts]
    assert wanted
    data = drawings(read("full", "prevention"))[key]["data"]
    assert {trace["type"] for trace in data} == {"bar"}
    assert sorted(x for trace in data for x in trace["x"]) == sorted(wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heading_says_indications_and_not_effects(read, language):
    told = {"da": "indikationer, ikke effekter", "en": "indications, not effects"}[language]
    assert told in read("full", "prevention", lang=language).title[0].value


def test_the_groups_are_those_of_the_files(full):
    """By hand: 24 were advised and 10 are named; 7 had a case and 2 are named; of 3 no total."""
    found = {group.kind: group for group in groups(full)}
    for kind, total, named, unknown in (
        (ADVISED, 24, 10, 14),
        (PARTNER, None, 3, None),
        (CASE, 7, 2, 5),
    ):
        group = found[kind]
        assert (group.total, len(group.named), group.unknown) == (total, named, unknown)
        assert set(group.named) == {row["area"] for row in in_files("traces", kind=kind)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_named_municipality_stands_with_the_sources_reservation(read, language):
    app = read("full", "prevention", lang=language)
    (shown,) = [
        found.value
        for found in app.table
        if say("prevention.column_certainty", language) in found.value.columns
    ]
    rows = [r for kind in (ADVISED, PARTNER, CASE) for r in in_files("traces", kind=kind)]
    wanted = sorted((geo.municipality(r["area"]).name, r[f"certainty_{language}"]) for r in rows)
    cells = shown[say("prevention.column_certainty", language)]
    assert sorted(zip(shown.index, cells, strict=True)) == wanted


def test_not_being_named_is_never_told_as_not_having_taken_part(read):
    text = texts(read("full", "prevention"))
    assert say("prevention.names_from", "da") in text
    assert "De øvrige 14 af 24 er ikke kendt her." in text
    for word in ("deltog ikke", "har ikke deltaget"):
        assert word not in text


def test_the_middle_figures_are_medians_of_the_files_figures(full):
    """Calculated anew from the snapshot: every municipality once, the named apart from the rest."""
    named = {row["area"] for row in in_files("traces", kind=ADVISED)}
    rows = in_files("observations", indicator="support_share")
    found = beside(full, "support_share")
    for year in ("2015", "2019", "2023", "2025"):
        here = {r["area"]: float(r["value"]) for r in rows if r["period"] == year}
        here = {area: value for area, value in here.items() if area in geo.municipalities()}
        inside = [value for area, value in here.items() if area in named]
        outside = [value for area, value in here.items() if area not in named]
        assert found.named.values[year] == pytest.approx(median(inside))
        assert found.others.values[year] == pytest.approx(median(outside))
        assert (found.named.members[year], found.others.members[year]) == (
            len(inside),
            len(outside),
        )
    assert found.others.members["2023"] == 87  # Fanø has no figure that year


def test_no_middle_figure_where_nobody_is_named(tiny):
    assert beside(tiny, "support_share") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_describes_and_never_judges(language):
    own = {key: text for key, text in words(language).items() if key.startswith("prevention.")}
    assert {key: found for key, text in own.items() if (found := judging(text, language))} == {}


@pytest.mark.parametrize("state", ["full", "fetched"])
def test_before_a_fetch_one_sentence_says_why_parts_are_not_shown(read, state):
    app = read(state, "prevention")
    told = [found.value for found in app.info].count(say("prevention.why_embedded", "da"))
    drawn = drawings(app)
    series = {"placed_share_0_22", "preventive_share_0_22", "spending_support_net"}
    assert told == (1 if state == "full" else 0)
    assert series & drawn.keys() == (set() if state == "full" else series)
    assert "beside.support_share" in drawn
    assert ("beside.placed_share_0_22" in drawn) == (state == "fetched")


def test_each_indication_stands_once_and_first(read):
    app = read("full", "prevention")
    html = [found.proto.body for found in app.get("html")]
    first = next(body for body in html if "data-fact" in body)
    assert [f"data-fact='forebyggelse-0{n}'" in first for n in (3, 4, 5, 6)] == [True] * 4
