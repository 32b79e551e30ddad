"""The five findings: every number computed anew, every sentence only where it holds."""

import csv
import math
import re
import statistics

import pytest

import geo.municipalities as geo
from analysis.changed import of_country
from analysis.findings import findings, left_out
from analysis.measure import measure
from catalog.words import say
from charts.findings import told, words
from data.settings import SNAPSHOTS

RATE, POVERTY, SUPPORT = "children_notified_rate", "child_poverty_share", "support_share"
COUNTED = "children_notified_rate_0_17"
ORDER = ["over_time", "each", "apart", "poverty", "support"]
LAESOE = "825"
FAVRSKOV, SOROE, FANOE, AALBORG = "710", "340", "563", "851"

# Municipal figures that the source's notes call wrong or uncertain, of the years used here.
IN_DOUBT = {("851", "2017"), ("851", "2018"), ("270", "2018"), ("615", "2018"), ("540", "2018")}
IN_DOUBT |= {("370", "2020")}

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
    """The municipal rates of a year that are their own, Læsø's are not, and in no doubt."""
    return lambda year: {
        code: rate[code, year]
        for code in geo.municipalities()
        if code != LAESOE and (code, year) in rate and (code, year) not in IN_DOUBT
    }


def test_the_findings_are_five_in_the_order_of_the_page(full):
    found = findings(full)
    assert [finding.id for finding in found] == ORDER
    assert {finding.variant for finding in found} == {"described"}


def test_laesoe_is_left_out_and_named(full):
    assert left_out(full) == {LAESOE}


def test_the_country_over_time_is_described_without_counts(full, rate):
    found = of(full, "over_time")
    years = {"before": "2017", "between": "2021", "after": "2025"}
    assert found.numbers == {name: (rate["000", year], 2) for name, year in years.items()}
    assert found.periods == {"base": "2017", "turn": "2021", "last": "2025"}
    assert found.together
    assert found.caution == "caution"
    for part in ("60,28", "67,88", "92,33", "98 kommuner samlet"):
        assert part in told(found, "da")


def test_the_change_of_each_without_what_is_in_doubt(full, local):
    before, after = local("2017"), local("2025")
    moved = {code: after[code] - before[code] for code in before.keys() & after.keys()}
    found = of(full, "each")
    assert found.numbers["count"] == (len(moved), 0) == (96, 0)
    assert found.left_out == (AALBORG,)
    ends = min(moved, key=moved.get), max(moved, key=moved.get)
    assert (found.areas["least_area"], found.areas["most_area"]) == ends == (FAVRSKOV, SOROE)
    assert found.changes["least"][0] == pytest.approx(moved[FAVRSKOV])
    assert found.changes["most"][0] == pytest.approx(moved[SOROE])
    assert found.changes["middle"][0] == pytest.approx(statistics.median(moved.values()))
    assert "Aalborg" in told(found, "da")


def test_on_means_of_three_years_the_lowest_and_highest_are_named(full, local):
    early = [local(year) for year in ("2017", "2018", "2019")]
    late = [local(year) for year in ("2023", "2024", "2025")]
    whole = set.intersection(*(set(year) for year in early + late))
    means = {c: (sum(y[c] for y in late) - sum(y[c] for y in early)) / 3 for c in whole}
    found = of(full, "each")
    assert found.areas["means_least_area"] == min(means, key=means.get) == FANOE
    assert found.areas["means_most_area"] == max(means, key=means.get)
    assert found.changes["means_least"][0] == pytest.approx(min(means.values()))
    assert found.changes["means_most"][0] == pytest.approx(max(means.values()))
    assert found.numbers["means_count"] == (len(means), 0) == (93, 0)
    assert found.caution == "caution_means"
    assert "Fanø" in say("finding.each.caution_means", "da", **words(found, "da"))


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
    for part in ("148,72", "51,57", "2,13", "1,75", "43,45", "54,44"):
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
    assert found.changes["rho"][0] == pytest.approx(rho)
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
        own = {value.lstrip("+−") for value in words(finding, language).values()}
        assert found & own
        assert found - own <= {"1.000", "1,000", "0-17", "0-22", "10", "98", "0", "1"}


