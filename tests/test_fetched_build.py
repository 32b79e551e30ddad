"""Fetched tables become the atlas's figures: each calculated again, plainly, beside ours."""

import math

import pytest

import geo.municipalities as geo
from analysis.measure import measure
from catalog.load import dimensions, indicators, tables
from data.schema import Area
from data.settings import SNAPSHOTS
from tests.answers import Answers, added, cells, editions

CHILDREN = [str(age) for age in range(18)]
TOTAL = {"UNDERRETERE": ["0"], "ALDER1": ["00"], "KON": ["0"]}
AREA_YEAR = ("ADMKOM", "TID")


@pytest.fixture(scope="session")
def und1(fetched_folder):
    return cells(fetched_folder, "dst-und1")


@pytest.fixture(scope="session")
def und2(fetched_folder):
    return cells(fetched_folder, "dst-und2")


@pytest.fixture(scope="session")
def residents(fetched_folder):
    """Children by area and year."""
    found = added(
        cells(fetched_folder, "dst-folk1a"), by=("OMRÅDE", "TID"), ALDER=CHILDREN, KØN=["TOT"]
    )
    return {(area, quarter.removesuffix("K1")): count for (area, quarter), count in found.items()}


def measured(facts, name, column="value", **chosen):
    """Figures by area and period, and by category where there is one; missing ones are None."""
    table = measure(facts, name).table
    for key, code in chosen.items():
        table = table[table[key] == code]
    return {
        (row["area"], row["period"]): None if math.isnan(row[column]) else row[column]
        for row in table.to_dict("records")
    }


def test_totals_by_municipality_and_year_are_those_of_the_answer(fetched, und1):
    ours = measured(fetched, "notifications_by_notifier", category="")
    plain = added(und1, by=AREA_YEAR, **TOTAL)
    assert ours == plain
    assert len({area for area, _ in plain} & set(geo.municipalities())) == 98


@pytest.mark.parametrize("code", [c for c in dimensions()["notifier"].codes.values() if c.source])
def test_counts_by_notifier_are_those_of_the_answer_or_zero(fetched, und1, code):
    """BULK leaves zeros out; a notifier that is in use in a year is zero where it has no row."""
    joined = {code.source} | {
        one.source for one in dimensions()["notifier"].codes.values() if one.part_of == code.id
    }
    ours = measured(fetched, "notifications_by_notifier", category=code.id)
    plain = added(und1, by=AREA_YEAR, **{**TOTAL, "UNDERRETERE": joined})
    years = {year for _, year in plain}
    areas = {row["ADMKOM"] for row in und1}
    assert ours == {(a, y): plain.get((a, y), 0.0) for a in areas for y in years}


def test_the_split_notifiers_are_there_joined_and_apart(fetched, und1):
    def count(year, *codes):
        chosen = {**TOTAL, "UNDERRETERE": codes, "ADMKOM": ["360"], "TID": [year]}
        return sum(added(und1, by=AREA_YEAR, **chosen).values())

    joined = measured(
        fetched, "notifications_by_notifier", category="family_child_acquaintances", area="360"
    )
    assert joined["360", "2023"] == count("2023", "7") > 0
    assert joined["360", "2024"] == count("2024", "12", "13") > 0
    for name, code in (("child_itself", "12"), ("family_acquaintances", "13")):
        apart = measured(fetched, "notifications_by_notifier", category=name, area="360")
        assert apart["360", "2024"] == count("2024", code)
        assert ("360", "2023") not in apart


RATES = {
    "children_notified_rate_0_17": ("und2", CHILDREN),
    "children_notified_rate_recomputed": ("und2", ["00"]),
    "notifications_rate_0_17": ("und1", CHILDREN),
}


@pytest.mark.parametrize("name", RATES)
def test_a_rate_is_its_count_over_the_children_who_live_there(fetched, request, residents, name):
    table, ages = RATES[name]
    rows = request.getfixturevalue(table)
    what = {"UNDERRETERE": ["0"]} if table == "und1" else {"UNDERRET": ["00"]}
    above = added(rows, by=AREA_YEAR, ALDER1=ages, KON=["0"], **what)
    both = {key: (above[key], residents[key]) for key in above.keys() & residents.keys()}
    assert len(both) > 180
    assert measured(fetched, name) == pytest.approx(
        {key: 1000 * count / below for key, (count, below) in both.items()}
    )
    assert measured(fetched, name, "numerator") == {key: one for key, (one, _) in both.items()}
    assert measured(fetched, name, "denominator") == {key: two for key, (_, two) in both.items()}


def test_the_two_rates_of_children_are_never_the_same_series(fetched):
    ours = measured(fetched, "children_notified_rate_0_17")
    twin = measured(fetched, "children_notified_rate_recomputed")
    assert ours.keys() == twin.keys()
    assert all(twin[key] >= ours[key] for key in ours)
    assert any(twin[key] > ours[key] for key in ours)


def test_every_fetched_table_is_in_as_published_and_nothing_is_made_up(fetched):
    assert {s.source for s in fetched.snapshots.values()} >= {t.source for t in tables().values()}
    assert "synthetic" not in {s.standing for s in fetched.snapshots.values()}
    for table in tables().values():
        (own,) = [s for s in fetched.snapshots.values() if s.source == table.source]
        assert (own.standing, own.publisher) == ("published", "Danmarks Statistik")


@pytest.mark.parametrize("name", [*RATES, "notifications_by_notifier"])
def test_counts_and_denominators_are_published_figures(fetched, name):
    result = measure(fetched, name)
    assert result.standing == "published"
    for column in ("snapshot", "denominator_snapshot"):
        keys = set(result.table[column].dropna())
        assert {fetched.snapshots[key].standing for key in keys} <= {"published"}


