"""What changed since the last edition: at most five lines, and all of it on the page of sources."""

import pandas as pd
import streamlit as st

from analysis.measure import COUNTRY
from analysis.result import weakest
from analysis.revised import Releases, revised
from catalog import format as fmt
from catalog.load import indicators
from catalog.words import say
from data.schema import Snapshot
from pages.components import coverage, show
from pages.components.leads import leads
from pages.components.session import Run
from reports.changes import released_csv, released_told
from reports.download import area_name

LINES = 5


def section(run: Run) -> None:
    """Figures that the latest build has otherwise, then those of a later release."""
    lang, found, released = run.language, run.facts.revisions(), revised(run.facts)
    st.header(say("since.heading", lang), anchor=False)
    lines = _rebuilt(run, found)
    if len(found):
        st.markdown(say("since.rebuilt", lang, count=fmt.number(len(found), lang)))
    else:
        st.markdown(say(f"since.none_{coverage.reach(run)}", lang))
    _listed(lines)
    told = [released_told(one, lang) for one in released.changed][: LINES - len(lines)]
    if told:
        st.markdown(say("since.between", lang))
        _listed(told)
        _sources(run, released)
    for part in ("changes", "differences"):
        leads("sources", say(f"since.link_{part}", lang), lang, part=part)


def releases(run: Run) -> None:
    """Every total that a later release has otherwise, and how many were the same."""
    lang, found = run.language, revised(run.facts)
    same = fmt.number(found.same, lang)
    if not found.changed:
        st.markdown(say("since.releases_none", lang, same=same))
        return
    st.markdown(say("since.releases_lead", lang, same=same))
    _listed([released_told(one, lang) for one in found.changed])
    _sources(run, found)
    rows = show.of_list(
        lambda: released_csv(found.changed, lang),
        lang,
        what=say("changes.releases_heading", lang),
        snapshots=_behind(found),
    )
    show.files(rows, key="releases")


def _rebuilt(run: Run, found: pd.DataFrame) -> list[str]:
    """The country's figures first, then the newest, then those that changed by the largest part."""
    part = ((found["after"] - found["before"]) / found["before"]).abs()
    ranked = found.assign(part=part, abroad=found["area"] != COUNTRY)
    by = ["abroad", "period", "part"]
    ranked = ranked.sort_values(by, ascending=[True, False, False], kind="stable")
    return [_line(run, row) for _, row in ranked.head(LINES).iterrows()]


def _line(run: Run, row: "pd.Series[object]") -> str:
    lang, declared = run.language, indicators()[str(row["indicator"])]
    before, after = (
        fmt.number(float(str(row[key])), lang, declared.decimals) for key in ("before", "after")
    )
    return say(
        "since.line",
        lang,
        name=declared.name[lang],
        area=area_name(str(row["area"]), lang),
        period=fmt.period(str(row["period"]), lang),
        before=before,
        after=after,
    )


def _listed(lines: list[str]) -> None:
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def _sources(run: Run, found: Releases) -> None:
    behind = _behind(found)
    if weakest(one.standing for one in behind) == "synthetic":
        show.made_up(run.language)
    if behind:
        show.source(behind, run.language)


def _behind(found: Releases) -> tuple[Snapshot, ...]:
    both = (release for one in found.changed for release in (one.before, one.after))
    return tuple(dict.fromkeys(release.snapshot for release in both))
