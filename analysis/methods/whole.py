"""Parts in whole numbers that add up to what they are parts of, so that a table holds as shown."""

from collections.abc import Sequence
from math import floor, fsum


def adding_up(parts: Sequence[float], total: int) -> list[int]:
    """The parts rounded to whole numbers whose sum is `total`, in the same order.

    Each is rounded down, and what then lacks goes to those with the largest remainders, the first
    ones where these are equal (Hamilton's method); none is moved by 1 or more. Raises ValueError
    where the parts' sum is 1 or more from `total`, with what was found.

    >>> adding_up([29.92, -12.33, 12.41], 30)
    [30, -12, 12]
    >>> adding_up([0.5, 0.5, 1.0], 2)
    [1, 0, 1]
    """
    whole = fsum(parts)
    if not abs(whole - total) < 1:
        raise ValueError(f"parts must add up to {total} before they are rounded, found {whole}")
    # 2.9999999999 is 3 but for rounding, and has nothing left over.
    near = [round(part, 9) for part in parts]
    found = [floor(part) for part in near]
    order = sorted(range(len(near)), key=lambda at: found[at] - near[at])
    for at in order[: total - sum(found)]:
        found[at] += 1
    return found
