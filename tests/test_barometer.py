"""The barometer's results: settled pairs, editions in time, and no municipality."""

from types import FunctionType, ModuleType

import analysis.barometer
import geo.municipalities as geo
from analysis.barometer import barometer
from tests.municipal import CODES


def test_pairs_are_the_settled_ones_and_never_made_from_two_editions(tiny):
    found = barometer(tiny)
    (pair,) = found.pairs("child_talk_before_decision")
    assert (pair.before, pair.after, pair.points) == ("2020", "2023", 20)
    assert found.pairs("notif_24h") == []
    assert found.readings()["edition"].tolist() == ["2023"]


def test_a_requirement_has_its_editions_in_time_with_the_pilot_first(full):
    editions = barometer(full).found("child_talk_before_decision")["edition"].tolist()
    assert list(dict.fromkeys(editions)) == [
        "pilot-2019",
        "2020",
        "2021",
        "2020-2022",
        "2023",
        "2024",
    ]


def test_results_of_the_barometer_hold_no_municipality(full, tiny):
    for facts in (full, tiny):
        found = barometer(facts)
        for table in (found.results, found.editions, found.caveats):
            assert "area" not in table
            cells = {str(cell) for cell in table.drop(columns="snapshot").to_numpy().ravel()}
            assert not cells & {*CODES, *(m.name for m in geo.municipalities().values())}


def test_no_function_ranks_or_positions_the_barometer():
    """A road that does not exist cannot be taken: nothing here orders by how well somebody did."""
    module: ModuleType = analysis.barometer
    named = [name for name, found in vars(module).items() if isinstance(found, FunctionType)]
    named += [name for name in vars(analysis.barometer.Barometer) if not name.startswith("__")]
    assert named
    assert not [n for n in named if any(w in n for w in ("rank", "position", "best", "worst"))]
    imported = {getattr(found, "__module__", "") for found in vars(module).values()}
    assert "analysis.position" not in imported


def test_without_an_edition_the_barometer_is_empty(empty):
    found = barometer(empty)
    assert found.requirements() == []
    assert found.found("bfu_made").empty
    assert found.pairs("bfu_made") == []
    assert found.readings().empty
