"""Kommuneprofil's groups and likeness, beside a calculation that shares no code."""

import math

import pytest

from catalog.words import say
from tests.insight import (
    AREAS,
    NOT_OWN,
    YEAR,
    YEARS,
    profile,
    table,
)
from tests.plainly import DECIMALS as DECIMALS_OF
from tests.plainly import SETTLED, danish, listed, shown, signed, step


@pytest.mark.parametrize("area", AREAS)
def test_the_split_adds_up_and_is_that_of_the_formulas(seen, plain, area):
    page = profile(seen, area)
    parts = table(page, "Børnetallet", "Hvor børnene bor", "Underretninger pr. barn")
    everybody = plain.sound(2017, YEAR)
    rows = {f"{len(everybody)} kommuner lagt sammen": plain.split(everybody, 2017, YEAR)}
    if area not in plain.through_another:
        rows[plain.places[area]["name"]] = plain.split([area], 2017, YEAR)
    assert set(parts.index) == set(rows)
    for label, (before, after, *changes) in rows.items():
        wanted = [shown(before), shown(after)]
        wanted += ["–" if part is None else signed(part) for part in changes]
        assert list(parts.loc[label]) == wanted
    left = sorted((plain.places[c]["name"] for c in set(plain.codes) - {*everybody}), key=danish)
    assert f"kommunerne lægges sammen: {listed(left)}." in page.text
    if area in plain.through_another:
        assert (
            f"Ændringen for {plain.places[area]['name']} er ikke delt op: {NOT_OWN}." in page.text
        )
        assert not any("Følger landet" in one.columns for one in page.tables)
        return
    by_group = table(page, "Følger landet", "Følger gruppen", "Kommunens egen del")
    found = plain.split_by_group(area, 2017, YEAR)
    total = [sum(column) for column in zip(*found.values(), strict=True)]
    for label, (before, after, *changes) in zip(
        by_group.index, [*found.values(), total], strict=True
    ):
        wanted = [shown(before), shown(after), *map(signed, changes)]
        assert list(by_group.loc[label]) == wanted, label


@pytest.mark.parametrize("area", AREAS)
def test_who_notifies_is_beside_the_mix_of_the_comparison(seen, plain, area):
    page = profile(seen, area)
    mix, total, of_others, members, effect = plain.mix(area, YEAR)
    assert f"{shown(of_others)} underretninger, som {members} af kommunerne" in page.text
    assert f"hvis kommunens {shown(total)} underretninger fordelte sig" in page.text
    names = {n: plain.notifiers[n]["da"].removesuffix(" (-2023)") for n in plain.groups}
    both = [one for one in page.tables if "Ventet antal" in one.columns]
    professional = {n for n in plain.groups if plain.notifiers[n].get("professional")}
    assert {plain.notifiers[n]["source"] for n in professional} == set("234569")
    for one, kept in zip(both, (True, False), strict=True):
        groups = [n for n in plain.groups if (n in professional) == kept]
        assert list(one.index) == [names[n] for n in groups]
        for group in groups:
            row = mix[group]
            difference = signed(row["difference"])
            if area not in plain.through_another:
                difference += f" ({signed(row['lower'])} til {signed(row['upper'])})"
            tenths = (shown(row[k], 1) for k in ("rate", "peer_rate", "share", "peer_share"))
            wanted = [shown(row["count"]), shown(row["expected"]), difference, *tenths]
            assert list(one.loc[names[group]]) == wanted, group
    if area in plain.through_another:
        assert say("who.why_not_own", "da") in page.text
        assert "flere fra" not in page.text
        assert "færre fra" not in page.text
        return
    assert f"omkring {shown(math.sqrt(effect), 1)} gange så bred" in page.text
    for group, row in mix.items():
        quoted = f"»{names[group]}« end ved fordelingen for »Sammenligningskommuner«"
        about = math.floor(abs(row["difference"]) / step(abs(row["difference"])) + 0.5)
        about *= step(abs(row["difference"]))
        for word, apart in (("flere", row["lower"] > 0), ("færre", row["upper"] < 0)):
            told = f"Omkring {shown(max(1, about))} {word} fra {quoted}"
            assert (told in page.text) == apart, (group, told)


@pytest.mark.parametrize("area", AREAS)
def test_notifiers_over_the_years_are_counts_with_rates(seen, plain, area):
    page = profile(seen, area)
    years = [year for year in YEARS if (area, year) not in plain.withheld]
    found = next(one for one in page.tables if list(one.columns) == [str(y) for y in years])
    names = {n: plain.notifiers[n]["da"].removesuffix(" (-2023)") for n in plain.groups}
    for year in years:
        counts = {names[n]: count for n, count in plain.groups_of(area, year).items()}
        counts["I alt"] = plain.by_notifier[area, year, "0"]
        for label, count in counts.items():
            rate = shown(1000 * count / plain.residents[area, year], 1)
            star = "*" if (area, year) in plain.doubted else ""
            assert found.loc[label, str(year)] == f"{shown(count)} ({rate}){star}"


@pytest.mark.parametrize("area", AREAS)
def test_the_ten_most_alike_have_their_distances_and_their_variables(seen, plain, area):
    page = profile(seen, area)
    found, near = table(page, "Afstand"), plain.nearest(area)
    name = {code: plain.places[code]["name"] for code in plain.codes}
    assert list(found.index) == [name[code] for code in (area, *near)]
    assert list(found["Afstand"]) == ["–", *(shown(far, 2) for far in near.values())]
    for at, variable in enumerate(SETTLED, 1):
        wanted = [
            shown(plain.variables.loc[code, variable], DECIMALS_OF[variable])
            for code in (area, *near)
        ]
        assert list(found.iloc[:, at]) == wanted, variable
    assert f"nærmest først: {listed([name[code] for code in near])}." in page.text
    tenth = {code: list(plain.nearest(code).values())[-1] for code in plain.codes}
    mutual = sum(area in plain.nearest(code) for code in near)
    assert f"ligger {shown(tenth[area], 2)} væk" in page.text
    assert f"længst er {shown(max(tenth.values()), 2)}. Af de 10 har {mutual} selv" in page.text
