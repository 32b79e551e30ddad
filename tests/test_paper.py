"""Figures on paper: every chart of every page is drawn whole, says what it must, and is safe."""

import io
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from matplotlib.image import imread
from streamlit.testing.v1 import AppTest

from analysis import law
from analysis.classes import classed
from analysis.findings import findings
from analysis.measure import measure
from analysis.position import positions
from catalog.words import say
from charts import choropleth, dots, drawing, trend
from charts.frame import Framed
from charts.paper import CannotDrawError, picture
from charts.paper.maps import mercator
from charts.paper.sheet import color, wide, wrapped
from charts.trend import Line
from data.settings import settings as data_settings
from pages import MENU
from pages.components import show
from pages.components.start import ROOT
from reports.named import called, ended
from tests.made import made

DAY = date(2026, 11, 22)
RATE = "children_notified_rate"
SVG = "{http://www.w3.org/2000/svg}"


def mapped(facts, period="2025", chosen=None, language="da"):
    result = measure(facts, RATE, area_kind="municipality")
    return choropleth(
        result,
        classed(facts, result, period),
        language,
        period=period,
        boundaries="app/static/boundaries.geojson",
        positions=positions(result, period),
        chosen=chosen,
    )


def words_of(figure, language="da", **more):
    """Every text of the figure on paper, in the order in which it is written."""
    root = ET.fromstring(picture(figure, language, "svg", made=DAY, **more))
    return [found.text for found in root.iter(f"{SVG}text") if found.text]


def joined(figure, language="da", **more):
    return " ".join(words_of(figure, language, **more))


def pixels(figure):
    content = picture(figure, "da", "png", made=DAY)
    return content, (imread(io.BytesIO(content))[:, :, :3] * 255).round()


def metadata(content):
    """The texts that a PNG carries beside its dots, by their names, from its own chunks."""
    found, at = {}, 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt"):
            name, _, text = body.partition(b"\0")
            encoding = "latin-1" if kind == b"tEXt" else "utf-8"
            found[name.decode()] = text.lstrip(b"\0").decode(encoding)
        at += 12 + length
    return found


def line(values, **how):
    return Line("Lolland", values, "#cc5f1d", "own", **how)


def drawn_trend(values, **how):
    result = made({("360", year): value for year, value in values.items()})
    events = pd.DataFrame(columns=["date", "affects"])
    return trend([result], [line(values, **how)], "da", title="Tal", events=events)


@pytest.mark.parametrize("state", ["full", "tiny", "fetched"])
def test_every_figure_of_every_page_can_be_taken_away(state, request, monkeypatch, same_facts):
    """Whatever a page shows is handed to paper too, which raises on a part it does not know."""
    facts, seen, real = request.getfixturevalue(f"{state}_file"), [], show.show
    monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{facts}")
    data_settings.cache_clear()

    def also(figure, language, **how):
        seen.append((figure, language))
        return real(figure, language, **how)

    monkeypatch.setattr(show, "show", also)
    app = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=120)
    language = "en" if state in ("tiny", "fetched") else "da"
    for name, value in {"lang": language, "area": "400", "view": "difference"}.items():
        app.query_params[name] = value
    for entry in MENU:
        before = len(seen)
        app.switch_page(entry.file).run()
        assert not app.exception, (entry.id, [found.value for found in app.exception])
        labels = [found.proto.label for found in app.get("download_button")]
        for kind in ("png", "svg"):
            assert labels.count(say(f"taken.{kind}", language)) == len(seen) - before
    data_settings.cache_clear()
    assert len(seen) >= (3 if state == "tiny" else 15)
    for figure, found in {id(figure): (figure, lang) for figure, lang in seen}.values():
        told = joined(figure, found).replace(" ", "")
        for part in (figure.title, figure.subtitle, figure.source, *figure.notes):
            assert part.replace(" ", "") in told
        mark = say("paper.made_up", found).replace(" ", "")
        assert (mark in told) == (figure.standing == "synthetic")


