"""What a file is called: what it shows, of whom and when, in plain words; made-up ones say so."""

import re
from collections.abc import Sequence
from datetime import date

from analysis.result import Result, weakest
from catalog.model import Language, Standing
from catalog.words import say
from charts.frame import Framed
from reports.download import area_name

ATLAS = "underretningsatlas"
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe"})
YEAR = re.compile(r"\d{4}")
LONGEST = 90
"""Signs in one part of a name, so that the whole can be kept anywhere."""


def called(figure: Framed, language: Language, *more: str) -> str:
    """A figure's title, with the period last; the same for all its files.

    `more` is what the title does not say of the numbers, as whom they are held against.
    """
    mark = say("frame.synthetic", language, title="")
    title, period = figure.title.removeprefix(mark), figure.subtitle.split(" · ")[-1]
    when = period if YEAR.search(period) else ""
    title = title.replace(when, "") if when else title
    return joined(language, title, when, *more, standing=figure.standing)


def named(results: Sequence[Result], language: Language, *more: str) -> str:
    """What results are of, whether children or notifications are counted, of whom and when."""
    names = dict.fromkeys(result.indicator.name[language] for result in results)
    counts = say(f"counts.{results[0].indicator.counts}", language)
    what = "; ".join(names)
    areas = sorted({area for result in results for area in result.table["area"]})
    periods = sorted({period for result in results for period in result.usable()["period"]})
    return joined(
        language,
        what,
        "" if kept(counts) in kept(what) else counts,
        area_name(areas[0], language) if len(areas) == 1 else "",
        _span(periods),
        *more,
        standing=weakest(found for result in results if (found := result.standing)),
    )


def _span(periods: Sequence[str]) -> str:
    """The first and the last of some periods.

    >>> _span(["2014-04/2014-12", "2015", "2022"]), _span(["2025"]), _span([])
    ('2014-04-2022', '2025', '')
    """
    first, last = "".join(periods[:1]).split("/")[0], "".join(periods[-1:]).split("/")[-1]
    return "-".join(dict.fromkeys(filter(None, (first, last))))


def joined(language: Language, *parts: str, standing: Standing | None = None) -> str:
    """The parts of a name in one, the atlas first; before it that figures are made up."""
    mark = say("taken.made_up", language) if standing == "synthetic" else ""
    cut = (kept(part)[:LONGEST].strip("-") for part in parts)
    return "-".join(filter(None, [mark, ATLAS, *cut]))


def ended(name: str, ending: str, made: date) -> str:
    """The whole name of a file, with the day on which it was made last.

    >>> ended("underretningsatlas-loven", "csv", date(2026, 11, 22))
    'underretningsatlas-loven-2026-11-22.csv'
    """
    return f"{name}-{made.isoformat()}.{ending}"


def kept(words: str) -> str:
    """Small letters, digits and hyphens.

    >>> kept("Børn på 0-17 år pr. 1.000: Ærø, 2015–2025")
    'boern-paa-0-17-aar-pr-1000-aeroe-2015-2025'
    """
    whole = re.sub(r"(?<=\d)[.,](?=\d{3})", "", words.lower().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", whole).strip("-")
