"""The parts of a change as CSV: one part a row, each with what it was worked out from."""

from collections.abc import Iterable

from analysis.notifiers import group_name
from analysis.split import Split
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from reports.beside import listed
from reports.download import heading, number, origins, written

ENDS = ("before", "after", "change")
AREAS = 1
"""Where the number of municipalities stands among the columns, with who they are after it."""


def split_csv(splits: Iterable[tuple[str, Split]], language: Language) -> bytes:
    """Every number of some splits, each under the name of whom it is about.

    Whole numbers, rounded as on the page so that the parts add up to the change.
    """
    head = heading("area name period category kind value counts", language)
    head[AREAS:AREAS] = [
        say("changed.areas", language),
        say("doubt.members", language),
        say("doubt.left_out", language),
    ]
    rows = [row for name, split in splits for row in _rows(name, split, language)]
    return written([head, *rows], language)


def _rows(name: str, split: Split, language: Language) -> list[list[str]]:
    indicator, codes = split.rows.indicator, dimensions()["notifier"].codes
    members = listed(set(split.rows.table["area"]), language)
    left_out = listed(split.left_out, language)
    span = say("changed.file_span", language, base=split.span.base, end=split.span.end)
    return [
        [
            name,
            str(split.areas),
            members,
            left_out,
            indicator.name[language],
            span,
            group_name(code, language) if code in codes else "",
            _part(part, language),
            number(float(value), language),
            say(f"counts.{indicator.counts}", language),
            *origins(split.rows.snapshots, language),
        ]
        for code, row in split.table.iterrows()
        for part, value in row.items()
    ]


def _part(part: object, language: Language) -> str:
    if part in ENDS:
        return say(f"changed.{part}", language)
    return say(f"changed.part_{part}", language)
