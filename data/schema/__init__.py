"""The tables of the facts database: one table per grain, rebuilt whole from the snapshots."""

from data.schema.barometer import (
    BarometerCaveat,
    BarometerEdition,
    BarometerLaw,
    BarometerResult,
)
from data.schema.counts import (
    NotificationCount,
    NotifiedChildCount,
    ReasonCount,
    ResidentCount,
)
from data.schema.figures import ClassLimit, Observation, QualityNote
from data.schema.keys import Area, Build, CategoryRow, IndicatorRow, Period, Snapshot
from data.schema.remarks import Remark, Revision
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
    "NotificationCount",
    "NotifiedChildCount",
    "Observation",
    "Offer",
    "Period",
    "QualityNote",
    "ReasonCount",
    "Remark",
    "ResidentCount",
    "Revision",
    "Snapshot",
    "Statement",
    "Trace",
]
