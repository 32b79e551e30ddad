"""The difference map and its funnel as they are drawn."""

import csv
import io
import json
from dataclasses import replace

import pandas as pd
import pytest
import shapely
from scipy.stats import chi2

import geo.municipalities as geo
from analysis.difference import KINDS, flagged, lines, members, reasons
from analysis.unusual import unusual
from catalog import format as fmt
from catalog.load import indicators
from catalog.words import LANGUAGES, say
from charts import difference, funnel, layers, theme
from charts.frame import Framed
from geo.hatching import inside
from pages.components.pick import COUNTED
from pages.components.start import ROOT
from reports.difference import difference_file
from tests.compared import NAMED, NOTIFICATIONS, compared, usual

BOUNDARIES = "app/static/boundaries.json"


def drawn(now, found, language="da", **more):
    why = reasons(now, found)
    return difference(now, found, language, reasons=why, boundaries=BOUNDARIES, **more)


def test_the_lines_of_the_funnel_hold_the_limits_of_the_smallest_and_the_largest(fetched):
    now, found = compared(fetched)
    drawn_lines = lines(found, now)
    sizes = now.table["denominator"]
    for at, size in ((0, sizes.min()), (-1, sizes.max())):
        row = drawn_lines.iloc[at]
        assert row["size"] == pytest.approx(size)
        expected = row["common"] * size / 1000
        low, high = usual(expected, found.tau2)
        assert row["usual_lower"] == pytest.approx(row["common"] * low)
        assert row["usual_upper"] == pytest.approx(row["common"] * high)
        events = row["chance_upper"] * size / 1000
        assert chi2.ppf(0.025, 2 * events) / 2 == pytest.approx(expected, rel=1e-6)
        events = row["chance_lower"] * size / 1000
        assert chi2.ppf(0.975, 2 * events + 2) / 2 == pytest.approx(expected, rel=1e-6)
    marked = [t for t in funnel(now, found, "da", chosen="482").drawing["data"] if "x" in t][-1]
    own = now.table.set_index("area").loc["482"]
    assert (marked["x"], marked["y"]) == ([own["denominator"]], [own["value"]])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("kind", KINDS)
def test_both_drawings_are_framed_whole(fetched, name, kind, language):
    now, found = compared(fetched, name, kind)
    figures = [drawn(now, found, language, chosen="482")]
    if kind == "country":
        figures.append(funnel(now, found, language, chosen="482"))
    for figure in figures:
        assert isinstance(figure, Framed)
        assert indicators()[name].name[language] in figure.title
        assert figure.subtitle
        assert figure.standing == "published"
        assert figure.source.startswith(("Kilde: ", "Source: "))
        assert "nan" not in figure.alt
        assert "{" not in figure.alt
    assert figures[0].notes == (say(f"difference.averaged_{kind}", language),)
    hovered = [t for t in figures[0].drawing["data"] if "customdata" in t]
    assert sorted(area for t in hovered for area in t["locations"]) == sorted(geo.municipalities())
    told = {words[0]: words for t in hovered for words in t["customdata"]}
    decimals = now.indicator.decimals
    for place, code in NAMED.items():
        row = found.table.loc[code]
        numbers = [
            fmt.number(row[part], language, decimals)
            for part in ("value", "benchmark", "usual_lower", "usual_upper", "lower", "upper")
        ]
        shown = told[place]
        assert [shown[1], shown[3]] == numbers[:2]
        assert shown[4] == f"{numbers[2]}–{numbers[3]}"
        assert shown[2] == f"{numbers[4]}–{numbers[5]}"
        assert shown[5] == say(f"difference.side_{row['outside']}", language)


def spoilt(now):
    """The same figures with one missing, one not reported and one known to be wrong."""
    table = now.table.copy()
    for area, status in (("101", "missing"), ("825", "not_reported")):
        parts = ["value", "lower", "upper", "numerator", "denominator"]
        table.loc[table["area"] == area, parts] = float("nan")
        table.loc[table["area"] == area, "status"] = status
    note = {
        "indicator": now.indicator.id,
        "area": "316",
        "period": table["period"].iloc[0],
        "kind": "undercounted",
    }
    notes = pd.concat([now.notes, pd.DataFrame([note])], ignore_index=True)
    return replace(now, table=table, notes=notes)


