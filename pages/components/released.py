"""National figures as releases printed them, year by year and edition by edition."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle

import pandas as pd

from analysis import law
from analysis.measure import COUNTRY, measure
from analysis.result import Result, cite
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts import theme, trend
from charts.trend import Line
from pages.components import once, show
from pages.components.national import bounds
from pages.components.session import Run

TOTAL = ""


def releases(run: Run, names: Sequence[str], *, key: str) -> None:
    """National figures as each release printed them, a row a year and release; never one line."""
    lang = run.language
    results = [measure(run.facts, name, area=COUNTRY) for name in names]
    results = [result for result in results if len(result.usable())]
    if not results:
        return
    rows = pd.concat([_releases(result, lang) for result in results])
    table, what = rows.set_index(rows.columns[0]), say(f"support.releases_{key}", lang)
    show.numbers(show.of_results(table, results, lang, what=what), key=key)
    texts = [text[lang] for result in results for text in result.indicator.caveats]
    breaks = [found[lang] for result in results for found in result.indicator.breaks]
    once.cautions(run, breaks, texts)
    show.source(show.snapshots_of(results), lang)


def _releases(result: Result, language: Language) -> pd.DataFrame:
    declared = result.indicator
    rows = result.usable().sort_values(["period", "category", "snapshot"]).to_dict("records")
    codes = dimensions()[declared.dimension].codes if declared.dimension else {}
    keys = ("what", "year", "figure", "note", "source")
    cells = [
        [
            _what(declared.name[language], row["category"] and codes[row["category"]][language]),
            fmt.period(row["period"], language),
            f"{fmt.number(row['value'], language, declared.decimals)} {declared.unit[language]}",
            "; ".join([*bounds(row["scope"], [row["precision"]], language), *_note(row, language)]),
            cite(result.all_snapshots[int(row["snapshot"])], language),
        ]
        for row in rows
    ]
    return pd.DataFrame(cells, columns=[say(f"support.column_{key}", language) for key in keys])


def _note(row: Mapping[str, object], language: Language) -> list[str]:
    note = row[f"note_{language}"]
    return [note] if isinstance(note, str) else []


def _what(name: str, category: str) -> str:
    return f"{name}: {category}" if category else name


def categories(run: Run, name: str) -> None:
    """A national series by category as lines, with its table and file; nothing without figures."""
    lang, result = run.language, measure(run.facts, name, area=COUNTRY)
    rows = result.usable()
    if not len(rows):
        return
    declared = result.indicator
    codes = dimensions()[declared.dimension].codes if declared.dimension else {}
    names = {TOTAL: say("support.total", lang), **{code: codes[code][lang] for code in codes}}
    colors = cycle((theme.MAIN, *theme.OTHERS))
    drawn = [
        Line(names[code], _years(rows, code), color, "beside" if code else "own")
        for code, color in zip(names, colors, strict=False)
        if code in set(rows["category"])
    ]
    title = declared.name[lang]
    events = law.marked(run.facts)
    caveats = [text[lang] for text in declared.caveats]
    figure = trend([result], drawn, lang, title=title, events=events)
    taken = show.show(replace(figure, minded=tuple(caveats)), lang, key=name)
    once.cautions(run, (), caveats)
    table = pd.DataFrame({line.name: line.values for line in drawn})
    shown = table.map(lambda value: fmt.number(value, lang))
    show.table(shown, result, lang, key=name, beside=taken)


def _years(rows: pd.DataFrame, category: str) -> dict[str, float]:
    found = rows[rows["category"] == category].sort_values("period")
    return dict(zip(found["period"], found["value"].astype(float), strict=True))
