"""Municipalities, neighbors, hatching and boundaries agree; bad boundary files are refused."""

import csv
import json
import os
import re
import subprocess
import sys

import geopandas as gpd
import pytest
import shapely

from geo.borders import DOUBTFUL_BELOW_M, shared_borders
from geo.hatching import hatching
from geo.municipalities import (
    FOLDER,
    UnknownMunicipalityError,
    municipalities,
    municipality,
    neighbors,
    normalise,
)
from geo.official import BoundaryError
from geo.outline import BOUNDARIES, published_boundaries
from geo.prepare import main, prepare
from geo.projection import to_degrees, to_metres
from geo.writing import write_whole

FEW = ("101", "147", "400")
SIDE = 8000  # metres


@pytest.fixture(scope="module")
def features():
    return json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def rows():
    with (FOLDER / "neighbors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def squares(tmp_path):
    """Write a boundary file of squares in a row on Funen, one per code."""

    def write(codes, *, column="kommunekode", name="official.gpkg", north=0, crs=25832, **more):
        areas = [
            shapely.box(580_000 + SIDE * n, 6_130_000 + north, 580_000 + SIDE * (n + 1), 6_138_000)
            for n in range(len(codes))
        ]
        frame = gpd.GeoDataFrame({column: codes, **more}, geometry=areas, crs=25832)
        frame.to_crs(crs).to_file(tmp_path / name)
        return tmp_path / name

    return write


def written(folder):
    features = json.loads((folder / "municipalities.geojson").read_text("utf-8"))["features"]
    return {feature["id"]: feature for feature in features}


# The tables agree


def test_there_are_98_municipalities_everywhere(features):
    codes = list(municipalities())
    assert len(codes) == 98
    assert codes == sorted(codes)
    assert [feature["properties"]["kode"] for feature in features] == codes
    assert [feature["id"] for feature in features] == codes
    assert list(json.loads((FOLDER / "hatching.json").read_text("utf-8"))) == codes


def test_names_agree_with_the_boundaries(features):
    for feature in features:
        assert municipality(feature["id"]).name == feature["properties"]["navn"]


def test_regions_provinces_and_groups():
    assert len({each.region for each in municipalities().values()}) == 5
    assert len({each.province for each in municipalities().values()}) == 11
    assert len({each.group for each in municipalities().values()}) == 5
    aarhus = municipality(751)
    assert (aarhus.name, aarhus.region) == ("Aarhus", "Region Midtjylland")
    assert (aarhus.province, aarhus.group) == ("Landsdel Østjylland", "Storbykommuner")


def test_tables_end_lines_as_unix_does():
    for name in ("municipalities.csv", "neighbors.csv"):
        content = (FOLDER / name).read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")


# Codes


@pytest.mark.parametrize("code", ["101", 101, "0101"])
def test_a_code_in_any_usual_wording(code):
    assert normalise(code) == "101"
    assert municipality(code).name == "København"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("411", "Christiansø"),
        ("0411", "Christiansø"),
        ("000", "whole country"),
        (0, "whole country"),
        ("998", "unknown"),
        ("999", "one of the 98"),
        ("København", "one of the 98"),
        ("101.0", "one of the 98"),
        ("1101", "one of the 98"),
        ("", "one of the 98"),
        (None, "one of the 98"),
    ],
)
def test_other_codes_are_refused_by_name(code, says):
    with pytest.raises(UnknownMunicipalityError, match=re.escape(repr(code))) as refusal:
        municipality(code)
    assert says in str(refusal.value)


# Boundaries and hatching


def test_exterior_rings_run_clockwise(features):
    for feature in features:
        shape = shapely.geometry.shape(feature["geometry"])
        for part in shapely.get_parts(shape):
            assert not part.exterior.is_ccw, feature["id"]


def test_the_boundaries_are_valid_and_joined(features):
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    assert all(shape.is_valid for shape in shapes)
    assert shapely.coverage_is_valid(shapes)


def test_every_municipality_has_three_strokes_inside_it(features):
    assert (FOLDER / "hatching.json").stat().st_size < 150_000
    for feature in features:
        shape = shapely.geometry.shape(feature["geometry"]).buffer(0.0002)
        lons, lats = hatching([feature["id"]])
        assert len(lons) >= 9
        for lon, lat, to_lon, to_lat in zip(
            lons[::3], lats[::3], lons[1::3], lats[1::3], strict=True
        ):
            assert shape.contains(shapely.Point((lon + to_lon) / 2, (lat + to_lat) / 2))


