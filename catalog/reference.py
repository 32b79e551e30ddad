"""Write every indicator and source as one page, docs/indicators.md."""

import sys
from collections.abc import Iterator

from catalog.load import dimensions, indicators, sources
from catalog.model import Indicator, Source
from catalog.words import say

HEAD = """\
# Indicators and sources

Every number the atlas can show and every source it rests on, as the catalog declares them.
Made by `python -m catalog.reference > docs/indicators.md`: change the catalog, not this page.
A test fails while the two differ.
"""


def reference() -> str:
    """The whole page as Markdown, indicators first, each list in the order of ids."""
    parts = [HEAD, f"## Indicators ({len(indicators())})\n"]
    parts += [_section(_indicator(found), found.id) for found in indicators().values()]
    parts += [f"## Sources ({len(sources())})\n"]
    parts += [_section(_source(found), name) for name, found in sorted(sources().items())]
    return "\n".join(parts)


def _section(lines: Iterator[str], name: str) -> str:
    return "\n".join([f"### `{name}`\n", *(f"- {line}" for line in lines), ""])


def _indicator(found: Indicator) -> Iterator[str]:
    yield f"**{found.name.en}** (*{found.name.da}*)"
    yield f"Unit: {found.unit.en} (*{found.unit.da}*)"
    counts = say(f"counts.{found.counts}", "en")
    place = ", on the map" if found.map else ""
    yield f"Topic: {found.topic}. Counts: {counts}. Kind: {found.kind}, {found.method}{place}"
    if found.dimension:
        yield f"Divided by: {dimensions()[found.dimension].en} (`{found.dimension}`)"
    yield f"Definition: {found.definition.en}"
    yield from (f"Break from {each.period}: {each.en}" for each in found.breaks)
    yield from (f"Mind: {each.en}" for each in found.caveats)
    if found.former_ids:
        yield f"Former ids: {', '.join(f'`{old}`' for old in found.former_ids)}"


def _source(found: Source) -> Iterator[str]:
    yield f"**{found.name.en}** (*{found.name.da}*)"
    yield f"License: {found.license or say('sources.no_licence', 'en')}"
    if found.table:
        yield f"Table: {found.table}"
    if found.url:
        yield f"Address: <{found.url}>"
    yield f"Counts: {found.counts.en}"
    yield f"When: {found.cadence.en}"
    yield f"Small numbers: {found.protection.en}"


if __name__ == "__main__":
    # Bytes, because a console may have an encoding and line ends of its own.
    sys.stdout.buffer.write(reference().encode("utf-8"))
