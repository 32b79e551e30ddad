"""One step in a process of its own, so that its memory is its own; prints what it took as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.inserting import inserting
from catalog.load import tables
from data.build import build
from data.facts import open_facts
from data.fetch import fetch
from data.schema import Remark
from data.settings import SNAPSHOTS
from data.statbank import StatBank

KIB_IN_MB = 1024 if sys.platform != "darwin" else 1024 * 1024


def fetched(url: str, folder: str) -> dict[str, Any]:
    """Fetch every table."""
    outcomes = fetch([], folder=Path(folder), bank=StatBank(url))
    rows = {found.table: found.rows for found in outcomes if found.outcome == "fetched"}
    size = sum(file.stat().st_size for file in Path(folder).glob("*/*/*"))
    return {"tables": len(rows), "of": len(tables()), "rows": sum(rows.values()), "bytes": size}


def built(folder: str, target: str) -> dict[str, Any]:
    """Build the facts from what is embedded and what was fetched."""
    build(SNAPSHOTS, Path(target), fetched=Path(folder), progress=lambda step: None)
    facts = open_facts(Path(target))
    held = int((facts.rows(Remark)["kind"] == "held_back").sum())
    sources = {found.source for found in facts.snapshots.values()}
    there = sum(table.source in sources for table in tables().values())
    return {"tables": there, "held": held, "bytes": Path(target).stat().st_size}


STEPS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "fetch": fetched,
    "build": built,
    "inserting": inserting,
}


def main() -> None:
    """Run the step that the first argument names."""
    begun = time.perf_counter()
    found = STEPS[sys.argv[1]](*sys.argv[2:])
    found["seconds"] = time.perf_counter() - begun
    found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MB
    print(json.dumps(found))


if __name__ == "__main__":
    main()
