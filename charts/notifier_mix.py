"""Who notified a municipality: each group's count beside that of another mix, as bars."""

import textwrap
from typing import Any

import pandas as pd

from analysis.notifier_mix import Mix
from analysis.notifiers import group_name
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, Legend, frame
from charts.row_names import row_names

ROW, BAR, LINE, MARK = 40, 13, 15, 16
"""The height of a row with its name, of its bar, of one more line of name, of a mark; in pixels."""

WRAP = 46
"""Letters in a line of a name, so that it has room on a phone."""

FAINT = 0.5


def notifier_mix(mix: Mix, language: Language, *, title: str, beside: str) -> Framed:
    """A bar for each group, professional groups first, and a mark where the mix would put it.

    `beside` is what the comparison is called. Around the mark lies the interval of the difference:
    a bar that ends outside it differs by more than chance, and is drawn in full color.
    """
    placed, heads, height = _placed(mix.table, language)
    known = placed["expected"].notna().any()
    legend = [Legend(theme.MAIN, say("who.counted", language))]
    if known:
        label = say("who.mark" if mix.why else "who.mark_interval", language, name=beside)
        legend.append(Legend(theme.QUIET, label, mark="line"))
    traces = [_bars(placed, language), *([_marks(placed, beside, language)] if known else [])]
    return frame(
        {"data": traces, "layout": _layout(placed, heads, height)},
        mix.snapshots,
        language,
        title=title,
        subtitle=say("who.subtitle", language, period=fmt.period(mix.period, language)),
        alt=_alt(placed, title, beside, language),
        legend=tuple(legend),
    )


def _placed(table: pd.DataFrame, language: Language) -> tuple[pd.DataFrame, dict[int, str], int]:
    """The groups with their names and heights from the top, and the same of the two headings."""
    heads: dict[int, str] = {}
    places: dict[object, int] = {}
    down = 0
    for professional in (True, False):
        heads[down] = say("who.professional" if professional else "who.other", language)
        for code in table.index[table["professional"] == professional]:
            down += ROW + LINE * (len(_wrapped(code, language)) - 1)
            places[code] = down
        down += ROW
    ordered = table.loc[list(places)]
    names = [group_name(str(code), language) for code in ordered.index]
    return ordered.assign(place=list(places.values()), name=names), heads, down


def _wrapped(code: object, language: Language) -> list[str]:
    return textwrap.wrap(group_name(str(code), language), WRAP)


def _bars(placed: pd.DataFrame, language: Language) -> dict[str, Any]:
    sure = placed["said"].isin(["more", "fewer"])
    return {
        "type": "bar",
        "orientation": "h",
        "x": _list(placed["count"]),
        "y": placed["place"].tolist(),
        "width": BAR,
        "text": placed["name"].tolist(),
        "textposition": "none",
        "marker": {
            "color": theme.MAIN,
            "opacity": [1.0 if found else FAINT for found in sure],
        },
        "hovertemplate": f"%{{text}}: <b>%{{x:,.0f}}</b> {say('counts.notifications', language)}"
        "<extra></extra>",
        "showlegend": False,
    }


def _marks(placed: pd.DataFrame, beside: str, language: Language) -> dict[str, Any]:
    """Where the mix would put each count; the interval cannot reach below nothing."""
    above = placed["difference"] - placed["lower"]
    below = (placed["upper"] - placed["difference"]).clip(upper=placed["expected"])
    hover = say("who.hover", language, name=beside)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": _list(placed["expected"]),
        "y": placed["place"].tolist(),
        "text": placed["name"].tolist(),
        "marker": {
            "symbol": "line-ns-open",
            "size": MARK,
            "color": theme.INK,
            "line": {"width": 3, "color": theme.INK},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": _list(above),
            "arrayminus": _list(below),
            "color": theme.INK,
            "thickness": 1.5,
            "width": 4,
        },
        "hovertemplate": f"%{{text}}: <b>%{{x:,.0f}}</b> {hover}<extra></extra>",
        "showlegend": False,
    }


def _layout(placed: pd.DataFrame, heads: dict[int, str], height: int) -> dict[str, Any]:
    names = zip(placed["name"], placed["place"] - MARK // 2, strict=True)
    return {
        **theme.LAYOUT,
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 16, "b": 28},
        "xaxis": {"rangemode": "tozero", "gridcolor": theme.GRID, "zerolinecolor": theme.GRID},
        "yaxis": {"range": [height - ROW + BAR, -BAR], "visible": False},
        "annotations": row_names(names, heads, wrap=WRAP),
        "bargap": 0,
    }


def _alt(placed: pd.DataFrame, title: str, beside: str, language: Language) -> str:
    told = [
        say(
            "who.alt",
            language,
            group=row["name"],
            count=fmt.number(row["count"], language),
            expected=fmt.number(row["expected"], language),
            name=beside,
        )
        for row in placed.to_dict("records")
    ]
    return " ".join([f"{title}.", *told])


def _list(numbers: "pd.Series[float]") -> list[float | None]:
    return [None if pd.isna(found) else float(found) for found in numbers]
