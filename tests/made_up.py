"""The made-up tables as they lie on disk, for tests."""

import pandas as pd
import pytest

from data.demo.writing import NAMES
from data.settings import SNAPSHOTS

TOTALS = {"UNDERRETERE": "0", "ALDER1": "00", "KON": "0", "UNDERRET": "00", "AFFALDSOPR": "0"}
RATE = "children_notified_rate_0_17"
YEARS = [str(year) for year in range(2015, 2026)]


@pytest.fixture(scope="session")
def made_up_tables(made_up):
    """The four answers as they lie on disk, codes as text."""
    return {
        name: pd.read_csv(
            made_up / f"dst-{name.lower()}" / "fiktiv-1" / "statbank.csv",
            sep=";", dtype=str, keep_default_na=False,
        ).astype({"INDHOLD": int})
        for name in NAMES
    }  # fmt: skip


@pytest.fixture(scope="session")
def printed_figures():
    """The embedded figures, read straight from their files."""
    files = SNAPSHOTS.glob("*/*/observations.csv")
    parts = [pd.read_csv(f, dtype=str, keep_default_na=False).assign(
        source=f.parts[-3], edition=f.parts[-2]) for f in files]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def of(rows, **codes):
    """The counts of one cell by area and year; what is not named is its total."""
    for column, total in TOTALS.items():
        if column in rows and column not in codes:
            rows = rows[rows[column] == total]
    for column, code in codes.items():
        rows = rows[rows[column] == code]
    return rows.set_index(["ADMKOM", "TID"])["INDHOLD"]


def residents(tables):
    rows = tables["FOLK1A"]
    total = rows[rows["KØN"] == "TOT"]
    found = total.groupby(["OMRÅDE", total["TID"].str[:4]])["INDHOLD"].sum()
    return found.rename_axis(["ADMKOM", "TID"])
