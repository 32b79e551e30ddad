"""A municipality's change by notifier group: bars of three parts, in colors that do not judge."""

from textwrap import wrap
from typing import Any

from analysis.notifiers import group_name
from analysis.split import GROUPS, LOCAL, NATIONAL, Split
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, Legend, framed

PARTS = {NATIONAL: theme.QUIET, GROUPS: theme.OTHERS[0], LOCAL: theme.MAIN}
ROW, AROUND = 46, 50
"""The height of a row and of what is above and below them, in pixels."""
WRAP, LINES = 26, 3
"""Letters in a line beside a bar, and lines; the table below has the names in full."""


def bars(split: Split, language: Language, *, title: str) -> Framed:
    """The parts of each group's change stacked to either side of nothing, the largest group on top.

    The three parts of a group add up to its change; the words instead of the picture give both.
    """
    names = [_wrapped(group_name(str(code), language)) for code in split.table.index]
    traces = [_trace(split, part, names, language) for part in PARTS]
    legend = [Legend(color, say(f"changed.part_{part}", language)) for part, color in PARTS.items()]
    return framed(
        {"data": traces, "layout": _layout(len(names))},
        [split.rows],
        language,
        title=title,
        alt=f"{title}. {_alt(split, language)}",
        legend=legend,
    )


def _trace(split: Split, part: str, names: list[str], language: Language) -> dict[str, Any]:
    values = [int(value) for value in split.table[part]]
    name = say(f"changed.part_{part}", language)
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": names,
        "name": name,
        "marker": {"color": PARTS[part]},
        "customdata": [fmt.signed(value, language) for value in values],
        "hovertemplate": f"%{{y}}<br>{name}: <b>%{{customdata}}</b><extra></extra>",
    }


def _layout(rows: int) -> dict[str, Any]:
    return {
        **theme.LAYOUT,
        "height": ROW * rows + AROUND,
        "barmode": "relative",
        "bargap": 0.3,
        "showlegend": False,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "xaxis": {"gridcolor": theme.GRID, "zerolinecolor": theme.INK, "automargin": True},
        "yaxis": {"autorange": "reversed", "automargin": True, "ticks": ""},
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


def _wrapped(name: str) -> str:
    """A long name in three short lines, so that it leaves room for the bars on a phone.

    >>> _wrapped("Foreninger, frivillige organisationer, krise-, misbrugs- og asylcentre")
    'Foreninger, frivillige<br>organisationer, krise-,<br>misbrugs- og asylcentre'
    """
    lines = wrap(name, WRAP, max_lines=LINES, placeholder=" …", break_long_words=False)
    return "<br>".join(lines)
