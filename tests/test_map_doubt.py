"""Figures in doubt on the map, and made-up counts that may not widen real ones."""

import csv
import io
import shutil
from dataclasses import replace
from math import log
from statistics import mean, pstdev

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import geo.municipalities as geo
from analysis.classes import classed
from analysis.comparison import Comparison, choose, level
from analysis.difference import members, reasons
from analysis.measure import measure
from analysis.position import positions
from analysis.repeats import event_variance
from analysis.robust import holds
from analysis.similar import DEFAULT
from analysis.split import Split, of_country
from analysis.unusual import unusual
from analysis.weights import weighted
from catalog import format as fmt
from catalog.words import LANGUAGES, say
from charts import choropleth, difference, theme
from data.build import build
from data.facts import open_facts
from data.settings import SNAPSHOTS
from data.settings import settings as data_settings
from geo.hatching import inside
from pages.components import coverage, profile
from pages.components.beside import Beside, told
from pages.components.session import Run
from pages.components.start import ROOT
from reports.beside import Compared, rows
from reports.difference import difference_file, file_name
from reports.download import csv_file
from reports.split import split_csv
from tests.conftest import quiet

NOTIFICATIONS, EMBEDDED = "notifications_rate_0_17", "children_notified_rate"


@pytest.fixture(scope="session")
def half_made_up(fetched_folder, made_up, tmp_path_factory):
    """Notifications and populations as fetched; how often children recur is made up."""
    folder = tmp_path_factory.mktemp("half")
    for table in ("dst-und1", "dst-folk1a"):
        shutil.copytree(fetched_folder / table, folder / "snapshots" / table)
    shutil.copytree(made_up / "dst-und2", folder / "snapshots" / "dst-und2")
    build(SNAPSHOTS, folder / "facts.sqlite", fetched=folder / "snapshots", progress=quiet)
    return open_facts(folder / "facts.sqlite")


def test_made_up_repeats_never_widen_real_notifications(half_made_up, fetched):
    """UND1 is real and UND2 made up: the rate stays as it is, and has no limits."""
    result = measure(half_made_up, NOTIFICATIONS, area_kind="municipality")
    standings = {found.standing for found in half_made_up.snapshots.values()}
    assert "synthetic" in standings
    assert result.standing == "published"
    rows = result.usable()
    assert len(rows) >= 97
    assert rows["lower"].isna().all()
    assert event_variance(half_made_up, result.indicator, rows).isna().all()
    real = measure(fetched, NOTIFICATIONS, area_kind="municipality").usable()
    assert real["lower"].notna().mean() > 0.9
    both = rows.merge(real, on=["area", "period"])
    assert (both["value_x"] == both["value_y"]).all()
    assert len(both) == len(rows)


def drawn(facts, period, language="da", **more):
    result = measure(facts, EMBEDDED, area_kind="municipality")
    return choropleth(
        result,
        classed(facts, result, period),
        language,
        period=period,
        boundaries="shapes.json",
        positions=positions(result, period),
        **more,
    )


def hovers(figure):
    """What a pointer is told of each municipality, by its name."""
    shapes = [trace for trace in figure.drawing["data"] if "customdata" in trace]
    return {words[0]: words[-1] for trace in shapes for words in trace["customdata"]}


