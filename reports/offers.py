"""The offers as CSV, each with its source; what is not known is said to be so."""

from collections.abc import Sequence

from analysis.offers import Offered
from catalog.model import Language
from catalog.words import say
from reports.download import heading, origin, written

FIELDS = ("name", "what", "who", "now", "then", "price", "start", "use", "seen", "status", "url")


def offers_csv(found: Sequence[Offered], language: Language) -> bytes:
    """Every offer as one row, in the order of the screen."""
    unknown = say("offers.unknown", language)
    head = [*(say(f"offers.{field}", language) for field in FIELDS), *heading("", language)]
    rows = [
        [
            *(getattr(offer, field) or unknown for field in FIELDS),
            *origin(offer.snapshot, language),
        ]
        for offer in found
    ]
    return written([head, *rows], language)
