"""Bring the workspace database to the form that this version of the code knows."""

import sqlite3
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Engine, inspect

from data.engine import WRITES, engine, file_of

MIGRATIONS = Path(__file__).with_name("migrations")
WAIT_SECONDS = 60
_upgraded: set[tuple[str, int]] = set()
_one_at_a_time = Lock()


class NewerError(Exception):
    """The database was written by a newer version of the atlas; `found` is its form."""

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(f"the workspace has form {found}, which is newer than this version")


def upgrade() -> None:
    """Make the database, or bring an older one forward; a copy of the older one is kept beside it.

    Does nothing when that was done before in this process and the same file is still there. Raises
    NewerError when the database is of a newer version, and changes nothing then.
    """
    found = engine()
    with _one_at_a_time:
        if _stamp(found) in _upgraded:
            return
        file = file_of(found)
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{file}.lock", timeout=WAIT_SECONDS) if file else nullcontext():
            _upgrade(found, file)
        _upgraded.add(_stamp(found))


def form(found: Engine) -> str | None:
    """The form a database has; None when it is new."""
    with found.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _upgrade(found: Engine, file: Path | None) -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    now, newest = form(found), script.get_current_head()
    if now == newest:
        return
    known = {step.revision for step in script.walk_revisions()}
    if now is not None and now not in known:
        raise NewerError(now)
    if file is not None and inspect(found).get_table_names():
        _keep_copy(file, now or "0000")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with found.connect().execution_options(**WRITES) as connection:
        config.attributes["connection"] = connection
        with connection.begin():
            command.upgrade(config, "head")


def _keep_copy(file: Path, now: str) -> None:
    """A whole copy by SQLite itself, which also takes along what is still in the log."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    copy = file.with_name(f"{file.name}.before-{now}-{moment}")
    with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)


def _stamp(found: Engine) -> tuple[str, int]:
    """The address of the database, and which file it is; a file that is not there has no number."""
    file = file_of(found)
    return str(found.url), file.stat().st_ino if file is not None and file.exists() else 0