DOUBTED_2018 = {"Gribskov": "270", "Sønderborg": "540", "Horsens": "615", "Aalborg": "851"}
"""Those that did not approve their figures, as the source's own documentation names them."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_in_doubt_has_a_ring_its_reason_and_no_place_among_the_others(full, language):
    figure = drawn(full, "2018", language)
    rings = [t for t in figure.drawing["data"] if t.get("mode") == "markers"]
    assert {t["marker"]["symbol"] for t in rings} == {"circle-open"}
    dark = [t for t in rings if t["marker"]["color"] == theme.RING]
    found = {(x, y) for t in dark for x, y in zip(t["lon"], t["lat"], strict=True)}
    assert found == {tuple(c[0] for c in inside([code])) for code in DOUBTED_2018.values()}
    told = {name: words.replace("<br>", " ") for name, words in hovers(figure).items()}
    place = say("map.hover_place", language, lower="|", others="|").split("|")[0]
    notes = measure(full, EMBEDDED).notes
    for name, code in DOUBTED_2018.items():
        here = notes[(notes["area"] == code) & (notes["period"] == "2018")]
        for text in here[f"text_{language}"]:
            assert text in told[name]
        assert place not in told[name]
        assert name in figure.notes[-1]
    assert place in told["Lolland"]
    assert max(len(line) for words in hovers(figure).values() for line in words.split("<br>")) < 70
    (line,) = [one for one in figure.legend if one.label == say("doubt.legend", language)]
    assert line.count == len(DOUBTED_2018)


def test_a_year_without_doubt_has_no_ring_and_no_word_of_one(full):
    figure = drawn(full, "2019")
    assert not [t for t in figure.drawing["data"] if t.get("mode") == "markers"]
    assert say("doubt.legend", "da") not in {line.label for line in figure.legend}
    assert not figure.notes


def test_lowest_and_highest_are_never_figures_in_doubt(full, altered):
    """Aalborg's doubtful figure of 2018 is made the highest; another is still named."""
    before = drawn(full, "2018").alt
    facts = altered(
        "UPDATE observation SET value = 999 WHERE value ="
        f" {float(value(full, EMBEDDED, '851', '2018'))}"
    )
    assert value(facts, EMBEDDED, "851", "2018") == 999
    assert "Aalborg" not in drawn(facts, "2018").alt
    assert drawn(facts, "2018").alt == before


def value(facts, name, area, period):
    rows = measure(facts, name, area=area).table.set_index("period")
    return rows["value"][period]


def test_a_neighbor_in_doubt_is_marked_in_the_table_of_neighbors(full):
    result = measure(full, EMBEDDED, area_kind="municipality")
    table = profile.neighbors(result, "580", "2018", "da")
    assert table.iloc[:, 0]["Sønderborg"].endswith("†")
    assert "2018" in table[say("verdict.doubt_heading", "da")]["Sønderborg"]
    assert not table[say("verdict.doubt_heading", "da")]["Tønder"]
    assert not table.iloc[:, 0]["Tønder"].endswith("†")
    assert len(profile.neighbors(result, "580", "2019", "da").columns) == 2


def nearest(facts, area, weights):
    """The ten most alike in plain arithmetic: logs, z-scores cut at three, weighted distance.

    Without Læsø, whose figures Frederikshavn reports.
    """
    far = dict.fromkeys(geo.municipalities(), 0.0)
    for name, weight in weights:
        result = measure(facts, name, area_kind="municipality")
        rows = result.usable()
        rows = rows[rows["period"] == rows["period"].max()]
        found = dict(zip(rows["area"], rows["value"], strict=True))
        if name == "population_total":
            found = {code: log(one) for code, one in found.items()}
        middle, spread = mean(found.values()), pstdev(found.values())
        ends = middle - 3 * spread, middle + 3 * spread
        found = {code: min(max(one, ends[0]), ends[1]) for code, one in found.items()}
        middle, spread = mean(found.values()), pstdev(found.values())
        for code in far:
            far[code] += weight * ((found[code] - found[area]) / spread) ** 2
    return sorted((code for code in far if code not in (area, "825")), key=far.__getitem__)[:10]


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
    assert file_name(now, found).endswith(
        f"{period}-difference-similar-own_weights-notifications.csv"
    )
    content = difference_file(now, found, "da", reasons={}, members=members(fetched, result, found))
    row = next(row for row in read(content) if row["Kode"] == area)
    names = {geo.municipality(code).name for code in ten}
    assert set(row[say("difference.column_members", "da")].replace(" og ", ", ").split(", ")) == (
        names
    )
    assert "Gini" in row[say("difference.column_averaged", "da")]


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_of_the_map_says_who_is_left_out_of_each_comparison(fetched):
    result = doubtful(measure(fetched, NOTIFICATIONS, area_kind="municipality"), "316")
    period = result.table["period"].max()
    found = unusual(fetched, result, "region", period=period)
    inside_of = members(fetched, result, found)
    now = result.where(result.table["period"] == period)
    for row in read(difference_file(now, found, "da", reasons={}, members=inside_of)):
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
    names = {row["Opdeling"] for row in read(csv_file(result, "da"))}
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


