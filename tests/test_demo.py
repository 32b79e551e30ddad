"""Made-up tables keep to what is published, add up, and are marked wherever they are shown."""

import shutil
import tomllib

import numpy as np
import pandas as pd
import pytest

import geo.municipalities as geo
from analysis import law
from analysis.barometer import barometer
from analysis.classes import classed
from analysis.findings import findings
from analysis.measure import measure
from analysis.position import positions
from catalog.words import LANGUAGES, say
from charts.barometer import requirement
from charts.dots import dots
from charts.findings import drawing
from charts.frame import frame, framed
from charts.map import choropleth
from charts.trend import Line, trend
from data.__main__ import main
from data.build import build
from data.demo.writing import NAMES, demo, forget, is_fetched
from data.facts import open_facts
from data.fetched import chosen
from data.settings import SNAPSHOTS
from data.settings import settings as data_settings
from reports.barometer import file_name as barometer_name
from reports.download import csv_file, file_name
from tests.conftest import quiet
from tests.opened import html

TOTALS = {"UNDERRETERE": "0", "ALDER1": "00", "KON": "0", "UNDERRET": "00", "AFFALDSOPR": "0"}
RATE = "children_notified_rate_0_17"
YEARS = [str(year) for year in range(2015, 2026)]


@pytest.fixture(scope="module")
def tables(made_up):
    """The four answers as they lie on disk, codes as text."""
    return {
        name: pd.read_csv(
            made_up / f"dst-{name.lower()}" / "fiktiv-1" / "statbank.csv",
            sep=";", dtype=str, keep_default_na=False,
        ).astype({"INDHOLD": int})
        for name in NAMES
    }  # fmt: skip


@pytest.fixture(scope="module")
def printed():
    """The embedded figures, read straight from their files."""
    files = SNAPSHOTS.glob("*/*/observations.csv")
    parts = [pd.read_csv(f, dtype=str, keep_default_na=False).assign(
        source=f.parts[-3], edition=f.parts[-2]) for f in files]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def of(rows, **codes):
    """The counts of one cell by area and year; what is not named is its total."""
    for column, total in TOTALS.items():
        if column in rows and column not in codes:
            rows = rows[rows[column] == total]
    for column, code in codes.items():
        rows = rows[rows[column] == code]
    return rows.set_index(["ADMKOM", "TID"])["INDHOLD"]


def residents(tables):
    rows = tables["FOLK1A"]
    total = rows[rows["KØN"] == "TOT"]
    found = total.groupby(["OMRÅDE", total["TID"].str[:4]])["INDHOLD"].sum()
    return found.rename_axis(["ADMKOM", "TID"])


def of_dst(printed, indicator, **codes):
    rows = printed[(printed["indicator"] == indicator) & (printed["source"].str.startswith("dst"))]
    for column, code in ({"scope": "", "category": "", "sex": "", "area": "000"} | codes).items():
        rows = rows[rows[column] == code]
    return rows.astype({"value": float})


# --- each published margin


def test_every_published_rate_comes_back_as_nearly_as_whole_children_allow(tables, printed):
    rows = printed[printed["source"] == "98d-und2"]
    rows = rows[(rows["indicator"] == "children_notified_rate") & (rows["area"] != "000")]
    assert len(rows) == 1077
    children, people = of(tables["UND2"]), residents(tables)
    for area, year, value in zip(rows["area"], rows["period"], rows["value"], strict=True):
        per_child = 1000 / people[area, year]
        assert abs(1000 * children[area, year] / people[area, year] - float(value)) <= (
            per_child / 2 + 1e-9
        ), (area, year)


def test_the_rate_of_the_98_together_comes_back_to_its_last_digit(tables, printed):
    rows = printed[(printed["source"] == "98d-und2") & (printed["area"] == "000")]
    rows = rows[rows["indicator"] == "children_notified_rate"]
    children, people = of(tables["UND2"]), residents(tables)
    for year, value in zip(rows["period"], rows["value"], strict=True):
        there = [code for code in geo.municipalities() if (code, year) in children.index]
        both = [sum(found[code, year] for code in there) for found in (children, people)]
        assert round(1000 * both[0] / both[1], 2) == float(value), year


