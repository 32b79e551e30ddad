"""Put the boundaries where the browser fetches them, under a name that changes with them."""

import json
from hashlib import sha256
from pathlib import Path

from geo.municipalities import FOLDER
from geo.writing import write_whole

BOUNDARIES = FOLDER / "municipalities.geojson"
ATTRIBUTION = "© OpenStreetMap contributors"

MEAN_OVERLAP = 0.895
LEAST_OVERLAP = ("147", 0.71)
"""Intersection over union with an independent official drawing at 1:500,000; see README.md here."""


def published_boundaries(folder: Path, *, source: Path = BOUNDARIES) -> str:
    """Write the web copy of the boundaries into `folder`; return its file name.

    The name holds the start of the content's sha256, so a browser may keep the file for good.
    Copies under older names are removed; a copy that is there already is left alone.
    Raises OSError if `folder` is missing or cannot be written.
    """
    content = _web_copy(source)
    name = f"municipalities-{sha256(content).hexdigest()[:10]}.geojson"
    target = folder / name
    if not target.is_file() or target.read_bytes() != content:
        write_whole(target, content)
    for older in folder.glob("municipalities-??????????.geojson"):
        if older.name != name:
            older.unlink(missing_ok=True)
    return name


def _web_copy(source: Path) -> bytes:
    found = json.loads(source.read_text(encoding="utf-8"))
    features = [
        {
            "type": "Feature",
            "id": feature["properties"]["kode"],
            "properties": {key: feature["properties"][key] for key in ("kode", "navn")},
            "geometry": feature["geometry"],
        }
        for feature in found["features"]
    ]
    # The license (ODbL 4.3) wants the notice to travel with the data.
    copy = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}
    return json.dumps(copy, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
