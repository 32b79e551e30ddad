"""Map borders reach three to one against what lies on either side, as they are painted."""

import itertools

import pandas as pd
import pytest

import geo.municipalities as geo
from analysis.difference import reasons
from analysis.measure import measure
from analysis.unusual import unusual
from charts import difference, layers, theme
from charts.paper.maps import shade
from charts.paper.sheet import color as paper_color
from tests.drawn import mapped
from tests.test_colors import CONFIG, contrast
from tests.test_map_drawing import shapes_of

FILLS = (*theme.CLASSES, *theme.SIDES.values(), theme.NO_FIGURE, theme.NOT_REPORTED)
GROUNDS = [CONFIG[mode]["backgroundColor"] for mode in ("light", "dark")]
ENOUGH = 3


def facing(first, second):
    """What each of two neighbors sees of the border, the first being painted before the second.

    Both lines lie along the same border, so the second covers the first where it is as wide.
    """
    seen = first if first["width"] > second["width"] else second
    return seen["color"], second["color"]


def line_of(trace, place=0):
    line = trace["marker"]["line"]
    return {name: line[name][place] for name in ("color", "width")}


def flat(fill):
    return line_of(layers.flat(pd.DataFrame({"area": ["360"]}), "", layers.MAIN, fill))


def too_weak(fills, lines):
    """The contrasts below three to one at a border, of both sides and between its two lines."""
    seen = facing(*lines)
    pairs = [*zip(fills, seen, strict=True), *([seen] if seen[0] != seen[1] else [])]
    return [pair for pair in pairs if contrast(*pair) < ENOUGH]


def test_the_border_of_any_two_fills_is_seen_from_both():
    for pair in itertools.combinations_with_replacement(FILLS, 2):
        fills = sorted(pair, key=lambda fill: fill not in theme.DEEP)
        assert too_weak(fills, [flat(fill) for fill in fills]) == []


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("fill", FILLS)
def test_a_coast_is_seen_on_light_and_dark_ground(fill, ground):
    line = flat(fill)["color"]
    assert contrast(fill, line) >= ENOUGH
    assert max(contrast(fill, ground), contrast(line, ground)) >= ENOUGH


@pytest.mark.parametrize("fill", FILLS)
def test_the_chosen_outline_is_seen_on_every_fill(fill):
    edge = theme.LINE_DEEP if fill == theme.SIDES["higher"] else theme.LINE
    assert contrast(edge, theme.CHOSEN) >= ENOUGH or contrast(fill, edge) >= ENOUGH
    assert max(contrast(fill, edge), contrast(fill, theme.CHOSEN)) >= ENOUGH


def painted(figure):
    """Fill, line and turn of each municipality, with colors as paper reads them too."""
    found = {}
    turns = itertools.count()
    for trace in shapes_of(figure):
        if trace["hoverinfo" if "hoverinfo" in trace else "type"] == "skip":
            continue
        for place, (code, z) in enumerate(zip(trace["locations"], trace["z"], strict=True)):
            at = (z - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
            fill = next(color for stop, color in trace["colorscale"] if stop == at)
            assert shade(z, trace) == paper_color(fill)
            found[code] = (next(turns), fill, line_of(trace, place))
    return found


def weak_borders(figure):
    """The pairs of neighbors on a map whose border is not seen from both sides."""
    found = painted(figure)
    assert len(found) == 98
    weak = []
    for code in found:
        for near in geo.neighbors(code):
            if found[code][0] < found[near.code][0]:
                _, fills, lines = zip(found[code], found[near.code], strict=True)
                weak += [(code, near.code, *pair) for pair in too_weak(fills, lines)]
    return weak


@pytest.mark.parametrize("period", ["2015", "2022", "2025"])
def test_every_border_of_a_map_is_seen_as_it_is_painted(full, period):
    assert weak_borders(mapped(full, "da", period=period)) == []


def test_every_border_of_the_difference_map_is_seen_as_it_is_painted(fetched):
    result = measure(fetched, "children_notified_rate_0_17", area_kind="municipality")
    found = unusual(fetched, result, "country", period="2024")
    assert set(found.table["outside"]) >= {"lower", "similar", "higher"}
    now = result.where(result.table["period"] == "2024")
    why = reasons(result, found)
    figure = difference(now, found, "da", reasons=why, boundaries="", chosen=None)
    assert weak_borders(figure) == []


def test_one_thin_line_for_all_would_not_do():
    """The rule is not empty: one line, whatever its color, is lost beside some fill."""
    for color in (theme.EDGE, theme.LINE, theme.LINE_DEEP):
        assert min(contrast(fill, color) for fill in FILLS) < ENOUGH
