"""Numbers as a page shows them, with what makes files of them: their rows, sources and name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.result import Result, weakest
from catalog.model import Language
from catalog.words import say
from charts.frame import Framed
from data.schema import Snapshot
from reports.about import About, about_all
from reports.beside import Compared, rows
from reports.cells import parsed, words
from reports.download import csv_of, heading, number, origins, read_back, written
from reports.named import called, joined, named
from reports.workbook import View, workbook


@dataclass(frozen=True)
class Numbers:
    """Tables by their names as they are shown, and the rows behind them as CSV.

    `name` is that of the files; `told` stands below the tables, as who is in a comparison.
    """

    tables: Mapping[str, pd.DataFrame]
    about: About
    language: Language
    csv: Callable[[], bytes]
    name: str
    told: str = ""
    more: str = ""

    def beside(self, figure: Framed) -> "Numbers":
        """The same as the numbers of a drawing: with its title and name, and its notes."""
        name = called(figure, self.language, self.more)
        return replace(self, about=self.about.beside(figure), name=name)

    def book(self, view: View) -> bytes:
        """The tables as a workbook; of a list, its rows."""
        tables = self.tables or {"": read_back(self.csv(), self.language)}
        return workbook(tables, self.about, self.language, view)


def of_results(
    shown: pd.DataFrame | Mapping[str, pd.DataFrame],
    results: Sequence[Result],
    language: Language,
    *,
    compared: Compared | None = None,
    csv: Callable[[], bytes] | None = None,
    notes: Iterable[str] = (),
    what: str = "",
    more: str = "",
) -> Numbers:
    """The numbers of results as they are shown; all files say who is in a comparison.

    `csv` where the file has more than the rows of the results; `what` names tables that are more
    than their indicators, `more` what else there is to say in the name of the files.
    """
    told = compared.told if compared else ""
    after = rows(compared, language) if compared else []
    about = about_all(results, language, told=tuple(filter(None, [told, *notes])))
    more = compared.short if compared else more
    standing = weakest(found for result in results if (found := result.standing))
    return Numbers(
        {"": shown} if isinstance(shown, pd.DataFrame) else shown,
        replace(about, title=what or about.title),
        language,
        csv or (lambda: csv_of(results, language, after)),
        joined(language, what, standing=standing) if what else named(results, language, more),
        told,
        more,
    )


def of_words(
    shown: pd.DataFrame,
    language: Language,
    *,
    what: str,
    snapshots: Iterable[Snapshot],
    place: str = "",
    notes: Iterable[str] = (),
    csv: Callable[[], bytes] | None = None,
) -> Numbers:
    """A table of texts: `what` it is and the snapshots behind it; without `csv` as it is shown."""
    about = About(what, "", tuple(dict.fromkeys(snapshots)), notes=tuple(dict.fromkeys(notes)))
    rows = csv or (lambda: _as_shown(shown, about, language))
    return Numbers({"": shown}, about, language, rows, _name(about, language, place))


def of_list(
    csv: Callable[[], bytes],
    language: Language,
    *,
    what: str,
    snapshots: Iterable[Snapshot],
    place: str = "",
    notes: Iterable[str] = (),
) -> Numbers:
    """What a page shows as a list and not as a table: the workbook has the rows of the CSV."""
    about = About(what, "", tuple(dict.fromkeys(snapshots)), notes=tuple(dict.fromkeys(notes)))
    return Numbers({}, about, language, csv, _name(about, language, place))


def _name(about: About, language: Language, place: str) -> str:
    standing = weakest(found.standing for found in about.snapshots)
    return joined(language, about.title, place, standing=standing)


def _as_shown(shown: pd.DataFrame, about: About, language: Language) -> bytes:
    """A shown table as CSV, all the sources behind it in each row."""
    behind = origins(about.snapshots, language) if about.snapshots else []
    head = heading("", language) if behind else []
    first = [shown.index.name or say("taken.first", language), *shown.columns]
    cells = [
        [*(_cell(cell, language) for cell in (index, *row)), *behind]
        for index, row in zip(shown.index, shown.to_numpy(), strict=True)
    ]
    return written([[*map(str, first), *head], *cells], language)


def _cell(cell: object, language: Language) -> str:
    found = parsed(cell, language)
    return words(cell, language) if found is None else number(found[0], language)
