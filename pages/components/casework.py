"""The texts of the barometer's page: what may be compared, readings, cautions, areas."""

import streamlit as st

from analysis.barometer import Barometer
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from pages.components import show

ALL = "all"
ABOUT = ("barometer-07", "barometer-08", "barometer-09")
"""The facts of the first report that say what the barometer is."""
PILOT = {
    "bfu_made": ("barometer-01",),
    "child_talk_before_decision": ("barometer-02",),
    "handleplan": ("barometer-03",),
    "followup_3_months": ("barometer-04",),
    "notif_24h": ("barometer-05",),
    "acute_action": ("barometer-06",),
}
"""The fact of the first report beside each requirement that it is about."""


def pairs(barometer: Barometer, language: Language) -> None:
    """Every change between two editions that may be compared, as a sentence."""
    names = dimensions()["requirement"].codes
    for code in barometer.requirements():
        for pair in barometer.pairs(code):
            text = say(
                "barometer.pair",
                language,
                name=names[code][language],
                first=pair.before,
                last=pair.after,
                before=fmt.number(pair.percent_before, language),
                after=fmt.number(pair.percent_after, language),
                points=fmt.signed(pair.points, language),
            )
            st.markdown(text)
    show.source(barometer.snapshots(barometer.paired()), language)


def readings(barometer: Barometer, language: Language) -> None:
    """The publisher's own reading, beside the numbers and marked as a quotation of its sense."""
    rows = barometer.readings()
    for row in rows.to_dict("records"):
        text = say(
            "barometer.reading",
            language,
            edition=row["edition"],
            with_=row["same_as"],
            words=row[f"words_{language}"],
            note=row[f"note_{language}"] or "",
        )
        st.markdown(text)
    if len(rows):
        show.source(barometer.snapshots(rows), language)


def caveats(barometer: Barometer, language: Language, *, compared: bool) -> list[str]:
    """Cautions of the sources, those on all editions first, the others with their edition.

    `compared` are those that bear on the editions that may be compared; else all the others.
    """
    rows = barometer.caveats.sort_values("applies_to", key=lambda to: to != ALL, kind="stable")
    pairs = set(barometer.paired()["edition"])
    return [
        _caveat(to, text, language)
        for to, text in zip(rows["applies_to"], rows[f"text_{language}"], strict=True)
        if (to == ALL or _editions(to) <= pairs) == compared
    ]


def _editions(applies_to: str) -> set[str]:
    """The editions that a caution is about, as their codes."""
    return {part.split(":")[0] for part in applies_to.split()}


def _caveat(applies_to: str, text: str, language: Language) -> str:
    if applies_to == ALL:
        return text
    editions = [part.split(":")[0].replace("-", "–") for part in applies_to.split()]
    named = fmt.listed(list(dict.fromkeys(editions)), language)
    return say("barometer.caveat", language, editions=named.replace("pilot–", "Pilot "), text=text)


def area_of(code: str, language: Language) -> str:
    """Which of the barometer's areas a requirement belongs to; unknown is said."""
    area = dimensions()["requirement"].codes[code].area
    if area is None:
        return say("barometer.no_area", language)
    return dimensions()["barometer_area"].codes[area][language]
