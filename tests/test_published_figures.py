"""What publishers have printed, to the last digit and by edition, as the facts database has it."""

import hashlib
import math

import pytest

from analysis.barometer import barometer
from analysis.measure import COUNTRY, measure
from charts.barometer import edition_name, requirement
from data.schema import BarometerEdition, BarometerResult

DST = "dst-nyt-underretninger"
RATE = "children_notified_rate"
LOCAL = ("98d-und2", "378426df")
NATIONAL = ("98d-und2", "6d73cfeb")
DKNYT = ("presse", "dknyt-2020-06-23")
OURS = ("atlas-afledt", "1")

# indicator, area, period, category, sex, scope, source and edition, value, standing
PRINTED = [
    # Danmarks Statistik, Nyt: Underretninger om børn og unge 2018
    ("notifications", "000", "2018", "", "", "", (DST, "2018"), 127182, "published"),
    ("children_notified", "000", "2018", "", "", "", (DST, "2018"), 75019, "published"),
    ("children_notified", "000", "2018", "1", "", "", (DST, "2018"), 49644, "published"),
    ("children_notified", "000", "2018", "2", "", "", (DST, "2018"), 14017, "published"),
    ("children_notified", "000", "2018", "3", "", "", (DST, "2018"), 5412, "published"),
    ("children_notified", "000", "2018", "4", "", "", (DST, "2018"), 2591, "published"),
    ("children_notified", "000", "2018", "5", "", "", (DST, "2018"), 1357, "published"),
    # The rest is not printed: 75,019 less the five rows above.
    ("children_notified", "000", "2018", "6_or_more", "", "", OURS, 1998, "secondary"),
    ("notifications_per_100", "000", "2018", "", "", "", (DST, "2018"), 11.1, "published"),
    ("notifications_per_100", "482", "2018", "", "", "", (DST, "2018"), 23.9, "published"),
    ("notifications_per_100", "360", "2018", "", "", "", (DST, "2018"), 20.5, "published"),
    ("notifications_per_100", "260", "2018", "", "", "", (DST, "2018"), 19.0, "published"),
    ("notifications_per_100", "269", "2018", "", "", "", (DST, "2018"), 5.4, "published"),
    ("notifications_per_100", "223", "2018", "", "", "", (DST, "2018"), 5.2, "published"),
    ("notifications_per_100", "187", "2018", "", "", "", (DST, "2018"), 4.1, "published"),
    # Danmarks Statistik, Nyt: Underretninger om børn og unge 2019
    ("notifications", "000", "2019", "", "", "", (DST, "2019"), 137986, "published"),
    ("children_notified", "000", "2019", "", "", "", (DST, "2019"), 79001, "published"),
    # DK Nyt, 23 June 2020, from the same release
    ("notifications", "000", "2019", "police_courts", "", "", DKNYT, 16184, "secondary"),
    ("children_notified_over_0_17", "000", "2019", "", "", "", DKNYT, 6.8, "secondary"),
    ("children_notified_over_0_17", "187", "2019", "", "", "", DKNYT, 3.3, "secondary"),
    ("children_notified_over_0_17", "563", "2019", "", "", "", DKNYT, 13.5, "secondary"),
    # Two publishers on one year
    ("notifications", "000", "2022", "", "", "", (DST, "2022"), 152700, "published"),
    ("children_notified", "000", "2022", "", "", "", (DST, "2022"), 85300, "published"),
    ("notifications", "000", "2022", "", "", "age_0_17", ("kl", None), 148000, "published"),
    ("children_notified", "000", "2022", "", "", "age_0_17", ("kl", None), 82000, "published"),
    # Danmarks 98 Doughnuts from UND2 and FOLK1A: the 98 together, and two of them
    (RATE, "000", "2017", "", "", "municipalities_98", NATIONAL, 60.28, "secondary"),
    (RATE, "000", "2021", "", "", "municipalities_98", NATIONAL, 67.88, "secondary"),
    (RATE, "000", "2025", "", "", "municipalities_98", NATIONAL, 92.33, "secondary"),
    (RATE, "360", "2025", "", "", "", LOCAL, 148.72, "secondary"),
    (RATE, "157", "2025", "", "", "", LOCAL, 51.57, "secondary"),
]


def printed(facts, indicator, source, edition):
    """The figures of an indicator in one release."""
    table = facts.observations(indicator)
    keys = [
        key
        for key, found in facts.snapshots.items()
        if found.source == source and edition in (found.edition, None)
    ]
    return table[table["snapshot"].isin(keys)]


@pytest.mark.parametrize(
    ("indicator", "area", "period", "category", "sex", "scope", "release", "value", "standing"),
    PRINTED,
)
def test_a_printed_figure_stands_as_printed(
    full, indicator, area, period, category, sex, scope, release, value, standing
):
    table = printed(full, indicator, *release)
    cell = {"area": area, "period": period, "category": category, "sex": sex, "scope": scope}
    for column, wanted in cell.items():
        table = table[table[column] == wanted]
    assert table["value"].tolist() == [value]
    assert table["status"].tolist() == ["ok"]
    assert full.snapshots[int(table["snapshot"].iloc[0])].standing == standing


