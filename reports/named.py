"""What a file of a figure is called: plain words for what it shows and when, made-up ones first."""

import re

from catalog.model import Language
from catalog.words import say
from charts.frame import Framed
from reports.download import marked_name

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe"})
YEAR = re.compile(r"\d{4}")
LONGEST = 110
"""Signs in a name, so that it can be kept anywhere."""


def called(figure: Framed, language: Language, ending: str) -> str:
    """The name of a figure's file: its title, and the period where the title leaves it out."""
    mark = say("frame.synthetic", language, title="")
    title, period = figure.title.removeprefix(mark), figure.subtitle.split(" · ")[-1]
    when = period if YEAR.search(period) and period not in title else ""
    name = f"underretningsatlas-{_kept(f'{title} {when}')[:LONGEST].strip('-')}.{ending}"
    return marked_name(name, figure.standing)


def _kept(words: str) -> str:
    """Small letters, digits and hyphens.

    >>> _kept("Børn på 0-17 år pr. 1.000: Ærø, 2015–2025")
    'boern-paa-0-17-aar-pr-1000-aeroe-2015-2025'
    """
    joined = re.sub(r"(?<=\d)[.,](?=\d{3})", "", words.lower().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", joined).strip("-")