def test_the_pen_is_lifted_after_each_stroke():
    lons, lats = hatching(["0147", 400])
    assert len(lons) == len(lats) == len(hatching([147])[0]) + len(hatching([400])[0])
    assert {*lons[2::3], *lats[2::3]} == {None}
    assert None not in [*lons[::3], *lons[1::3], *lats[::3], *lats[1::3]]
    assert hatching([]) == ([], [])
    with pytest.raises(UnknownMunicipalityError, match="411"):
        hatching(["411"])


# Neighbors


def test_neighbors_are_mutual():
    for code in municipalities():
        for near in neighbors(code):
            back = [each for each in neighbors(near.code) if each.code == code]
            assert [(each.kind, each.doubtful, each.by) for each in back] == [
                (near.kind, near.doubtful, near.by)
            ]


def test_each_pair_stands_once_in_order(rows):
    pairs = [(row["a"], row["b"]) for row in rows]
    assert pairs == sorted(set(pairs))
    assert all(a < b and {a, b} <= set(municipalities()) for a, b in pairs)


def test_the_country_hangs_together():
    reached, waiting = set(), ["101"]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += [near.code for near in neighbors(code)]
    assert reached == set(municipalities())


def test_municipalities_without_land_neighbors_have_links():
    landless = {
        code
        for code in municipalities()
        if not [near for near in neighbors(code) if near.kind == "land"]
    }
    assert landless == {"400", "482", "492", "563", "741", "773", "825"}
    assert all(neighbors(code) for code in landless)


def test_185_land_pairs_are_measured(rows):
    assert len([row for row in rows if row["border_m"]]) == 185
    assert all(row["kind"] == "land" for row in rows if row["border_m"])


def test_doubtful_pairs(rows):
    doubtful = {f"{row['a']}-{row['b']}" for row in rows if row["doubtful"] == "true"}
    named_by_the_source_of_the_map = {"101-163", "161-163", "169-187", "671-787"}
    assert named_by_the_source_of_the_map <= doubtful
    short = {"153-165", "159-175", "161-163", "165-183"}
    assert short == {
        f"{row['a']}-{row['b']}"
        for row in rows
        if row["border_m"] and int(row["border_m"]) < DOUBTFUL_BELOW_M
    }
    assert doubtful == named_by_the_source_of_the_map | short | {"820-849"}


def test_every_link_says_by_what_and_from_where(rows):
    links = [row for row in rows if row["kind"] == "link"]
    assert links
    for row in links:
        assert row["link_da"]
        assert row["link_en"]
        assert row["source_title"]
        assert row["source_url"].startswith("http")
        assert row["doubtful"] == "false"


def test_what_a_neighbor_is_reached_by():
    (koege,) = neighbors("400")
    assert (koege.code, koege.kind, koege.doubtful) == ("259", "link", False)
    assert koege.by == "Færge Køge-Rønne"
    assert neighbors("400", language="en")[0].by == "Køge-Rønne ferry"
    assert {near.by for near in neighbors(851) if near.kind == "land"} == {""}
    with pytest.raises(UnknownMunicipalityError, match="998"):
        neighbors(998)


def test_areas_that_meet_in_a_corner_share_no_border():
    areas = {"1": (0, 0, 1, 1), "2": (1, 1, 2, 2), "3": (1, 0, 2, 1)}
    borders = shared_borders({code: shapely.box(*bounds) for code, bounds in areas.items()})
    assert borders == {("1", "3"): 1.0, ("2", "3"): 1.0}


# Preparing boundaries


def test_a_file_like_dagi(squares, tmp_path, capsys):
    file = squares(["0400", "0101", "0411", "0147", "0147"], navn=["?"] * 5)
    prepare(file, out=tmp_path, expected=FEW)
    assert "Christiansø (411)" in capsys.readouterr().out
    found = written(tmp_path)
    assert list(found) == sorted(FEW)
    assert found["101"]["properties"] == {"kode": "101", "navn": "København"}
    two = to_metres(shapely.geometry.shape(found["147"]["geometry"]))
    assert two.area == pytest.approx(2 * SIDE**2, rel=0.01)
    assert len(json.loads((tmp_path / "hatching.json").read_text())["101"]) >= 3


def test_what_is_written_is_what_plotly_and_the_tables_need(squares, tmp_path):
    prepare(squares(["0101", "0147", "0400"]), out=tmp_path, expected=FEW)
    for feature in written(tmp_path).values():
        for part in shapely.get_parts(shapely.geometry.shape(feature["geometry"])):
            assert not part.exterior.is_ccw
            assert (part.exterior.coords[0][0] * 10**4) % 1 == pytest.approx(0, abs=1e-6)
    table = list(csv.DictReader((tmp_path / "neighbors.csv").read_text("utf-8").splitlines()))
    assert [(row["a"], row["b"], row["kind"]) for row in table] == [
        ("101", "147", "land"),
        ("147", "400", "land"),
    ]
    assert int(table[0]["border_m"]) == pytest.approx(SIDE, rel=0.01)


