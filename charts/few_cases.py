"""How municipalities with one and the same share would spread by chance: an example, in bars."""

from analysis.few_cases import CASES, MET, PLACES, Example
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed, frame
from data.schema import Snapshot

HEIGHT = 300
SEEN = 0.05
"""Bars of fewer municipalities than this are not to be seen, and are not drawn."""


def few_cases(found: Example, snapshots: tuple[Snapshot, ...], language: Language) -> Framed:
    """One bar for each number of cases met; `snapshots` are where the numbers are taken from."""
    drawn = found.table[found.table["expected"] >= SEEN]
    values = {
        "cases": CASES,
        "met": MET,
        "places": PLACES,
        "value": fmt.number(found.value, language, 1),
        "lowest": fmt.number(found.lowest, language),
        "highest": fmt.number(found.highest, language),
    }
    bars = {
        "type": "bar",
        "x": [float(share) for share in drawn["share"]],
        "y": [float(expected) for expected in drawn["expected"]],
        "customdata": [int(met) for met in drawn["met"]],
        "marker": {"color": theme.MAIN},
        "showlegend": False,
        "hovertemplate": say("casework.hover", language, cases=CASES) + "<extra></extra>",
    }
    layout = {
        **theme.LAYOUT,
        "height": HEIGHT,
        "margin": {"l": 48, "r": 8, "t": 8, "b": 48},
        "bargap": 0.25,
        "xaxis": {
            "title": {"text": say("casework.axis_share", language)},
            "ticksuffix": " %",
            "fixedrange": True,
            "gridcolor": theme.CLEAR,
        },
        "yaxis": {
            "title": {"text": say("casework.axis_places", language)},
            "fixedrange": True,
            "rangemode": "tozero",
            "gridcolor": theme.GRID,
        },
    }
    return frame(
        {"data": [bars], "layout": layout},
        snapshots,
        language,
        title=say("casework.chance_title", language, **values),
        subtitle=say("casework.chance_subtitle", language, **values),
        alt=say("casework.chance_alt", language, **values),
        notes=(say("casework.chance_note", language),),
    )
