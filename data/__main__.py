"""The command line: `python -m data [--language en] COMMAND`; see --help."""

import argparse
import sys
from functools import partial
from pathlib import Path

from catalog.model import Language
from catalog.words import LANGUAGES, say
from data.build import build
from data.cards import releases
from data.console import print_demo, print_fetch, print_held_back, print_status
from data.faults import RefusedError
from data.fetch_lock import BUILD_WAITED_SECONDS, AlreadyFetchingError, only_one
from data.importers.read import read_all
from data.refresh import refresh
from data.seal import seal
from data.settings import SNAPSHOTS, settings
from data.statbank import StatBank


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns 0, or 1 when something was refused or a fetch was held back."""
    chosen = _parser().parse_args(arguments)
    language = chosen.language
    try:
        if chosen.command == "build":
            _build(language)
        elif chosen.command == "check":
            check(SNAPSHOTS, language)
        elif chosen.command == "fetch":
            return _fetch(chosen)
        elif chosen.command == "refresh":
            return _refresh(language)
        elif chosen.command == "status":
            print_status(settings().fetched, language)
        elif chosen.command == "demo":
            return print_demo(SNAPSHOTS, settings().fetched, seed=chosen.seed, language=language)
        else:
            print(seal(chosen.folder).model_dump_json(include={"title", "files"}))
    except RefusedError as refused:
        print(refused.told(language), file=sys.stderr)
        print(say("data.refused", language, count=len(refused.faults)), file=sys.stderr)
        return 1
    except AlreadyFetchingError as fault:
        print(fault.told(language), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("data.interrupted", language), file=sys.stderr)
        return 130
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data")
    parser.add_argument("--language", choices=LANGUAGES, default="da")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("build", "check", "status", "refresh"):
        commands.add_parser(name, help=say(f"data.{name}", "da"))
    commands.add_parser("seal", help=say("data.seal", "da")).add_argument("folder", type=Path)
    fetched = commands.add_parser("fetch", help=say("data.fetch", "da"))
    fetched.add_argument("tables", nargs="*", metavar="TABLE")
    fetched.add_argument("--since", type=int, metavar="YEAR")
    made_up = commands.add_parser("demo", help=say("data.demo", "da"))
    made_up.add_argument("--seed", type=int, default=1, help=say("data.seed", "da"))
    return parser


def _build(language: Language) -> None:
    """Build, when no other build and no fetch is at work in the same folder."""
    waiting = partial(print, say("fetch.waiting", language), flush=True)
    with only_one(settings().fetched, waiting=waiting, seconds=BUILD_WAITED_SECONDS):
        build(
            SNAPSHOTS,
            settings().facts_file,
            fetched=settings().fetched,
            progress=partial(_say_step, language),
        )
        print_held_back(settings().facts_file, language)


def _refresh(language: Language) -> int:
    return refresh(
        SNAPSHOTS,
        settings().facts_file,
        fetched=settings().fetched,
        base=settings().statbank_url,
        language=language,
        said=partial(print, flush=True),
    )


def _fetch(chosen: argparse.Namespace) -> int:
    return print_fetch(
        chosen.tables,
        settings().fetched,
        bank=StatBank(settings().statbank_url),
        since=chosen.since,
        language=chosen.language,
    )


def _say_step(language: Language, step: str) -> None:
    print(say(f"build.{step}", language), flush=True)


if __name__ == "__main__":
    sys.exit(main())
