"""Fetch every table and build, as one run that writes down what it does: one run at a time."""

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from catalog.load import tables
from catalog.model import Language
from catalog.words import say
from data.account import Account, LostError, Say
from data.build import build, fingerprint
from data.facts import UnreadableError, open_facts
from data.faults import RefusedError
from data.fetch import fetch
from data.fetch_lock import LOOKED_SECONDS, AlreadyFetchingError, only_one
from data.journal import Journal
from data.schema import Remark
from data.statbank import Patience, StatBank
from data.statbank_error import StatBankError

SILENT = {"unreachable", "no_answer", "busy", "too_slow", "broken_off", "not_statbank"}
"""What it is called when StatBank itself is not there, and asking on would only take time."""
FIRST = Patience(connect=8, read=20, answer=30, attempts=2, first_pause=0.5, last_pause=5)
"""For the first question: whether StatBank answers at all is known within about a minute."""


def refresh(
    snapshots: Path,
    facts: Path,
    *,
    fetched: Path,
    base: str,
    language: Language = "da",
    said: Say = lambda line: None,
) -> int:
    """Fetch all tables from `base` into `fetched` and build `facts`; returns 0 if that went well.

    Another run at work is left to it, and nothing is written; the old database serves until the
    new one is whole.
    """
    facts.parent.mkdir(parents=True, exist_ok=True)
    journal = Journal(facts)
    try:
        with FileLock(journal.lock).acquire(timeout=LOOKED_SECONDS * 3):
            journal.begin()
            run = Account(journal, language, said)
            return _watched(run, partial(_whole, run, snapshots, facts, fetched, base))
    except Timeout:
        said(say("refresh.at_work", language))
        return 1


def _watched(run: Account, work: Callable[[], int]) -> int:
    """Whatever goes wrong is the end of the run, told in words; what nobody foresaw also whole."""
    try:
        return work()
    except AlreadyFetchingError:
        return run.end("busy")
    except RefusedError as refusal:
        run.reason(refusal)
        return run.end("refused", count=len(refusal.faults))
    except OSError as fault:
        return run.end("failed", reason=fault.strerror or fault)
    except Exception as fault:
        traceback.print_exc()
        return run.end("failed", reason=f"{type(fault).__name__}: {fault}")


def _whole(run: Account, snapshots: Path, facts: Path, fetched: Path, base: str) -> int:
    count = len(tables())
    run.tell("begun", lambda lang: say("refresh.begun", lang, address=base, count=count))
    waiting = partial(run.tell, "step", lambda lang: say("fetch.waiting", lang))
    with only_one(fetched, waiting=waiting):
        try:
            StatBank(base, patience=FIRST).tableinfo(next(iter(tables())))
        except StatBankError as fault:
            if fault.key in SILENT:
                return _unreachable(run, fault)
        lost = _fetch(run, fetched, base)
        if _same(snapshots, facts, fetched):
            return _unreachable(run, lost) if lost else run.end("needless")
        build(snapshots, facts, fetched=fetched, progress=run.step)
        _tell_held(run, facts)
    return _unreachable(run, lost) if lost else run.end("went_well")


def _fetch(run: Account, fetched: Path, base: str) -> StatBankError | None:
    """Fetch all tables; what StatBank said when it went away in the middle, else None."""
    try:
        fetch((), folder=fetched, bank=StatBank(base), progress=run.progress, done=run.done)
    except LostError as lost:
        return lost.fault
    return None


def _same(snapshots: Path, facts: Path, fetched: Path) -> bool:
    """Whether the database that serves is already built of what there is."""
    try:
        found = open_facts(facts)
    except (FileNotFoundError, UnreadableError):
        return False
    found.engine.dispose()
    return found.fingerprint == fingerprint(snapshots, fetched)


def _tell_held(run: Account, facts: Path) -> None:
    found = open_facts(facts)
    remarks = found.rows(Remark)
    found.engine.dispose()
    for row in remarks[remarks["kind"] == "held_back"].itertuples():
        run.held(str(row.source), {"da": str(row.text_da), "en": str(row.text_en)})


def _unreachable(run: Account, fault: StatBankError) -> int:
    run.reason(fault)
    return run.end("unreachable")
