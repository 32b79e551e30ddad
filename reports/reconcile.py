"""Figures that differ, side by side, in words and as CSV; the page and the file say the same."""

from collections.abc import Sequence

from analysis.reconcile import MUNICIPALITIES, Figure, Reconciled
from catalog import format as fmt
from catalog.load import dimensions, indicator
from catalog.model import Language
from catalog.words import say
from reports.download import ORIGIN, area_name, number, origins, written
from reports.download import heading as origin_heading

PLAIN = frozenset({"exact", "as_printed", "whole_number", "decimals_1", "decimals_2", "derived"})
"""Precisions that need no words beside the figure."""
BOLD = "**"
"""What marks bold words on a page, and has no place in a file."""
COLUMNS = "difference side value unit where how gap"


def value_told(figure: Figure, language: Language) -> str:
    """The figure as it is read; a dash where it is not among the facts."""
    return fmt.number(figure.value, language, figure.decimals)


def stands(figure: Figure, language: Language) -> list[str]:
    """Of whom and when the figure is, in words; nothing where it is not there."""
    if not figure.parts:
        return []
    code = figure.parts[-1].area
    areas = MUNICIPALITIES if figure.parts[-1].scope == "municipalities_98" else code
    if areas == MUNICIPALITIES:
        where = say("differences.municipalities", language)
    else:
        where = area_name(code, language)
    return [where, fmt.period(figure.period, language)]


def worked_out(figure: Figure, language: Language) -> str:
    """How the figure is had from what is printed, or that it is not there and when it will be."""
    take = figure.side.take
    if figure.value is None:
        return say(f"differences.missing_{'fetch' if take == 'count' else 'printed'}", language)
    if not figure.derived:
        return ""
    cells = [
        fmt.number(part.value, language, indicator(part.cell.indicator).decimals)
        for part in figure.parts
    ]
    first, second = cells[0], cells[-1]
    return say(f"differences.by_{take}", language, first=first, second=second)


def notes(figure: Figure, language: Language) -> list[str]:
    """What the source says with the figure: its rounding, whom it is limited to, its own note."""
    told: list[str] = []
    for part in figure.parts:
        precision, scope = (dimensions()[name].codes for name in ("precision", "scope"))
        found = [precision[part.precision][language]] if part.precision not in PLAIN else []
        found += [scope[part.scope][language]] if part.scope else []
        told += [f"{text}." for text in found] + ([part.note[language]] if part.note else [])
    return list(dict.fromkeys(told))


LEAST = 0.1
"""A gap of less than this in percent is said to be under it, never to be none."""


def gap_told(one: Reconciled, language: Language) -> str:
    """How far the first two lie apart, in a sentence; or that nothing is taken from anything."""
    compare, gap = one.difference.compare, one.gap
    if gap is None:
        return say("differences.gap_none", language) if compare == "none" else ""
    decimals = {"points": 1, "per_child": 2}.get(compare, 0)
    first, second = (1 if f.side.per != 100 else f.decimals for f in one.figures[:2])
    values = {
        "first": fmt.number(gap.first, language, first),
        "second": fmt.number(gap.second, language, second),
        "size": fmt.number(abs(gap.size), language, decimals),
        "percent": _percent(abs(gap.size) / gap.first * 100, language),
    }
    rounded = [say("differences.rounded", language)] if gap.rounded else []
    return " ".join([say(f"differences.gap_{compare}", language, **values), *rounded])


def _percent(found: float, language: Language) -> str:
    if 0 < found < LEAST:
        return say("differences.gap_least", language, least=fmt.number(LEAST, language, 1))
    return fmt.number(found, language, 1)


def differences_csv(found: Sequence[Reconciled], language: Language) -> bytes:
    """Every figure of every difference, with how it is had, how far apart, and its origin."""
    head = [say(f"differences.column_{key}", language) for key in COLUMNS.split()]
    rows = [_row(one, figure, language) for one in found for figure in one.figures]
    return written([head + origin_heading("", language), *rows], language)


def _row(one: Reconciled, figure: Figure, language: Language) -> list[str]:
    how = [worked_out(figure, language), *notes(figure, language)]
    return [
        one.difference.name[language],
        figure.side.name[language],
        number(figure.value, language),
        figure.unit[language],
        ", ".join(stands(figure, language)),
        " ".join(filter(None, how)),
        gap_told(one, language).replace(BOLD, ""),
        *(origins(figure.snapshots, language) if figure.snapshots else [""] * len(ORIGIN)),
    ]
