"""Files of own figures for tests: a good one of any length, written as any program would."""

import csv
import io

from catalog.load import dimensions, own_measures
from data.importers.own.names import GROUPS, MEASURES

HEADING = ["måned", "opgørelse", "fordeling", "gruppe", "antal"]
PARTS = {"notifications": 1, "in_time": 0.9, "closed": 0.4, "assessed": 0.3, "support": 0.2}
DIVISIONS = {"total": "I alt", "notifier": "Underretter", "reason": "Årsag", "age": "Alder"}


def good(months=("2025-01", "2025-02"), *, size=40):
    """Rows of a file without a fault: every measure by every group, and the totals."""
    return [row for month in months for row in _month(month, size)]


def _month(month, size):
    for measure in MEASURES:
        count = int(size * PARTS[measure])
        groups = {name: list(dimensions()[found].codes) for name, found in GROUPS.items()}
        total = count * max(len(found) for found in groups.values())
        yield [month, own_measures()[measure].short.da, "I alt", "", str(total)]
        for division, codes in groups.items():
            for code in codes:
                name = dimensions()[GROUPS[division]].codes[code].da
                yield [
                    month,
                    own_measures()[measure].short.da,
                    DIVISIONS[division],
                    name,
                    str(count),
                ]


def months(count):
    """So many months up to the end of 2025, oldest first."""
    found = [f"{year}-{month:02d}" for year in range(2010, 2026) for month in range(1, 13)]
    return found[-count:]


def text(rows, *, heading=HEADING, delimiter=";"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([heading, *rows])
    return out.getvalue()