@pytest.fixture
def opened(request, monkeypatch):
    """A page on one state of the data with an address."""

    def serve(state, page, **parameters):
        facts = request.getfixturevalue(f"{state}_file")
        monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{facts}")
        data_settings.cache_clear()
        app = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=60)
        for name, found in parameters.items():
            app.query_params[name] = found
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, [found.value for found in app.exception]
        return app

    yield serve
    data_settings.cache_clear()


def texts(app):
    html = [found.proto.body for found in app.get("html")]
    return " ".join([*(str(e.value) for p in (app.markdown, app.caption) for e in p), *html])


@pytest.mark.parametrize("kind", ["border", "hand"])
def test_a_choice_that_the_map_cannot_use_stays_the_readers_own(opened, kind):
    app = opened(
        "fetched", "map", view="difference", compare=kind, indicator=NOTIFICATIONS, area="482"
    )
    used = say("beside.country", "da")
    assert say(f"doubt.instead_{kind}", "da", used=used) in texts(app)
    assert app.query_params["compare"] == kind
    (box,) = [one for one in app.selectbox if one.key == "atlas.pick.compare"]
    assert box.value == "country"
    box.set_value("group").run()
    assert app.query_params["compare"] == "group"
    assert say(f"doubt.instead_{kind}", "da", used=used) not in texts(app)


def test_the_choice_that_the_map_left_alone_is_there_on_the_profile(opened):
    app = opened(
        "fetched", "map", view="difference", compare="border", indicator=NOTIFICATIONS, area="482"
    )
    app.query_params.clear()
    app.switch_page("pages/municipality.py").run()
    assert app.query_params["area"] == "482"
    assert app.query_params["compare"] == "border"


@pytest.mark.parametrize("state", ["full", "fetched"])
def test_the_panel_has_the_comparison_as_a_table_with_its_members(opened, state):
    app = opened(state, "map", area="482", indicator=EMBEDDED, weights="gini-0")
    tables = [one.value for one in app.table]
    assert any(say("beside.line_similar", "da") in table.columns for table in tables)
    assert app.query_params["weights"] == "gini-0"
    told = [caption.value for caption in app.caption if "Gini 0" in str(caption.value)]
    assert told
    assert told[0].startswith(say("beside.line_similar", "da"))


def test_the_other_view_names_the_members_of_the_chosen_ones_comparison(opened, fetched):
    app = opened(
        "fetched", "map", view="difference", compare="similar", area="316", indicator=NOTIFICATIONS
    )
    names = {geo.municipality(code).name for code in nearest(fetched, "316", DEFAULT)}
    told = [str(one.value) for one in app.caption]
    assert [one for one in told if all(name in one for name in names)]


@pytest.mark.parametrize("page", ["map", "municipality"])
def test_unknown_values_of_what_a_page_does_not_use_are_told(opened, page):
    app = opened("fetched", page, area="482", **{"with": "999.101", "view": "q"})
    told = " ".join(found.value for found in app.warning)
    with_ = say("doubt.unknown", "da", name=say("address.name.with", "da"), found="999")
    assert with_ in told
    assert "»q«" in told
    assert "101" not in told
    assert "de øvrige" not in told


def test_made_up_children_do_not_count_as_known(demo, opened):
    run = Run("da", demo, None)
    assert coverage.words(run)["count"] == "6"
    assert coverage.words(run)["year"] == "2020"
    assert coverage.made_up(run)
    app = opened("demo", "map", indicator=EMBEDDED)
    assert say("difference.why_made_up", "da") in texts(app)
