"""How far the figures reach, as words: how many populations are known, and until when."""

import geo.municipalities as geo
from analysis.classes import CLASSES, FIRST_YEAR
from analysis.measure import OURS, leading, measure
from analysis.result import made_up as unreal
from catalog import format as fmt
from catalog.model import Language
from geo.outline import LEAST_OVERLAP, MEAN_OVERLAP
from pages.components.session import Run

POPULATION = "population_0_17"


def words(run: Run) -> dict[str, str]:
    """Values for sentences on method: real populations, the map's classes and their first year."""
    known = measure(run.facts, POPULATION, area_kind="municipality").usable()
    known = known[~known["snapshot"].isin(unreal(run.facts.snapshots))]
    return {
        "count": fmt.number(known["area"].nunique(), run.language),
        "year": str(known["period"].max()) if len(known) else "–",
        "classes": fmt.number(CLASSES, run.language),
        "first": str(FIRST_YEAR),
    }


def reach(run: Run) -> str:
    """Whether real counts were fetched: sentences on what is lacking differ by it.

    Made-up counts are none, so without real ones the sentences are those of the embedded figures.
    """
    return "fetched" if leading(run.facts) == OURS else "embedded"


def made_up(run: Run) -> bool:
    """Whether the counts of children notified about are made-up ones."""
    return measure(run.facts, OURS, area_kind="municipality").standing == "synthetic"


def boundaries(language: Language) -> dict[str, str]:
    """How good the boundaries are: mean and least overlap with an official drawing, and where."""
    code, least = LEAST_OVERLAP
    return {
        "mean": fmt.number(MEAN_OVERLAP, language, 3),
        "least": fmt.number(least, language, 2),
        "name": geo.municipality(code).name,
    }
