"""The five findings: every number computed anew, every sentence only where it holds."""

import csv
import re
import statistics

import pytest

import geo.municipalities as geo
from analysis.findings import findings, left_out
from catalog.words import say
from charts.findings import told, words
from data.settings import SNAPSHOTS

RATE, POVERTY, SUPPORT = "children_notified_rate", "child_poverty_share", "support_share"
ORDER = ["rise", "higher", "apart", "poverty", "support"]
CLAIMS = {"rise": "up", "higher": "all", "apart": "narrower_and_wider"}
CLAIMS |= {"poverty": "opposite", "support": "less"}
LAESOE = "825"

# Words that claim a direction, and so may stand only where the figures carry it.
CLAIMING = {
    "da": "steg steget stigning stigningen faldt fald vokset højere flest mindre større",
    "en": "rose risen rise fell fallen grown higher smaller larger",
}

OF = "indicator = (SELECT id FROM indicator WHERE code = '{}')"
WHOLE = "area = (SELECT id FROM area WHERE code = '000')"
LOCAL = "area IN (SELECT id FROM area WHERE kind = 'municipality')"
YEAR = "period = (SELECT id FROM period WHERE code = '{}')"


def change(value, *conditions):
    """SQL that sets values where all conditions hold."""
    return f"UPDATE observation SET value = {value} WHERE " + " AND ".join(conditions)


def of(facts, name):
    return {found.id: found for found in findings(facts)}[name]


