"""The shapes of what is asked and suggested: explanations, questions, practices, offers."""

from typing import Literal

from pydantic import Field, model_validator

from catalog.model import Declared, Text

Evidence = Literal[
    "repeated_children",
    "counting_notes",
    "mentions",
    "transfers",
    "police",
    "children_living_there",
    "size",
    "known_faults",
    "conditions",
    "support",
]
"""What the data can be asked about an explanation; `analysis.evidence` says how."""


class Reference(Declared):
    """One row of the sources: a statement, an event in law or a requirement's law by its id, or
    the note of a snapshot that opens so.

    `snapshot` is source and edition with a stroke between; `note` is how the Danish text begins.
    """

    statement: str | None = None
    event: str | None = None
    requirement: str | None = None
    snapshot: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _one_row(self) -> "Reference":
        given = frozenset(self.model_dump(exclude_none=True))
        alone = {frozenset({name}) for name in ("statement", "event", "requirement")}
        if given not in alone | {frozenset({"snapshot", "note"})}:
            raise ValueError(
                "a reference is a statement, an event, a requirement, or a snapshot and a note"
            )
        return self


class Explanation(Declared):
    """What may lie behind a figure: what it is, what the data says of it, what to ask.

    Without `sources` it is our own suggestion, and is shown as one.
    """

    id: str
    name: Text
    text: Text
    questions: tuple[Text, ...] = Field(min_length=1)
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    sources: tuple[Reference, ...] = ()


class Question(Declared):
    """A question for the committee table, beside the figures of a page or of an indicator.

    `about` names pages by their word key, or indicators. Without `sources` it is our own
    suggestion, and is shown as one.
    """

    id: str
    about: tuple[str, ...] = Field(min_length=1)
    text: Text
    sources: tuple[Reference, ...] = ()


class Practice(Declared):
    """A way of receiving notifications that a municipality can say it has or has not.

    Without `sources` it is our own suggestion, and is shown as one.
    """

    id: str
    text: Text
    sources: tuple[Reference, ...] = ()


Situation = Literal["unusual", "silent_group", "supervision"]
"""What may stand out for a municipality; `analysis.situations` says how each is found."""


class Match(Declared):
    """Which offers may be relevant in a situation, and why; never that they are needed.

    `offers` are ids of the snapshots' offers. Without `sources` it is our own suggestion.
    """

    id: str
    situation: Situation
    offers: tuple[str, ...] = Field(min_length=1)
    why: Text
    sources: tuple[Reference, ...] = ()
