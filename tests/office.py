"""What an office writes and signs, for tests."""

from data import kept

AREA, RATE = "482", "children_notified_rate"
OFFICE = "Leder af familieafdelingen"


def keep(kind, wanted, *, signed=OFFICE):
    kept.keep(AREA, kind, wanted, read=kept.kept(AREA, kind), signed=signed)
