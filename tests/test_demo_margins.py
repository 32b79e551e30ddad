"""Made-up tables give back every published margin."""

import pytest

import geo.municipalities as geo
from tests.made_up import YEARS, of, residents


def of_dst(printed_figures, indicator, **codes):
    rows = printed_figures[
        (printed_figures["indicator"] == indicator)
        & (printed_figures["source"].str.startswith("dst"))
    ]
    for column, code in ({"scope": "", "category": "", "sex": "", "area": "000"} | codes).items():
        rows = rows[rows[column] == code]
    return rows.astype({"value": float})


def test_every_published_rate_comes_back_as_nearly_as_whole_children_allow(
    made_up_tables, printed_figures
):
    rows = printed_figures[printed_figures["source"] == "98d-und2"]
    rows = rows[(rows["indicator"] == "children_notified_rate") & (rows["area"] != "000")]
    assert len(rows) == 1077
    children, people = of(made_up_tables["UND2"]), residents(made_up_tables)
    for area, year, value in zip(rows["area"], rows["period"], rows["value"], strict=True):
        per_child = 1000 / people[area, year]
        assert abs(1000 * children[area, year] / people[area, year] - float(value)) <= (
            per_child / 2 + 1e-9
        ), (area, year)


def test_the_rate_of_the_98_together_comes_back_to_its_last_digit(made_up_tables, printed_figures):
    rows = printed_figures[
        (printed_figures["source"] == "98d-und2") & (printed_figures["area"] == "000")
    ]
    rows = rows[rows["indicator"] == "children_notified_rate"]
    children, people = of(made_up_tables["UND2"]), residents(made_up_tables)
    for year, value in zip(rows["period"], rows["value"], strict=True):
        there = [code for code in geo.municipalities() if (code, year) in children.index]
        both = [sum(found[code, year] for code in there) for found in (children, people)]
        assert round(1000 * both[0] / both[1], 2) == float(value), year


def test_laesoe_is_zero_in_three_years_and_absent_in_one(made_up_tables):
    for name in ("UND1", "UND2"):
        own = of(made_up_tables[name])["825"]
        assert list(own[["2016", "2017", "2018"]]) == [0, 0, 0]
    for name in ("UND1", "UND2", "UND3"):
        rows = made_up_tables[name]
        assert rows[(rows["ADMKOM"] == "825") & (rows["TID"] == "2022")].empty
        others = rows[rows["INDHOLD"] == 0]
        assert set(others["ADMKOM"]) == {"825"}, "no other zero row is written"


def test_published_residents_are_exact(made_up_tables, printed_figures):
    rows = printed_figures[
        (printed_figures["indicator"] == "population_0_17") & printed_figures["period"].isin(YEARS)
    ]
    assert len(rows) == 72
    people = residents(made_up_tables)
    for area, year, value in zip(rows["area"], rows["period"], rows["value"], strict=True):
        assert people[area, year] == int(value), (area, year)


def test_children_by_times_and_sex_are_exact_where_they_are_printed(
    made_up_tables, printed_figures
):
    rows = printed_figures[
        (printed_figures["indicator"] == "children_notified") & (printed_figures["area"] == "000")
    ]
    rows = rows[rows["period"].isin(["2017", "2018"])]
    assert len(rows) == 42
    sexes, times = {"": "0", "boys": "D", "girls": "P"}, {"": "00", "6_or_more": "6"}
    for row in rows.itertuples():
        cell = {"KON": sexes[row.sex], "UNDERRET": times.get(row.category, row.category)}
        assert of(made_up_tables["UND2"], **cell)["000", row.period] == int(row.value)


@pytest.mark.parametrize(
    ("name", "year", "low", "high"),
    [
        ("UND2", "2015", 58987, 58987),
        ("UND2", "2019", 79001, 79001),
        ("UND2", "2020", 77250, 77349),
        ("UND2", "2021", 78150, 78249),
        ("UND2", "2022", 85250, 85349),
        ("UND1", "2015", 97288, 97288),
        ("UND1", "2016", 104121, 104121),
        ("UND1", "2018", 127182, 127182),
        ("UND1", "2019", 137986, 137986),
        ("UND1", "2020", 136150, 136249),
        ("UND1", "2021", 138150, 138249),
        ("UND1", "2022", 152650, 152749),
    ],
)
def test_national_totals_are_as_printed(made_up_tables, name, year, low, high):
    assert low <= of(made_up_tables[name])["000", year] <= high


def test_a_year_without_a_printed_total_has_97_percent_of_the_municipalities(made_up_tables):
    children = of(made_up_tables["UND2"])
    for year in ("2016", "2023", "2024", "2025"):
        together = children[:, year].drop("000").sum()
        assert children["000", year] == round(0.97 * together)


def test_notifiers_are_within_the_rounding_of_counts_and_shares(made_up_tables, printed_figures):
    codes = {"school": "2", "day_care_clubs": "3", "health_service": "4", "police_courts": "6"}
    codes |= {"anonymous": "8"}
    seen = 0
    for indicator, loose in (("notifications", 50), ("notifier_share", 0.05)):
        for category, code in codes.items():
            for row in of_dst(printed_figures, indicator, category=category).itertuples():
                found = of(made_up_tables["UND1"], UNDERRETERE=code)["000", row.period]
                if indicator == "notifier_share":
                    found = 100 * found / of(made_up_tables["UND1"])["000", row.period]
                if row.precision == "upper_bound":
                    assert found <= row.value, (category, row.period)
                else:
                    assert abs(found - row.value) <= loose, (category, row.period)
                seen += 1
    assert seen == 20
    assert of(made_up_tables["UND1"], UNDERRETERE="6")["000", "2019"] == 16184


def test_notifications_per_child_and_share_of_residents_are_as_printed(
    made_up_tables, printed_figures
):
    told, children, people = (
        of(made_up_tables["UND1"]),
        of(made_up_tables["UND2"]),
        residents(made_up_tables),
    )
    assert round(told["000", "2022"] / children["000", "2022"], 2) == 1.79
    assert round(told["000", "2021"] / children["000", "2021"], 2) == 1.77
    for row in of_dst(printed_figures, "children_notified_share_0_17").itertuples():
        minors = sum(
            of(made_up_tables["UND2"], ALDER1=str(a))["000", row.period] for a in range(18)
        )
        assert abs(100 * minors / people["000", row.period] - row.value) <= 0.05


def test_the_few_municipal_notifications_that_are_printed_are_kept(made_up_tables, printed_figures):
    told, people = of(made_up_tables["UND1"]), residents(made_up_tables)
    assert [told[code, "2015"] for code in ("217", "223", "270")] == [899, 134, 916]
    rows = printed_figures[
        (printed_figures["indicator"] == "notifications_per_100")
        & (printed_figures["area"] != "000")
    ]
    assert len(rows) == 6
    for area, value in zip(rows["area"], rows["value"], strict=True):
        half = 50 / people[area, "2018"]
        assert abs(100 * told[area, "2018"] / people[area, "2018"] - float(value)) <= half + 1e-9
