"""Find who borders whom on land, and keep the rows that a person wrote beside them."""

import csv
import io
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

COLUMNS = (
    "a", "b", "kind", "border_m", "doubtful", "link_da", "link_en", "source_title", "source_url",
)  # fmt: skip
# Nine in ten inland borders lie within 795 m of the official ones (geo/README.md), so a shorter
# shared border may be an accident of drawing.
DOUBTFUL_BELOW_M = 800

Row = dict[str, str]
Pair = tuple[str, str]


def shared_borders(areas: Mapping[str, BaseGeometry]) -> dict[Pair, float]:
    """Length in metres of each shared border, by pair of codes; areas in metres (EPSG:25832)."""
    codes = np.array(list(areas))
    rings = shapely.boundary(np.array(list(areas.values()), dtype=object))
    left, right = STRtree(rings).query(rings, predicate="intersects")
    lengths = shapely.length(shapely.intersection(rings[left], rings[right]))
    return {
        (str(a), str(b)): float(length)
        for a, b, length in zip(codes[left], codes[right], lengths, strict=True)
        if a < b and length > 0
    }


def written(file: Path) -> list[Row]:
    """The rows of a neighbors.csv that a person wrote: those that name a source."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [row for row in csv.DictReader(opened) if row["source_url"]]


def renewed(rows: Iterable[Row], borders: Mapping[Pair, float], *, codes: Iterable[str]) -> str:
    """The text of neighbors.csv: the rows people wrote, and all land pairs that were measured.

    A pair in both keeps its words and its doubt, gets its border, and counts as land.
    Rows about municipalities outside `codes` are left out.
    """
    pairs = set(combinations(sorted(codes), 2))
    kept = {(row["a"], row["b"]): row for row in rows}
    table = [
        _row(pair, borders.get(pair, 0.0), kept.get(pair, {}))
        for pair in sorted((borders.keys() | kept.keys()) & pairs)
    ]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue()


def _row(pair: Pair, border: float, written: Row) -> Row:
    short = 0 < border < DOUBTFUL_BELOW_M
    return dict.fromkeys(COLUMNS, "") | written | {
        "a": pair[0],
        "b": pair[1],
        "kind": "land" if border else written["kind"],
        "border_m": f"{border:.0f}" if border else "",
        "doubtful": "true" if short or written.get("doubtful") == "true" else "false",
    }  # fmt: skip
