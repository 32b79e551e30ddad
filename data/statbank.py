"""Ask Statistics Denmark's StatBank: what a table holds, and its figures, streamed to disk."""

import http
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx
import stamina
from pydantic import ValidationError

from catalog.words import say
from data.answer import check_figures, refusal
from data.deadline import Deadline
from data.query import Query
from data.statbank_error import StatBankError
from data.tableinfo import TableInfo

AGENT = f"{say('app.name', 'en')} (open atlas; StatBank client)"
LONGEST_PAUSE = 60.0
_BROKEN = httpx.RemoteProtocolError | httpx.ReadError | httpx.DecodingError
_HOPELESS = httpx.UnsupportedProtocol | httpx.LocalProtocolError
Found = TypeVar("Found")

# A pause between attempts is no warning to whoever reads the command line.
logging.getLogger("stamina").addHandler(logging.NullHandler())

Received = Callable[[int], None]
"""Told how many bytes of an answer have come so far; starts over when the answer does."""


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait, in seconds, and how often to try."""

    connect: float = 20.0
    read: float = 120.0
    answer: float = 900.0
    attempts: int = 4
    first_pause: float = 1.0
    last_pause: float = 30.0


class _TryAgainError(Exception):
    """An answer that another attempt may better: too many requests, or a fault at the server."""

    def __init__(self, status: int, pause: str) -> None:
        self.status = status
        self.pause = min(float(pause), LONGEST_PAUSE) if pause.isdecimal() else None
        super().__init__(str(status))


class StatBank:
    """StatBank at `base`, as in https://api.statbank.dk/v1.

    Everything that can go wrong raises StatBankError, after polite attempts where that may help.
    """

    def __init__(self, base: str, *, patience: Patience | None = None) -> None:
        self.base = base.rstrip("/")
        self.patience = patience or Patience()
        self._client = httpx.Client(
            headers={"User-Agent": AGENT},
            timeout=httpx.Timeout(self.patience.read, connect=self.patience.connect),
            # A connection for each request, so that a deadline always knows its own.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def tableinfo(self, table: str) -> tuple[TableInfo, bytes]:
        """What StatBank says of a table, in Danish: read, and byte for byte."""
        asked = {"table": table, "lang": "da", "format": "JSON"}
        raw = self._polite(table, lambda: self._whole("tableinfo", asked, table=table))
        try:
            return TableInfo.model_validate_json(raw), raw
        except ValidationError as fault:
            shown = raw[:60].decode("utf-8", "replace")
            raise StatBankError("not_statbank", table=table, found=shown) from fault

    def data(self, query: Query, target: Path, *, progress: Received = lambda count: None) -> None:
        """Stream the answer to `query` into the file `target`, over whatever stood there."""
        measured = self._polite(query.table, partial(self._streamed, query, target, progress))
        check_figures(target, query, measured=measured)

    def _whole(self, place: str, asked: object, *, table: str) -> bytes:
        with self._answer(place, asked, table) as answer:
            return answer.read()

    def _streamed(self, query: Query, target: Path, progress: Received) -> bool:
        """Write one answer; returns whether its length was told, so that a cut would have shown."""
        with self._answer("data", query.body, query.table) as answer:
            try:
                with target.open("wb") as file:
                    for part in answer.iter_bytes(65536):
                        file.write(part)
                        progress(file.tell())
            except OSError as fault:
                raise StatBankError("disk", table=query.table, reason=fault.strerror) from fault
            return "Content-Length" in answer.headers or "Transfer-Encoding" in answer.headers

    @contextmanager
    def _answer(self, place: str, asked: object, table: str) -> Iterator[httpx.Response]:
        """One attempt; the answer is good as far as its status tells, and is yet to be read."""
        with Deadline(self.patience.answer) as deadline:
            try:
                with self._client.stream(
                    "POST", f"{self.base}/{place}", json=asked, extensions={"trace": deadline.trace}
                ) as answer:
                    _judge(answer, table)
                    yield answer
            except httpx.TransportError:
                if not deadline.passed:
                    raise
            if deadline.passed:
                seconds = round(self.patience.answer)
                raise StatBankError("too_slow", table=table, seconds=seconds)

    def _polite(self, table: str, attempt: Callable[[], Found]) -> Found:
        """Attempt again after a pause where that may help, then say what was wrong."""
        try:
            for tried in stamina.retry_context(
                on=_pause,
                attempts=self.patience.attempts,
                timeout=None,
                wait_initial=self.patience.first_pause,
                wait_max=self.patience.last_pause,
                wait_jitter=self.patience.first_pause,
            ):
                with tried:
                    return attempt()
        except _TryAgainError as fault:
            raise StatBankError("busy", table=table, status=fault.status) from fault
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            broken = isinstance(fault, _BROKEN)
            key = "broken_off" if broken else _silent(fault)
            raise StatBankError(key, table=table, address=self.base, reason=str(fault)) from fault
        raise AssertionError("an attempt returns or raises")


def _judge(answer: httpx.Response, table: str) -> None:
    """Raise what the status calls for; 429 and faults at the server may be tried again."""
    status = answer.status_code
    if status == http.HTTPStatus.OK:
        return
    if status == http.HTTPStatus.TOO_MANY_REQUESTS or answer.is_server_error:
        raise _TryAgainError(status, answer.headers.get("Retry-After", ""))
    raise refusal(answer.read(), table=table, status=status)


def _pause(fault: Exception) -> bool | float:
    """Whether to try again, or after how many seconds if StatBank itself says so."""
    if isinstance(fault, _TryAgainError):
        return fault.pause if fault.pause is not None else True
    return isinstance(fault, httpx.TransportError) and not isinstance(fault, _HOPELESS)


def _silent(fault: Exception) -> str:
    return "no_answer" if isinstance(fault, httpx.ReadTimeout) else "unreachable"
