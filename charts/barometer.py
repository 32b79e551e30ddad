"""What each edition of the barometer found for one requirement: points, never a line through them."""

import pandas as pd

from analysis.barometer import Barometer, Pair
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import svg, theme
from charts.frame import Framed, Legend, frame

WIDTH, ROW = 640, 34
LABELS, END = 190, 560
WORDS = ("words", "not_seen", "not_compliant")


def requirement(barometer: Barometer, code: str, language: Language) -> Framed:
    """One requirement: a row an edition, a point for a printed share, words where words were printed.

    Two points are joined only where the two editions had the same participants.
    """
    rows = barometer.found(code)
    editions = list(dict.fromkeys(rows["edition"]))
    name = dimensions()["requirement"].codes[code][language]
    pairs = barometer.pairs(code)
    height = 26 + ROW * len(editions)
    parts = [*_axis(height, language), *_rows(rows, editions, barometer, language)]
    parts += [part for pair in pairs for part in _pair(pair, editions, language)]
    alt = say("barometer.alt", language, name=name, found=_told(rows, barometer, language))
    return frame(
        svg.drawing(parts, alt, width=WIDTH, height=height),
        barometer.snapshots(rows),
        language,
        title=name,
        subtitle=say("barometer.subtitle", language),
        alt=alt,
        notes=tuple(_pair_note(pair, language) for pair in pairs),
        legend=_legend(language) if len(editions) else (),
    )


def edition_name(barometer: Barometer, edition: str, language: Language) -> str:
    """An edition as readers know it, with its kind: the pilot, a year, or years pooled."""
    kinds = dict(zip(barometer.editions["edition"], barometer.editions["kind"], strict=True))
    kind = kinds.get(edition, "yearly")
    year = edition.replace("pilot-", "").replace("-", "–")
    return say(f"barometer.edition.{kind}", language, year=year)


def _axis(height: int, language: Language) -> list[str]:
    ticks = (0, 25, 50, 75, 100)
    lines = [svg.rule(_x(tick), 20, _x(tick), height, opacity=0.2) for tick in ticks]
    return lines + [svg.text(_x(tick), 12, say("barometer.tick", language, percent=tick)) for tick in ticks]


def _rows(rows: pd.DataFrame, editions: list[str], barometer: Barometer, language: Language) -> list[str]:
    kinds = dict(zip(barometer.editions["edition"], barometer.editions["kind"], strict=True))
    parts = [
        svg.text(0, _y(edition, editions) + 4, edition_name(barometer, edition, language), anchor="start")
        for edition in editions
    ]
    for row in rows.itertuples():
        y = _y(row.edition, editions)
        if row.kind == "percent":
            label = say("barometer.percent", language, percent=fmt.number(row.percent, language))
            parts += [_mark(_x(row.percent), y, kinds[row.edition])]
            parts += [svg.text(_x(row.percent) - 11, y + 4, label, anchor="end", weight=600)]
        elif row.kind in WORDS and not _has_percent(rows, row.edition):
            parts += [svg.text(LABELS + 8, y + 4, in_words(row, language), anchor="start")]
    return parts


def in_words(row: object, language: Language) -> str:
    """A result that was printed in words, as non-compliance, or not seen: said as just that."""
    kind = row.kind  # type: ignore[attr-defined]
    if kind == "words":
        return say("barometer.in_words", language, words=getattr(row, f"words_{language}"))
    if kind == "not_compliant":
        percent = fmt.number(row.percent, language)  # type: ignore[attr-defined]
        return say("barometer.not_compliant", language, percent=percent)
    return say("barometer.not_seen", language)


def _mark(x: float, y: float, kind: str) -> str:
    """The pilot hollow, a pooled edition square, a yearly one round: three different things."""
    if kind == "pilot":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="none" stroke="{theme.MAIN}" stroke-width="2.5"/>'
    if kind == "pooled":
        return f'<rect x="{x - 5.5:.1f}" y="{y - 5.5:.1f}" width="11" height="11" fill="{theme.MAIN}"/>'
    return svg.dot(x, y, theme.MAIN, radius=6)


def _pair(pair: Pair, editions: list[str], language: Language) -> list[str]:
    start = (_x(pair.percent_before), _y(pair.before, editions))
    end = (_x(pair.percent_after), _y(pair.after, editions))
    middle = max(start[0], end[0]) + 34, (start[1] + end[1]) / 2
    curve = f"M{start[0] + 8:.1f},{start[1]:.1f} Q{middle[0]:.1f},{middle[1]:.1f} {end[0] + 8:.1f},{end[1]:.1f}"
    label = say("barometer.pair_label", language, points=fmt.signed(pair.points, language))
    return [
        f'<path d="{curve}" fill="none" stroke="{theme.CHOSEN}" stroke-width="2" stroke-dasharray="5 3"/>',
        svg.text(middle[0] - 8, middle[1] + 4, label, anchor="start", weight=600, colour=theme.CHOSEN),
    ]


def _pair_note(pair: Pair, language: Language) -> str:
    return say(
        "barometer.pair_note",
        language,
        before=pair.before,
        after=pair.after,
        percent_before=fmt.number(pair.percent_before, language),
        percent_after=fmt.number(pair.percent_after, language),
        points=fmt.signed(pair.points, language),
    )


def _legend(language: Language) -> tuple[Legend, ...]:
    return tuple(
        Legend(theme.MAIN, say(f"barometer.legend.{kind}", language), None, mark)
        for kind, mark in (("pilot", "ring"), ("yearly", "dot"), ("pooled", "square"))
    ) + (Legend(theme.CHOSEN, say("barometer.legend.pair", language), None, "dash"),)


def _told(rows: pd.DataFrame, barometer: Barometer, language: Language) -> str:
    told = []
    for row in rows.itertuples():
        name = edition_name(barometer, row.edition, language)
        percent = row.kind == "percent"
        found = say("barometer.percent", language, percent=fmt.number(row.percent, language)) if percent else in_words(row, language)
        told.append(f"{name}: {found}")
    return "; ".join(told)


def _has_percent(rows: pd.DataFrame, edition: str) -> bool:
    return bool(((rows["edition"] == edition) & (rows["kind"] == "percent")).any())


def _x(percent: float) -> float:
    return LABELS + percent / 100 * (END - LABELS)


def _y(edition: str, editions: list[str]) -> float:
    return 26 + ROW * (editions.index(edition) + 0.6)
