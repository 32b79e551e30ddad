"""The barometer's tables on the page, each with its files."""

from analysis.barometer import Barometer
from analysis.barometer_law import Law
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from pages.components import casework, casework_tables, show
from pages.components.taken import Taken
from reports.barometer import barometer_file


def of_requirement(
    barometer: Barometer, code: str, language: Language, law: Law | None = None, *, beside: Taken
) -> None:
    """The numbers of one requirement behind a line, with the files of its drawing."""
    found = show.of_words(
        casework_tables.table(barometer, code, language, law),
        language,
        what=dimensions()["requirement"].codes[code][language],
        snapshots=barometer.snapshots(barometer.found(code)),
        csv=lambda: barometer_file(barometer, language, [code]),
    )
    show.folded(found, key=code, beside=beside)


def only_words(barometer: Barometer, language: Language) -> None:
    """What was printed where no share is known."""
    codes = barometer.without_share()
    found = show.of_words(
        casework_tables.without_share(barometer, language),
        language,
        what=say("barometer.only_words_heading", language),
        snapshots=barometer.snapshots(barometer.results),
        csv=lambda: barometer_file(barometer, language, codes),
    )
    show.numbers(found, key="words")


def every_edition(barometer: Barometer, language: Language) -> None:
    """What is known of each edition; its file of rows has the results of all of them."""
    found = show.of_words(
        casework_tables.editions(barometer, language),
        language,
        what=say("barometer.heading", language),
        snapshots=barometer.snapshots(barometer.results),
        notes=[
            *casework.caveats(barometer, language, compared=True),
            *casework.caveats(barometer, language, compared=False),
        ],
        csv=lambda: barometer_file(barometer, language),
    )
    show.numbers(found, key="editions")
