"""Write the files that are made from boundaries: the map, who borders whom, the strokes."""

import json
from collections.abc import Mapping
from pathlib import Path

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.borders import renewed, shared_borders, written
from geo.municipalities import FOLDER
from geo.strokes import strokes
from geo.writing import write_whole

MAP = "municipalities.geojson"


def write_map(areas: Mapping[str, BaseGeometry], names: Mapping[str, str], *, out: Path) -> None:
    """Write areas in degrees, by code, as `out`/municipalities.geojson."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"kode": code, "navn": names[code]},
            "geometry": mapping(shape),
        }
        for code, shape in sorted(areas.items())
    ]
    collection = {"type": "FeatureCollection", "features": features}
    write_whole(out / MAP, _json(collection))


def write_derived(areas: Mapping[str, BaseGeometry], *, out: Path) -> str:
    """Write neighbors.csv and hatching.json for areas in metres (EPSG:25832); say what came."""
    borders = shared_borders(areas)
    # The rows that people wrote stand in this folder, also when the files go elsewhere.
    rows = written(FOLDER / "neighbors.csv")
    write_whole(out / "neighbors.csv", renewed(rows, borders, codes=areas))
    lines = strokes(areas)
    write_whole(out / "hatching.json", _json(lines))
    return f"{len(borders)} shared borders, {sum(map(len, lines.values()))} strokes"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
