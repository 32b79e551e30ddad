"""What stands beside numbers that are taken away: title, unit, sources, reservations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.frame import Framed
from data.schema import Snapshot


@dataclass(frozen=True)
class About:
    """What a table is about: everything that must stand beside its numbers."""

    title: str
    unit: str
    snapshots: tuple[Snapshot, ...]
    definition: str = ""
    notes: tuple[str, ...] = ()

    @property
    def made_up(self) -> bool:
        """Whether any of the figures is made up."""
        return any(snapshot.standing == "synthetic" for snapshot in self.snapshots)

    def beside(self, figure: Framed) -> "About":
        """The same for numbers that are drawn: under the drawing's title, with its notes first."""
        return replace(
            self,
            title=figure.title,
            snapshots=tuple(dict.fromkeys([*figure.snapshots, *self.snapshots])),
            notes=tuple(dict.fromkeys([*figure.taken_notes, *self.notes])),
        )


def about(result: Result, language: Language, *, told: Iterable[str] = ()) -> About:
    """What stands beside the figures of a result, what is `told` of them first."""
    indicator = result.indicator
    notes = [
        *told,
        *(found[language] for found in indicator.breaks),
        *(found[language] for found in indicator.caveats),
        *_known(result, language),
    ]
    return About(
        indicator.name[language],
        indicator.unit[language],
        result.snapshots,
        indicator.definition[language],
        tuple(dict.fromkeys(notes)),
    )


def about_all(results: Sequence[Result], language: Language, *, told: Iterable[str] = ()) -> About:
    """What stands beside the figures of several results in one table, each thing once."""
    every = [about(result, language, told=told) for result in results]
    return About(
        "; ".join(dict.fromkeys(one.title for one in every)),
        "; ".join(dict.fromkeys(one.unit for one in every)),
        tuple(dict.fromkeys(found for one in every for found in one.snapshots)),
        "\n".join(dict.fromkeys(filter(None, (one.definition for one in every)))),
        tuple(dict.fromkeys(note for one in every for note in one.notes)),
    )


def about_figure(figure: Framed) -> About:
    """What stands beside a drawing, for a table that goes with it."""
    return About(figure.title, figure.subtitle, figure.snapshots, notes=figure.taken_notes)


def _known(result: Result, language: Language) -> list[str]:
    """What is known to be wrong with these very figures, with the period where it is of one."""
    notes, table = result.notes, result.table
    here = (notes["area"].isna() | notes["area"].isin(table["area"])) & (
        notes["period"].isna() | notes["period"].isin(table["period"])
    )
    return [
        say("show.note", language, period=fmt.period(period, language), text=text)
        if isinstance(period, str)
        else text
        for period, text in zip(notes[here]["period"], notes[here][f"text_{language}"], strict=True)
    ]
