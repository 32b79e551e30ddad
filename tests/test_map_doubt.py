"""Figures in doubt on the map, and made-up counts that may not widen real ones."""

import shutil

import pytest

from analysis.classes import classed
from analysis.measure import measure
from analysis.position import positions
from analysis.repeats import event_variance
from catalog.words import LANGUAGES, say
from charts import choropleth, theme
from data.build import build
from data.facts import open_facts
from data.settings import SNAPSHOTS
from geo.hatching import inside
from pages.components import profile
from tests.conftest import quiet
from tests.nearest import EMBEDDED, NOTIFICATIONS, value


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


def test_a_neighbor_in_doubt_is_marked_in_the_table_of_neighbors(full):
    result = measure(full, EMBEDDED, area_kind="municipality")
    table = profile.neighbors(result, "580", "2018", "da")
    assert table.iloc[:, 0]["Sønderborg"].endswith("†")
    assert "2018" in table[say("verdict.doubt_heading", "da")]["Sønderborg"]
    assert not table[say("verdict.doubt_heading", "da")]["Tønder"]
    assert not table.iloc[:, 0]["Tønder"].endswith("†")
    assert len(profile.neighbors(result, "580", "2019", "da").columns) == 2
