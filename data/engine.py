"""Connections to the workspace database: safe for several writers, and strict about keys."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

from data.settings import settings

BUSY_MS = 15_000
"""How long a writer waits for another before it gives up."""

WRITES = {"writes": True}
"""The execution option of a connection that will write: it waits at once, and not midway."""


def engine() -> Engine:
    """The engine of the database that the settings name."""
    return _engine(settings().workspace_url)


def file_of(engine: Engine) -> Path | None:
    """The SQLite file behind an engine; None for a server or for memory."""
    url = engine.url
    named = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)).absolute() if named else None


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    """No pool: a file that was put back from a copy is seen by the next one who asks."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url)
    made = create_engine(url, poolclass=NullPool)
    event.listen(made, "connect", _set_up)
    event.listen(made, "begin", _begin)
    return made


def _set_up(connection: Any, _: object) -> None:
    """Transactions are begun by us, so that also changes of form happen whole or not at all."""
    connection.isolation_level = None
    for setting in (
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
