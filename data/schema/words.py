"""What sources say in words: statements, events in law, offers, traces of municipalities."""

from sqlmodel import Field, SQLModel


class Statement(SQLModel, table=True):
    """A finding, fact or practice in words, by its fact id."""

    id: str = Field(primary_key=True)
    kind: str
    topic: str
    area: int | None = Field(foreign_key="area.id")
    date: str | None
    value: str | None
    text_da: str
    text_en: str
    note_da: str | None
    note_en: str | None
    snapshot: int = Field(foreign_key="snapshot.id")


class LawEvent(SQLModel, table=True):
    """Something that happened in law or in how the figures are made; some are drawn in charts."""

    __tablename__ = "law_event"
    id: str = Field(primary_key=True)
    date: str
    law: str | None
    affects: str
    marker_da: str | None
    marker_en: str | None
    text_da: str
    text_en: str
    effect_da: str | None
    effect_en: str | None
    snapshot: int = Field(foreign_key="snapshot.id")


class Offer(SQLModel, table=True):
    """Help that municipalities could ask for, with when it was last seen."""

    id: str = Field(primary_key=True)
    offer: str
    provider_then: str | None
    provider_now: str | None
    what_da: str
    what_en: str
    who_da: str | None
    who_en: str | None
    price_da: str | None
    price_en: str | None
    start: str | None
    use_da: str | None
    use_en: str | None
    status_da: str | None
    status_en: str | None
    status_date: str | None
    url: str | None
    snapshot: int = Field(foreign_key="snapshot.id")


class Trace(SQLModel, table=True):
    """A mention of one municipality in a source, with the source's reservation."""

    id: int = Field(primary_key=True)
    area: int = Field(foreign_key="area.id")
    kind: str
    date: str | None
    text_da: str
    text_en: str
    certainty_da: str | None
    certainty_en: str | None
    snapshot: int = Field(foreign_key="snapshot.id")
