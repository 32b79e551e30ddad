"""The ten most alike, worked out again from the files as they were read, and a reader's weights."""

import csv
import math
import statistics

import pytest

from analysis.similar import DEFAULT, furthest, similar
from analysis.weights import known, spelled, variables, weighted
from catalog.words import say
from data.settings import SNAPSHOTS
from tests.opened import texts, warned

FIVE = {"Langeland": "482", "Holbæk": "316", "København": "101", "Samsø": "741", "Læsø": "825"}
SETTLED = {
    "population_total": "98d-folk1a/a891e7de",
    "built_up_land_share": "98d-arealdk2/013c0ea8",
    "disposable_income_median": "98d-indkp106/44be0036",
    "child_poverty_share": "98d-laby07/378426df",
    "neet_16_24": "98d-neet3/44be0036",
    "youth_25_29_basic_school_only": "98d-hfudd11/44be0036",
    "employment_rate": "98d-ras200/385176ff",
    "overcrowded_residents": "98d-bol103/44be0036",
    "gini": "98d-ifor41/385176ff",
}


def newest(name, folder):
    """The newest figure of each municipality in one file, by code."""
    with (SNAPSHOTS / folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == name]
    last = max(row["period"] for row in rows)
    found = {row["area"]: float(row["value"]) for row in rows if row["period"] == last}
    return {code: value for code, value in found.items() if code != "000"}


def z_scores(values, *, logged):
    taken = {code: math.log(value) if logged else value for code, value in values.items()}
    middle, spread = statistics.fmean(taken.values()), statistics.pstdev(taken.values())
    cut = {
        code: min(max(value, middle - 3 * spread), middle + 3 * spread)
        for code, value in taken.items()
    }
    middle, spread = statistics.fmean(cut.values()), statistics.pstdev(cut.values())
    return {code: (value - middle) / spread for code, value in cut.items()}


def ten(area, weights):
    """The ten nearest by the files alone, without Læsø, whose figures Frederikshavn reports."""
    scores = {
        name: z_scores(newest(name, folder), logged=name == "population_total")
        for name, folder in SETTLED.items()
        if weights[name]
    }
    assert all(len(found) == 98 for found in scores.values())
    far = {
        code: math.sqrt(sum(weights[n] * (z[code] - z[area]) ** 2 for n, z in scores.items()))
        for code in scores["population_total"]
        if code not in (area, "825")
    }
    return sorted(far.items(), key=lambda found: (round(found[1], 10), found[0]))[:10]


@pytest.mark.parametrize("area", FIVE.values(), ids=FIVE)
@pytest.mark.parametrize("changed", [{}, {"gini": 0, "population_total": 2}], ids=["usual", "own"])
def test_the_ten_and_their_distances_are_those_of_the_files(full, area, changed):
    by = weighted(f"{name}-{weight}" for name, weight in changed.items())
    found = similar(full, area, by)
    expected = ten(area, dict.fromkeys(SETTLED, 1) | changed)
    assert list(found.distances) == [code for code, _ in expected]
    assert list(found.distances.values()) == pytest.approx([far for _, far in expected], abs=1e-9)
    assert furthest(full, by)[area] == pytest.approx(expected[-1][1], abs=1e-9)
    for name in found.variables:
        assert found.variables.loc[area, name] == newest(name, SETTLED[name])[area]


def test_likeness_is_not_mutual(full):
    every = {code: similar(full, code).distances for code in newest("gini", SETTLED["gini"])}
    one_way = [(a, b) for a, found in every.items() for b in found if a not in every[b]]
    assert one_way


def test_the_address_holds_only_what_differs():
    assert weighted([]) == DEFAULT
    assert spelled(DEFAULT) == []
    assert spelled(weighted(["neet_16_24-1", "gini-0", "class_size-3"])) == [
        "gini-0",
        "class_size-3",
    ]
    assert weighted(["gini-3", "gini-1"]) == DEFAULT
    assert weighted(f"{name}-0" for name in variables()) == ()
    assert "gini-6" not in known()
    assert set(spelled(weighted(["gini-5", "population_total-2"]))) <= set(known())


def test_an_added_variable_moves_the_ten(full):
    found = similar(full, "741", weighted(["class_size-5"]))
    assert "class_size" in found.variables
    assert dict(found.distances) != dict(similar(full, "741").distances)


def test_without_figures_there_are_no_ten(empty):
    assert similar(empty, "741") is None
    assert furthest(empty).empty


def test_weights_in_the_address_are_used_and_said_in_every_figure(read):
    app = read("full", "municipality", area="741", weights="gini-0.population_total-2")
    said = say("beside.reweighed", "da", weights="Folketal 2; Gini 0")
    assert set(app.query_params["weights"].split(".")) == {"gini-0", "population_total-2"}
    assert texts(app).count(said) >= 4
    assert not app.warning
    assert said not in texts(read("full", "municipality", area="741"))


def test_what_the_address_does_not_know_is_told(read):
    app = read("full", "municipality", area="741", weights="gini-9.nonsens-2.population_total-2")
    assert "gini-9" in warned(app)
    assert "nonsens-2" in warned(app)
    assert app.query_params["weights"] == "population_total-2"


def test_all_weights_zero_is_refused_with_words(read):
    app = read(
        "full", "municipality", area="741", weights=".".join(f"{name}-0" for name in variables())
    )
    assert say("alike.all_zero", "da") in warned(app)
    assert "weights" not in app.query_params
    assert app.number_input(key="atlas.weight.gini").value == 1


def test_the_form_writes_the_address_and_the_way_back_clears_it(opened):
    app = opened("full", "municipality", area="741")
    app.number_input(key="atlas.weight.gini").set_value(0)
    app.number_input(key="atlas.weight.class_size").set_value(2)
    next(b for b in app.button if b.label == say("alike.take", "da")).click().run()
    assert not app.exception
    assert app.query_params["weights"] == "gini-0.class_size-2"
    assert app.number_input(key="atlas.weight.class_size").value == 2
    app.button(key="atlas.weights.usual").click().run()
    assert "weights" not in app.query_params
    assert app.number_input(key="atlas.weight.gini").value == 1


def test_doubts_about_a_variable_stand_beside_the_ten(read):
    app = read("full", "municipality", area="741")
    assert "Tallet for Samsø er tvivlsomt" in texts(app)
    (table,) = (t.value for t in app.table if say("alike.distance", "da") in t.value)
    assert list(table.index)[0] == "Samsø"
    assert len(table) == 11
