"""What there is of each declared table of StatBank among the fetched ones."""

from pathlib import Path

from catalog.load import tables
from catalog.model import Table
from data.cards import Release
from data.editions import editions


def holdings(folder: Path) -> list[tuple[Table, Release | None]]:
    """Each declared table with the edition a build would try first: published ones before others.

    None where it was never fetched.
    """
    return [(table, _newest(editions(folder / table.source))) for table in tables().values()]


def _newest(found: list[Release]) -> Release | None:
    published = [release for release in found if release.card.standing == "published"]
    return next(reversed(published or found), None)
