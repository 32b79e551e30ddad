"""Axes of a chart on paper: ranges, ticks, titles and lines of the grid, as Plotly is told them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from catalog import format as fmt
from catalog.model import Language
from charts import theme
from charts.paper.sheet import INK, POINT, color, lettering, plain
from charts.paper.vocabulary import CannotDrawError, Part, one_of, only

Numbers = NDArray[np.float64]

KNOWN = (
    "type title range rangemode autorange tickvals ticktext tickformat dtick tick0 nticks"
    " ticks tickangle tickfont ticksuffix showticklabels showgrid gridcolor zeroline"
    " zerolinecolor automargin domain anchor visible categoryorder categoryarray side"
    " fixedrange"
)
FORMATS: Mapping[str, Callable[[float], str] | None] = {"d": lambda v: f"{v:.0f}"}
GROUPED = (",d", ",~f", ",.0f")
TICKS = 6
FONT = 12


@dataclass
class Scale:
    """One axis: what a layout says of it, and the words that stand for its places."""

    told: Mapping[str, Any]
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse what is not known; a declared order of words comes first."""
        only(self.told, KNOWN, "axis")
        one_of(self.told.get("type", "linear"), ("linear", "log", "category"), "axis type")
        one_of(self.told.get("autorange", True), (True, "reversed"), "axis autorange")
        one_of(self.told.get("side", "left"), ("left", "bottom", "top"), "axis side")
        self.words.extend(self.told.get("categoryarray", ()))

    def places(self, values: Sequence[Any]) -> Numbers:
        """Values as numbers: words by their place in the order in which they came."""
        return np.array([self._place(value) for value in values], dtype=float)

    def _place(self, value: Any) -> float:
        if value is None:
            return float("nan")
        if not isinstance(value, str):
            return float(value)
        if value not in self.words:
            self.words.append(value)
        return float(self.words.index(value))


def ready(axes: Axes, across: Scale, upwards: Scale, language: Language) -> None:
    """Ranges, ticks and titles, when everything is drawn."""
    for scale, axis, name in ((across, axes.xaxis, "x"), (upwards, axes.yaxis, "y")):
        if scale.told.get("type") == "log":
            getattr(axes, f"set_{name}scale")("log")
            axis.minorticks_off()
        getattr(axes, f"set_{name}lim")(*_range(scale, getattr(axes, f"get_{name}lim")()))
        if scale.told.get("visible") is False:
            axis.set_visible(False)
        else:
            _ticks(axis, scale, getattr(axes, f"get_{name}lim")(), language)
            _lines(axes, axis, scale, name)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_axisbelow(True)


def _range(scale: Scale, drawn: tuple[float, float]) -> tuple[float, float]:
    told = scale.told
    if found := told.get("range"):
        ends = [10**end for end in found] if told.get("type") == "log" else found
        return float(ends[0]), float(ends[1])
    low, high = drawn
    if scale.words:
        low, high = -0.5, len(scale.words) - 0.5
    if told.get("rangemode") == "tozero":
        low, high = min(low, 0.0) if low < 0 else 0.0, max(high, 0.0)
    return (high, low) if told.get("autorange") == "reversed" else (low, high)


def _ticks(axis: Axis, scale: Scale, ends: tuple[float, float], language: Language) -> None:
    told = scale.told
    font = told.get("tickfont", {})
    only(font, "size color", "tickfont")
    places, labels = _placed(scale, sorted(ends), language)
    top = told.get("side") == "top"
    if top:
        axis.set_ticks_position("top")
    turned = -told.get("tickangle", 0)
    shown = told.get("showticklabels", True)
    axis.set_ticks(
        places,
        [plain(label)[0] if shown else "" for label in labels],
        **lettering(font.get("size", FONT)),
        color=INK,
        rotation=turned,
    )
    for label, words in zip(axis.get_ticklabels(), labels, strict=True):
        label.set_fontweight("bold" if plain(words)[1] else "normal")
    axis.set_tick_params(length=0, pad=4)
    if title := told.get("title"):
        only(title, "text", "axis title")
        axis.set_label_text(title["text"], **lettering(FONT), color=INK)


def _placed(
    scale: Scale, ends: Sequence[float], language: Language
) -> tuple[list[float], list[str]]:
    """Where ticks stand and what they say."""
    told = scale.told
    if "tickvals" in told:
        places = scale.places(told["tickvals"]).tolist()
        labels = told.get("ticktext") or [_said(scale, value, places, language) for value in places]
        return places, list(labels)
    if scale.words:
        return list(map(float, range(len(scale.words)))), scale.words
    if told.get("type") == "log":
        raise CannotDrawError("axis: a log axis without tickvals")
    places = _even(told, ends)
    return places, [_said(scale, value, places, language) for value in places]


def _even(told: Part, ends: Sequence[float]) -> list[float]:
    low, high = ends
    if step := told.get("dtick"):
        first = (told.get("tick0") or 0.0) - step * np.floor(
            ((told.get("tick0") or 0.0) - low) / step
        )
        found = np.arange(first, high + step / 1e6, step)
    else:
        most = told.get("nticks", TICKS)
        found = np.array(MaxNLocator(most, steps=[1, 2, 5, 10]).tick_values(low, high))
    slack = (high - low) * 1e-9
    return [float(value) for value in found if low - slack <= value <= high + slack]


def _said(scale: Scale, value: float, places: Sequence[float], language: Language) -> str:
    """A tick's number as the language writes it, with the decimals that all of them need."""
    form = scale.told.get("tickformat", "")
    one_of(form, ("", *FORMATS, *GROUPED), "tickformat")
    if form in FORMATS:
        return f"{value:.0f}"
    decimals = next(n for n in range(9) if all(abs(v - round(v, n)) < 1e-9 for v in places))
    return f"{fmt.number(value, language, decimals)}{scale.told.get('ticksuffix', '')}"


def _lines(axes: Axes, axis: Axis, scale: Scale, name: str) -> None:
    told = scale.told
    if told.get("showgrid", not scale.words):
        axis.grid(True, color=color(told.get("gridcolor", theme.GRID)), linewidth=1 * POINT)
    low, high = sorted(getattr(axes, f"get_{name}lim")())
    if told.get("zeroline", True) and low <= 0 <= high and not scale.words:
        line = axes.axvline if name == "x" else axes.axhline
        line(0, color=color(told.get("zerolinecolor", theme.GRID)), linewidth=1.2 * POINT, zorder=1)