def test_a_part_that_paper_does_not_know_is_named_and_never_lost(full):
    figure = mapped(full)
    for spoiled, name in (
        ({"data": [{"type": "pie"}]}, "pie"),
        ({"layout": figure.drawing["layout"] | {"polar": {}}}, "polar"),
        ({"data": [figure.drawing["data"][0] | {"selectedpoints": [1]}]}, "selectedpoints"),
        ({"layout": figure.drawing["layout"] | {"images": []}}, "images"),
    ):
        with pytest.raises(CannotDrawError, match=name):
            picture(replace(figure, drawing=figure.drawing | spoiled), "da", "png", made=DAY)
    small = drawing(findings(full)[0], "da", events=law.marked(full))
    for more, name in (("<ellipse/>", "ellipse"), ('<line x1="0" class="a"/>', "class")):
        spoiled = small.drawing.replace("</svg>", f"{more}</svg>")
        with pytest.raises(CannotDrawError, match=name):
            picture(replace(small, drawing=spoiled), "da", "svg", made=DAY)


def test_the_page_says_source_license_date_and_where_it_is_seen(full):
    told = joined(mapped(full), address="https://atlas.example/kommunekort?period=2025")
    for part in (
        "Danmarks 98 Doughnuts",
        "(gengivet)",
        "CC BY 4.0",
        "22. november 2026",
        "OpenStreetMap contributors",
        "https://atlas.example/kommunekort?period=2025",
        "Bornholm",
    ):
        assert part in told


def test_made_up_figures_are_stamped_in_the_drawing_and_above_it_in_both_languages(tiny):
    result = measure(tiny, RATE, area_kind="municipality")
    period = max(result.usable()["period"])
    for language in ("da", "en"):
        figure = dots(result, language, period=period)
        told = words_of(figure, language)
        mark = say("frame.mark", language)
        assert mark in told
        assert joined(figure, language).count(mark) >= 3
        mark = say("taken.made_up", language)
        assert called(figure, language).startswith(f"{mark}-underretningsatlas-")
        assert called(figure, language).count(mark) == 1


def test_png_and_svg_carry_the_words_instead_of_the_picture(full):
    figure = mapped(full)
    content, found = pixels(figure)
    assert found.shape[1] >= 1600
    assert metadata(content)["Description"] == figure.alt
    assert metadata(content)["Title"] == figure.title
    root = ET.fromstring(picture(figure, "da", "svg", made=DAY))
    assert root.attrib["role"] == "img"
    assert root.find(f"{SVG}title").text == figure.title
    assert root.find(f"{SVG}desc").text == figure.alt


def test_the_colors_of_the_map_are_those_of_the_classes_and_fill_as_much(full):
    """Each class's share of the land in the picture against the areas of its shapes."""
    figure = mapped(full)
    _, found = pixels(figure)
    land = {}
    for trace in figure.drawing["data"]:
        if trace["type"] == "choropleth" and trace["geo"] == "geo":
            for code, z in zip(trace["locations"], trace["z"], strict=True):
                land.setdefault(z, []).append(code)
    area = {z: sum(_area(code) for code in codes) for z, codes in land.items()}
    drawn = {
        z: int((np.abs(found - np.array(color(trace_color(figure, z))[:3]) * 255) < 2).all(2).sum())
        for z in land
    }
    for z in land:
        expected = area[z] / sum(area.values())
        assert drawn[z] / sum(drawn.values()) == pytest.approx(expected, abs=0.03)


def trace_color(figure, z):
    return figure.drawing["data"][0]["colorscale"][z][1]


def _area(code):
    """By the shoelace, in the plane of the map; islands and all."""
    import json

    from geo.outline import BOUNDARIES

    found = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    shape = next(f["geometry"] for f in found if f["properties"]["kode"] == code)
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    total = 0.0
    for outer, *holes in parts:
        for ring, sign in ((outer, 1), *((hole, -1) for hole in holes)):
            places = np.array(ring, dtype=float)
            x, y = mercator(places[:, 0], places[:, 1])
            total += sign * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    return total


