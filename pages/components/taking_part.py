"""Who took part in the move to earlier help, by name where a source names them."""

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.prevention import Group, groups, mentions
from analysis.result import cite
from catalog import format as fmt
from catalog.words import say
from pages.components import pick, show
from pages.components.session import Run
from reports.download import told


def known(run: Run) -> None:
    """How many there are of each group by the source, and the names that are known."""
    for group in groups(run.facts):
        st.markdown(_group(run, group))


def table(run: Run) -> None:
    """Every mention of a municipality with its role, the source's reservation, and the source."""
    lang, found = run.language, mentions(run.facts)
    order = sorted(found.to_dict("records"), key=lambda row: pick.by_name(row["area"]))
    columns = {
        "role": [row[f"text_{lang}"] for row in order],
        "certainty": [told(row[f"certainty_{lang}"]) for row in order],
        "source": [cite(run.facts.snapshots[row["snapshot"]], lang) for row in order],
    }
    table = pd.DataFrame(
        {say(f"prevention.column_{key}", lang): cells for key, cells in columns.items()},
        index=pd.Index([geo.municipality(row["area"]).name for row in order]),
    )
    behind = [run.facts.snapshots[row["snapshot"]] for row in order]
    what = say("prevention.who_heading", lang)
    numbers = show.of_words(table, lang, what=what, snapshots=behind)
    show.folded(numbers, key="mentions", label=say("prevention.mentions", lang))


def _group(run: Run, group: Group) -> str:
    lang = run.language
    names = sorted((geo.municipality(code).name for code in group.named), key=fmt.danish)
    unknown = (
        say("prevention.unknown", lang)
        if group.unknown is None
        else say("prevention.unknown_count", lang, count=group.unknown, total=group.total)
    )
    return say(
        f"prevention.group_{group.kind}",
        lang,
        count=len(names),
        names=fmt.listed(names, lang),
        unknown=unknown,
    )
