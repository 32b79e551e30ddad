"""The command line: `python -m data build | check | seal FOLDER`."""

import argparse
import sys
from pathlib import Path

from catalog.words import say
from data.build import build
from data.cards import Release, releases, seal
from data.faults import RefusedError
from data.importers.read import read_all
from data.settings import SNAPSHOTS, settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns 0, or 1 when something was refused and nothing changed."""
    parser = argparse.ArgumentParser(prog="python -m data")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("build", "check"):
        commands.add_parser(name, help=say(f"data.{name}", "da"))
    commands.add_parser("seal", help=say("data.seal", "da")).add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "build":
            build(SNAPSHOTS, settings().facts_file, progress=_say_step)
        elif chosen.command == "check":
            check(SNAPSHOTS)
        else:
            print(seal(chosen.folder))
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        print(say("data.refused", "da", count=len(refused.faults)), file=sys.stderr)
        return 1
    return 0


def check(snapshots: Path) -> None:
    """Read every snapshot and print rows, standing and checksum of each, by source.

    Raises RefusedError with every fault of every file.
    """
    found = list(releases(snapshots))
    read_all(found)
    _print_table(found)


def _print_table(found: list[Release]) -> None:
    width = max((len(release.name) for release in found), default=0)
    for release in found:
        standing = say(f"standing.{release.card.standing}", "da")
        print(f"{release.name:{width}}  {release.rows:>6}  {standing:12}  {release.checksum[:16]}")
    rows = sum(release.rows for release in found)
    print(say("data.checked", "da", releases=len(found), rows=rows))


def _say_step(step: str) -> None:
    print(say(f"build.{step}", "da"), flush=True)


if __name__ == "__main__":
    sys.exit(main())