def test_mercator_keeps_angles():
    """A step north and one east that are as long on the ground are as long on the map."""
    lat = 56.0
    x, y = mercator(np.array([10.0, 10.001 / 1]), np.array([lat, lat]))
    _, north = mercator(
        np.array([10.0, 10.0]), np.array([lat, lat + 0.001 * np.cos(np.radians(lat))])
    )
    assert x[1] - x[0] == pytest.approx(north[1] - north[0], rel=1e-4)


def test_a_line_ends_before_a_break_on_paper_too():
    """Between the last year before the break and the first after it nothing is orange."""
    values = {"2015": 50.0, "2016": 50.0, "2017": 50.0, "2018": 50.0}
    _, found = pixels(drawn_trend(values))
    orange = (np.abs(found.astype(int) - (204, 95, 29)) < 12).all(2)
    row = orange[: int(found.shape[0] * 0.9)].sum(1)
    middle = orange[np.flatnonzero(row > 0.3 * row.max())].any(0)
    ends = np.flatnonzero(np.diff(middle.astype(int)))
    gaps = np.diff(ends)[1::2]
    assert gaps.max() > 0.15 * found.shape[1]


def test_lines_of_one_kind_differ_without_color():
    lines = [
        Line(str(n), {"2019": 1.0 + n, "2020": 2.0}, shade)
        for n, shade in enumerate(("#96761f", "#7d6bb8", "#3a8f68"))
    ]
    result = made({("360", "2019"): 1.0})
    events = pd.DataFrame(columns=["date", "affects"])
    figure = trend([result], lines, "da", title="Tal", events=events)
    root = ET.fromstring(picture(figure, "da", "svg", made=DAY))
    dashes = {
        part.split(":")[1]
        for found in root.iter(f"{SVG}path")
        for part in found.attrib.get("style", "").split("; ")
        if part.startswith("stroke-dasharray") and "stroke-opacity" not in found.attrib
    }
    assert len(dashes) >= 3


def test_foreign_words_are_text_and_never_marks(full):
    figure = mapped(full)
    odd = replace(figure, title='A & B <script> $x_1$ "q"', alt="</desc><b>", notes=("50 % $a$",))
    root = ET.fromstring(picture(odd, "da", "svg", made=DAY))
    assert root.find(f"{SVG}desc").text == "</desc><b>"
    assert 'A & B <script> $x_1$ "q"' in [found.text for found in root.iter(f"{SVG}text")]


def test_words_are_wrapped_within_the_room_and_none_is_lost():
    text = "Kommuner " * 30 + "a" * 400
    lines = wrapped(text, 12, 200)
    assert all(wide(found, 12) <= 200 for found in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_pictures_made_at_once_are_the_same_as_one_by_one(full):
    figures = [mapped(full), mapped(full, "2019"), mapped(full, chosen="400")]
    alone = [picture(found, "da", "png", made=DAY) for found in figures]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda f: picture(f, "da", "png", made=DAY), figures))
    assert alone == together


def test_the_name_of_a_file_says_what_and_when():
    figure = Framed({}, "Børn pr. 1.000: Ærø", "Pct. · 2015–2025", "", "published", (), "")
    name = ended(called(figure, "da"), "svg", DAY)
    assert name == "underretningsatlas-boern-pr-1000-aeroe-2015-2025-2026-11-22.svg"


def test_no_page_loads_the_library_before_a_picture_is_asked_for():
    script = (
        "import sys; from streamlit.testing.v1 import AppTest;"
        "app = AppTest.from_file('atlas.py', default_timeout=120).run();"
        "assert not app.exception;"
        "print([name for name in ('matplotlib', 'charts.paper') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.stdout.strip() == "[]", done.stderr
