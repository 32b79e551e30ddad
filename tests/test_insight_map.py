"""Kommunekort, to the last digit, beside a calculation that shares no code."""

import pytest

from catalog.words import say
from tests.few import FANOE
from tests.insight import (
    ANOTHER,
    AREAS,
    INDICATOR,
    KINDS,
    LAESOE,
    SAMSOE,
    YEAR,
    own_figure,
    profile,
    span,
    verdict,
)
from tests.plainly import MEASURES, danish, listed, shown


@pytest.mark.parametrize(
    ("measure", "area"),
    [*zip(MEASURES, AREAS[:3], strict=True), ("children", SAMSOE), ("notifications", LAESOE)],
)
def test_the_map_of_levels_has_every_figure_with_its_counts(seen, plain, measure, area):
    page = seen("map", indicator=INDICATOR[measure], area=area)
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
def test_the_map_of_differences_has_every_limit_side_and_flag(seen, plain, measure, kind):
    area = AREAS[(MEASURES.index(measure) + KINDS.index(kind)) % len(AREAS)]
    page = seen("map", indicator=INDICATOR[measure], area=area, view="difference", compare=kind)
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


def test_few_events_have_exact_limits_and_few_notifications_none(seen, plain):
    assert [plain.above(measure, FANOE, YEAR) for measure in MEASURES] == [7, 9, 1]
    pages = [seen("map", indicator=INDICATOR[m], area=SAMSOE) for m in MEASURES[:2]]
    children, notifications = (page.tables[0].loc["Fanø"] for page in pages)
    whole = plain.residents[FANOE, YEAR] / 1000
    assert children.iloc[1] == span([2.8144 / whole, 14.4227 / whole])
    assert notifications.iloc[1] == "–"
    assert plain.unusual("notifications", "country", YEAR)[0][FANOE]["flag"] == "lower"


def test_laesoe_is_said_to_report_through_another_and_never_to_lack_company(seen, plain):
    assert plain.through_another == {LAESOE}
    pages = [
        profile(seen, LAESOE),
        seen("map", indicator=INDICATOR["notifications"], area=LAESOE),
    ]
    for page in pages:
        assert "Læsø indberetter gennem Frederikshavn" in page.text
        assert say("difference.nobody", "da") not in page.text
        assert "mangler eller er i tvivl" not in page.text
    text = pages[0].text
    assert say("changed.not_own", "da") in text
    assert say("why.reason_not_own", "da") in text
    assert f"Tallet for {YEAR}: ikke sammenlignet, {ANOTHER}." in text