def test_laesoe_is_zero_in_three_years_and_absent_in_one(tables):
    for name in ("UND1", "UND2"):
        own = of(tables[name])["825"]
        assert list(own[["2016", "2017", "2018"]]) == [0, 0, 0]
    for name in ("UND1", "UND2", "UND3"):
        rows = tables[name]
        assert rows[(rows["ADMKOM"] == "825") & (rows["TID"] == "2022")].empty
        others = rows[rows["INDHOLD"] == 0]
        assert set(others["ADMKOM"]) == {"825"}, "no other zero row is written"


def test_published_residents_are_exact(tables, printed):
    rows = printed[(printed["indicator"] == "population_0_17") & printed["period"].isin(YEARS)]
    assert len(rows) == 72
    people = residents(tables)
    for area, year, value in zip(rows["area"], rows["period"], rows["value"], strict=True):
        assert people[area, year] == int(value), (area, year)


def test_children_by_times_and_sex_are_exact_where_they_are_printed(tables, printed):
    rows = printed[(printed["indicator"] == "children_notified") & (printed["area"] == "000")]
    rows = rows[rows["period"].isin(["2017", "2018"])]
    assert len(rows) == 42
    sexes, times = {"": "0", "boys": "D", "girls": "P"}, {"": "00", "6_or_more": "6"}
    for row in rows.itertuples():
        cell = {"KON": sexes[row.sex], "UNDERRET": times.get(row.category, row.category)}
        assert of(tables["UND2"], **cell)["000", row.period] == int(row.value)


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
def test_national_totals_are_as_printed(tables, name, year, low, high):
    assert low <= of(tables[name])["000", year] <= high


def test_a_year_without_a_printed_total_has_97_percent_of_the_municipalities(tables):
    children = of(tables["UND2"])
    for year in ("2016", "2023", "2024", "2025"):
        together = children[:, year].drop("000").sum()
        assert children["000", year] == round(0.97 * together)


def test_notifiers_are_within_the_rounding_of_counts_and_shares(tables, printed):
    codes = {"school": "2", "day_care_clubs": "3", "health_service": "4", "police_courts": "6"}
    codes |= {"anonymous": "8"}
    seen = 0
    for indicator, loose in (("notifications", 50), ("notifier_share", 0.05)):
        for category, code in codes.items():
            for row in of_dst(printed, indicator, category=category).itertuples():
                found = of(tables["UND1"], UNDERRETERE=code)["000", row.period]
                if indicator == "notifier_share":
                    found = 100 * found / of(tables["UND1"])["000", row.period]
                assert abs(found - row.value) <= loose, (category, row.period)
                seen += 1
    assert seen == 20
    assert of(tables["UND1"], UNDERRETERE="6")["000", "2019"] == 16184


def test_notifications_per_child_and_share_of_residents_are_as_printed(tables, printed):
    told, children, people = of(tables["UND1"]), of(tables["UND2"]), residents(tables)
    assert round(told["000", "2022"] / children["000", "2022"], 2) == 1.79
    assert round(told["000", "2021"] / children["000", "2021"], 2) == 1.77
    for row in of_dst(printed, "children_notified_share_0_17").itertuples():
        minors = sum(of(tables["UND2"], ALDER1=str(a))["000", row.period] for a in range(18))
        assert abs(100 * minors / people["000", row.period] - row.value) <= 0.05


def test_the_few_municipal_notifications_that_are_printed_are_kept(tables, printed):
    told, people = of(tables["UND1"]), residents(tables)
    assert [told[code, "2015"] for code in ("217", "223", "270")] == [899, 134, 916]
    rows = printed[(printed["indicator"] == "notifications_per_100") & (printed["area"] != "000")]
    assert len(rows) == 6
    for area, value in zip(rows["area"], rows["value"], strict=True):
        half = 50 / people[area, "2018"]
        assert abs(100 * told[area, "2018"] / people[area, "2018"] - float(value)) <= half + 1e-9


