"""Boundary files are written whole and published by their content."""

import json
import os
import re
import subprocess
import sys

import pytest

from geo.municipalities import (
    FOLDER,
)
from geo.outline import published_boundaries
from geo.writing import write_whole


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
