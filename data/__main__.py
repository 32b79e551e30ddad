"""The command line: `python -m data [--language en] build | check | demo | seal FOLDER`."""

import argparse
import sys
from functools import partial
from pathlib import Path

from catalog.model import Language
from catalog.words import LANGUAGES, say
from data.build import build
from data.cards import releases, seal
from data.demo.writing import demo
from data.faults import RefusedError
from data.importers.read import read_all
from data.settings import SNAPSHOTS, settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns 0, or 1 when something was refused and nothing changed."""
    chosen = _parser().parse_args(arguments)
    language = chosen.language
    try:
        if chosen.command == "build":
            step = partial(_say_step, language)
            build(SNAPSHOTS, settings().facts_file, fetched=settings().fetched, progress=step)
        elif chosen.command == "demo":
            return make_up(SNAPSHOTS, settings().fetched, language, seed=chosen.seed)
        elif chosen.command == "check":
            check(SNAPSHOTS, language)
        else:
            print(seal(chosen.folder).model_dump_json(include={"title", "files"}))
    except RefusedError as refused:
        print(refused.told(language), file=sys.stderr)
        print(say("data.refused", language, count=len(refused.faults)), file=sys.stderr)
        return 1
    except (OSError, ValueError) as fault:
        print(say("data.failed", language, reason=fault), file=sys.stderr)
        return 1
    return 0


def check(snapshots: Path, language: Language = "da") -> None:
    """Read every snapshot and print rows, standing and checksum of each, by source.

    Raises RefusedError with every fault of every file.
    """
    found = list(releases(snapshots))
    read_all(found)
    width = max((len(release.name) for release in found), default=0)
    for release in found:
        standing = say(f"standing.{release.card.standing}", language)
        print(f"{release.name:{width}}  {release.rows:>6}  {standing:14}  {release.checksum[:16]}")
    rows = sum(release.rows for release in found)
    print(say("data.checked", language, releases=len(found), rows=rows))


def make_up(snapshots: Path, folder: Path, language: Language = "da", *, seed: int = 1) -> int:
    """Write the made-up tables and say that they are; 1 when every one of them is fetched."""
    written, fetched = demo(snapshots, folder, seed=seed)
    for name in fetched:
        print(say("demo.refused", language, table=name), file=sys.stderr)
    for release in written:
        told = {"table": release.card.table or "", "rows": release.rows}
        print(say("demo.written", language, edition=release.edition, **told))
    if written:
        print(say("demo.told", language))
    return 0 if written else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data")
    parser.add_argument("--language", choices=LANGUAGES, default="da")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("build", "check"):
        commands.add_parser(name, help=say(f"data.{name}", "da"))
    seed = say("data.seed", "da")
    made_up = commands.add_parser("demo", help=say("data.demo", "da"))
    made_up.add_argument("--seed", type=int, default=1, help=seed)
    commands.add_parser("seal", help=say("data.seal", "da")).add_argument("folder", type=Path)
    return parser


def _say_step(language: Language, step: str) -> None:
    print(say(f"build.{step}", language), flush=True)


if __name__ == "__main__":
    sys.exit(main())
