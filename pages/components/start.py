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
from data.facts import Facts, open_facts
from data.settings import SNAPSHOTS, settings
from geo.outline import published_boundaries

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
Stamp = tuple[int, int]
_building = Lock()
_tried: set[str] = set()


def facts(language: Language) -> Facts | None:
    """The facts of now; None, with the reason on the page, when there are none to show.

    A database that the environment names is served as it is and built only when it is missing; our
    own is also rebuilt when snapshots, catalog or code have changed since. While a rebuild is
    refused, the old one goes on serving.
    """
    file = settings().facts_file
    if not file.is_file() or not _current(file, _stamp(file)):
        _build_once(language)
    return _opened(file, _stamp(file)) if file.is_file() else None


@cache
def boundaries() -> str:
    """The address, relative to a page's own, of the boundaries that the browser fetches."""
    return f"app/static/{published_boundaries(STATIC)}"


@lru_cache(maxsize=2)
def _opened(file: Path, _: Stamp) -> Facts:
    return open_facts(file)


@lru_cache(maxsize=8)
def _current(file: Path, stamp: Stamp) -> bool:
    named = "facts_url" in settings().model_fields_set
    return named or _opened(file, stamp).fingerprint == fingerprint(SNAPSHOTS)


def _stamp(file: Path) -> Stamp:
    """What changes when another file takes the place of this one."""
    found = file.stat()
    return found.st_mtime_ns, found.st_ino


def _build_once(language: Language) -> None:
    """Build in a process of its own, so that this one stays small; a refusal is not repeated."""
    with _building:
        name = fingerprint(SNAPSHOTS)
        file = settings().facts_file
        if name in _tried and (file.is_file() or "facts_url" not in settings().model_fields_set):
            return
        _tried.add(name)
        with st.status(say("build.running", language), expanded=True) as status:
            told = _run_build(language)
            if told is None:
                status.update(label=say("build.ready", language), state="complete", expanded=False)
                return
            status.update(label=say("build.refused", language), state="error")
            st.text(told)


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
        told: list[str] = []
        for line in process.stdout or ():
            told.append(line)
            st.text(line.strip())
    return None if process.returncode == 0 else "".join(told)