def test_what_was_not_compared_is_drawn_apart_with_its_reason(fetched):
    now, whole = compared(fetched)
    now = spoilt(now)
    found = unusual(fetched, now, "country", period=whole.period)
    why = reasons(now, found)
    assert why == {"101": "missing", "825": "not_reported", "316": "in_doubt"}
    assert found.compared == 95
    figure = drawn(now, found)
    hovered = {
        area: (trace, words)
        for trace in figure.drawing["data"]
        if "customdata" in trace
        for area, words in zip(trace["locations"], trace["customdata"], strict=True)
    }
    assert len(hovered) == 98
    for area, color in (("101", theme.NO_FIGURE), ("825", theme.NOT_REPORTED)):
        trace, words = hovered[area]
        assert trace["colorscale"][0][1] == color
        assert words[1] == say(f"status.{why[area]}", "da")
    trace, words = hovered["316"]
    assert trace["colorscale"][0][1] == theme.NO_FIGURE
    value = fmt.number(now.table.set_index("area")["value"]["316"], "da", 1)
    assert words[1].startswith(value)
    assert say("difference.in_doubt", "da") in words[1]
    counts = {line.label: line.count for line in figure.legend}
    for reason in ("status.missing", "status.not_reported", "difference.in_doubt"):
        assert counts[say(reason, "da")] == 1
    strokes = [t for t in figure.drawing["data"] if t["type"] == "scattergeo"]
    assert theme.HATCH in {t["line"]["color"] for t in strokes if "line" in t}
    pooled = members(fetched, now, found)["482"]
    assert not {"101", "825"} & set(pooled.there)
    assert {"101", "825"} <= set(pooled.left_out)


def test_flags_are_dots_inside_their_municipalities(fetched):
    now, found = compared(fetched, NOTIFICATIONS, "group")
    codes = {code for side in flagged(found).values() for code in side}
    assert codes
    dots = [t for t in drawn(now, found).drawing["data"] if t.get("mode") == "markers"]
    assert sum(len(t["lon"]) for t in dots) == len(codes)
    assert {t["geo"] for t in dots} <= {layers.MAIN, layers.INSET}


def test_the_point_that_marks_a_municipality_lies_in_it():
    text = (ROOT / "geo" / "municipalities.geojson").read_text(encoding="utf-8")
    found = {f["properties"]["kode"]: f["geometry"] for f in json.loads(text)["features"]}
    for code in geo.municipalities():
        (lon,), (lat,) = inside([code])
        assert shapely.contains_xy(shapely.geometry.shape(found[code]), lon, lat), code


@pytest.mark.parametrize(("language", "mark"), [("da", ";"), ("en", ",")])
@pytest.mark.parametrize("kind", KINDS)
def test_the_file_names_the_comparison_its_members_and_how_it_is_averaged(
    fetched, kind, language, mark
):
    now, found = compared(fetched, NOTIFICATIONS, kind)
    inside_of = members(fetched, now, found)
    text = difference_file(now, found, language, reasons={}, members=inside_of)
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=mark))
    assert len(rows) == 98
    column = {
        part: say(f"difference.column_{part}", language)
        for part in ("benchmark", "usual_upper", "comparison", "averaged", "members", "outside")
    }
    for row in rows:
        code = row[say("download.code", language)]
        exact = found.table.loc[code]
        for part in ("benchmark", "usual_upper"):
            assert float(row[column[part]].replace(",", ".")) == exact[part]
        assert row[column["comparison"]] == say(f"difference.against_{kind}", language)
        assert row[column["averaged"]] == say(f"difference.averaged_{kind}", language)
        assert row[column["outside"]] == say(f"difference.told_{exact['outside']}", language)
        own = geo.municipality(code)
        assert (own.name in row[column["members"]].replace(" og ", ", ").split(", ")) == (
            kind == "country" and language == "da"
        ) or language == "en"
        assert say("standing.published", language) in row.values()
