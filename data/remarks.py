"""What a build has to say of the fetched tables: held back, lacking, not adding up, jumping."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from typing import Any

import geo.municipalities as geo
from catalog import format as fmt
from catalog.model import Language
from catalog.words import LANGUAGES, say
from data.fetched import Chosen, Held
from data.importers.columns import REGIONS
from data.importers.statbank import Answer
from data.importers.whole import Sum, absent, sums
from data.keys import Record

JUMP = 0.5
"""A change of half or more from one year to the next is listed, never refused."""

SMALLEST = 50
"""A change of fewer than this many is not listed: in small municipalities it is common."""


Values = Callable[[Language], dict[str, str]]
"""What a sentence is filled with, in a language."""


def remarks(fetched: Chosen) -> list[Record]:
    """All remarks of one build as records, in the order they should be read."""
    found = [*(_held(held) for held in fetched.held)]
    for answer in fetched.answers:
        if answer.table.grain != "observations":
            found += [*_absent(answer), *_sums(answer), *_jumps(answer)]
    return [{**remark, "id": number} for number, remark in enumerate(found, start=1)]


def _held(held: Held) -> Record:
    source = held.name.split("/")[0]
    texts = {f"text_{lang}": _told(held, lang) for lang in LANGUAGES}
    return {"kind": "held_back", "source": source, "period": None, **texts}


def _told(held: Held, lang: Language) -> str:
    """The faults, and what stands in the table's place."""
    key = "instead" if held.instead else "nothing_instead"
    told = say(f"remark.{key}", lang, name=held.name, edition=held.instead)
    return f"{held.refusal.told(lang)}\n{told}"


def _absent(answer: Answer) -> Iterator[Record]:
    for period, missing in absent(answer).items():
        names = [geo.municipality(code).name for code in missing]
        if names:
            yield _remark("absent", answer, period, partial(_names, names))


def _sums(answer: Answer) -> Iterator[Record]:
    for found in sums(answer):
        if found.parts != found.total:
            yield _remark(f"sum_{found.what}", answer, found.period, partial(_sum, found))


def _jumps(answer: Answer) -> Iterator[Record]:
    """Municipalities whose total changed by half or more from one year to the next."""
    rows = answer.rows
    for found in answer.table.variables.values():
        if found.dimension:
            rows = rows[rows[found.dimension] == ""]
    rows = rows[rows["area"].isin(list(geo.municipalities()))]
    rows = rows.astype({"area": str, "period": str}).sort_values("period")
    rows = rows.assign(before=rows.groupby("area")["value"].shift())
    change = (rows["value"] - rows["before"]).abs()
    jumped = rows[(change >= JUMP * rows["before"]) & (change >= SMALLEST)]
    for row in jumped.to_dict("records"):
        yield _remark("jump", answer, row["period"], partial(_jump, row))


def _names(names: list[str], lang: Language) -> dict[str, str]:
    return {"names": fmt.listed(names, lang)}


def _sum(found: Sum, lang: Language) -> dict[str, str]:
    return {
        "area": REGIONS.get(found.area, ""),
        "total": fmt.number(found.total, lang),
        "parts": fmt.number(found.parts, lang),
        "off": fmt.signed(100 * found.off, lang, 1),
    }


def _jump(row: Mapping[Hashable, Any], lang: Language) -> dict[str, str]:
    return {
        "name": geo.municipality(str(row["area"])).name,
        "before": fmt.number(float(str(row["before"])), lang),
        "after": fmt.number(float(str(row["value"])), lang),
    }


def _remark(kind: str, answer: Answer, period: str, values: Values) -> Record:
    texts = {
        f"text_{lang}": say(f"remark.{kind}", lang, table=answer.table.id, **values(lang))
        for lang in LANGUAGES
    }
    return {"kind": kind, "source": answer.table.source, "period": period, **texts}
