"""Fetch and build every table at full size: `python -m benchmarks [--scale tiny] [--to FILE]`."""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.report import Report, machine
from geo.writing import write_whole
from tests.statbank.server import Standin

LATEST = Path(__file__).with_name("results") / "latest.md"
SCALES: dict[str, dict[str, Any]] = {
    "full": {"scale": "full"},
    "small": {"scale": "small"},
    "tiny": {"scale": "small", "years": [2025]},
}
ROOT = Path(__file__).parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--scale", choices=SCALES, default="full")
    parser.add_argument("--to", type=Path, default=LATEST)
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory() as folder, Standin(**SCALES[chosen.scale]) as bank:
        told = measured(bank, Path(folder), scale=chosen.scale).text()
    print(told)
    chosen.to.parent.mkdir(parents=True, exist_ok=True)
    write_whole(chosen.to, told.encode())
    return 0


def measured(bank: Any, folder: Path, *, scale: str) -> Report:
    """Every step, each in a process of its own."""
    facts = folder / "facts.sqlite"
    return Report(
        scale=scale,
        machine=machine(),
        combinations={name: _combinations(bank.info(name)) for name in ("UND1", "FOLK1A")},
        fetch=_step("fetch", bank.url, folder),
        build=_step("build", folder, facts),
        again=_step("build", folder, facts),
        inserting=_step("inserting", folder),
    )


def _combinations(info: Any) -> int:
    """How many cells a table has, zeros and all."""
    return math.prod(len(variable["values"]) for variable in info["variables"])


def _step(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.steps", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
