"""Kommuneprofil and Kommunekort, to the last digit, beside a calculation that shares no code.

The numbers to be shown come from tests/plainly.py; only the sentences around them are the atlas's.
"""

import math
from types import SimpleNamespace

import pytest

from catalog.words import say
from data.settings import SNAPSHOTS
from tests.answers import Answers
from tests.opened import html, warned
from tests.plainly import DECIMALS as DECIMALS_OF
from tests.plainly import MEASURES, SETTLED, Plainly, danish, listed, shown, signed, step

YEARS = (2015, 2017, 2018, 2019, 2021, 2023, 2024, 2025)
YEAR = YEARS[-1]
LANGELAND, HOLBAEK, KOEBENHAVN, SAMSOE, LAESOE = AREAS = ("482", "316", "101", "741", "825")
INDICATOR = {
    "children": "children_notified_rate_0_17",
    "notifications": "notifications_rate_0_17",
    "several": "children_notified_repeatedly_share_0_17",
}
ABOVE = {
    "children": "Børn på 0-17 år med underretning",
    "notifications": "Underretninger om 0-17-årige",
    "several": "Børn på 0-17 år med flere underretninger",
}
BELOW = {
    "children": "0-17-årige 1. januar",
    "notifications": "0-17-årige 1. januar",
    "several": "Børn på 0-17 år med underretning",
}
PROFILES = [(area, "notifications") for area in AREAS] + [
    (HOLBAEK, "several"),
    (SAMSOE, "children"),
]
FANOE = "563"
KINDS = ("country", "group", "similar", "region")
NAMED = {
    "country": "98 kommuner samlet",
    "similar": "Sammenligningskommuner",
}
ANOTHER = "fordi kommunen indberetter gennem en anden"
NOT_OWN = "kommunen indberetter gennem en anden kommune og har i nogle år ikke egne tal"


def few():
    """Cells that leave Fanø with seven children and nine notifications in the newest year."""
    children, notifications = {"1": 6, "3": 1}, {"2": 9}
    place = {"ADMKOM": FANOE, "Tid": str(YEAR)}
    ages = [*(str(age) for age in range(19)), "U0", "999"]
    return {
        table: [
            (
                {**place, variable: code, "ALDER1": age, "KON": sex},
                kept.get(code, 0) if (age, sex) == ("5", "D") else 0,
            )
            for code in codes.split()
            for age in ages
            for sex in "DP9U"
        ]
        for table, variable, codes, kept in (
            ("UND1", "UNDERRETERE", "1 2 3 4 5 6 7 8 9 10 11 12 13 99", notifications),
            ("UND2", "UNDERRET", "1 2 3 4 5 6", children),
        )
    }


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """UND1, UND2 and FOLK1A fetched from the stand-in, with years on both sides of the break."""
    found = Answers(tmp_path_factory.mktemp("insight"), SNAPSHOTS)
    outcomes = found.fetch("UND1 UND2 FOLK1A", years=YEARS, revised=few())
    assert {one.outcome for one in outcomes} == {"fetched"}
    found.build()
    return found


@pytest.fixture(scope="module")
def plain(answers):
    return Plainly(answers.folder)


@pytest.fixture
def opened(read, answers):
    """A page as a reader sees it: its tables in order, and all its texts."""

    def at(page, **address):
        app = read(answers.target, page, **address)
        assert not app.warning, warned(app)
        parts = [e.value for kind in (app.markdown, app.caption, app.info) for e in kind]
        tables = [found.value for found in app.table]
        return SimpleNamespace(text="\n".join([*parts, html(app)]), tables=tables)

    return at


def profile(opened, area, measure="notifications"):
    return opened("municipality", indicator=INDICATOR[measure], area=area)


def table(page, *columns):
    """The first table that has these columns."""
    return next(one for one in page.tables if {*columns} <= {*one.columns})


def name_of(plain, kind, area):
    return NAMED.get(kind) or plain.places[area][kind]


def span(ends, decimals=1):
    if any(map(math.isnan, ends)):
        return "–"
    return "–".join(shown(end, decimals) for end in ends)


def interval(plain, measure, area, year):
    if (area, year) in plain.withheld:
        return "–"
    return span(plain.interval(measure, area, year))