def test_residents_of_all_ages_become_the_population(fetched, fetched_folder):
    plain = added(
        cells(fetched_folder, "dst-folk1a"),
        by=("OMRÅDE", "TID"), ALDER=["IALT"], KØN=["TOT"], CIVILSTAND=["TOT"],
    )  # fmt: skip
    mine = next(k for k, s in fetched.snapshots.items() if s.source == "dst-folk1a")
    ours = fetched.observations("population_total")
    ours = ours[ours["snapshot"] == mine]
    quarters = ours["period"] + "K1"
    assert dict(zip(zip(ours["area"], quarters, strict=True), ours["value"], strict=True)) == plain


def test_quarters_stand_for_their_year(fetched):
    for name in ("population_total", "reported_crimes_per_1000"):
        periods = fetched.observations(name)["period"]
        assert periods.str.fullmatch(r"\d{4}").all(), name


def test_published_figures_replace_secondary_ones_cell_by_cell(fetched, full):
    """The stand-in has three years of LABY07; earlier years keep the figures that were read."""
    name = "child_poverty_share"
    before = full.observations(name)
    after = fetched.observations(name)
    mine = next(k for k, s in fetched.snapshots.items() if s.source == "dst-laby07")
    new = after[after["snapshot"] == mine]
    kept = after[after["snapshot"] != mine]
    cell = ["area", "period", "category", "sex", "scope"]
    keys = {tuple(row) for row in new[cell].to_numpy()}
    assert keys
    gone = {tuple(row) for row in before[cell].to_numpy()} - {
        tuple(row) for row in kept[cell].to_numpy()
    }
    assert gone <= keys
    assert not keys & {tuple(row) for row in kept[cell].to_numpy()}
    untouched = before.merge(kept[cell], on=cell)
    assert untouched["value"].tolist() == kept["value"].tolist()


def test_only_the_named_sources_give_way(fetched, full):
    """UND2 has no embedded source to replace: the printed rates and their notes are all there."""
    name = "children_notified_rate"
    columns = ["area", "period", "value", "status"]
    assert fetched.observations(name)[columns].equals(full.observations(name)[columns])
    sources = {s.source for s in fetched.snapshots.values()}
    assert {s.source for s in full.snapshots.values()} <= sources


def test_what_is_no_municipality_is_in_no_map(fetched):
    areas = fetched.rows(Area)
    kinds = dict(zip(areas["code"], areas["kind"], strict=True))
    assert kinds["411"] == kinds["998"] == "elsewhere"
    for name, found in indicators().items():
        shown = measure(fetched, name, area_kind="municipality").table
        assert set(shown["area"]) <= set(geo.municipalities()), name
        if found.map and len(shown):
            assert shown.groupby("period")["area"].nunique().eq(98).all(), name


def test_after_a_fetch_every_map_has_its_classes(fetched):
    for name, found in indicators().items():
        limits = fetched.class_limits(name)
        assert bool(limits) == found.map, name
        assert limits == sorted(set(limits))
        assert len(limits) <= 5


# --- missing, zero and not reported


def test_withheld_absent_and_zero_are_three_things(tmp_path):
    answers = Answers(tmp_path)
    place = {"Tid": "2024", "KON": "0", "UNDERRET": "00"}
    answers.fetch(
        "UND2 FOLK1A",
        missing={"UND2": [{**place, "ADMKOM": "101", "ALDER1": "5"}]},
    )
    answers.spoil(
        "dst-und2",
        lambda text: "".join(
            line for line in text.splitlines(keepends=True)
            if not (line.startswith("147;") and ";2024;" in line)
            and not (line.startswith("165;") and ";2024;" in line and ";00;00;0;" not in line)
        ),
    )  # fmt: skip
    facts = answers.build()
    table = measure(facts, "children_notified_rate_0_17").table.set_index(["area", "period"])
    found = {area: table.loc[(area, "2024")] for area in ("101", "147", "165", "360")}
    assert {area: row["status"] for area, row in found.items()} == {
        "101": "missing",
        "147": "missing",
        "165": "ok",
        "360": "ok",
    }
    assert math.isnan(found["101"]["value"])
    assert math.isnan(found["147"]["value"])
    assert found["165"]["value"] == 0
    assert table.loc[("101", "2025"), "status"] == "ok"


def test_where_the_own_total_is_withheld_nothing_left_out_is_zero(tmp_path):
    answers = Answers(tmp_path)
    answers.fetch("UND2 FOLK1A", missing={"UND2": [{"ADMKOM": "101", "Tid": "2024"}]})
    answers.spoil(
        "dst-und2",
        lambda text: "".join(
            line for line in text.splitlines(keepends=True)
            if not (line.startswith("101;") and ";2024;" in line and ";00;00;0;" not in line)
        ),
    )  # fmt: skip
    table = measure(answers.build(), "children_notified_rate_0_17", area="101").table
    found = table.set_index("period")["status"]
    assert found["2024"] == "missing"
    assert found["2025"] == "ok"


def test_what_laesoe_did_not_report_is_marked_in_the_fetched_counts(tmp_path):
    answers = Answers(tmp_path, SNAPSHOTS)
    answers.fetch("UND1 UND2 FOLK1A", years=[2017, 2019])
    facts = answers.build()
    assert set(editions(facts)) >= {"dst-und1", "dst-und2", "dst-folk1a"}
    for name in RATES:
        status = measure(facts, name, area="825").table.set_index("period")["status"]
        assert status.to_dict() == {"2017": "not_reported", "2019": "ok"}, name
    rows = measure(facts, "notifications_by_notifier", area="825").table
    assert set(rows[rows["period"] == "2017"]["status"]) == {"not_reported"}
    assert set(measure(facts, "notifications_by_notifier", area="813").table["status"]) == {"ok"}
