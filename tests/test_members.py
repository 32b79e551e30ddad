"""Files and sentences name who is in a comparison and who is left out."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

import geo.municipalities as geo
from analysis.comparison import Comparison, choose, level
from analysis.difference import members, reasons
from analysis.measure import measure
from analysis.robust import holds
from analysis.similar import DEFAULT
from analysis.split import Split, of_country
from analysis.unusual import unusual
from analysis.weights import weighted
from catalog import format as fmt
from catalog.words import LANGUAGES, say
from charts import difference
from pages.components.beside import Beside, told, weighed
from reports.beside import Compared, rows
from reports.difference import difference_file
from reports.download import csv_file
from reports.named import kept
from reports.numbers import of_results
from reports.split import split_csv
from tests.nearest import EMBEDDED, NOTIFICATIONS, nearest


@pytest.mark.parametrize("area", ["482", "316", "741"])
def test_the_difference_map_uses_the_readers_own_weights(fetched, area):
    weights = weighted(["gini-0", "population_total-5"])
    ten = nearest(fetched, area, weights)
    assert set(ten) != set(nearest(fetched, area, DEFAULT))
    result = measure(fetched, NOTIFICATIONS, area_kind="municipality")
    period = result.table["period"].max()
    found = unusual(fetched, result, "similar", period=period, weights=weights)
    assert set(members(fetched, result, found)[area].there) == set(ten)
    rows = result.table[result.table["period"] == period].set_index("area").loc[ten]
    pooled = 1000 * rows["numerator"].sum() / rows["denominator"].sum()
    assert found.table.loc[area, "benchmark"] == pytest.approx(pooled, rel=1e-12)
    now = result.where(result.table["period"] == period)
    figure = difference(now, found, "da", reasons=reasons(now, found), boundaries="shapes.json")
    assert "Gini" in figure.notes[0]
    more = weighed("similar", weights, "da")
    name = of_results(result.table, [now], "da", more=more).beside(figure).name
    assert name.endswith(f"-{period}-{kept(say('taken.own_weights', 'da'))}")
    assert not weighed("similar", DEFAULT, "da")
    content = difference_file(now, found, "da", reasons={}, members=members(fetched, result, found))
    row = next(row for row in rows_of(content) if row["Kode"] == area)
    names = {geo.municipality(code).name for code in ten}
    assert set(row[say("difference.column_members", "da")].replace(" og ", ", ").split(", ")) == (
        names
    )
    assert "Gini" in row[say("difference.column_averaged", "da")]


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_of_the_map_says_who_is_left_out_of_each_comparison(fetched):
    result = doubtful(measure(fetched, NOTIFICATIONS, area_kind="municipality"), "316")
    period = result.table["period"].max()
    found = unusual(fetched, result, "region", period=period)
    inside_of = members(fetched, result, found)
    now = result.where(result.table["period"] == period)
    for row in rows_of(difference_file(now, found, "da", reasons={}, members=inside_of)):
        own = geo.municipality(row["Kode"])
        others = {
            m.name
            for m in geo.municipalities().values()
            if m.region_code == own.region_code and m.code != own.code
        }
        left_out = {"Holbæk"} & others
        assert row[say("difference.column_members_left_out", "da")] == "".join(left_out)
        listed = row[say("difference.column_members", "da")].replace(" og ", ", ").split(", ")
        assert set(listed) == others - left_out


def doubtful(result, area):
    """The result with one more figure known to be wrong, in every year."""
    note = {"indicator": result.indicator.id, "area": area, "kind": "undercounted"}
    note |= {"text_da": "talt for lavt", "text_en": "counted too low"}
    return replace(result, notes=pd.concat([result.notes, pd.DataFrame([note])]))


def test_a_comparison_names_the_members_that_are_not_in_its_figure(fetched, full):
    result = doubtful(measure(fetched, NOTIFICATIONS, area_kind="municipality"), "316")
    found = level(fetched, result, Comparison("hand", "482", ("101", "316", "479")))
    period = result.table["period"].max()
    assert found.left_out[period] == ("316",)
    assert found.members[period] == 2
    rates = measure(full, EMBEDDED, area_kind="municipality")
    found = level(full, rates, Comparison("hand", "482", ("101", "479", "825")))
    assert found.how == "median"
    assert found.left_out["2018"] == ("825",)
    compared = Compared("De valgte", "Hvem.", found, rates, "hand")
    told = {row[2]: row[16] for row in rows(compared, "da")}
    assert told["2018"] == (
        f"{say('beside.members', 'da', count=2)} {say('doubt.without', 'da', names='Læsø')} Hvem."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_of_a_split_names_who_is_in_it_and_who_is_left_out(fetched, language):
    rates = measure(fetched, NOTIFICATIONS, area_kind="municipality")
    period = rates.table["period"].min()
    split = of_country(rates, period)
    assert isinstance(split, Split)
    content = split_csv([("alle", split)], language).decode("utf-8-sig")
    mark = ";" if language == "da" else ","
    told = list(csv.DictReader(io.StringIO(content), delimiter=mark))
    joined = " og " if language == "da" else " and "
    for row in told:
        names = row[say("doubt.members", language)]
        left_out = row[say("doubt.left_out", language)]
        found = [name for name in names.replace(joined, ", ").split(", ") if name]
        assert len(found) == split.areas == int(row[say("changed.areas", language)])
        others = [name for name in left_out.replace(joined, ", ").split(", ") if name]
        assert sorted([*found, *others]) == sorted(m.name for m in geo.municipalities().values())


def test_a_group_of_notifiers_that_was_split_keeps_one_plain_name_in_files(fetched):
    result = measure(fetched, "notifications_by_notifier", area="482")
    names = {row["Opdeling"] for row in rows_of(csv_file(result, "da"))}
    assert (
        "Familie, barn selv eller bekendtskabskreds (samlet; delt i to grupper fra 2024)" in names
    )
    assert not [name for name in names if "-2023" in name]


def test_the_country_names_whose_figures_in_doubt_are_in_its_sum(fetched):
    result = doubtful(measure(fetched, NOTIFICATIONS, area_kind="municipality"), "316")
    chosen = Beside(choose(fetched, "482", "country"))
    found = level(fetched, result, chosen.comparison)
    period = result.table["period"].max()
    assert "316" in found.doubted[period]
    assert "316" not in found.left_out[period]
    years = fmt.listed([*found.doubted], "da")
    one = say("beside.in_years", "da", name="Holbæk", years=years)
    assert say("beside.in_sum", "da", names=one) in told(chosen, found, "da")
    short = replace(found, left_out={period: ("563",)})
    assert say("beside.missing", "da", names="Fanø", count=1) in told(chosen, short, "da")


def test_the_other_choices_name_their_members(fetched):
    result = measure(fetched, NOTIFICATIONS, area_kind="municipality")
    period = result.table["period"].max()
    by_choice = {one.choice: one for one in holds(fetched, result, "482", period)}
    region = {m.code for m in geo.municipalities().values() if m.region_code == "083"} - {"482"}
    assert set(by_choice["region"].members) == region
    assert set(by_choice["settled"].members) == set(nearest(fetched, "482", DEFAULT))
    assert by_choice["country"].members == ()
