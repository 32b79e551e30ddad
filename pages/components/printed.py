"""Printed figures on a page: the bars, the same numbers as a table, and the file of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.notes import on_whole
from analysis.printed import Asked, printed
from analysis.result import Result
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.printed import Bar, How
from charts.printed import printed as drawn
from pages.components import once, show
from pages.components.session import Run
from pages.components.taken import Taken
from reports.printed import in_words, table


@dataclass(frozen=True)
class Figure:
    """Which figures, what names the rows of the drawing, and what the colors are of."""

    key: str
    asked: Asked
    rows: tuple[str, ...] = ("period", "edition", "scope")
    colors: str = "indicator"
    how: How = "single"


def figure(run: Run, wanted: Figure, title: str) -> None:
    """One figure with what to mind, table and file; nothing where there are none of its figures."""
    lang = run.language
    found = printed(run.facts, wanted.asked)
    if found:
        words = in_words(found, lang)
        names = _names(found, words, wanted.colors, lang)
        framed = drawn(
            found, _bars(words, wanted, lang), lang, title=title, how=wanted.how, names=names
        )
        framed = replace(framed, minded=minded(found, lang))
        taken = show.show(framed, lang, key=wanted.key)
        cautions(run, found)
        numbers(found, lang, key=wanted.key, beside=taken)


def numbers(
    found: tuple[Result, ...],
    language: Language,
    *,
    key: str,
    beside: Taken | None = None,
    label: str = "",
) -> None:
    """The numbers as a table that is opened, and as files with those of what they are beside.

    `label` is for a table that stands alone: it is not the same numbers as in anything above.
    """
    if found:
        shown = table(found, language)
        show.folded(show.of_results(shown, found, language), key=key, beside=beside, label=label)


def cautions(run: Run, found: Sequence[Result]) -> None:
    """What must be minded with some figures, in full where the page has not said it above."""
    once.cautions(run, _noted(found, run.language), _caveats(found, run.language))


def minded(found: Sequence[Result], language: Language) -> tuple[str, ...]:
    """The same as texts, for a figure that is taken away."""
    return (*_caveats(found, language), *_noted(found, language))


def _caveats(found: Sequence[Result], language: Language) -> list[str]:
    return [caveat[language] for result in found for caveat in result.indicator.caveats]


def _noted(found: Sequence[Result], language: Language) -> list[str]:
    notes = [on_whole(result) for result in found]
    return show.noted(pd.concat(notes), language, dated=True) if notes else []


def _bars(words: pd.DataFrame, wanted: Figure, language: Language) -> list[Bar]:
    return [
        Bar(
            "\n".join(filter(None, (str(row[part]) for part in wanted.rows)))
            or say("printed.both", language),
            str(row[wanted.colors]) or say("printed.both", language),
            str(row["code"]),
            float(row["value"]),
            str(row["number"]),
        )
        for row in words.to_dict("records")
    ]


def _names(
    found: tuple[Result, ...], words: pd.DataFrame, part: str, language: Language
) -> list[str]:
    """All names in the order of their colors: as the catalog lists them, or as they come."""
    dimension = found[0].indicator.dimension if part == "category" else part
    if dimension is not None and dimension in dimensions():
        listed = dimensions()[dimension].codes.values()
        return [code[language] for code in listed]
    return [str(name) for name in dict.fromkeys(words[part])]