def test_a_file_like_eurostats_lau(squares, tmp_path):
    file = squares(
        ["DK101", "DK_147", "400", "1280"],
        column="LAU_ID",
        crs=3035,
        CNTR_CODE=["DK", "DK", "DK", "SE"],
        LAU_NAME=["Hovedstad", "B", "C", "Malmö"],
    )
    prepare(file, name="LAU_NAME", out=tmp_path, expected=FEW)
    assert [each["properties"]["navn"] for each in written(tmp_path).values()] == [
        "Hovedstad",
        "B",
        "C",
    ]


def test_numbers_in_a_column_of_another_name(squares, tmp_path):
    file = squares([101.0, 147.0, 400.0], column="nr", name="official.shp")
    prepare(file, code="nr", out=tmp_path, expected=FEW)
    assert list(written(tmp_path)) == list(FEW)


def test_islets_go_but_exclaves_and_the_last_part_stay(squares, tmp_path):
    frame = gpd.read_file(squares(["0101", "0147", "0400"]))
    islet, exclave, tiny = (
        shapely.box(x, 6_131_000, x + 500, 6_131_500)
        for x in (500_000, 580_000 + SIDE / 2, 700_000)
    )
    frame.geometry = [
        shapely.union(shapely.difference(frame.geometry[0], exclave), islet),
        shapely.union(frame.geometry[1], exclave),
        tiny,
    ]
    frame.to_file(tmp_path / "parts.gpkg")
    prepare(tmp_path / "parts.gpkg", out=tmp_path, expected=FEW, tolerance=1)
    parts = {
        code: len(shapely.get_parts(shapely.geometry.shape(feature["geometry"])))
        for code, feature in written(tmp_path).items()
    }
    assert parts == {"101": 1, "147": 2, "400": 1}


def test_overlapping_areas_are_parted(squares, tmp_path):
    frame = gpd.read_file(squares(["0101", "0147", "0400"]))
    frame.geometry = [
        frame.geometry[0],
        shapely.box(580_000 + SIDE - 100, 6_130_000, 580_000 + 2 * SIDE, 6_138_000),
        frame.geometry[2],
    ]
    frame.to_file(tmp_path / "overlap.gpkg")
    prepare(tmp_path / "overlap.gpkg", out=tmp_path, expected=FEW)
    shapes = [shapely.geometry.shape(each["geometry"]) for each in written(tmp_path).values()]
    assert shapely.coverage_is_valid(shapes)
    assert "101,147,land" in (tmp_path / "neighbors.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        (["0101", "0147"], "lacks 400 Bornholm"),
        (["0101", "0147", "0400", "0999"], "'999'"),
        (["0101", "0147", "0400", None], "1 of 4 areas have no code in column kommunekode"),
        (["0101", "0147", "0400", "Odense"], "'Odense'"),
        (["0101", "0147", "0400", "0751"], "'751'"),
    ],
)
def test_missing_and_unknown_codes_are_named_and_nothing_is_written(squares, tmp_path, codes, says):
    file = squares(codes)
    with pytest.raises(BoundaryError, match=re.escape(says)):
        prepare(file, out=tmp_path, expected=FEW)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_file_without_codes_is_refused_with_its_columns(squares, tmp_path):
    file = squares(FEW, column="nummer")
    with pytest.raises(BoundaryError, match=r"kommunekode or lau_id or kode .*'nummer'.*--code"):
        prepare(file, out=tmp_path, expected=FEW)
    with pytest.raises(BoundaryError, match="no column nr "):
        prepare(file, code="nr", out=tmp_path, expected=FEW)
    with pytest.raises(BoundaryError, match="no column navn .*--name"):
        prepare(file, code="Nummer", name="navn", out=tmp_path, expected=FEW)


@pytest.mark.parametrize("name", ["bare.shp", "bare.gpkg"])
def test_a_file_without_a_coordinate_system_is_refused(squares, tmp_path, name):
    frame = gpd.read_file(squares(FEW, column="kode")).set_crs(None, allow_override=True)
    with pytest.warns(UserWarning, match="crs"):
        frame.to_file(tmp_path / name)
    with pytest.raises(BoundaryError, match="names no coordinate system.*25832"):
        prepare(tmp_path / name, out=tmp_path, expected=FEW)


