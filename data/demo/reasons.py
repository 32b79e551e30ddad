"""Made-up reasons for notifications: at least one each, and none twice in one notification."""

import numpy as np

from catalog.load import dimensions
from data.demo.parts import Whole

REASONS = tuple(dimensions()["reason"].codes)
OFTEN = {
    "neglect_and_abuse": 3.0,
    "insufficient_care": 2.4,
    "behavior": 2.0,
    "school_problems": 2.2,
}
ALSO = 0.4
"""How many further reasons a notification has, about."""


def reasons(notifications: Whole, chance: np.random.Generator) -> Whole:
    """Reasons by all that notifications are by, and last by reason."""
    weights = np.array([OFTEN.get(name, 1.0) for name in REASONS])
    shares = weights / weights.sum()
    first = chance.multinomial(notifications, shares)
    more = chance.binomial(notifications[..., None] - first, ALSO * shares)
    return np.asarray(first + more, dtype=np.int64)
