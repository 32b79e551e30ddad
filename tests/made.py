"""Results of invented figures, for properties that real figures show only one case of."""

import pandas as pd

from analysis.result import COLUMNS, Result
from catalog.load import indicator
from data.schema import Snapshot

NOTES = ["indicator", "topic", "area", "period", "kind", "text_da", "text_en", "snapshot"]

SNAPSHOT = Snapshot(
    id=1,
    source="98d-und2",
    edition="opdigtet",
    publisher="Danmarks Statistik",
    read_by=None,
    title="Opdigtet",
    url=None,
    no_url_da="Opdigtet til afprøvning.",
    no_url_en="Made up for testing.",
    copied=False,
    standing="synthetic",
    checksum="0" * 64,
    rows=0,
)


def made(values, *, name="children_notified_rate", unreported=()):
    """A result with these municipal values by (area, period); None is a missing figure."""
    rows = [
        {
            "area": area,
            "area_kind": "municipality",
            "period": period,
            "value": value,
            "status": _status((area, period), value, unreported),
            "snapshot": float("nan") if value is None else 1.0,
        }
        for (area, period), value in values.items()
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": float})
    return Result(indicator(name), table, pd.DataFrame(columns=NOTES), {1: SNAPSHOT})


def _status(cell, value, unreported):
    return "missing" if value is None else "not_reported" if cell in unreported else "ok"
