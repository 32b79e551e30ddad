"""What the page of sources shows: editions with rows and checksums, definitions, known faults."""

from collections.abc import Iterator

import pandas as pd

from catalog import format as fmt
from catalog.load import indicators, sources
from catalog.model import Indicator, Language, Source
from catalog.words import say
from data.schema import Snapshot
from pages.components.session import Run
from reports.download import area_name

CHECKSUM = 12
"""Signs of a checksum shown; enough to see that two are not the same."""


def editions(run: Run) -> Iterator[tuple[Source, pd.DataFrame]]:
    """Every source that there are figures or words from, with its editions."""
    by_source: dict[str, list[Snapshot]] = {}
    for snapshot in run.facts.snapshots.values():
        by_source.setdefault(snapshot.source, []).append(snapshot)
    named = ((sources()[name], found) for name, found in by_source.items())
    for source, found in sorted(named, key=lambda pair: pair[0].name[run.language]):
        yield source, pd.DataFrame([_row(s, run.language) for s in found]).set_index(
            say("sources.edition", run.language)
        )


def about(source: Source, language: Language) -> str:
    """What a source counts, how often it comes, how it is protected, and under which licence."""
    licence = source.licence or say("sources.no_licence", language)
    return say(
        "sources.about",
        language,
        counts=source.counts[language],
        cadence=source.cadence[language],
        protection=source.protection[language],
        licence=licence,
    )


def definition(declared: Indicator, language: Language) -> str:
    """An indicator's definition, unit, breaks and cautions."""
    parts = [
        declared.definition[language],
        say("sources.unit", language, unit=declared.unit[language], counts=say(f"counts.{declared.counts}", language)),
        *(say("sources.break", language, period=b.period, text=b[language]) for b in declared.breaks),
    ]
    return "\n\n".join(parts) + "\n\n" + "\n".join(f"- {text[language]}" for text in declared.caveats)


def notes(run: Run) -> pd.DataFrame:
    """Every known fault, doubt and conflict, with where it applies."""
    lang = run.language
    found = run.facts.notes()
    names = {name: declared.name[lang] for name, declared in indicators().items()}
    return pd.DataFrame(
        {
            say("sources.note_area", lang): [area_name(a, lang) if isinstance(a, str) else "–" for a in found["area"]],
            say("sources.note_period", lang): [fmt.period(p, lang) if isinstance(p, str) else "–" for p in found["period"]],
            say("sources.note_text", lang): found[f"text_{lang}"],
        },
    ).set_index(pd.Index([names.get(str(code), say("sources.note_all", lang)) for code in found["indicator"]]))


def _row(snapshot: Snapshot, language: Language) -> dict[str, object]:
    reason = snapshot.no_url_da if language == "da" else snapshot.no_url_en
    return {
        say("sources.edition", language): snapshot.edition,
        say("sources.title", language): snapshot.title,
        say("sources.publisher", language): snapshot.publisher,
        say("sources.standing", language): say(f"standing.{snapshot.standing}", language),
        say("sources.rows", language): fmt.number(snapshot.rows, language),
        say("sources.checksum", language): snapshot.checksum[:CHECKSUM],
        say("sources.address", language): snapshot.url or reason,
    }
