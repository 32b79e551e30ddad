"""How far municipalities lie from each other in one year, in relative and in absolute terms."""

from dataclasses import dataclass

from analysis.position import irregular, wide
from analysis.result import Result


@dataclass(frozen=True)
class Spread:
    """The spread of municipal values in one period, in the indicator's unit."""

    period: str
    count: int
    lowest: tuple[str, float]
    highest: tuple[str, float]
    p10: float
    q1: float
    median: float
    q3: float
    p90: float
    left_out: frozenset[str]

    @property
    def ratio(self) -> float:
        """The 90th percentile over the 10th: how many times higher the high ones are."""
        return self.p90 / self.p10

    @property
    def distance(self) -> float:
        """The 90th percentile less the 10th, in the indicator's unit."""
        return self.p90 - self.p10


def spread(result: Result, period: str) -> Spread | None:
    """The spread in one period, irregular areas left out; None where fewer than ten have a figure.

    Percentiles by linear interpolation (Hyndman & Fan 1996, type 7).
    """
    table = wide(result)
    if period not in table or table[period].count() < 10:
        return None
    values = table[period].dropna().sort_values(kind="stable")
    cuts = values.quantile([0.10, 0.25, 0.50, 0.75, 0.90])
    p10, q1, median, q3, p90 = (float(cut) for cut in cuts)
    return Spread(
        period=period,
        count=len(values),
        lowest=(str(values.index[0]), float(values.iloc[0])),
        highest=(str(values.index[-1]), float(values.iloc[-1])),
        p10=p10,
        q1=q1,
        median=median,
        q3=q3,
        p90=p90,
        left_out=irregular(result),
    )
