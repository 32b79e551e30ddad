"""Make sure there are facts: build them on the first start, and reopen when another build is in."""

import os
import subprocess
import sys
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from catalog.model import Language
from catalog.words import say
from data.build import fingerprint
from data.facts import Facts, UnreadableError, open_facts
from data.fetch_lock import LOCK, held
from data.settings import SNAPSHOTS, settings
from geo.outline import published_boundaries

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
Stamp = tuple[int, int]
_building = Lock()
_refused: dict[str, str] = {}
"""What a build of these sources said when it was refused: it is shown, and not tried again."""


def facts(language: Language) -> Facts | None:
    """The facts of now; None, with the reason on the page, when there are none to show.

    A database that the environment names is served as it is and built only when it is missing; our
    own is also rebuilt when snapshots, catalog or code have changed since, or when it cannot be
    read. While a rebuild is refused, or a fetch or build is at work already, the old one serves.
    """
    try:
        file = settings().facts_file
    except ValueError as fault:
        st.error(str(fault))
        return None
    refusal = None if _current(file) or _awaited(file) else _build_once(language)
    found = _readable(file)
    if found is None:
        st.error(say("build.refused", language), icon=":material/error:")
        st.text(refusal or say("build.unreadable", language, file=file))
    return found


@cache
def boundaries() -> str:
    """The address, relative to a page's own, of the boundaries that the browser fetches."""
    return f"app/static/{published_boundaries(STATIC)}"


def _current(file: Path) -> bool:
    if not file.is_file():
        return False
    if "facts_url" in settings().model_fields_set:
        return True
    found = _readable(file)
    return found is not None and found.fingerprint == _wanted(_stamp(file))


def _awaited(file: Path) -> bool:
    """Whether an old database can serve until a fetch or build that is at work has ended."""
    return _readable(file) is not None and held(settings().fetched / LOCK)


def _readable(file: Path) -> Facts | None:
    try:
        return _opened(file, _stamp(file))
    except (FileNotFoundError, UnreadableError):
        return None


@lru_cache(maxsize=2)
def _opened(file: Path, _: Stamp) -> Facts:
    return open_facts(file)


@lru_cache(maxsize=8)
def _wanted(_: Stamp) -> str:
    """The fingerprint of the sources, read once for each database that is held against it."""
    return fingerprint(SNAPSHOTS, settings().fetched)


def _stamp(file: Path) -> Stamp:
    """What changes when another file takes the place of this one."""
    found = file.stat()
    return found.st_mtime_ns, found.st_ino


def _build_once(language: Language) -> str | None:
    """Build in a process of its own, so that this one stays small; what it said if refused."""
    with _building:
        name = fingerprint(SNAPSHOTS, settings().fetched)
        if name in _refused or _current(settings().facts_file):
            return _refused.get(name)
        with st.status(say("build.running", language), expanded=True) as status:
            told = _run_build(language)
            if told is None:
                status.update(label=say("build.ready", language), state="complete", expanded=False)
            else:
                status.update(label=say("build.refused", language), state="error", expanded=False)
        if told is not None and say("fetch.at_work", language) not in told:
            _refused[name] = told
        return told


def _run_build(language: Language) -> str | None:
    """Run the build, showing each step; None when it went well, else what it said."""
    command = [sys.executable, "-m", "data", "--language", language, "build"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        steps = {say(f"build.{step}", language) for step in ("read", "write", "check", "done")}
        told: list[str] = []
        for line in process.stdout or ():
            if line.strip() in steps:
                st.text(line.strip())
            else:
                told.append(line)
    return None if process.returncode == 0 else "".join(told)
