"""The status of each figure: a printed zero that stands for "not reported" is not an `ok` zero."""

from collections.abc import Collection

from catalog.load import indicators
from data.keys import Keys, Record

NOT_REPORTED = "not_reported"
MISSING = "missing"
TOPIC = "notifications"


def statuses(observations: list[Record], notes: list[Record], keys: Keys) -> list[Record]:
    """Observations with their status: `not_reported` where a quality note says so, else `ok`.

    A note on a topic applies to every indicator of it; any such note names area and period.
    """
    topics: dict[object, str] = {
        keys.of["indicator"][code]: found.topic for code, found in indicators().items()
    }
    told = {
        (note["indicator"] or note["topic"], note["area"], note["period"])
        for note in notes
        if note["kind"] == NOT_REPORTED
    }
    return [{**row, "status": _status(row, topics[row["indicator"]], told)} for row in observations]


def _status(row: Record, topic: str, told: Collection[tuple[object, ...]]) -> str:
    where = (row["area"], row["period"])
    by_indicator, by_topic = (row["indicator"], *where), (topic, *where)
    return NOT_REPORTED if by_indicator in told or by_topic in told else "ok"


def not_reported(notes: list[Record], keys: Keys) -> set[tuple[int, int]]:
    """Areas and periods where a count of notifications or children is not the area's own."""
    own = {number for name, number in keys.of["indicator"].items() if _is_counted(name)}
    return {
        (int(str(note["area"])), int(str(note["period"])))
        for note in notes
        if note["kind"] == NOT_REPORTED and (note["indicator"] in own or note["topic"] == TOPIC)
    }


def _is_counted(name: str) -> bool:
    return indicators()[name].topic == TOPIC
