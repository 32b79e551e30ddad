"""Five map classes for each mapped indicator, the same for all its years and frozen with the build.

They are made here, and not when a page is drawn, because a map must look the same for everyone who
reads the same edition.
"""

import math

import jenkspy
from sqlalchemy import func, select
from sqlmodel import Session, col

from catalog.load import indicators
from catalog.model import Indicator
from data import counts
from data.keys import Record
from data.schema import Area, IndicatorRow, Observation, Period

CLASSES = 5
FIRST_YEAR = 2017
"""Classes rest on the years from the last break in level on; see the indicator's breaks."""

STEPS_ACROSS = 20
"""Limits are rounded to a step that goes at least this many times into the range of values."""


def class_limits(session: Session) -> list[Record]:
    """The upper limits of the classes of every mapped indicator that has figures."""
    found: list[Record] = []
    for code, declared in indicators().items():
        values = _of(session, declared) if declared.map else []
        for number, upper in enumerate(limits(values), start=1):
            found.append({"indicator": _id(session, code), "number": number, "upper": upper})
    return found


def _of(session: Session, declared: Indicator) -> list[float]:
    """The figures that the classes are made from: printed ones, or one count over another."""
    if declared.numerator is None or declared.denominator is None:
        return _values(session, declared.id)
    above, below = (
        counts.read(session.connection(), name)
        for name in (declared.numerator, declared.denominator)
    )
    both = above.merge(below, on=["area", "area_kind", "period"], suffixes=("", "_below"))
    both = both[(both["area_kind"] == "municipality") & (both["status"] == "ok")]
    both = both[both["period"] >= str(FIRST_YEAR)]
    rates = declared.per * both["count"] / both["count_below"]
    return [float(rate) for rate in rates.dropna()]


def limits(values: list[float]) -> list[float]:
    """Rounded upper limits of Fisher-Jenks classes (Fisher 1958; Jenks 1977), up to the maximum.

    Fewer distinct values than classes give one class each; no values give no class.

    >>> limits([1.0, 1.1, 5.0, 5.1, 9.0, 9.1])
    [1.0, 1.1, 5.0, 5.1, 9.1]
    """
    distinct = sorted(set(values))
    if len(distinct) <= CLASSES:
        return distinct
    raw = fisher_jenks(values, CLASSES)
    return [*_rounded(raw[:-1], distinct), distinct[-1]]


def fisher_jenks(values: list[float], classes: int) -> list[float]:
    """The highest value of each class of the cut that leaves the least spread inside each.

    >>> fisher_jenks([1.0, 1.1, 5.0, 5.1, 9.0, 9.1], 3)
    [1.1, 5.1, 9.1]
    """
    return [float(top) for top in jenkspy.jenks_breaks(values, n_classes=classes)[1:]]


def _rounded(raw: list[float], distinct: list[float]) -> list[float]:
    """Limits on round numbers, as long as that leaves every class its own limit."""
    span = (distinct[-1] - distinct[0]) / STEPS_ACROSS
    power = 10 ** math.floor(math.log10(span))
    step = max(factor * power for factor in (1, 2, 5) if factor * power <= span)
    digits = max(-math.floor(math.log10(step)), 0)
    near = [round(round(upper / step) * step, digits) for upper in raw]
    apart = len(set(near)) == len(near) and distinct[0] < near[0] and near[-1] < distinct[-1]
    return near if apart else raw


def _values(session: Session, code: str) -> list[float]:
    chosen = (
        select(col(Observation.value))
        .join(IndicatorRow, col(IndicatorRow.id) == col(Observation.indicator))
        .join(Area, col(Area.id) == col(Observation.area))
        .join(Period, col(Period.id) == col(Observation.period))
        .where(col(IndicatorRow.code) == code, col(Observation.status) == "ok")
        .where(col(Area.kind) == "municipality")
    )
    recent = list(session.scalars(chosen.where(col(Period.first_year) >= FIRST_YEAR)))
    return recent or list(session.scalars(chosen))


def _id(session: Session, code: str) -> int:
    return session.scalars(
        select(func.max(IndicatorRow.id)).where(col(IndicatorRow.code) == code)
    ).one()
