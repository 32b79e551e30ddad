"""What a municipality says of itself, signed: kept all or none, never silently written over."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from data.engine import WRITES, engine
from data.schema.workspace import ANSWERS, SIGNED_SIGNS, TEXT_SIGNS, OwnSaying
from data.upgrade import upgrade

PRACTICE, REORGANISED, COMMENT = "practice", "reorganised", "comment"
ALONE = ""
"""The item of a saying that a municipality has only one of."""

NUMBER = re.compile(
    r"""(?<!\d)(?:0[1-9]|[12]\d|3[01])
    (?:
        (?:0[1-9]|1[0-2])\d\d[\W_]{0,5}(?:\d{4}|\d\d[\s./-]{1,3}\d\d)
      | [\s./-]{0,3}(?:0[1-9]|1[0-2])[\s./-]{1,3}\d\d(?:[\s./-]{0,3}\d{4}|\s{1,3}\d\d\s{1,3}\d\d)
    )(?!\d)""",
    re.VERBOSE,
)
"""A date of birth and four digits; a date in parts is no such one before a colon or a comma."""

Kept = Mapping[str, OwnSaying]
"""What is kept of one kind, by item."""


@dataclass(frozen=True)
class Said:
    """What is to be kept: an answer or a day, and a text."""

    value: str = ""
    text: str = ""


class ChangedError(Exception):
    """Somebody saved after the page was read; `now` is what is kept, and nothing was changed."""

    def __init__(self, now: Kept) -> None:
        self.now = now
        super().__init__("kept by somebody else in the meantime")


class RefusedSayingError(Exception):
    """A saying that is not kept; `rule` is the key of the sentence that says why."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


def kept(municipality: str, kind: str) -> dict[str, OwnSaying]:
    """What a municipality has said of one kind, by item."""
    upgrade()
    with engine().connect() as connection:
        return _kept(connection, municipality, kind)


def keep(
    municipality: str,
    kind: str,
    wanted: Mapping[str, Said | None],
    *,
    read: Kept,
    signed: str = "",
) -> None:
    """Keep what is wanted by item, and remove where that is None: everything or nothing.

    `read` is what the page showed. Raises ChangedError when one of the wanted items is another one
    by now, and RefusedSayingError when a text may not be kept; a removal needs no signature.
    """
    upgrade()
    rows = [
        _row(municipality, kind, item, said, signed)
        for item, said in wanted.items()
        if said is not None
    ]
    with engine().connect().execution_options(**WRITES) as connection, connection.begin():
        now = _kept(connection, municipality, kind)
        if any(_edition(now, item) != _edition(read, item) for item in wanted):
            raise ChangedError(now)
        connection.execute(
            delete(OwnSaying).where(
                col(OwnSaying.municipality) == municipality,
                col(OwnSaying.kind) == kind,
                col(OwnSaying.item).in_(list(wanted)),
            )
        )
        if rows:
            connection.execute(insert(OwnSaying), rows)


def clean(text: str) -> str:
    """A text as it is kept: lines stay, signs that cannot be seen go.

    >>> clean(" Vi har\\u202e samlet\\r\\nmodtagelsen\\x00 ")
    'Vi har samlet\\nmodtagelsen'
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    unseen = ("Cc", "Cf", "Cs", "Co", "Cn")
    return "".join(s for s in lines if s == "\n" or unicodedata.category(s) not in unseen).strip()


def has_number(text: str) -> bool:
    """Whether a text holds what looks like a person's number, however its parts are joined.

    >>> has_number("010190\\u20131234"), has_number("2024-03-01: 1234 underretninger")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    folded = "".join("-" if unicodedata.category(s) in ("Pd", "Sm") else s for s in plain)
    return NUMBER.search(folded) is not None


def _row(municipality: str, kind: str, item: str, said: Said, signed: str) -> dict[str, object]:
    text, by = clean(said.text), " ".join(clean(signed).split())
    if rule := _refused(kind, said.value, text, by):
        raise RefusedSayingError(rule)
    return {
        "municipality": municipality,
        "kind": kind,
        "item": item,
        "value": said.value,
        "text": text,
        "signed": by,
        "saved": datetime.now(UTC).replace(microsecond=0),
        "edition": uuid4().hex,
    }


def _refused(kind: str, value: str, text: str, by: str) -> str:
    """The rule that a saying breaks; empty when it breaks none."""
    if has_number(text) or has_number(by):
        return "cpr"
    if not by or len(by) > SIGNED_SIGNS:
        return "signed"
    if kind == PRACTICE:
        return "" if value in ANSWERS else "answer"
    if not text or len(text) > TEXT_SIGNS:
        return "text"
    return "day" if kind == REORGANISED and not _is_day(value) else ""


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _kept(connection: Connection, municipality: str, kind: str) -> dict[str, OwnSaying]:
    chosen = (
        select(*(getattr(OwnSaying, name) for name in OwnSaying.model_fields))
        .where(col(OwnSaying.municipality) == municipality, col(OwnSaying.kind) == kind)
        .order_by(col(OwnSaying.item))
    )
    found = connection.execute(chosen).mappings()
    return {row["item"]: OwnSaying(**row) for row in found}


def _edition(found: Kept, item: str) -> str:
    return found[item].edition if item in found else ""
