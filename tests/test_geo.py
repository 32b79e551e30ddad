"""Municipalities, codes and boundaries agree."""

import json
import re

import pytest
import shapely

from geo.hatching import hatching
from geo.municipalities import (
    FOLDER,
    UnknownMunicipalityError,
    municipalities,
    municipality,
    normalise,
)


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
            assert shape.contains(shapely.LineString([(lon, lat), (to_lon, to_lat)]).centroid)


def test_the_pen_is_lifted_after_each_stroke():
    lons, lats = hatching(["0147", 400])
    assert len(lons) == len(lats) == len(hatching([147])[0]) + len(hatching([400])[0])
    assert {*lons[2::3], *lats[2::3]} == {None}
    assert None not in [*lons[::3], *lons[1::3], *lats[::3], *lats[1::3]]
    assert hatching([]) == ([], [])
    with pytest.raises(UnknownMunicipalityError, match="411"):
        hatching(["411"])
