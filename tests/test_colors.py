"""Colors: contrast as WCAG has it, one hue for amounts, and one list of them."""

import colorsys
import itertools
import re
import tomllib
from pathlib import Path

import pytest

import charts
from charts import theme

CONFIG = tomllib.loads(
    (Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)["theme"]


def channels(color):
    return [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(color):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def over(clear, ground):
    """A half-clear color as it is seen on its ground."""
    *parts, opacity = (float(n) for n in re.findall(r"[\d.]+", clear))
    seen = [
        p * opacity + g * 255 * (1 - opacity) for p, g in zip(parts, channels(ground), strict=True)
    ]
    return "#" + "".join(f"{round(part):02x}" for part in seen)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("color", [theme.MAIN, theme.CHOSEN, theme.QUIET, *theme.OTHERS])
def test_lines_are_seen_on_both_grounds(color, mode):
    assert contrast(color, CONFIG[mode]["backgroundColor"]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_breaks_are_seen_on_both_grounds(mode):
    ground = CONFIG[mode]["backgroundColor"]
    assert contrast(over(theme.INK, ground), ground) >= 3


def test_the_colors_are_those_of_the_configuration():
    assert CONFIG["chartCategoricalColors"] == [
        theme.MAIN, theme.CHOSEN, theme.QUIET, *theme.OTHERS,
    ]  # fmt: skip
    sequence = CONFIG["chartSequentialColors"]
    places = [sequence.index(color) for color in theme.CLASSES]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(sequence) - 1)


def hue(color):
    return 360 * colorsys.rgb_to_hls(*channels(color))[0]


def test_amounts_have_one_hue_from_light_to_dark():
    """More notifications are neither good nor bad: no red, no green, only less and more."""
    hues = [hue(color) for color in theme.CLASSES]
    assert max(hues) - min(hues) < 15
    assert all(180 < found < 260 for found in hues)
    light = [luminance(color) for color in theme.CLASSES]
    assert light == sorted(light, reverse=True)
    steps = [contrast(a, b) for a, b in itertools.pairwise(theme.CLASSES)]
    assert min(steps) >= 1.3, "two classes beside each other are told apart"


def test_what_has_no_figure_is_grey_and_no_class():
    for color in (theme.NO_FIGURE, theme.NOT_REPORTED):
        red, green, blue = channels(color)
        assert max(red, green, blue) - min(red, green, blue) < 0.05
        assert color not in theme.CLASSES


def test_colors_stand_in_the_theme_and_nowhere_else():
    folder = Path(charts.__file__).parent
    for file in folder.glob("*.py"):
        found = re.findall(r"#[0-9a-fA-F]{6}\b", file.read_text(encoding="utf-8"))
        assert not found or file.name == "theme.py", (file.name, found)