def test_children_by_number_of_notifications_add_up_to_all(full):
    table = full.observations("children_notified")
    rows = table[(table["period"] == "2018") & (table["sex"] == "") & (table["scope"] == "")]
    rows = rows[(rows["area"] == COUNTRY) & (rows["snapshot"].isin(keys(full, DST, "2018", *OURS)))]
    by_times = rows[rows["category"] != ""]
    assert len(by_times) == 6
    assert by_times["value"].sum() == rows[rows["category"] == ""]["value"].item() == 75019


def keys(facts, *names):
    pairs = set(zip(names[::2], names[1::2], strict=True))
    return [key for key, s in facts.snapshots.items() if (s.source, s.edition) in pairs]


def test_two_publishers_of_one_year_stand_beside_each_other(full):
    table = measure(full, "notifications", area=COUNTRY).table
    rows = table[(table["period"] == "2022") & (table["category"] == "")]
    found = {
        full.snapshots[int(key)].publisher: value
        for key, value in zip(rows["snapshot"], rows["value"], strict=True)
    }
    assert found == {"Danmarks Statistik": 152700, "KL": 148000}


def test_the_national_series_is_the_98_together_and_says_so(full):
    table = measure(full, RATE, area=COUNTRY).table
    assert len(table) == 11
    assert set(table["scope"]) == {"municipalities_98"}
    assert (int(table["period"].min()), int(table["period"].max())) == (2015, 2025)


# Golden values: how many, and the SHA-256 over the sorted lines "year,code,value" joined by a line
# feed, values as Python's repr of the float. Computed on their own, not by this code, from the
# first transcription (underretninger/municipality_rates.csv, rows with the measure
# children_notified_about_per_1000_inhabitants_0_17; outcomes/municipality_outcomes.csv;
# context/municipality_context.csv without the municipality group).
GOLDEN = {
    "children_notified_rate": (
        1077,
        "fd48fdc48b1263014884aab87c94d5ab66c5746383a12417d52032f87f8152a9",
    ),
    "support_share": (1077, "62572990ee69d9e79b8ef7931da84806b1c7bf446d7342d9efb861c99020d33c"),
    "child_poverty_share": (
        980,
        "5cb6ddf7a0b0e989ed878da75dca27c81af84ca6aa3e5813ffae6b9d02102fc4",
    ),
    "adults_30_34_beyond_basic_school": (
        98,
        "5237749211781427a117876188b25135a9f4785f05af03995dc4324a7c30a777",
    ),
    "built_up_land_share": (98, "536b9f2dbbee3cd54816af55ca8e684e59923b426f100a633b4966a9357dd310"),
    "class_size": (98, "27ed2f5f65e67c8a2656e2372a232b9fbfdf42589bc9ec1665ea392159e14228"),
    "disposable_income_median": (
        98,
        "710e99f212b07f18e35724933018d44a213aafee94b2ab5415fb8baf57b95f75",
    ),
    "employment_rate": (98, "834196fdc509129bb6f84a44f82a5abca6ec88aa22fc35bb9635cc37ed64d227"),
    "gini": (98, "e745db07ae52a61d023d6f7910b973a41a7e7743916a3f2837d7d6fa1dd3311c"),
    "low_income_share_50": (98, "0740b32d7964b26fd56452ca45da7b1598192c7c24fa1cbab15f4b7013f92027"),
    "neet_16_24": (98, "7beab05bd5dfdae69f191e4d12e3405473a974fe1600fcb6a2b1196a4a1b14ed"),
    "overcrowded_residents": (
        98,
        "dc335b9f1499fc6871cbc50585877e077cf7dc63e5f50347bc4546a2ce0b93f0",
    ),
    "population_total": (98, "b373cb031a1ce0af68c8865b5e799003f63cf9c2bbae75f6066d57e7aa53de14"),
    "relative_poverty_share_60": (
        98,
        "711d734528e3e4b71b3293c91e8482f2a4e29bace7cd9f6925417828ff805016",
    ),
    "reported_crimes_per_1000": (
        98,
        "e450738350fbf12db5f6ee0b33b2524dd402425c60a04fec965b94dc25af5a46",
    ),
    "youth_25_29_basic_school_only": (
        98,
        "e152071871c9004cbb31de5d71b8f3a65ac6b4333a811fb9f59656a63e5450ab",
    ),
}


@pytest.mark.parametrize("indicator", GOLDEN)
def test_municipal_figures_equal_the_first_transcription_to_the_last_digit(full, indicator):
    table = measure(full, indicator, area_kind="municipality").table
    table = table[table["status"] != "missing"]
    lines = sorted(
        f"{period},{area},{float(value)!r}"
        for period, area, value in zip(table["period"], table["area"], table["value"], strict=True)
    )
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert (len(lines), digest) == GOLDEN[indicator]


def test_the_golden_values_are_1077_rates_2057_outcomes_and_13_times_98_conditions():
    counts = [count for count, _ in GOLDEN.values()]
    assert counts[0] == 1077
    assert sum(counts[1:3]) == 2057
    assert counts[3:] == [98] * 13


