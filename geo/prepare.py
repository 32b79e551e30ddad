"""Turn an official boundary file into the small files of this folder; run by hand."""

import argparse
from collections.abc import Collection
from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely
from pyogrio.errors import DataSourceError
from shapely.geometry.base import BaseGeometry

from geo.files import MAP, write_derived, write_map
from geo.municipalities import FOLDER, municipalities
from geo.official import (
    CHRISTIANSOE,
    CODE_COLUMNS,
    BoundaryError,
    bare_code,
    check_codes,
    code_column,
)
from geo.projection import METRES, to_metres
from geo.simplify import simplified

COUNTRY_COLUMN = "CNTR_CODE"  # GISCO LAU covers Europe
DENMARK = shapely.box(430_000, 6_030_000, 900_000, 6_420_000)  # EPSG:25832, with room around
TOLERANCE_M = 250.0


def main(arguments: list[str] | None = None) -> None:
    """The command `python -m geo.prepare`; ends with code 2 and one sentence if refused."""
    parser = argparse.ArgumentParser(prog="python -m geo.prepare", description=__doc__)
    parser.add_argument("file", nargs="?", help="left out: only redo what follows from DIR's map")
    parser.add_argument("--layer", help="of a file with several")
    parser.add_argument("--code", metavar="COLUMN", help=f"default: {' or '.join(CODE_COLUMNS)}")
    parser.add_argument("--name", metavar="COLUMN", help="default: names of municipalities.csv")
    parser.add_argument("--tolerance", type=float, default=TOLERANCE_M, metavar="METRES")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    try:
        print(prepare(**vars(parser.parse_args(arguments))))
    except BoundaryError as fault:
        parser.error(str(fault))


def prepare(
    file: str | Path | None,
    *,
    layer: str | None = None,
    code: str | None = None,
    name: str | None = None,
    tolerance: float = TOLERANCE_M,
    out: Path = FOLDER,
    expected: Collection[str] | None = None,
) -> str:
    """Write municipalities.geojson, neighbors.csv and hatching.json into `out`; say what came.

    `file` is anything geopandas reads, with one or more areas per municipality; None redoes the
    last two from the map in `out`. `tolerance` is in metres. `expected` are the codes that must be
    there: all 98 unless a test says otherwise.
    Raises BoundaryError, and writes nothing, if the file cannot be used.
    """
    frame = _coded(_read(out / MAP if file is None else file, layer=layer), code=code)
    check_codes(set(frame["code"]), expected=expected or municipalities())
    areas = _areas(frame)
    if file is None:
        return write_derived(areas, out=out)
    small = simplified(areas, tolerance=tolerance)
    if broken := [each for each, shape in small.items() if shape.is_empty or not shape.is_valid]:
        raise BoundaryError(f"{tolerance:g} m spoils the shape of {broken}; lower --tolerance")
    write_map(small, _names(frame, column=name), out=out)
    return write_derived({each: to_metres(shape) for each, shape in small.items()}, out=out)


def _read(file: str | Path, *, layer: str | None) -> gpd.GeoDataFrame:
    try:
        layers = [str(each) for each, _ in pyogrio.list_layers(file)]
        if layer is None and len(layers) > 1:
            raise BoundaryError(f"{file} has the layers {layers}; choose one with --layer")
        frame = gpd.read_file(file, layer=layer)
    except DataSourceError as fault:
        raise BoundaryError(f"{file} cannot be read: {fault}") from fault
    if frame.crs is None:
        raise BoundaryError(
            f"{file} names no coordinate system; look it up and set it "
            "(DAGI has EPSG:25832: ogr2ogr -a_srs EPSG:25832 NEW OLD)"
        )
    return frame


def _coded(frame: gpd.GeoDataFrame, *, code: str | None) -> gpd.GeoDataFrame:
    """The Danish areas of the frame, with our code in the column `code`; without Christiansø."""
    if COUNTRY_COLUMN in frame:
        frame = frame[frame[COUNTRY_COLUMN] == "DK"]
    column = frame[code_column(frame.columns, chosen=code)]
    if blank := int(column.isna().sum()):
        raise BoundaryError(f"{blank} of {len(frame)} areas have no code in column {column.name}")
    codes = [bare_code(value) for value in column]
    if CHRISTIANSOE in codes:
        print("Left out: Christiansø (411), which belongs to no municipality")
    frame = frame.assign(code=codes)
    return frame[frame["code"] != CHRISTIANSOE]


def _areas(frame: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    """One area per code, in metres (EPSG:25832), in the order of the codes."""
    flat = frame.set_geometry(frame.geometry.force_2d().to_crs(METRES).make_valid())
    areas = dict(flat.dissolve(by="code").geometry.items())
    if astray := [code for code, area in areas.items() if not DENMARK.contains(area)]:
        raise BoundaryError(
            f"{astray} lie outside Denmark when read as {frame.crs.to_string()}; "
            "is the file's coordinate system the right one?"
        )
    return areas


def _names(frame: gpd.GeoDataFrame, *, column: str | None) -> dict[str, str]:
    if column is None:
        return {code: each.name for code, each in municipalities().items()}
    if column not in frame:
        raise BoundaryError(f"no column {column} among {list(frame.columns)}; see --name")
    return dict(frame.groupby("code")[column].first())


if __name__ == "__main__":
    main()
