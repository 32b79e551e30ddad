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


def editions(run: Run) -> Iterator[tuple[Source, list[Snapshot]]]:
    """Every source that there are figures or words from, with its editions."""
    by_source: dict[str, list[Snapshot]] = {}
    for snapshot in run.facts.snapshots.values():
        by_source.setdefault(snapshot.source, []).append(snapshot)
    named = ((sources()[name], found) for name, found in by_source.items())
    yield from sorted(named, key=lambda pair: pair[0].name[run.language])


def table(found: list[Snapshot], language: Language, *, named: bool = False) -> pd.DataFrame:
    """What is known of some editions, a row each; `named` with the source, where there are many."""
    rows = pd.DataFrame([_row(snapshot, language) for snapshot in found])
    if named:
        names = [sources()[snapshot.source].name[language] for snapshot in found]
        rows.insert(0, say("workbook.name", language), names)
    return rows.set_index(rows.columns[0])


def about(source: Source, language: Language) -> str:
    """What a source counts, how often it comes, how it is protected, and under which license."""
    license = source.license or say("sources.no_licence", language)
    return say(
        "sources.about",
        language,
        counts=source.counts[language],
        cadence=source.cadence[language],
        protection=source.protection[language],
        license=license,
    )


def definition(declared: Indicator, language: Language) -> str:
    """An indicator's definition, unit, breaks and cautions."""
    counts = say(f"counts.{declared.counts}", language)
    parts = [
        declared.definition[language],
        say("sources.unit", language, unit=declared.unit[language], counts=counts),
    ]
    for change in declared.breaks:
        parts.append(say("sources.break", language, period=change.period, text=change[language]))
    cautions = "\n".join(f"- {text[language]}" for text in declared.caveats)
    return "\n\n".join([*parts, cautions])


def notes(run: Run) -> pd.DataFrame:
    """Every known fault, doubt and conflict once, with all figures and periods it applies to."""
    lang = run.language
    found = run.facts.notes()
    declared, every = indicators(), say("sources.note_all", lang)
    told = pd.DataFrame(
        {
            "name": [
                declared[i].name[lang] if i in declared else every for i in found["indicator"]
            ],
            "area": [area_name(a, lang) if isinstance(a, str) else "–" for a in found["area"]],
            "period": [fmt.period(p, lang) if isinstance(p, str) else "–" for p in found["period"]],
            "text": found[f"text_{lang}"],
        }
    )
    alike = told.groupby(["area", "text"], sort=False)
    together = alike[["name", "period"]].agg(lambda values: ", ".join(dict.fromkeys(values)))
    rows = together.reset_index().set_index("name").rename_axis(None)[["area", "period", "text"]]
    return rows.rename(columns=lambda key: say(f"sources.note_{key}", lang))


def _row(snapshot: Snapshot, language: Language) -> dict[str, object]:
    found = {
        "edition": snapshot.edition,
        "title": snapshot.title,
        "publisher": snapshot.publisher,
        "standing": say(f"standing.{snapshot.standing}", language),
        "rows": fmt.number(snapshot.rows, language),
        "checksum": snapshot.checksum[:CHECKSUM],
        "address": snapshot.url or snapshot.why_no_url(language),
    }
    return {say(f"sources.{key}", language): value for key, value in found.items()}
