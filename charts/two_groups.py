"""Two groups of notifiers over the years, one drawing each, on the same axis."""

from collections.abc import Sequence

import pandas as pd

from analysis.two_groups import Group
from catalog.model import Language
from catalog.words import say
from charts import theme
from charts.frame import Framed
from charts.trend import Line, trend


def two_groups(
    groups: Sequence[Group], language: Language, *, name: str, beside: str, events: pd.DataFrame
) -> list[Framed]:
    """Each group's rate in the municipality with its limits, the comparison's, the country's.

    The axes are alike, so that the two can be held against each other.
    """
    most = max(
        (
            value
            for group in groups
            for value in (
                *group.own.values(),
                *group.peers.values(),
                *group.country.values(),
                *(high for _, high in group.limits.values()),
            )
        ),
        default=1.0,
    )
    return [_one(group, language, name, beside, events, 1.08 * most) for group in groups]


def _one(
    group: Group, language: Language, name: str, beside: str, events: pd.DataFrame, most: float
) -> Framed:
    whole = say("beside.line_country", language)
    lines = [
        Line(
            name, group.own, theme.CHOSEN, "own",
            limits=group.limits, doubts=group.doubts(language),
        ),
        *([Line(beside, group.peers, theme.MAIN)] if beside != whole else []),
        Line(whole, group.country, theme.QUIET, "faint"),
    ]  # fmt: skip
    title = say(
        "notifiers.pair_title",
        language,
        group=say(f"notifiers.short_{group.code}", language),
        name=name,
    )
    drawn = trend([group.result], lines, language, title=title, events=events)
    assert isinstance(drawn.drawing, dict)
    axis = drawn.drawing["layout"]["yaxis"]
    drawn.drawing["layout"]["yaxis"] = axis | {"range": [0, most]}
    return drawn
