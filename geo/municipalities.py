"""Look up a municipality, its code and its neighbors, from two small tables read once."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from numbers import Integral
from pathlib import Path
from types import MappingProxyType
from typing import Literal

FOLDER = Path(__file__).parent

# StatBank lists these among the municipalities, so people will paste them here.
NOT_MUNICIPALITIES = {
    "000": "000 is the whole country, not a municipality; leave the row out or read it as a total",
    "411": "411 is Christiansø, which belongs to no municipality; leave it out",
    "998": "998 is 'municipality unknown'; count it in national totals, not on a municipality",
}


class UnknownMunicipalityError(ValueError):
    """A code that is none of the 98 municipalities; the message names it."""


@dataclass(frozen=True)
class Municipality:
    """One municipality; names and codes are Statistics Denmark's own (group: 2018 grouping)."""

    code: str
    name: str
    region_code: str
    region: str
    province_code: str
    province: str
    group_code: str
    group: str


@dataclass(frozen=True)
class Neighbor:
    """A municipality beside another: over land, or by a bridge or ferry named in `by`."""

    code: str
    kind: Literal["land", "link"]
    doubtful: bool
    by: str
    source_title: str
    source_url: str


@cache
def municipalities() -> Mapping[str, Municipality]:
    """All 98 by code, in the order of their codes."""
    rows = _rows("municipalities.csv")
    return MappingProxyType({row["code"]: Municipality(**row) for row in rows})


def municipality(code: str | int) -> Municipality:
    """The municipality with this code, written in any way `normalise` takes.

    Raises UnknownMunicipalityError (a ValueError) naming what was found.
    """
    return municipalities()[normalise(code)]


def normalise(code: str | int) -> str:
    """StatBank's three-digit text code from "101", 101 or the registers' "0101".

    Raises UnknownMunicipalityError for anything else; 000, 411 and 998 each say what they are.
    """
    text = f"{code:03d}" if isinstance(code, Integral) else str(code)
    short = text[1:] if len(text) == 4 and text.startswith("0") else text
    if short in municipalities():
        return short
    reason = NOT_MUNICIPALITIES.get(short, "give one of the 98 codes, 101 to 860, such as '101'")
    raise UnknownMunicipalityError(f"no municipality has the code {code!r}: {reason}")


def neighbors(code: str | int, *, language: str = "da") -> tuple[Neighbor, ...]:
    """The neighbors of a municipality, in the order of their codes.

    `doubtful` marks a land border that the boundaries here cannot settle (geo/README.md). Whoever
    computes with links or doubtful pairs lists them beside the figure.
    Raises UnknownMunicipalityError for an unknown code, KeyError unless `language` is da or en.
    """
    return _all_neighbors(language).get(normalise(code), ())


@cache
def _all_neighbors(language: str) -> Mapping[str, tuple[Neighbor, ...]]:
    found: dict[str, list[Neighbor]] = {}
    for row in _rows("neighbors.csv"):
        for here, there in ((row["a"], row["b"]), (row["b"], row["a"])):
            found.setdefault(here, []).append(_neighbor(row, there, language=language))
    return {here: tuple(sorted(them, key=lambda one: one.code)) for here, them in found.items()}


def _neighbor(row: Mapping[str, str], code: str, *, language: str) -> Neighbor:
    return Neighbor(
        code=code,
        kind="link" if row["kind"] == "link" else "land",
        doubtful=row["doubtful"] == "true",
        by=row[f"link_{language}"],
        source_title=row["source_title"],
        source_url=row["source_url"],
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
