"""The one legend of two maps that stand side by side: the same classes, counted in each year."""

from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.frame import Framed, Legend


def shared(maps: dict[str, Framed], language: Language) -> tuple[Legend, ...]:
    """Every line of the maps' legends once, with its count in each period.

    A period whose map lacks a line has none of it.
    """
    lines = {line.label: line for figure in maps.values() for line in figure.legend}
    counts = {
        period: {line.label: line.count or 0 for line in figure.legend}
        for period, figure in maps.items()
    }
    return tuple(
        Legend(line.color, _counted(label, counts, language), None, line.mark)
        for label, line in lines.items()
    )


def _counted(label: str, counts: dict[str, dict[str, int]], language: Language) -> str:
    told = [
        say(
            "two_years.count",
            language,
            period=fmt.period(period, language),
            count=found.get(label, 0),
        )
        for period, found in counts.items()
    ]
    return say("two_years.legend", language, label=label, counts=fmt.listed(told, language))
