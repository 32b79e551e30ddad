"""What each edition of the barometer found for one requirement: points, and no line of them."""

import pandas as pd

from analysis.barometer import Barometer, Pair, Row
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import svg, theme
from charts.frame import Framed, Legend, frame
from charts.said import ended

WIDTH, ROW = 450, 32
LABELS, END = 122, 372
NOTIFICATIONS = ("notif_24h", "acute_action")
WORDS = ("words", "not_seen", "not_compliant")


def requirement(barometer: Barometer, code: str, language: Language) -> Framed:
    """One requirement: a row an edition, a point for a share, and words where words were printed.

    Two points are joined only where the two editions had the same participants.
    """
    rows = barometer.found(code)
    editions = list(dict.fromkeys(rows["edition"]))
    name = dimensions()["requirement"].codes[code][language]
    pairs = barometer.pairs(code)
    height = 26 + ROW * len(editions)
    parts = [
        *_axis(height, language),
        *_names(editions, barometer, language),
        *_rows(rows, editions, barometer, language),
        *(part for n, pair in enumerate(pairs) for part in _pair(pair, editions, language, n)),
    ]
    alt = say("barometer.alt", language, name=name, found=ended(_told(rows, barometer, language)))
    return frame(
        svg.drawing(parts, alt, width=WIDTH, height=height),
        barometer.snapshots(rows),
        language,
        title=name,
        subtitle=say("barometer.subtitle", language, base=base(code, language)),
        alt=alt,
        notes=_notes(barometer, code, pairs, language),
        legend=_legend({barometer.kinds()[edition] for edition in editions}, pairs, language),
    )


def edition_name(barometer: Barometer, edition: str, language: Language) -> str:
    """An edition as readers know it, with its kind: the pilot, a year, or years pooled."""
    kind = barometer.kinds().get(edition, "yearly")
    year = edition.replace("pilot-", "").replace("-", "–")
    return say(f"barometer.edition.{kind}", language, year=year)


def _axis(height: int, language: Language) -> list[str]:
    ticks = (0, 25, 50, 75, 100)
    lines = [svg.rule(_x(tick), 20, _x(tick), height, opacity=0.2) for tick in ticks]
    return lines + [
        svg.text(_x(tick), 12, say("barometer.tick", language, percent=tick)) for tick in ticks
    ]


def _names(editions: list[str], barometer: Barometer, language: Language) -> list[str]:
    names = (edition_name(barometer, edition, language) for edition in editions)
    return [
        svg.text(0, _y(edition, editions) + 4, name, anchor="start")
        for edition, name in zip(editions, names, strict=True)
    ]


def _rows(
    rows: pd.DataFrame, editions: list[str], barometer: Barometer, language: Language
) -> list[str]:
    kinds = barometer.kinds()
    parts = []
    for row in rows.to_dict("records"):
        x, y, label = _x(row["percent"]), _y(row["edition"], editions), in_words(row, language)
        if row["kind"] == "percent":
            parts += [_mark(x, y, kinds[row["edition"]])]
            parts += [svg.text(x - 11, y + 4, label, anchor="end", weight=600)]
        elif row["kind"] in WORDS and not _has_percent(rows, row["edition"]):
            parts += [svg.text(LABELS + 8, y + 4, label, anchor="start")]
    return parts


def in_words(row: Row, language: Language) -> str:
    """A result as it was printed: a share, words, non-compliance, or not seen."""
    percent = fmt.number(row["percent"], language)
    match row["kind"]:
        case "percent":
            return say("barometer.percent", language, percent=percent)
        case "words":
            return say("barometer.in_words", language, words=row[f"words_{language}"])
        case "not_compliant":
            return say("barometer.not_compliant", language, percent=percent)
    return say("barometer.not_seen", language)


def _mark(x: float, y: float, kind: str) -> str:
    """The pilot hollow, a pooled edition square, a yearly one round: three different things."""
    if kind == "pilot":
        return svg.ring(x, y, theme.MAIN, radius=5.5)
    if kind == "pooled":
        return svg.band(x - 5.5, y - 5.5, 11, 11, theme.MAIN, opacity=1)
    return svg.dot(x, y, theme.MAIN, radius=6)


def _pair(pair: Pair, editions: list[str], language: Language, number: int) -> list[str]:
    """A curve from one edition to the other; the next pair's bulges further out."""
    start = _x(pair.percent_before) + 8, _y(pair.before, editions)
    end = _x(pair.percent_after) + 8, _y(pair.after, editions)
    middle = max(start[0], end[0]) + 22 + 34 * number, (start[1] + end[1]) / 2
    label = say("barometer.pair_label", language, points=fmt.signed(pair.points, language))
    x, y = end if number else start
    words = svg.text(x + 14, y + 4, label, anchor="start", weight=600, color=theme.CHOSEN)
    return [svg.curve(start, middle, end, theme.CHOSEN), words]


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


def base(code: str, language: Language) -> str:
    """What the shares of a requirement are shares of: for two of them not of cases."""
    return say(f"barometer.base_{code if code in NOTIFICATIONS else 'case'}", language)


def _notes(
    barometer: Barometer, code: str, pairs: list[Pair], language: Language
) -> tuple[str, ...]:
    about = [_pair_note(pair, language) for pair in pairs] or [say("barometer.no_pair", language)]
    return (*about, *barometer.caveats_on(code)[f"text_{language}"])


def _legend(kinds: set[str], pairs: list[Pair], language: Language) -> tuple[Legend, ...]:
    """Only what the drawing holds: no promise of a comparison where there is none."""
    marks = (("pilot", "ring"), ("yearly", "dot"), ("pooled", "square"))
    lines = [
        Legend(theme.MAIN, say(f"barometer.legend.{kind}", language), None, mark)
        for kind, mark in marks
        if kind in kinds
    ]
    if pairs:
        lines.append(Legend(theme.CHOSEN, say("barometer.legend.pair", language), None, "dash"))
    return tuple(lines)


def _told(rows: pd.DataFrame, barometer: Barometer, language: Language) -> str:
    return "; ".join(
        f"{edition_name(barometer, row['edition'], language)}: {in_words(row, language)}"
        for row in rows.to_dict("records")
    )


def _has_percent(rows: pd.DataFrame, edition: str) -> bool:
    return bool(((rows["edition"] == edition) & (rows["kind"] == "percent")).any())


def _x(percent: float) -> float:
    return LABELS + percent / 100 * (END - LABELS)


def _y(edition: str, editions: list[str]) -> float:
    return 26 + ROW * (editions.index(edition) + 0.6)
