"""The status of each figure: a printed zero that stands for "not reported" is not an `ok` zero."""

from catalog.load import indicators
from data.keys import Keys, Record

NOT_REPORTED = "not_reported"


def statuses(observations: list[Record], notes: list[Record], keys: Keys) -> list[Record]:
    """Observations with their status: `not_reported` where a quality note says so, else `ok`.

    A note on a whole topic applies to every indicator of that topic; both must name area and period.
    """
    topics = {keys.of["indicator"][code]: found.topic for code, found in indicators().items()}
    told = {
        (note["indicator"] or note["topic"], note["area"], note["period"])
        for note in notes
        if note["kind"] == NOT_REPORTED
    }
    return [
        {
            **row,
            "status": NOT_REPORTED
            if {
                (row["indicator"], row["area"], row["period"]),
                (topics[row["indicator"]], row["area"], row["period"]),  # type: ignore[index]
            }
            & told
            else "ok",
        }
        for row in observations
    ]