def own_figure(plain, page, measure, area):
    """The big figure, the counts behind it and how far chance reaches."""
    value = shown(plain.value(measure, area, YEAR), 1)
    assert f"<p class='atlas-big'><span>{value}</span>" in page.text
    above, below = plain.above(measure, area, YEAR), plain.below(measure, area, YEAR)
    counts = f"{ABOVE[measure]}: **{shown(above)}**. {BELOW[measure]}: **{shown(below)}**."
    assert counts in page.text
    low, high = (shown(end, 1) for end in plain.interval(measure, area, YEAR))
    if area in plain.through_another:
        assert say("close_up.through_another", "da") in page.text
        assert f"Mellem {low} og {high}" not in page.text
        return
    widened = ". Spændet er udvidet" if measure == "notifications" else "\n"
    assert (
        f"Mellem {low} og {high}, når der tages højde for tilfældige udsving{widened}" in page.text
    )


def verdict(plain, measure, area, kind):
    """The sentence that figure, interval, benchmark and usual limits allow."""
    value, beside = plain.value(measure, area, YEAR), plain.benchmark(measure, kind, area, YEAR)
    low, high = plain.interval(measure, area, YEAR)
    among, _, _ = plain.unusual(measure, kind, YEAR)
    why = ""
    if area in plain.through_another:
        key, why = "described", f"{NOT_OWN}."
    elif low <= beside <= high:
        key = "similar"
    else:
        side = "higher" if low > beside else "lower"
        usual = among[area]["side"] == side
        above = {"higher": "above", "lower": "below"}[side]
        key = f"{side}_than_usual" if usual else f"{above}_but_usual"
    words = {"name": name_of(plain, kind, area), "period": str(YEAR), "why": why}
    numbers = {"value": shown(value, 1), "benchmark": shown(beside, 1)}
    return say(f"verdict.{key}", "da", **words, **numbers)


@pytest.mark.parametrize(("area", "measure"), PROFILES)
def test_the_profile_shows_figure_counts_and_interval(opened, plain, area, measure):
    page = profile(opened, area, measure)
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
def test_every_year_stands_beside_the_comparison_and_the_country(opened, plain, area, measure):
    own = plain.places[area]["name"]
    found = table(profile(opened, area, measure), f"{own}: spænd med tilfældige udsving")
    assert list(found.index) == [str(year) for year in YEARS]
    for year in YEARS:
        row = found.loc[str(year)]
        value = shown(plain.value(measure, area, year), 1)
        if (area, year) in plain.withheld:
            value = "ikke selv indberettet"
        assert row[own] == value + (" †" if (area, year) in plain.doubted else "")
        assert row[f"{own}: spænd med tilfældige udsving"] == interval(plain, measure, area, year)
        beside = plain.benchmark(measure, "similar", area, year)
        assert row["Sammenligningskommuner"] == shown(beside, 1)
        assert row["Hele landet"] == shown(plain.value(measure, "000", year), 1)


@pytest.mark.parametrize(("area", "measure"), PROFILES)
def test_each_choice_of_comparison_has_its_figure_and_its_verdict(opened, plain, area, measure):
    own = plain.places[area]["name"]
    found = table(profile(opened, area, measure), "Sådan er tallet regnet", f"{own} ved siden af")
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
def test_change_from_every_base_has_its_limits(opened, plain, area, measure):
    page = profile(opened, area, measure)
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


@pytest.mark.parametrize("area", AREAS)
def test_the_split_adds_up_and_is_that_of_the_formulas(opened, plain, area):
    page = profile(opened, area)
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
def test_who_notifies_is_beside_the_mix_of_the_comparison(opened, plain, area):
    page = profile(opened, area)
    mix, total, of_others, members, effect = plain.mix(area, YEAR)
    assert f"de {shown(of_others)} underretninger, som {members} af kommunerne" in page.text
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
def test_notifiers_over_the_years_are_counts_with_rates(opened, plain, area):
    page = profile(opened, area)
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
def test_the_ten_most_alike_have_their_distances_and_their_variables(opened, plain, area):
    page = profile(opened, area)
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


