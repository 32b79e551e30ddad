"""What a build has to say of itself: what it held back, what is odd, and what was revised."""

from sqlmodel import Field, SQLModel


class Remark(SQLModel, table=True):
    """Something to look at that stops no build: held back, lacking, not adding up, a jump."""

    id: int = Field(primary_key=True)
    kind: str
    source: str
    period: str | None
    text_da: str
    text_en: str


class Revision(SQLModel, table=True):
    """A figure that is another one than in the build before."""

    id: int = Field(primary_key=True)
    indicator: int = Field(foreign_key="indicator.id")
    area: int = Field(foreign_key="area.id")
    period: int = Field(foreign_key="period.id")
    before: float
    after: float
    snapshot: int = Field(foreign_key="snapshot.id")
