"""Frames of counts, and an attack on what is hidden in them."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.disclosure import Sum


def table(rows):
    """Counts of a table with the totals of its rows, its columns and the whole, and their sums."""
    counts, sums = {}, []
    down, across = len(rows), len(rows[0])
    for r, row in enumerate(rows):
        counts |= {(r, c): value for c, value in enumerate(row)} | {(r, "all"): sum(row)}
        sums.append(Sum((r, "all"), tuple((r, c) for c in range(across))))
    for c in [*range(across), "all"]:
        counts["all", c] = sum(counts[r, c] for r in range(down))
        sums.append(Sum(("all", c), tuple((r, c) for r in range(down))))
    sums.append(Sum(("all", "all"), tuple(("all", c) for c in range(across))))
    return counts, sums


def limits(counts, sums, secret, wanted):
    """The least and the most that a hidden cell can be, by linear programming beside ours."""
    order = sorted(secret, key=str)
    equal, right = [], []
    for line in sums:
        row, known = np.zeros(len(order)), 0
        for cell, sign in [*((part, 1) for part in line.parts), (line.total, -1)]:
            if cell in secret:
                row[order.index(cell)] += sign
            else:
                known += sign * counts[cell]
        equal.append(row)
        right.append(-known)
    aim = np.zeros(len(order))
    aim[order.index(wanted)] = 1
    ends = [
        linprog(sign * aim, A_eq=np.array(equal), b_eq=right, bounds=(1, None)) for sign in (1, -1)
    ]
    return tuple(float("inf") if end.status == 3 else abs(end.fun) for end in ends)


TABLES = st.integers(2, 5).flatmap(
    lambda across: st.lists(
        st.lists(st.integers(0, 14), min_size=across, max_size=across), min_size=2, max_size=5
    )
)

CELLS = st.one_of(st.integers(0, 4), st.integers(0, 14), st.integers(0, 900))


def frames(down=5, across=5, cells=CELLS):
    """Frames of every shape up to so many rows and columns."""
    return st.tuples(st.integers(1, down), st.integers(1, across)).flatmap(
        lambda shape: st.lists(
            st.lists(cells, min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        ).map(named)
    )


def named(rows):
    return pd.DataFrame(
        rows,
        index=[f"area {place}" for place in range(len(rows))],
        columns=[f"group {place}" for place in range(len(rows[0]))],
    )


def known_sums(values):
    """The places of the cells of every total that an attacker knows."""
    rows, columns = (range(size) for size in values.shape)
    lines = [[(r, c) for c in columns] for r in rows] + [[(r, c) for r in rows] for c in columns]
    return [line for line in lines if len(line) > 1 and not any(np.isnan(values[x]) for x in line)]


def unknown(frame, mask):
    """The hidden cells that have a count, each with the least it may be.

    That is 0 where sums join it to a hidden zero or to nothing that is shown, else 1.
    """
    values, hidden = frame.to_numpy(), mask.to_numpy()
    lines = known_sums(values)
    secret = [at for at in zip(*np.nonzero(hidden), strict=True) if values[at] >= 0]
    return values, {at: least(at, values, hidden, lines) for at in secret}


def least(at, values, hidden, lines):
    part, near = {at}, set()
    while True:
        near = {x for line in lines if part & set(line) for x in line}
        more = part | {x for x in near if hidden[x]}
        if more == part:
            break
        part = more
    return 0 if any(values[x] == 0 for x in part) or all(hidden[x] for x in near) else 1


def attacked(frame, mask, only=None):
    """The least and the most of hidden cells by linear programming beside ours."""
    values, secret = unknown(frame, mask)
    lines = [line for line in known_sums(values) if set(line) & set(secret)]
    bounds = [(floor, None) for floor in secret.values()]
    matrix = np.array([[float(at in line) for at in secret] for line in lines])
    right = [sum(values[at] for at in line if at in secret) for line in lines]
    found = {}
    for place, at in enumerate(secret):
        if only is not None and at not in only:
            continue
        aim = np.eye(len(secret))[place]
        fixed = {"A_eq": matrix, "b_eq": right} if lines else {}
        ends = [linprog(s * aim, **fixed, bounds=bounds, method="highs-ds") for s in (1, -1)]
        found[at] = tuple(np.inf if end.status == 3 else abs(end.fun) for end in ends)
    return found


def wanted(frame, at, threshold):
    """What a small cell must be able to be: 1 to threshold, or what totals as small as these leave.

    And the room another hidden cell must have. As written in the docstring of `hide`.
    """
    values = frame.to_numpy()
    totals = [sum(values[x] for x in line) for line in known_sums(values) if at in line]
    least = np.maximum(0, sum(totals) - values.sum())
    least = 0 if len(totals) < 2 or np.isnan(least) else least
    most = min(totals, default=np.inf)
    return max(1, least), min(threshold, most), min(threshold - 1, most - least)


def assert_kept(frame, mask, found, threshold):
    values = frame.to_numpy()
    for at, (low, high) in found.items():
        least, most, width = wanted(frame, at, threshold)
        if 0 < values[at] < threshold:
            assert low <= least + 1e-6, (at, low, high, frame, mask)
            assert high >= most - 1e-6, (at, low, high, frame, mask)
        else:
            assert high - low >= width - 1e-6, (at, low, high, frame, mask)
