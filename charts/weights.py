"""Which variables a reader gave another weight in the likeness of municipalities, in words."""

from analysis.similar import Weights
from analysis.weights import changed
from catalog.load import indicators
from catalog.model import Language
from catalog.words import say


def reweighed(weights: Weights, language: Language) -> str:
    """The variables with another weight than the usual, and the weight; empty with the usual."""
    found = [
        say("beside.weight", language, name=indicators()[name].short[language], weight=weight)
        for name, weight in changed(weights).items()
    ]
    return say("beside.reweighed", language, weights="; ".join(found)) if found else ""