ALL = f"{OF.format(RATE)} AND {WHOLE}"
OTHERWISE = {
    "it fell": change(30, ALL, YEAR.format("2025")),
    "it stood still": change(60.28, ALL, YEAR.format("2025")),
    "it rose tenfold": change(900, ALL, YEAR.format("2025")),
    "the ratio grew": change("value * value", OF.format(RATE), LOCAL, YEAR.format("2025")),
    "support rose": change(50, OF.format(SUPPORT), WHOLE, YEAR.format("2025")),
    "poverty went the other way": change(
        "100 - value", OF.format(POVERTY), LOCAL, YEAR.format("2024")
    ),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_without_counts_no_world_makes_a_finding_speak_of_direction(altered, name):
    found = findings(altered(OTHERWISE[name]))
    assert {finding.variant for finding in found} == {"described"}


def ratio(rows, first, last):
    """The two rates' ratio with 95 per cent limits, by the log method and nothing of ours."""
    (e1, n1), (e2, n2) = rows[first], rows[last]
    middle = math.log((e2 / n2) / (e1 / n1))
    half = statistics.NormalDist().inv_cdf(0.975) * math.sqrt(1 / e1 + 1 / e2)
    return middle - half, middle + half


def test_after_a_fetch_direction_is_told_where_limits_allow_it(long):
    table = measure(long, COUNTED).table
    table = table[table["status"] == "ok"]
    last = table["period"].max()
    whole = table[table["area"] == "000"].set_index("period")
    counts = dict(zip(whole.index, whole[["numerator", "denominator"]].to_numpy(), strict=True))
    low, high = ratio(counts, "2021", last)
    expected = "risen" if low > 0 else "fallen" if high < 0 else "similar"
    found = of(long, "over_time")
    assert (found.variant, found.together) == (expected, False)
    sides = {"risen": 0, "fallen": 0}
    for area, rows in table[table["area_kind"] == "municipality"].groupby("area"):
        own = rows.set_index("period")[["numerator", "denominator"]]
        if area == LAESOE or (area, "2017") in IN_DOUBT or not {"2017", last} <= set(own.index):
            continue
        if own.loc[["2017", last], "numerator"].min() < 10:
            continue
        low, high = ratio({p: own.loc[p] for p in ("2017", last)}, "2017", last)
        sides["risen"] += low > 0
        sides["fallen"] += high < 0
    numbers = of(long, "each").numbers
    assert {name: numbers[name][0] for name in sides} == sides
    assert of(long, "each").variant == "counted"


def test_a_national_figure_in_doubt_or_across_a_break_is_not_judged(long):
    """2017 is in doubt by the source's notes; from 2015 the change goes across the break."""
    result = measure(long, COUNTED, area="000")
    last = max(result.usable()["period"])
    assert of_country(long, result, "2017", last) == "doubt"
    assert of_country(long, result, "2015", last) == "across"
    assert of_country(long, measure(long, RATE, area="000"), "2021", "2025") == "no_counts"


def test_made_up_figures_are_described(tiny):
    """tests/snapshots: from 2017 to 2021 the country goes 40 to 30, 101 from 20 to 30 and 400 from
    40 to 20.25, and support from 4 to 3."""
    found = {finding.id: finding for finding in findings(tiny)}
    assert set(found) == {"each", "support"}
    assert {finding.variant for finding in found.values()} == {"described"}
    assert found["each"].changes["least"] == (-19.75, 2)
    assert found["each"].changes["most"] == (10, 2)
    assert found["each"].caution == found["support"].caution == "caution"


def test_without_figures_there_are_no_findings(empty):
    assert findings(empty) == ()
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
        ("no municipality with both years", ["over_time", "poverty", "support"]),
        ("a base year of nothing", ["over_time", "each", "apart", "poverty", "support"]),
        ("no base year", []),
        ("no municipalities", ["over_time", "support"]),
        ("no country", ["each", "apart"]),
        ("no poverty", ["over_time", "each", "apart", "support"]),
    ],
)
def test_a_finding_without_its_figures_is_left_out(altered, name, kept):
    assert [finding.id for finding in findings(altered(*LACKING[name]))] == kept