def figures(indicator):
    """Every figure of an indicator by area and year, from the files alone."""
    found = {}
    for file in sorted(SNAPSHOTS.glob("98d-*/*/observations.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["indicator"] == indicator:
                    found[row["area"], row["period"]] = float(row["value"])
    return found


@pytest.fixture(scope="module")
def rate():
    return figures(RATE)


@pytest.fixture(scope="module")
def local(rate):
    """The municipal rates of a year without Læsø, which reports through another."""
    return lambda year: {
        code: rate[code, year]
        for code in geo.municipalities()
        if code != LAESOE and (code, year) in rate
    }


def test_the_findings_are_five_in_the_order_of_the_page(full):
    found = findings(full)
    assert [finding.id for finding in found] == ORDER
    assert {finding.id: finding.variant for finding in found} == CLAIMS


def test_laesoe_is_left_out_and_named(full):
    assert left_out(full) == {LAESOE}


def test_the_rise(full, rate):
    base, turn, last = (rate["000", year] for year in ("2017", "2021", "2025"))
    found = of(full, "rise")
    assert found.numbers["before"] == (60.28, 2) == (base, 2)
    assert found.numbers["after"] == (92.33, 2) == (last, 2)
    late, places = found.numbers["late"]
    assert late == pytest.approx(100 * (last - turn) / (last - base))
    assert f"{late:.{places}f}" == "76"
    assert found.periods == {"base": "2017", "turn": "2021", "last": "2025"}


def test_all_97_with_a_usable_base_year_are_higher(full, local):
    before, after = local("2017"), local("2025")
    up = sum(after[code] > before[code] for code in before if code in after)
    found = of(full, "higher")
    assert found.numbers["up"] == (up, 0)
    assert found.numbers["count"] == (len(before), 0)
    assert up == len(before) == 97


def test_on_means_of_three_years_one_municipality_is_not_higher(full, local):
    """Base and newest year agree for all; means of three years must be told where they do not."""
    early = [local(year) for year in ("2017", "2018", "2019")]
    late = [local(year) for year in ("2023", "2024", "2025")]
    whole = set.intersection(*(set(year) for year in early + late))
    means = {c: sum(y[c] for y in late) - sum(y[c] for y in early) for c in whole}
    lower = sorted(code for code, change in means.items() if change <= 0)
    found = of(full, "higher")
    assert found.exceptions == tuple(lower) == ("563",)
    assert found.numbers["means_up"] == (len(means) - 1, 0) == (96, 0)
    assert found.numbers["means_count"] == (len(means), 0)
    assert found.caution == "caution_means"
    assert "Fanø" in say("finding.higher.caution_means", "da", **words(found, "da"))


def test_the_spread(full, local):
    found = of(full, "apart")
    before, after = local("2017"), local("2025")
    tenths = [
        statistics.quantiles(part.values(), n=10, method="inclusive") for part in (before, after)
    ]
    (low_then, high_then), (low_now, high_now) = ((t[0], t[8]) for t in tenths)
    expected = {
        "high": max(after.values()),
        "low": min(after.values()),
        "ratio_before": high_then / low_then,
        "ratio_after": high_now / low_now,
        "distance_before": high_then - low_then,
        "distance_after": high_now - low_now,
    }
    assert {key: value for key, (value, _) in found.numbers.items()} == pytest.approx(expected)
    assert found.areas == {
        "highest": max(after, key=after.get),
        "lowest": min(after, key=after.get),
    }
    assert {key: geo.municipality(code).name for key, code in found.areas.items()} == {
        "highest": "Lolland",
        "lowest": "Gentofte",
    }
    text = told(found, "da")
    for part in ("148,72", "51,57", "2,13", "1,75"):
        assert part in text


def ranks(numbers):
    """Average ranks, so that Pearson's correlation of them is Spearman's."""
    order = sorted(numbers)
    return [order.index(n) + (order.count(n) + 1) / 2 for n in numbers]


def test_poverty(full, local):
    poor, rates = figures(POVERTY), local("2024")
    codes = [code for code in rates if (code, "2024") in poor]
    pairs = [rates[c] for c in codes], [poor[c, "2024"] for c in codes]
    rho = statistics.correlation(*(ranks(part) for part in pairs))
    found = of(full, "poverty")
    assert found.numbers["rho"][0] == pytest.approx(rho)
    assert round(rho, 2) == 0.63
    assert found.numbers["count"] == (len(codes), 0) == (97, 0)
    assert found.numbers["before"] == (poor["000", "2017"], 1) == (5.6, 1)
    assert found.numbers["after"] == (poor["000", "2024"], 1) == (4.3, 1)
    assert found.numbers["first_value"] == (poor["000", "2015"], 1) == (3.8, 1)


def test_support(full, rate):
    share = figures(SUPPORT)
    found = of(full, "support")
    assert found.numbers["before"] == (share["000", "2017"], 1) == (2.9, 1)
    assert found.numbers["after"] == (share["000", "2025"], 1) == (3.5, 1)
    assert found.numbers["points"][0] == pytest.approx(0.6)
    assert found.numbers["rate_before"] == (rate["000", "2017"], 2) == (60.28, 2)
    assert found.numbers["rate_after"] == (rate["000", "2025"], 2) == (92.33, 2)
    assert (found.numbers["release"], found.periods["edition"]) == ((3.2, 1), "2021")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_number_in_a_sentence_comes_from_the_finding(full, tiny, language):
    """Numbers that are not the finding's belong to its unit, its 98 or its cut of 10 per cent."""
    for finding in (*findings(full), *findings(tiny)):
        text = told(finding, language)
        assert "{" not in text
        found = set(re.findall(r"\d+(?:[.,-]\d+)*", text))
        own = set(words(finding, language).values())
        assert found & own
        assert found - own <= {"1.000", "1,000", "0-17", "0-22", "10", "98"}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ORDER)
def test_a_finding_has_its_heading_sentence_and_caution_in_both_variants(full, name, language):
    values = words(of(full, name), language)
    for variant in (CLAIMS[name], "other"):
        assert say(f"finding.{name}.heading_{variant}", language, **values)
        assert say(f"finding.{name}.{variant}", language, **values)
    assert say(f"finding.{name}.caution", language, **values)
    assert say(f"finding.{name}.{of(full, name).caution}", language, **values)
    assert say(f"finding.{name}.drawn", language, **values)


# What the world would have to be for a claim to fail: the finding, and the figures changed.
OTHERWISE = {
    "rise, when it fell": ("rise", change(30, OF.format(RATE), WHOLE, YEAR.format("2025"))),
    "rise, when it stood still": (
        "rise",
        change(60.28, OF.format(RATE), WHOLE, YEAR.format("2025")),
    ),
    "rise, when most of it came early": (
        "rise",
        change(90, OF.format(RATE), WHOLE, YEAR.format("2021")),
    ),
    "higher, when one is lower": (
        "higher",
        change(
            1,
            OF.format(RATE),
            YEAR.format("2025"),
            "area = (SELECT id FROM area WHERE code = '360')",
        ),
    ),
    "higher, when one is equal": (
        "higher",
        change(
            "(SELECT value FROM observation o WHERE o.indicator = observation.indicator "
            f"AND o.area = observation.area AND o.{YEAR.format('2017')})",
            OF.format(RATE),
            YEAR.format("2025"),
            "area = (SELECT id FROM area WHERE code = '360')",
        ),
    ),
    "apart, when the ratio grew": (
        "apart",
        change("value * value", OF.format(RATE), LOCAL, YEAR.format("2025")),
    ),
    "apart, when the distance shrank": (
        "apart",
        change("100 + value / 10", OF.format(RATE), LOCAL, YEAR.format("2025")),
    ),
    "poverty, when places no longer go together": (
        "poverty",
        change("100 - value", OF.format(POVERTY), LOCAL, YEAR.format("2024")),
    ),
    "poverty, when it rose": (
        "poverty",
        change(9, OF.format(POVERTY), WHOLE, YEAR.format("2024")),
    ),
    "poverty, when the rate fell": (
        "poverty",
        change(9, OF.format(RATE), WHOLE, YEAR.format("2024")),
    ),
    "support, when it rose more": (
        "support",
        change(50, OF.format(SUPPORT), WHOLE, YEAR.format("2025")),
    ),
    "support, when it fell": (
        "support",
        change(1, OF.format(SUPPORT), WHOLE, YEAR.format("2025")),
    ),
}


def heading(found, language):
    return say(f"finding.{found.id}.heading_other", language, **words(found, language))


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_claim_that_does_not_hold_is_not_made(altered, name):
    finding, statement = OTHERWISE[name]
    found = of(altered(statement), finding)
    assert found.variant == "other"
    for language, claiming in CLAIMING.items():
        for text in (told(found, language), heading(found, language)):
            said = set(re.findall(r"\w+", text.lower())) & set(claiming.split())
            # The sentence on how many are higher says the count, and so holds whatever it is.
            assert said <= ({"højere", "higher"} if finding == "higher" else {"flest"}), text


def test_made_up_figures_that_fall_are_not_said_to_rise(tiny):
    """tests/snapshots: from 2017 to 2021 the country goes 40 to 30, 101 from 20 to 30 and 400 from
    40 to 20.25, and support from 4 to 3: a fall of a quarter, as the rate's."""
    found = {finding.id: finding for finding in findings(tiny)}
    assert set(found) == {"rise", "higher", "support"}
    assert {finding.variant for finding in found.values()} == {"other"}
    assert found["rise"].numbers == {"before": (40, 2), "after": (30, 2), "late": (0, 0)}
    assert found["higher"].numbers["up"] == (1, 0)
    assert found["higher"].numbers["count"] == (2, 0)
    assert found["higher"].caution == found["support"].caution == "caution"
    assert found["support"].numbers["points"][0] == pytest.approx(-1)


def test_without_figures_there_are_no_findings(empty):
    assert findings(empty) == []
    assert left_out(empty) == set()


# Facts that lack what a finding needs: it is left out, and the others stand.
LACKING = {
    "no year but the base year": [
        "DELETE FROM observation WHERE period NOT IN (SELECT id FROM period WHERE code = '2017')"
    ],
    "no municipality with both years": [
        f"DELETE FROM observation WHERE {OF.format(RATE)} AND {LOCAL} AND {YEAR.format('2017')} "
        "AND area != (SELECT id FROM area WHERE code = '101')",
        f"DELETE FROM observation WHERE {OF.format(RATE)} AND {YEAR.format('2025')} "
        "AND area = (SELECT id FROM area WHERE code = '101')",
    ],
    "a base year of nothing": [change(0, OF.format(SUPPORT), WHOLE, YEAR.format("2017"))],
    "no base year": [f"DELETE FROM observation WHERE {YEAR.format('2017')}"],
    "no municipalities": [f"DELETE FROM observation WHERE {LOCAL}"],
    "no country": [f"DELETE FROM observation WHERE {WHOLE}"],
    "no poverty": [f"DELETE FROM observation WHERE {OF.format(POVERTY)}"],
}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("no year but the base year", []),
        ("no municipality with both years", ["rise", "poverty", "support"]),
        ("a base year of nothing", ["rise", "higher", "apart", "poverty"]),
        ("no base year", []),
        ("no municipalities", ["rise", "support"]),
        ("no country", ["higher", "apart"]),
        ("no poverty", ["rise", "higher", "apart", "support"]),
    ],
)
def test_a_finding_without_its_figures_is_left_out(altered, name, kept):
    assert [finding.id for finding in findings(altered(*LACKING[name]))] == kept
