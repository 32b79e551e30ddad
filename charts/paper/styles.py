"""What tells lines and bars apart without color: another dash, another hatching."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from charts.paper.vocabulary import one_of

Dash = tuple[float, tuple[float, ...]]

DASHES: Mapping[str, tuple[tuple[float, ...], ...]] = {
    "solid": ((),),
    "dash": ((4, 2), (7, 2, 1.5, 2), (2, 1.2), (8, 3), (5, 1.5, 1, 1.5, 1, 1.5)),
    "dot": ((1, 1.6), (1, 3), (1, 1.6, 1, 4)),
}
"""In widths of the line: the first of each is that of the screen, the others for more colors."""

HATCHES = ("", "////", "....", "xxxx", "----", "++++")


@dataclass(frozen=True)
class Styles:
    """The dash and the hatching that each color has got on one page."""

    dashes: dict[tuple[str, str], int] = field(default_factory=dict)
    hatches: dict[str, str] = field(default_factory=dict)

    def dash(self, name: str, color: str) -> Dash:
        """The dash of a kind for a color; each color that comes has the next one."""
        one_of(name or "solid", DASHES, "dash")
        known = DASHES[name or "solid"]
        place = self.dashes.setdefault(
            (name, color), sum(kind == name for kind, _ in self.dashes) % len(known)
        )
        return 0, known[place]

    def hatch(self, color: str) -> str:
        """The hatching of bars of a color; none where all bars are of one."""
        return self.hatches.get(color, "")


def styles(traces: Iterable[Mapping[str, Any]]) -> Styles:
    """The hatchings that a drawing needs: one for each series of bars after the first."""
    colors = dict.fromkeys(
        trace["marker"]["color"]
        for trace in traces
        if trace["type"] == "bar" and isinstance(trace["marker"].get("color"), str)
    )
    return Styles(hatches={c: HATCHES[n % len(HATCHES)] for n, c in enumerate(colors)})
