"""The tables of the facts database: one table per grain, rebuilt whole from the snapshots."""

from data.schema.barometer import (
    BarometerCaveat,
    BarometerEdition,
    BarometerLaw,
    BarometerResult,
)
from data.schema.figures import ClassLimit, Observation, QualityNote
from data.schema.keys import Area, Build, CategoryRow, IndicatorRow, Period, Snapshot
from data.schema.words import LawEvent, Offer, Statement, Trace

__all__ = [
    "Area",
    "BarometerCaveat",
    "BarometerEdition",
    "BarometerLaw",
    "BarometerResult",
    "Build",
    "CategoryRow",
    "ClassLimit",
    "IndicatorRow",
    "LawEvent",
    "Observation",
    "Offer",
    "Period",
    "QualityNote",
    "Snapshot",
    "Statement",
    "Trace",
]
