"""What the data says for or against each explanation of a figure, by the names in the catalog."""

from collections.abc import Callable, Mapping

from analysis.evidence.case import Case, Finding
from analysis.evidence.described import children_living_there, conditions, size, support
from analysis.evidence.noted import counting_notes, known_faults, mentions
from analysis.evidence.tested import police, repeated_children, transfers
from catalog.reasons import Evidence

EVIDENCE: Mapping[Evidence, Callable[[Case], tuple[Finding, ...]]] = {
    "repeated_children": repeated_children,
    "counting_notes": counting_notes,
    "mentions": mentions,
    "transfers": transfers,
    "police": police,
    "children_living_there": children_living_there,
    "size": size,
    "known_faults": known_faults,
    "conditions": conditions,
    "support": support,
}