@pytest.mark.parametrize(
    ("measure", "area"),
    [*zip(MEASURES, AREAS[:3], strict=True), ("children", SAMSOE), ("notifications", LAESOE)],
)
def test_the_map_of_levels_has_every_figure_with_its_counts(opened, plain, measure, area):
    page = opened("map", indicator=INDICATOR[measure], area=area)
    own_figure(plain, page, measure, area)
    assert verdict(plain, measure, area, "country") in page.text
    found = next(table for table in page.tables if len(table) == 98)
    rows = found.set_axis(range(found.shape[1]), axis=1)
    order = sorted(plain.codes, key=lambda code: danish(plain.places[code]["name"]))
    assert list(found.index) == [plain.places[code]["name"] for code in order]
    for code in order:
        assert list(rows.loc[plain.places[code]["name"]])[:4] == [
            shown(plain.value(measure, code, YEAR), 1),
            span(plain.interval(measure, code, YEAR)),
            shown(plain.above(measure, code, YEAR)),
            shown(plain.below(measure, code, YEAR)),
        ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("measure", MEASURES)
def test_the_map_of_differences_has_every_limit_side_and_flag(opened, plain, measure, kind):
    area = AREAS[(MEASURES.index(measure) + KINDS.index(kind)) % len(AREAS)]
    page = opened("map", indicator=INDICATOR[measure], area=area, view="difference", compare=kind)
    among, times, percent = plain.unusual(measure, kind, YEAR)
    found = next(table for table in page.tables if len(table) == 98)
    told = {"lower": "lavere", "similar": "lignende", "higher": "højere"}
    another = say("difference.through_another", "da")
    for code in plain.codes:
        ours = among.get(code)
        assert list(found.loc[plain.places[code]["name"]]) == [
            shown(plain.value(measure, code, YEAR), 1),
            span(plain.interval(measure, code, YEAR)),
            shown(plain.benchmark(measure, kind, code, YEAR), 1),
            span(ours["usual"]) if ours else "–",
            told[ours["side"]] if ours else another,
            "ja" if ours and ours["flag"] else "",
        ], code
    own_figure(plain, page, measure, area)
    assert verdict(plain, measure, area, kind) in page.text
    if area in among:
        limits, side = span(among[area]["usual"]), among[area]["side"]
        usual = f"De sædvanlige grænser for en kommune af den størrelse er {limits}."
        assert f"{usual} {say(f'difference.own_{side}', 'da')}" in page.text
    else:
        assert say("difference.own_left_out", "da", reason=another) in page.text
    sides = [found["side"] for found in among.values()]
    low, high = sides.count("lower"), sides.count("higher")
    numbers = {"compared": len(among), "outside": low + high, "lower": low, "higher": high}
    by_chance = shown(0.05 * len(among))
    assert say("difference.outside", "da", **numbers, by_chance=by_chance) in page.text
    flagged = {
        side: sorted(
            (plain.places[c]["name"] for c, one in among.items() if one["flag"] == side), key=danish
        )
        for side in ("lower", "higher")
    }
    for side, names in flagged.items():
        if names:
            assert say(f"difference.flags_{side}", "da", names=listed(names)) in page.text
    if not any(flagged.values()):
        assert say("difference.flags_none", "da", compared=len(among)) in page.text
    against = say(f"difference.against_{kind}", "da")
    spread = say("difference.spread_none", "da", against=against)
    if percent:
        numbers = {"percent": shown(percent, int(percent < 10)), "times": shown(times, 1)}
        spread = say("difference.spread", "da", against=against, **numbers)
    assert spread in page.text
    name = plain.places[LAESOE]["name"]
    assert f"1 er ikke sammenlignet: {name} ({another})." in page.text


def test_few_events_have_exact_limits_and_few_notifications_none(opened, plain):
    assert [plain.above(measure, FANOE, YEAR) for measure in MEASURES] == [7, 9, 1]
    pages = [opened("map", indicator=INDICATOR[m], area=SAMSOE) for m in MEASURES[:2]]
    children, notifications = (page.tables[0].loc["Fanø"] for page in pages)
    whole = plain.residents[FANOE, YEAR] / 1000
    assert children.iloc[1] == span([2.8144 / whole, 14.4227 / whole])
    assert notifications.iloc[1] == "–"
    assert plain.unusual("notifications", "country", YEAR)[0][FANOE]["flag"] == "lower"


def test_laesoe_is_said_to_report_through_another_and_never_to_lack_company(opened, plain):
    assert plain.through_another == {LAESOE}
    pages = [
        profile(opened, LAESOE),
        opened("map", indicator=INDICATOR["notifications"], area=LAESOE),
    ]
    for page in pages:
        assert "Læsø indberetter gennem Frederikshavn" in page.text
        assert say("difference.nobody", "da") not in page.text
        assert "mangler eller er i tvivl" not in page.text
    text = pages[0].text
    assert say("changed.not_own", "da") in text
    assert say("why.reason_not_own", "da") in text
    assert f"Tallet for {YEAR}: ikke sammenlignet, {ANOTHER}." in text
