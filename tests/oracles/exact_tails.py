"""Makes exact_tails.json: limits searched for in the distributions themselves, to 40 digits.

Garwood's limits are the expected values at which the Poisson sum of so many or more, or so many or
fewer, is half of what may fall outside; Wilson's are the shares q at which |p - q| is just z
standard errors at q. Both are found by halving, without quantile functions.

Run: python exact_tails.py
"""

import json
import platform
from decimal import Decimal, getcontext
from pathlib import Path
from statistics import NormalDist

getcontext().prec = 40
CONFIDENCES = ("0.8", "0.95", "0.998")


def at_most(events, mean):
    term = total = (-mean).exp()
    for k in range(1, events + 1):
        term = term * mean / k
        total += term
    return total


def halved(low, high, too_low):
    for _ in range(130):
        middle = (low + high) / 2
        low, high = (middle, high) if too_low(middle) else (low, middle)
    return float((low + high) / 2)


def garwood(events, confidence):
    outside = (1 - Decimal(confidence)) / 2
    most = Decimal(4 * events + 20)
    upper = halved(Decimal(0), most, lambda mean: at_most(events, mean) > outside)
    if events == 0:
        return 0.0, upper
    return halved(Decimal(0), most, lambda mean: 1 - at_most(events - 1, mean) < outside), upper


def wilson(count, total, confidence):
    z = Decimal(NormalDist().inv_cdf(float((1 + Decimal(confidence)) / 2)))
    p, n = Decimal(count) / total, Decimal(total)

    def inside(q):
        return (p - q) ** 2 * n <= z**2 * q * (1 - q)

    lower = 0.0 if count == 0 else halved(Decimal(0), p, lambda q: not inside(q))
    return lower, 1.0 if count == total else halved(p, Decimal(1), inside)


poisson = [
    {"events": events, "confidence": float(confidence), "limits": garwood(events, confidence)}
    for events in range(10)
    for confidence in CONFIDENCES
]
score = [
    {"count": x, "total": n, "confidence": float(c), "limits": wilson(x, n, c)}
    for x, n in [
        (0, 1),
        (1, 1),
        (0, 20),
        (1, 29),
        (4, 6),
        (15, 148),
        (81, 263),
        (20, 20),
        (9, 10**9),
    ]
    for c in CONFIDENCES
]
made = {
    "script": "exact_tails.py",
    "made_with": f"Python {platform.python_version()}, its decimal and statistics modules",
    "poisson": poisson,
    "wilson": score,
}
text = json.dumps(made, indent=1)
Path(__file__).with_suffix(".json").write_text(text + "\n", encoding="utf-8")