# --- everything adds up


@pytest.mark.parametrize("name", ["UND1", "UND2", "UND3"])
def test_parts_equal_their_totals(tables, name):
    rows = tables[name]
    for column in [c for c in TOTALS if c in rows and rows[c].nunique() > 1]:
        keys = [c for c in rows if c not in (column, "INDHOLD")]
        whole = rows[rows[column] == TOTALS[column]].set_index(keys)["INDHOLD"]
        parts = rows[rows[column] != TOTALS[column]].groupby(keys)["INDHOLD"].sum()
        assert parts.reindex(whole.index, fill_value=0).equals(whole), column
        assert not parts.index.difference(whole.index).size


def test_municipalities_and_unknown_equal_the_country(tables):
    for name in ("UND1", "UND3"):
        rows = tables[name]
        keys = [c for c in rows if c not in ("ADMKOM", "INDHOLD")]
        country = rows[rows["ADMKOM"] == "000"].set_index(keys)["INDHOLD"].sort_index()
        parts = rows[rows["ADMKOM"] != "000"].groupby(keys)["INDHOLD"].sum().sort_index()
        assert parts[parts > 0].equals(country)
        assert 0 < of(rows)["998"].max() < 200


def test_residents_add_up_over_sex_regions_and_christiansoe(tables):
    rows = tables["FOLK1A"]
    cells = rows.pivot_table(index=["OMRÅDE", "ALDER", "TID"], columns="KØN", values="INDHOLD")
    cells = cells.fillna(0)
    assert (cells["1"] + cells["2"] == cells["TOT"]).all()
    people = residents(tables).unstack()
    regions = [code for code in people.index if code.startswith("08")]
    assert (people.loc[regions].sum() == people.loc["000"]).all()
    assert (people.drop(["000", *regions]).sum() == people.loc["000"]).all()
    assert set(people.drop(["000", *regions]).index) == {*geo.municipalities(), "411"}


def test_children_are_never_more_than_residents_or_notifications(tables):
    for age in ["00", *map(str, range(18)), "U0"]:
        children = of(tables["UND2"], ALDER1=age).drop("000", level=0)
        told = of(tables["UND1"], ALDER1=age).reindex(children.index, fill_value=0)
        assert (children <= told).all(), age
        if age.isdigit() and age != "00":
            rows = tables["FOLK1A"]
            rows = rows[(rows["KØN"] == "TOT") & (rows["ALDER"] == age)]
            people = rows.assign(TID=rows["TID"].str[:4]).set_index(["OMRÅDE", "TID"])["INDHOLD"]
            inside = children.drop("998", level=0)
            assert (inside <= people.reindex(inside.index, fill_value=0)).all(), age


def test_notifications_are_enough_for_children_by_times(tables):
    least = sum(
        number * of(tables["UND2"], UNDERRET=str(number)).reindex(
            of(tables["UND1"]).index, fill_value=0)
        for number in range(1, 7)
    )  # fmt: skip
    assert (least <= of(tables["UND1"])).all()


def test_the_notifier_that_was_split_is_used_until_2023_and_its_parts_after(tables):
    rows = tables["UND1"]
    used = {code: set(rows[rows["UNDERRETERE"] == code]["TID"]) for code in ("7", "12", "13")}
    assert used["7"] == set(YEARS[:9])
    assert used["12"] == used["13"] == {"2024", "2025"}


# --- the same each time, and through the same door as a fetch


