"""Kommuneprofil's figures, to the last digit, beside a calculation that shares no code."""

import pytest

from catalog.words import say
from tests.insight import (
    ANOTHER,
    AREAS,
    HOLBAEK,
    KINDS,
    LAESOE,
    SAMSOE,
    YEAR,
    YEARS,
    name_of,
    own_figure,
    profile,
    span,
    table,
    verdict,
)
from tests.plainly import shown, signed

PROFILES = [(area, "notifications") for area in AREAS] + [
    (HOLBAEK, "several"),
    (SAMSOE, "children"),
]


def interval(plain, measure, area, year):
    if (area, year) in plain.withheld:
        return "–"
    return span(plain.interval(measure, area, year))


@pytest.mark.parametrize(("area", "measure"), PROFILES)
def test_the_profile_shows_figure_counts_and_interval(seen, plain, area, measure):
    page = profile(seen, area, measure)
    own_figure(plain, page, measure, area)
    told = verdict(plain, measure, area, "similar")
    assert told in page.text
    others = [
        code
        for code in plain.codes
        if code != area
        and code not in plain.through_another
        and not {(code, YEAR)} & (plain.doubted | plain.withheld)
    ]
    own = plain.value(measure, area, YEAR)
    lower = sum(plain.value(measure, code, YEAR) < own for code in others)
    place = say("close_up.position", "da", lower=lower, others=len(others))
    silent = area in plain.through_another or "kan ikke skelnes" in told
    assert (place in page.text) != silent


@pytest.mark.parametrize(("area", "measure"), PROFILES)
def test_every_year_stands_beside_the_comparison_and_the_country(seen, plain, area, measure):
    own = plain.places[area]["name"]
    limits = f"{own}: spænd med tilfældige udsving"
    found = table(profile(seen, area, measure), own, "Hele landet")
    assert list(found.index) == [str(year) for year in YEARS]
    assert (limits in found.columns) == (area not in plain.through_another)
    for year in YEARS:
        row = found.loc[str(year)]
        value = shown(plain.value(measure, area, year), 1)
        if (area, year) in plain.withheld:
            value = "ikke selv indberettet"
        assert row[own] == value + (" †" if (area, year) in plain.doubted else "")
        assert row.get(limits, "–") == interval(plain, measure, area, year)
        beside = plain.benchmark(measure, "similar", area, year)
        assert row["Sammenligningskommuner"] == shown(beside, 1)
        assert row["Hele landet"] == shown(plain.value(measure, "000", year), 1)


@pytest.mark.parametrize(("area", "measure"), PROFILES)
def test_each_choice_of_comparison_has_its_figure_and_its_verdict(seen, plain, area, measure):
    own = plain.places[area]["name"]
    found = table(profile(seen, area, measure), "Sådan er tallet regnet", f"{own} ved siden af")
    assert found.loc[own].iloc[0] == shown(plain.value(measure, area, YEAR), 1)
    told = {
        "lower": "lavere end sædvanligt",
        "similar": "inden for det sædvanlige",
        "higher": "højere end sædvanligt",
    }
    for kind in KINDS:
        row = found.loc[name_of(plain, kind, area)]
        assert row.iloc[0] == shown(plain.benchmark(measure, kind, area, YEAR), 1)
        assert row.iloc[1] == "antallene lagt sammen"
        among, _, _ = plain.unusual(measure, kind, YEAR)
        side = told[among[area]["side"]] if area in among else f"ikke sammenlignet, {ANOTHER}"
        assert row.iloc[2] == side, kind


@pytest.mark.parametrize(("area", "measure"), [p for p in PROFILES if p[0] != LAESOE])
def test_change_from_every_base_has_its_limits(seen, plain, area, measure):
    page = profile(seen, area, measure)
    found = table(page, "Kommunen", "Hele landet")
    told = {}
    for ends in plain.spans():
        (before, after, ratio), (was, now, _) = (
            plain.changed(measure, code, ends) for code in (area, "000")
        )
        points, of_country = signed(after - before, 1), signed(now - was, 1)
        if measure == "several":
            own, country = f"{points} procentpoint", f"{of_country} procentpoint"
        else:
            percent, low, high = (signed(100 * (part - 1)) for part in (after / before, *ratio))
            own = f"{points} ({percent} pct.; {low} til {high})"
            country = f"{of_country} ({signed(100 * (now / was - 1))} pct.)"
        words = [str(part[0]) for part in ends]
        if len(ends[0]) > 1:
            words = [f"gennemsnittet af {part[0]}–{part[-1]}" for part in ends]
        across = " (hen over et brud)" if ends[0][0] < 2017 else ""
        told[f"{words[0]} til {words[1]}{across}"] = [own, country]
    assert {str(label): list(row) for label, row in found.iterrows()} == told
    before, after, ratio = plain.changed(measure, area, ((2017,), (YEAR,)))
    key = "no_counts"
    if ratio is not None:
        key = "risen" if ratio[0] > 1 else "fallen" if ratio[1] < 1 else "similar"
    words = {"base": "2017", "end": str(YEAR), "before": shown(before, 1), "after": shown(after, 1)}
    assert say(f"changed.said_{key}", "da", **words) in page.text
