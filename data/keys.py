"""Text codes outside, small integers inside: the numbering of one build, the same every time."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
from sqlalchemy import Float, Integer, inspect
from sqlmodel import SQLModel

import geo.municipalities as geo
from catalog.load import dimensions, indicators
from catalog.words import LANGUAGES
from data.cards import Release
from data.importers.columns import COUNTRY, ELSEWHERE, REGIONS
from data.importers.kind import Kind
from data.schema import Area, CategoryRow, IndicatorRow, Period, Snapshot

TOTAL = 0
Record = dict[str, object]


class Keys:
    """The integers of one build, in the order of the codes, so that a rebuild gives the same."""

    def __init__(self, found: Iterable[Release], periods: Iterable[str]) -> None:
        self.releases = list(found)
        self.snapshots = _numbered(release.name for release in self.releases)
        pairs = [(name, code) for name, found in dimensions().items() for code in found.codes]
        self.categories = {pair: number for number, pair in enumerate(pairs, start=1)}
        self.of: Mapping[str, Mapping[str, int]] = {
            "area": _numbered([COUNTRY, *REGIONS, *geo.municipalities(), *ELSEWHERE]),
            "period": _numbered(sorted(periods)),
            "indicator": _numbered(indicators()),
        }

    def tables(self) -> Iterable[tuple[type[SQLModel], list[Record]]]:
        """The key tables with their rows, in an order that foreign keys allow."""
        yield Snapshot, [_snapshot(found, self.snapshots[found.name]) for found in self.releases]
        yield Area, [_area(code, number) for code, number in self.of["area"].items()]
        yield Period, [_period(code, number) for code, number in self.of["period"].items()]
        yield (
            IndicatorRow,
            [_indicator(code, number) for code, number in self.of["indicator"].items()],
        )
        total = {"id": TOTAL, "dimension": "", "code": "", "name_da": "I alt", "name_en": "Total"}
        yield CategoryRow, [total, *(_category(*pair, n) for pair, n in self.categories.items())]

    def of_sources(self, sources: Iterable[str]) -> set[int]:
        """The snapshots of some sources."""
        return {n for name, n in self.snapshots.items() if name.split("/")[0] in sources}

    def coded(self, kind: Kind, release: str, rows: pd.DataFrame) -> list[Record]:
        """Rows of text as records for the kind's table: codes as integers, numbers as numbers."""
        columns = {name: self._column(kind, rows, name) for name in kind.columns}
        columns["snapshot"] = [self.snapshots[release]] * len(rows)
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def _column(self, kind: Kind, rows: pd.DataFrame, name: str) -> list[object]:
        of = kind.codes.get(name)
        if of is None:
            typed = _type(kind, name)
            return [typed(value) if value else None for value in rows[name]]
        if of in self.of:
            return [self.of[of][value] if value else None for value in rows[name]]
        dimension = (
            [indicators()[code].dimension or "" for code in rows["indicator"]]
            if of == "category"
            else [of] * len(rows)
        )
        return [
            self.categories[pair] if pair[1] else TOTAL
            for pair in zip(dimension, rows[name], strict=True)
        ]


def _type(kind: Kind, name: str) -> Callable[[str], object]:
    column = inspect(kind.table).columns[name].type
    return int if isinstance(column, Integer) else float if isinstance(column, Float) else str


def _numbered(codes: Iterable[str]) -> Mapping[str, int]:
    return {code: number for number, code in enumerate(codes, start=1)}


def _snapshot(found: Release, number: int) -> Record:
    card = found.card
    return {
        "id": number,
        "source": found.source,
        "edition": found.edition,
        "publisher": card.publisher,
        "read_by": card.read_by,
        "title": card.title,
        "url": card.url,
        "no_url_da": card.no_url.da if card.no_url else None,
        "no_url_en": card.no_url.en if card.no_url else None,
        "copied": card.copied,
        "standing": card.standing,
        "checksum": found.checksum,
        "rows": found.rows,
        "updated": card.updated,
        "retrieved": card.retrieved,
    }


def _area(code: str, number: int) -> Record:
    known = geo.municipalities().get(code)
    kind = "municipality" if known else _kind(code)
    return {
        "id": number,
        "code": code,
        "kind": kind,
        "name": known.name if known else (REGIONS | ELSEWHERE).get(code, "Hele landet"),
        "region": known.region_code if known else None,
        "province": known.province_code if known else None,
        "municipality_group": known.group_code if known else None,
    }


def _kind(code: str) -> str:
    return "country" if code == COUNTRY else "elsewhere" if code in ELSEWHERE else "region"


def _period(code: str, number: int) -> Record:
    first, _, last = code.partition("/")
    return {
        "id": number,
        "code": code,
        "first_year": int(first[:4]),
        "last_year": int((last or first)[:4]),
    }


def _indicator(code: str, number: int) -> Record:
    found = indicators()[code]
    texts = {"name": found.name, "unit": found.unit, "definition": found.definition}
    both = {f"{key}_{lang}": text[lang] for key, text in texts.items() for lang in LANGUAGES}
    return {
        "id": number,
        "code": code,
        "topic": found.topic,
        "counts": found.counts,
        "kind": found.kind,
        **both,
    }


def _category(dimension: str, code: str, number: int) -> Record:
    found = dimensions()[dimension].codes[code]
    return {
        "id": number,
        "dimension": dimension,
        "code": code,
        "name_da": found.da,
        "name_en": found.en,
    }
