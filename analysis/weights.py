"""How much each variable counts in the likeness of municipalities, usually and by a reader."""

from collections.abc import Iterable

from analysis.similar import DEFAULT, HEAVIEST, Weights, every_variable

TO = "-"
"""Between a variable and its weight, as in `gini-0`."""


def variables() -> tuple[str, ...]:
    """All that may count: first those that do unless a reader says otherwise."""
    return tuple(dict.fromkeys(name for name, _ in (*DEFAULT, *every_variable())))


def known() -> list[str]:
    """Every weight of every variable as an address spells it; a weight is a whole number."""
    return [f"{name}{TO}{weight}" for name in variables() for weight in range(HEAVIEST + 1)]


def weighted(spelled: Iterable[str]) -> Weights:
    """The usual weights with those changed that are spelled out, each one of `known`.

    Empty where nothing is left that counts. What comes twice counts as it is said last.

    >>> dict(weighted(["gini-0", "population_total-2"]))["population_total"]
    2.0
    """
    pairs = (found.rpartition(TO) for found in spelled)
    given = dict(DEFAULT) | {name: float(weight) for name, _, weight in pairs}
    return tuple((name, given[name]) for name in variables() if given.get(name, 0) > 0)


def changed(weights: Weights) -> dict[str, int]:
    """The variables with another weight than the usual, and the weight; 0 is left out.

    >>> changed(weighted(["gini-0", "class_size-3", "neet_16_24-1"]))
    {'gini': 0, 'class_size': 3}
    """
    usual, given = dict(DEFAULT), dict(weights)
    both = {name: (usual.get(name, 0), given.get(name, 0)) for name in variables()}
    return {name: int(now) for name, (before, now) in both.items() if before != now}


def spelled(weights: Weights) -> list[str]:
    """The changes as an address holds them, so that nothing stands there of the usual weights.

    >>> spelled(weighted(["gini-0", "class_size-3", "neet_16_24-1"]))
    ['gini-0', 'class_size-3']
    """
    return [f"{name}{TO}{weight}" for name, weight in changed(weights).items()]
