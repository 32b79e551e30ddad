"""Made-up counts in StatBank's own form: its codes, a BULK answer without zeros, and tableinfo."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import geo.municipalities as geo
from catalog.load import dimensions, tables
from catalog.model import Table
from data.demo.children import AGES, SEXES, TIMES
from data.demo.known import YEARS
from data.demo.model import YEARS_OF_AGE, Model
from data.demo.notifications import NOTIFIERS
from data.demo.parts import Whole
from data.demo.reasons import REASONS
from data.demo.residents import CODES
from data.importers.columns import COUNTRY, ELSEWHERE, REGIONS

TOTAL = "I alt"
STAMP = "2000-01-01T00:00:00"
"""No edition of StatBank's: made-up figures were never updated by it."""

TITLES = {
    "UND1": "Underretninger vedr. børn",
    "UND2": "Børn der er modtaget underretninger om",
    "UND3": "Årsager til underretninger vedr. børn",
    "FOLK1A": "Befolkningen den 1. i kvartalet",
}
Values = dict[str, str]
"""The codes of one variable with their texts."""


@dataclass(frozen=True)
class Form:
    """One table as StatBank would answer: `variables` in order, one axis of `counts` for each.

    `kept` are cells that are written although they are zero, since a figure of zero was published.
    """

    table: Table
    variables: Mapping[str, Values]
    counts: Whole
    kept: Sequence[tuple[int, ...]] = ()

    @property
    def title(self) -> str:
        """A title that nobody can take for StatBank's."""
        return f"Fiktive tal i samme form som {self.table.id}: {TITLES[self.table.id]}"


def forms(found: Model) -> list[Form]:
    """The four tables of the model."""
    places = _areas([COUNTRY, *CODES, "998"])
    notifiers, ages = _coded("notifier", NOTIFIERS, "0"), _coded("age", AGES, "00")
    sexes, years = _coded("sex", SEXES, "0"), {year: year for year in YEARS}
    times, reasons = _coded("times_notified", TIMES, "00"), _coded("reason", REASONS, "0")
    everyone = [{"00": TOTAL}, {"0": TOTAL}]
    return [
        _form("UND1", [places, notifiers, ages, sexes, years], found.notifications, found),
        _form("UND2", [places, times, ages, sexes, years], found.children, found),
        _form("UND3", [places, reasons, notifiers, *everyone, years], found.reasons, found),
        _residents(found),
    ]


def answer(form: Form) -> bytes:
    """The BULK answer: a heading and a row for each count that is not zero."""
    codes = [list(values) for values in form.variables.values()]
    places = np.vstack([np.argwhere(form.counts), *(np.array([cell]) for cell in form.kept)])
    columns = [np.array(of, dtype=object)[places[:, n]].tolist() for n, of in enumerate(codes)]
    counts = map(str, form.counts[tuple(places.T)].tolist())
    head = ";".join([*(name.upper() for name in form.variables), "INDHOLD"])
    rows = map(";".join, zip(*columns, counts, strict=True))
    return "\n".join([head, *rows, ""]).encode()


def info(form: Form) -> bytes:
    """What tableinfo would say of it."""
    told = {
        "id": form.table.id,
        "text": form.title,
        "description": form.title,
        "unit": "Antal",
        "suppressedDataValue": "0",
        "updated": STAMP,
        "active": False,
        "contacts": [],
        "documentation": None,
        "footnote": None,
        "variables": [_told(name, values) for name, values in form.variables.items()],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def query(form: Form) -> str:
    """The request that would have brought it."""
    wanted = [{"code": name, "values": list(values)} for name, values in form.variables.items()]
    asked = {"table": form.table.id, "format": "BULK", "lang": "en", "valuePresentation": "Code"}
    return json.dumps(asked | {"variables": wanted}, ensure_ascii=False)


def _told(name: str, values: Values) -> dict[str, Any]:
    time = name == "Tid"
    texts = [{"id": code, "text": text} for code, text in values.items()]
    return {"id": name, "text": name.lower(), "elimination": not time, "time": time,
            "values": texts}  # fmt: skip


def _form(name: str, values: list[Values], counts: Whole, found: Model) -> Form:
    table = tables()[name]
    names = [str(table.area), *table.variables, "Tid"]
    return Form(table, dict(zip(names, values, strict=True)), counts, _zeros(counts, found))


def _zeros(counts: Whole, found: Model) -> list[tuple[int, ...]]:
    """The totals of municipalities that a rate of zero is published for."""
    absent = {(int(place) + 1, int(year)) for place, year in found.absent}
    inner = (0,) * (counts.ndim - 2)
    totals = found.children[:, 0, 0, 0]
    zeros = [(int(place), int(year)) for place, year in np.argwhere(totals == 0)]
    return [
        (p, *inner, y) for p, y in zeros if (p, y) not in absent and not counts[p, ..., y].any()
    ]


def _residents(found: Model) -> Form:
    table = tables()["FOLK1A"]
    sexes = {code: ours or TOTAL for code, ours in table.variables["KØN"].codes.items()}
    ages = {str(age): f"{age} år" for age in range(YEARS_OF_AGE)}
    values = [
        _areas([COUNTRY, *REGIONS, *CODES, "411"]),
        sexes,
        ages,
        {"TOT": TOTAL},
        {f"{year}{table.quarter}": f"{year}{table.quarter}" for year in YEARS},
    ]
    names = [str(table.area), *table.variables, "Tid"]
    counts = found.residents[:, :, 1:, None, :]  # all ages together are no figure of children
    return Form(table, dict(zip(names, values, strict=True)), counts)


def _areas(codes: Iterable[str]) -> Values:
    names = {COUNTRY: "Hele landet", **REGIONS, **ELSEWHERE}
    return {code: names.get(code) or geo.municipality(code).name for code in codes}


def _coded(dimension: str, ours: Sequence[str], total: str) -> Values:
    """A total, and StatBank's code of each category; one that has none gets one of no source."""
    known = dimensions()[dimension].codes
    codes = (known[code].source or f"F{n}" for n, code in enumerate(ours, start=1))
    return {total: TOTAL} | dict(zip(codes, (known[code].da for code in ours), strict=True))