def test_the_same_seed_gives_the_same_bytes_and_another_others(made_up, tmp_path):
    for seed, same in ((1, True), (2, False)):
        demo(SNAPSHOTS, tmp_path, seed=seed)
        for name in NAMES:
            (found,) = (tmp_path / f"dst-{name.lower()}").iterdir()
            assert found.name == f"fiktiv-{seed}"
            other = made_up / found.parent.name / "fiktiv-1"
            assert ((found / "statbank.csv").read_bytes()
                    == (other / "statbank.csv").read_bytes()) is same  # fmt: skip
            assert (found / "tableinfo.json").read_bytes() == (
                other / "tableinfo.json"
            ).read_bytes()
    children = [measure_children(folder) for folder in (made_up, tmp_path)]
    assert children[0] == children[1] == 70392


def measure_children(folder):
    (file,) = (folder / "dst-und2").glob("*/statbank.csv")
    line = next(row for row in file.read_text().splitlines() if row.startswith("000;00;00;0;2017;"))
    return int(line.split(";")[-1])


def test_all_four_go_the_way_of_a_fetch_and_none_is_held_back(made_up):
    found = chosen(made_up)
    assert not found.held
    assert {answer.table.id for answer in found.answers} == set(NAMES)
    for name in NAMES:
        card = made_up / f"dst-{name.lower()}" / "fiktiv-1" / "card.toml"
        told = tomllib.loads(card.read_text(encoding="utf-8"))
        assert told["standing"] == "synthetic"
        assert told["title"].startswith(f"Fiktive tal i samme form som {name}")
        assert set(told["no_url"]) == set(LANGUAGES)


def as_if_fetched(made_up, folder, name):
    """The made-up edition of a table as if StatBank had given it."""
    source = f"dst-{name.lower()}"
    shutil.copytree(made_up / source / "fiktiv-1", folder / source / "2026-09-24")
    card = folder / source / "2026-09-24" / "card.toml"
    lines = card.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith(("no_url", "standing"))]
    real = ['standing = "published"', 'url = "https://www.statistikbanken.dk/"']
    card.write_text("\n".join([*real, *lines, ""]), encoding="utf-8")


def test_a_fetched_table_is_not_made_up_and_its_made_up_figures_go(made_up, tmp_path, capsys,
                                                                    monkeypatch):  # fmt: skip
    monkeypatch.setenv("ATLAS_SNAPSHOTS", str(tmp_path))
    data_settings.cache_clear()
    as_if_fetched(made_up, tmp_path, "UND1")
    assert main(["demo"]) == 0
    printed = capsys.readouterr()
    assert "UND1 er hentet; der laves ikke fiktive tal" in printed.err
    assert "python -m data build" in printed.out
    assert not (tmp_path / "dst-und1" / "fiktiv-1").exists()
    assert is_fetched(tmp_path, "UND1")
    assert not is_fetched(tmp_path, "UND2")
    as_if_fetched(made_up, tmp_path, "UND2")
    by_name = {answer.table.id: answer.release.edition for answer in chosen(tmp_path).answers}
    assert by_name["UND2"] == "2026-09-24", "the real one is chosen although both are there"
    assert by_name["FOLK1A"] == "fiktiv-1"
    forget(tmp_path, "UND2")
    assert [found.name for found in (tmp_path / "dst-und2").iterdir()] == ["2026-09-24"]
    for name in ("UND3", "FOLK1A"):
        as_if_fetched(made_up, tmp_path, name)
    assert main(["demo"]) == 1
    data_settings.cache_clear()


def test_a_real_count_over_made_up_residents_gives_no_rate(made_up, tmp_path):
    shutil.copytree(made_up / "dst-folk1a", tmp_path / "dst-folk1a")
    shutil.copytree(made_up / "dst-und2", tmp_path / "dst-und2")
    as_if_fetched(made_up, tmp_path, "UND1")
    build(SNAPSHOTS, tmp_path / "facts.sqlite", fetched=tmp_path, progress=quiet)
    facts = open_facts(tmp_path / "facts.sqlite")
    assert measure(facts, "notifications_by_notifier").standing == "published"
    assert measure(facts, "notifications_rate_0_17").usable().empty
    assert measure(facts, RATE).standing == "synthetic"


