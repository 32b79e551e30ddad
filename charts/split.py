"""A municipality's change by notifier group: bars of three parts, in colors that do not judge."""

from itertools import accumulate
from textwrap import wrap
from typing import Any

from analysis.notifiers import group_name
from analysis.split import GROUPS, LOCAL, NATIONAL, Split
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, Legend, framed
from charts.row_names import row_names

Row = tuple[str, int]
"""A group's name and the place of its bar, in pixels from the top."""

PARTS = {NATIONAL: theme.QUIET, GROUPS: theme.OTHERS[0], LOCAL: theme.MAIN}
ROW, BAR, LINE, FOOT = 44, 18, 15, 40
"""The height of a row with its name, of its bar, of one more line of name, of the axis; pixels."""

WRAP = 46
"""Letters in a line of a name, so that it has room on a phone."""


def bars(split: Split, language: Language, *, title: str) -> Framed:
    """The parts of each group's change stacked to either side of nothing, the largest group on top.

    The three parts of a group add up to its change; the words instead of the picture give both.
    """
    names = [group_name(str(code), language) for code in split.table.index]
    places = list(accumulate(ROW + LINE * (len(wrap(name, WRAP)) - 1) for name in names))
    rows = list(zip(names, places, strict=True))
    traces = [_trace(split, part, rows, language) for part in PARTS]
    legend = [Legend(color, say(f"changed.part_{part}", language)) for part, color in PARTS.items()]
    return framed(
        {"data": traces, "layout": _layout(rows)},
        [split.rows],
        language,
        title=title,
        alt=f"{title}. {_alt(split, language)}",
        legend=legend,
    )


def _trace(split: Split, part: str, rows: list[Row], language: Language) -> dict[str, Any]:
    values = [int(value) for value in split.table[part]]
    name = say(f"changed.part_{part}", language)
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": [place for _, place in rows],
        "width": BAR,
        "text": [group for group, _ in rows],
        "textposition": "none",
        "name": name,
        "marker": {"color": PARTS[part]},
        "customdata": [fmt.signed(value, language) for value in values],
        "hovertemplate": f"%{{text}}<br>{name}: <b>%{{customdata}}</b><extra></extra>",
    }


def _layout(rows: list[Row]) -> dict[str, Any]:
    height = rows[-1][1] + BAR if rows else BAR
    return {
        **theme.LAYOUT,
        "height": height + FOOT,
        "barmode": "relative",
        "showlegend": False,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "xaxis": {"gridcolor": theme.GRID, "zerolinecolor": theme.INK, "automargin": True},
        "yaxis": {"range": [height, 0], "visible": False},
        "annotations": row_names([(name, at - BAR // 2 - 1) for name, at in rows], {}, wrap=WRAP),
    }


def _alt(split: Split, language: Language) -> str:
    return " ".join(
        say(
            "changed.alt",
            language,
            group=group_name(str(code), language),
            **{name: fmt.signed(int(row[name]), language) for name in ("change", *PARTS)},
        )
        for code, row in split.table.iterrows()
    )