# Every share that the editions printed: edition, requirement, per cent.
SHARES = [
    ("pilot-2019", "bfu_made", 69),
    ("pilot-2019", "child_talk_before_decision", 56),
    ("pilot-2019", "handleplan", 77),
    ("pilot-2019", "followup_3_months", 44),
    ("pilot-2019", "notif_24h", 87),
    ("pilot-2019", "acute_action", 100),
    ("2020", "bfu_made", 71),
    ("2020", "child_talk_before_decision", 55),
    ("2020", "handleplan", 79),
    ("2021", "bfu_made", 73),
    ("2021", "child_talk_before_decision", 61),
    ("2021", "bfu_4_months", 60),
    ("2021", "notif_24h", 88),
    ("2020-2022", "bfu_made", 69),
    ("2020-2022", "child_talk_in_bfu", 95),
    ("2020-2022", "child_talk_before_decision", 57),
    ("2020-2022", "followup_3_months", 50),
    ("2020-2022", "notif_24h", 92),
    ("2023", "bfu_4_months", 34),
    ("2023", "child_talk_before_decision", 61),
    ("2023", "notif_24h", 96),
    ("2024", "child_talk_before_decision", 65),
    ("2024", "bfu_4_months", 50),
    ("2024", "followup_3_months", 75),
]


def results(facts, *kinds):
    table = facts.rows(BarometerResult)
    return table[table["kind"].isin(kinds)]


def test_the_barometer_has_the_24_printed_shares_and_no_other(full):
    table = results(full, "percent")
    found = zip(table["edition"], table["requirement"], table["percent"], strict=True)
    assert sorted(found) == sorted(SHARES)
    assert len(SHARES) == 24


def test_three_shares_of_2020_were_printed_by_another_than_the_publisher(full):
    table = results(full, "percent")
    standing = [full.snapshots[int(key)].standing for key in table["snapshot"]]
    secondary = {
        e for e, found in zip(table["edition"], standing, strict=True) if found == "secondary"
    }
    assert secondary == {"2020"}
    assert standing.count("secondary") == 3


def test_results_in_words_stay_words(full):
    table = results(full, "words", "reading")
    found = {
        (row.edition, row.requirement): (row.words_da, row.words_en) for row in table.itertuples()
    }
    assert set(found) == {
        ("2020-2022", "acute_action"),
        ("2023", "acute_action"),
        ("2023", "child_talk_in_bfu"),
        ("2024", "overall"),
    }
    assert {en for _, en in found.values()} == {
        "the great majority",
        "nearly all",
        "no significant change",
    }
    assert all(da and da != en for da, en in found.values())
    assert table["percent"].isna().all()


def test_a_share_printed_as_non_compliance_is_not_turned_round(full):
    table = results(full, "not_compliant")
    assert table[["edition", "requirement", "percent"]].values.tolist() == [
        ["2020", "child_talk_before_decision", 45.0]
    ]


def test_what_was_measured_and_not_seen_has_no_figure(full):
    table = results(full, "not_seen")
    assert set(table["edition"]) == {"2020"}
    assert set(table["requirement"]) == {
        "bfu_4_months",
        "followup_6_months",
        "personal_supervision",
        "custody_involvement",
        "notif_24h",
    }
    assert table["percent"].isna().all()


def test_no_requirement_has_a_number_of_cases_behind_it(full):
    """An edition's total of cases is not the base of any requirement."""
    assert full.rows(BarometerResult)["cases"].isna().all()
    editions = full.rows(BarometerEdition)
    cases = {
        edition: int(count)
        for edition, count in zip(editions["edition"], editions["cases"], strict=True)
        if not math.isnan(count)
    }
    assert cases == {"2020": 717, "2021": 708, "2020-2022": 2140}


def test_the_kinds_of_editions_are_told_apart(full):
    assert barometer(full).editions.set_index("edition")["kind"].to_dict() == {
        "pilot-2019": "pilot",
        "2020": "yearly",
        "2021": "yearly",
        "2022": "yearly",
        "2020-2022": "pooled",
        "2023": "yearly",
        "2024": "yearly",
        "2025": "unknown",
        "2026": "unknown",
    }


def test_exactly_three_pairs_may_be_compared(full):
    found = barometer(full)
    pairs = [pair for code in found.requirements() for pair in found.pairs(code)]
    told = [(p.requirement, p.before, p.percent_before, p.after, p.percent_after) for p in pairs]
    assert sorted(told) == [
        ("bfu_4_months", "2021", 60, "2024", 50),
        ("child_talk_before_decision", "2020", 55, "2023", 61),
        ("child_talk_before_decision", "2021", 61, "2024", 65),
    ]
    assert sorted(pair.points for pair in pairs) == [-10, 4, 6]


@pytest.mark.parametrize(("language", "written"), [("da", "{} pct."), ("en", "{} per cent")])
def test_every_printed_share_is_told_with_its_edition(full, language, written):
    found = barometer(full)
    for edition, code, percent in SHARES:
        told = f"{edition_name(found, edition, language)}: {written.format(percent)}"
        assert told in requirement(found, code, language).alt