def test_a_wrong_coordinate_system_is_noticed(squares, tmp_path):
    frame = gpd.read_file(squares(FEW)).set_crs(25833, allow_override=True)
    frame.to_file(tmp_path / "moved.gpkg")
    with pytest.raises(BoundaryError, match="outside Denmark when read as EPSG:25833"):
        prepare(tmp_path / "moved.gpkg", out=tmp_path, expected=FEW)


def test_a_file_with_several_layers_asks_which(squares, tmp_path):
    file = squares(FEW)
    gpd.read_file(file).to_file(file, layer="sogne")
    with pytest.raises(BoundaryError, match=r"\['official', 'sogne'\].*--layer"):
        prepare(file, out=tmp_path, expected=FEW)
    prepare(file, layer="sogne", out=tmp_path, expected=FEW)
    assert list(written(tmp_path)) == list(FEW)


def test_the_command_refuses_in_one_sentence(squares, tmp_path, capsys):
    for file in (squares(FEW), tmp_path / "none.gpkg"):
        with pytest.raises(SystemExit) as end:
            main([str(file), "--out", str(tmp_path)])
        assert end.value.code == 2
    said = capsys.readouterr().err
    assert "lacks 151 Ballerup" in said
    assert "none.gpkg cannot be read" in said


def test_the_command_remakes_our_own_map(tmp_path, capsys):
    main([str(BOUNDARIES), "--out", str(tmp_path)])
    assert "185 shared borders" in capsys.readouterr().out
    assert list(written(tmp_path)) == list(municipalities())


def test_neighbors_and_hatching_follow_from_the_map(tmp_path):
    (tmp_path / BOUNDARIES.name).write_bytes(BOUNDARIES.read_bytes())
    main(["--out", str(tmp_path)])
    for name in ("neighbors.csv", "hatching.json", "municipalities.geojson"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_there_and_back_between_metres_and_degrees():
    square = shapely.box(580_000, 6_130_000, 590_000, 6_140_000)
    back = to_metres(to_degrees(square))
    assert shapely.hausdorff_distance(square, back) < 0.001


# Files


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "map"
    write_whole(file, "old")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(file, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["map"]
    assert file.read_text() == "old"


def test_publishing_twice_changes_nothing(tmp_path, features):
    name = published_boundaries(tmp_path)
    assert re.fullmatch(r"municipalities-[0-9a-f]{10}\.geojson", name)
    before = (tmp_path / name).stat()
    assert published_boundaries(tmp_path) == name
    assert (tmp_path / name).stat().st_mtime_ns == before.st_mtime_ns
    copy = json.loads((tmp_path / name).read_text("utf-8"))
    assert [each["geometry"] for each in copy["features"]] == [
        each["geometry"] for each in features
    ]
    assert copy["attribution"] == "© OpenStreetMap contributors"
    assert before.st_mode & 0o044, "a web server must be able to read it"


def test_publishing_other_boundaries_changes_the_name(tmp_path, features):
    source, folder = tmp_path / "source.geojson", tmp_path / "static"
    folder.mkdir()
    (folder / "municipalities-notes.geojson").write_text("not ours")
    first = published_boundaries(folder)
    source.write_text(json.dumps({"features": features[:-1]}), encoding="utf-8")
    second = published_boundaries(folder, source=source)
    assert first != second
    assert {path.name for path in folder.iterdir()} == {second, "municipalities-notes.geojson"}


def test_a_damaged_copy_is_replaced(tmp_path):
    name = published_boundaries(tmp_path)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[:100])
    assert published_boundaries(tmp_path) == name
    assert (tmp_path / name).read_bytes() == whole


def test_the_topology_for_plotly_is_empty_and_valid():
    path = FOLDER.parent / "static" / "topo" / "world_110m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    assert topology["type"] == "Topology"
    assert topology["arcs"] == []
    assert set(topology["objects"]) == {
        "coastlines",
        "land",
        "ocean",
        "lakes",
        "rivers",
        "countries",
        "subunits",
    }
    for each in topology["objects"].values():
        assert each == {"type": "GeometryCollection", "geometries": []}


def test_pages_do_not_pay_for_geometry_libraries():
    heavy = "'geopandas', 'numpy', 'pandas', 'pyogrio', 'pyproj', 'shapely'"
    script = (
        "import sys, geo.municipalities as m, geo.hatching as h, geo.outline; "
        f"m.neighbors('101'); h.hatching(['101']); print({{{heavy}}} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=FOLDER.parent
    )
    assert result.stdout.strip() == "set()", result.stderr
