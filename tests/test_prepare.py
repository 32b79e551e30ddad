"""Boundary files of several makers are read, and bad ones are refused."""

import csv
import json
import re

import geopandas as gpd
import pytest
import shapely

from geo.municipalities import (
    FOLDER,
    municipalities,
)
from geo.official import BoundaryError
from geo.outline import BOUNDARIES
from geo.prepare import main, prepare
from geo.projection import to_degrees, to_metres

FEW = ("101", "147", "400")
SIDE = 8000  # metres


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
