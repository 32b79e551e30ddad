"""The mark of made-up figures inside a drawing, and the refusal to draw them with real ones."""

import re
from html import escape
from typing import Any

from catalog.model import Language
from catalog.words import say
from charts import svg, theme
from data.schema import Snapshot

VIEW = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
SIZE = 30
PROPORTION = 0.068
"""How large the words are in a small drawing, of its width."""


def refuse_mixed(snapshots: tuple[Snapshot, ...], language: Language) -> None:
    """Raise ValueError, naming both, where made-up and real figures would stand in one figure."""
    made = [f"{s.source}/{s.edition}" for s in snapshots if s.standing == "synthetic"]
    real = [f"{s.source}/{s.edition}" for s in snapshots if s.standing != "synthetic"]
    if made and real:
        raise ValueError(say("frame.mixed", language, made=", ".join(made), real=", ".join(real)))


def marked(drawing: dict[str, Any] | str, language: Language) -> dict[str, Any] | str:
    """The drawing with the words across it, and in a Plotly figure in every hover text too."""
    words = say("frame.mark", language)
    return _svg(drawing, words) if isinstance(drawing, str) else _plotly(drawing, words)


def _plotly(drawing: dict[str, Any], words: str) -> dict[str, Any]:
    layout = drawing["layout"]
    annotations = [*layout.get("annotations", ()), _annotation(words)]
    traces = [_hover(trace, words) for trace in drawing["data"]]
    return drawing | {"data": traces, "layout": layout | {"annotations": annotations}}


def _annotation(words: str) -> dict[str, Any]:
    return {
        "text": words,
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "textangle": -20,
        "opacity": 0.55,
        "captureevents": False,
        "font": {"size": SIZE, "color": theme.CHOSEN},
    }


def _hover(trace: dict[str, Any], words: str) -> dict[str, Any]:
    """A trace whose hover begins with the words; one that answers to no pointer stays as it is."""
    if trace.get("hoverinfo") == "skip":
        return trace
    return trace | {"hovertemplate": f"<b>{words}</b><br>{trace['hovertemplate']}"}


def _svg(drawing: str, words: str) -> str:
    found = VIEW.search(drawing)
    width, height = (int(side) for side in found.groups()) if found else (svg.WIDTH, svg.HEIGHT)
    mark = svg.stamp(width / 2, height / 2, words, size=width * PROPORTION)
    told = f'aria-label="{escape(words)}: '
    return drawing.replace('aria-label="', told, 1).replace("</svg>", f"{mark}</svg>")