# --- marks


def drawings(facts, language):
    """One of each figure that pages draw of municipal results, on one state of the facts."""
    result = measure(facts, RATE, area_kind="municipality")
    national = measure(facts, RATE, area="000")
    values = dict(zip(national.table["period"], national.table["value"], strict=True))
    yield choropleth(result, classed(facts, result, "2024"), language, period="2024",
                     boundaries="x", positions=positions(result, "2024"), chosen="360")  # fmt: skip
    yield dots(result, language, period="2024", chosen="360")
    lines = [Line("x", values, "#000")]
    yield trend([national], lines, language, title="t", events=law.marked(facts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_made_up_figure_is_marked_in_title_drawing_hover_and_alt(demo, language):
    mark = say("frame.mark", language)
    for figure in drawings(demo, language):
        assert figure.standing == "synthetic"
        assert figure.title.startswith(mark)
        assert figure.alt.startswith(mark)
        assert mark in [found["text"] for found in figure.drawing["layout"]["annotations"]]
        answering = [t for t in figure.drawing["data"] if t.get("hoverinfo") != "skip"]
        assert answering
        assert all(mark in trace["hovertemplate"] for trace in answering)
        assert say("demo.edition", language, number=1) in figure.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_drawings_of_made_up_figures_are_marked(tiny, language):
    mark = say("frame.mark", language)
    found = barometer(tiny)
    figures = [drawing(f, language, events=law.marked(tiny)) for f in findings(tiny)]
    figures += [requirement(found, code, language) for code in found.requirements()]
    assert len(figures) > 1
    for figure in figures:
        assert f"{mark}</text></svg>" in figure.drawing
        assert figure.title.startswith(mark)
    assert barometer_name(found).startswith("fiktive-tal-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_and_the_name_of_a_made_up_file_say_so(demo, language):
    result = measure(demo, RATE)
    assert file_name(result, "2024").startswith("fiktive-tal-")
    rows = csv_file(result, language).decode("utf-8-sig").splitlines()[1:]
    told = [row for row in rows if "fiktiv-1" in row]
    assert len(told) > 1000
    assert all(say("standing.synthetic", language) in row for row in told)


def test_a_small_drawing_has_the_mark_inside_it(demo):
    snapshots = measure(demo, RATE).snapshots
    plain = '<svg viewBox="0 0 340 150"><circle/></svg>'
    figure = frame(plain, snapshots, "da", title="t", alt="a", subtitle="s")
    assert "FIKTIVE TAL</text></svg>" in figure.drawing


def test_real_figures_carry_no_mark(demo):
    result = measure(demo, "children_notified_rate")
    assert result.standing == "secondary"
    drawing = {"data": [{"hovertemplate": "x"}], "layout": {}}
    figure = framed(drawing, [result], "da", title="t", alt="a")
    assert "FIKTIVE" not in str(figure)
    assert not file_name(result).startswith("fiktive-tal-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_that_mixes_is_refused_and_names_both(demo, language):
    mixed = [measure(demo, RATE), measure(demo, "children_notified_rate")]
    with pytest.raises(ValueError, match="dst-und2/fiktiv-1") as refused:
        framed({"data": [], "layout": {}}, mixed, language, title="t", alt="a")
    assert "98d-und2" in str(refused.value)


def test_made_up_classes_are_of_their_own(demo):
    values = measure(demo, RATE).usable()["value"]
    assert np.isfinite(values).all()


def test_the_page_has_a_banner_and_a_marked_figure(read):
    app = read("demo", "map", indicator=RATE, period="2024", area="360")
    assert say("standing.banner", "da") in [found.value for found in app.error]
    assert "FIKTIVE TAL: " in html(app)
    beside_the_drawing = html(app).count("<p class='atlas-made-up'>FIKTIVE TAL</p>")
    assert beside_the_drawing >= 2, "the single figure and the table say it too"
