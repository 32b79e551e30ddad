"""What every figure carries, whatever draws it: title, unit, source, breaks, standing, alt text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.result import Result, source_line, weakest
from catalog import format as fmt
from catalog.model import Language, Standing
from catalog.words import say
from charts.made_up import marked, refuse_mixed
from data.schema import Snapshot

SEPARATORS = {"da": ",.", "en": ".,"}


@dataclass(frozen=True)
class Legend:
    """One line of a legend: its color, how it is drawn, its words, and how many it counts."""

    color: str
    label: str
    count: int | None = None
    mark: str = "fill"


@dataclass(frozen=True)
class Marker:
    """A vertical mark in time: `at` is the first year after it; a break also stops the line."""

    at: float
    label: str
    text: str
    is_break: bool


@dataclass(frozen=True)
class Framed:
    """A drawing and everything that must stand beside it, on the page and on paper.

    `drawing` is a Plotly figure as a plain dict, or an SVG image as text. `minded` is what a page
    says once in its list of cautions and a picture or a workbook, which is alone, always has.
    """

    drawing: dict[str, Any] | str
    title: str
    subtitle: str
    source: str
    standing: Standing | None
    notes: tuple[str, ...]
    alt: str
    legend: tuple[Legend, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    minded: tuple[str, ...] = ()

    @property
    def taken_notes(self) -> tuple[str, ...]:
        """Everything that goes with the figure where it is taken away, each once."""
        return tuple(dict.fromkeys((*self.notes, *self.minded)))


def framed(
    drawing: dict[str, Any] | str,
    results: Sequence[Result],
    language: Language,
    *,
    title: str,
    alt: str,
    period: str = "",
    markers: Sequence[Marker] = (),
    legend: Sequence[Legend] = (),
) -> Framed:
    """Put a drawing in the one frame; unit, source, standing and breaks follow from the results."""
    snapshots = tuple(dict.fromkeys(found for result in results for found in result.snapshots))
    declared = dict.fromkeys(result.indicator for result in results)
    several = len(declared) > 1
    measures = [
        say("frame.measure", language, name=found.name[language], unit=found.unit[language])
        if several
        else _capital(found.unit[language])
        for found in declared
    ]
    return frame(
        drawing,
        snapshots,
        language,
        title=title,
        alt=alt,
        subtitle=" · ".join([*measures, *([period] if period else [])]),
        notes=tuple(marker.text for marker in markers),
        legend=tuple(legend),
    )


def frame(
    drawing: dict[str, Any] | str,
    snapshots: tuple[Snapshot, ...],
    language: Language,
    *,
    title: str,
    alt: str,
    subtitle: str,
    notes: tuple[str, ...] = (),
    legend: tuple[Legend, ...] = (),
) -> Framed:
    """The frame itself, for figures whose numbers come as tables of words and not as a Result.

    Made-up figures are marked in title, drawing, hover and alt text. Raises ValueError, naming
    both, where they would stand in one figure with real ones.
    """
    refuse_mixed(snapshots, language)
    standing = weakest(found.standing for found in snapshots)
    if standing == "synthetic":
        title, alt = (say("frame.synthetic", language, title=text) for text in (title, alt))
        drawing = marked(drawing, language)
    if isinstance(drawing, dict):
        drawing["layout"] |= {"separators": SEPARATORS[language], "meta": {"standing": standing}}
    source = source_line(snapshots, language)
    return Framed(drawing, title, subtitle, source, standing, notes, alt, legend, snapshots)


def markers(
    result: Result, events: pd.DataFrame, periods: Sequence[str], language: Language
) -> list[Marker]:
    """The breaks and events that fall inside a series, in order of time.

    `events` are the law events that have a marker; an event is drawn but does not stop the line.
    """
    if len(periods) < 2:
        return []
    first, last = int(min(periods)[:4]), int(max(periods)[:4])
    found = [
        Marker(int(b.period), say("frame.break", language), b[language], is_break=True)
        for b in result.indicator.breaks
    ]
    found += [
        Marker(int(e.date[:4]), e[f"marker_{language}"], _event(e, language), is_break=False)
        for _, e in events.iterrows()
        if result.indicator.topic in e["affects"].split() or "all" in e["affects"].split()
    ]
    return sorted((m for m in found if first < m.at <= last), key=lambda marker: marker.at)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _event(event: "pd.Series[Any]", language: Language) -> str:
    return say(
        "frame.event",
        language,
        date=fmt.date(event["date"], language),
        text=event[f"text_{language}"],
    )
