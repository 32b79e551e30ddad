"""The status of each figure: a printed zero that stands for "not reported" is not an `ok` zero."""

from collections.abc import Collection

from catalog.load import indicators
from data.keys import Keys, Record

NOT_REPORTED = "not_reported"


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
