"""Files of what sources say in words: statements, law, offers and traces of municipalities."""

from data.importers import columns as c
from data.importers.kind import Kind
from data.schema import LawEvent, Offer, Statement, Trace

IDENTIFIER = r"[a-z0-9][a-z0-9_-]*"
DATE = rf"{c.YEAR}(-{c.MONTH}(-(0[1-9]|[12][0-9]|3[01]))?)?"
TRACES = (
    "barometer_supervision",
    "prevention_advice",
    "prevention_partner",
    "inspiration_case",
    "task_force",
)

WORDS = (
    Kind(
        file="statements.csv",
        table=Statement,
        columns={
            "id": c.matching(IDENTIFIER, "identifier"),
            "kind": c.matching(IDENTIFIER, "identifier"),
            "topic": c.matching(IDENTIFIER, "identifier"),
            "area": c.area(empty=True),
            "date": c.text(empty=True),
            "value": c.text(empty=True),
            **c.pair("text"),
            **c.pair("note", empty=True),
        },
        unique=("id",),
        codes={"area": "area"},
    ),
    Kind(
        file="law_events.csv",
        table=LawEvent,
        columns={
            "id": c.matching(IDENTIFIER, "identifier"),
            "date": c.matching(DATE, "date"),
            "law": c.text(empty=True),
            "affects": c.text(),
            **c.pair("marker", empty=True),
            **c.pair("text"),
            **c.pair("effect", empty=True),
        },
        unique=("id",),
    ),
    Kind(
        file="offers.csv",
        table=Offer,
        columns={
            "id": c.matching(IDENTIFIER, "identifier"),
            "offer": c.text(),
            "provider_then": c.text(empty=True),
            "provider_now": c.text(empty=True),
            **c.pair("what"),
            **c.pair("who", empty=True),
            **c.pair("price", empty=True),
            "start": c.text(empty=True),
            **c.pair("use", empty=True),
            **c.pair("status", empty=True),
            "status_date": c.text(empty=True),
            "url": c.text(empty=True),
        },
        unique=("id",),
    ),
    Kind(
        file="traces.csv",
        table=Trace,
        columns={
            "area": c.area(),
            "kind": c.one_of(TRACES, "trace_kind"),
            "date": c.text(empty=True),
            **c.pair("text"),
            **c.pair("certainty", empty=True),
        },
        unique=("area", "kind", "date", "text_da"),
        codes={"area": "area"},
        within_file=True,
    ),
)
