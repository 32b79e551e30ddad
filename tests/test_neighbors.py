"""Which municipalities are neighbors, by land and by sea."""

import csv

import pytest
import shapely

from geo.borders import DOUBTFUL_BELOW_M, shared_borders
from geo.municipalities import (
    FOLDER,
    UnknownMunicipalityError,
    municipalities,
    neighbors,
)


@pytest.fixture(scope="module")
def rows():
    with (FOLDER / "neighbors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_neighbors_are_mutual():
    for code in municipalities():
        for near in neighbors(code):
            back = [each for each in neighbors(near.code) if each.code == code]
            assert [(each.kind, each.doubtful, each.by) for each in back] == [
                (near.kind, near.doubtful, near.by)
            ]


def test_each_pair_stands_once_in_order(rows):
    pairs = [(row["a"], row["b"]) for row in rows]
    assert pairs == sorted(set(pairs))
    assert all(a < b and {a, b} <= set(municipalities()) for a, b in pairs)


def test_the_country_hangs_together():
    reached, waiting = set(), ["101"]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += [near.code for near in neighbors(code)]
    assert reached == set(municipalities())


def test_municipalities_without_land_neighbors_have_links():
    landless = {
        code
        for code in municipalities()
        if not [near for near in neighbors(code) if near.kind == "land"]
    }
    assert landless == {"400", "482", "492", "563", "741", "773", "825"}
    assert all(neighbors(code) for code in landless)


def test_185_land_pairs_are_measured(rows):
    assert len([row for row in rows if row["border_m"]]) == 185
    assert all(row["kind"] == "land" for row in rows if row["border_m"])


def test_doubtful_pairs(rows):
    doubtful = {f"{row['a']}-{row['b']}" for row in rows if row["doubtful"] == "true"}
    named_by_the_source_of_the_map = {"101-163", "161-163", "169-187", "671-787"}
    assert named_by_the_source_of_the_map <= doubtful
    short = {"153-165", "159-175", "161-163", "165-183"}
    assert short == {
        f"{row['a']}-{row['b']}"
        for row in rows
        if row["border_m"] and int(row["border_m"]) < DOUBTFUL_BELOW_M
    }
    assert doubtful == named_by_the_source_of_the_map | short | {"820-849"}


def test_every_link_says_by_what_and_from_where(rows):
    links = [row for row in rows if row["kind"] == "link"]
    assert links
    for row in links:
        assert row["link_da"]
        assert row["link_en"]
        assert row["source_title"]
        assert row["source_url"].startswith("http")
        assert row["doubtful"] == "false"


def test_what_a_neighbor_is_reached_by():
    (koege,) = neighbors("400")
    assert (koege.code, koege.kind, koege.doubtful) == ("259", "link", False)
    assert koege.by == "Færge Køge-Rønne"
    assert neighbors("400", language="en")[0].by == "Køge-Rønne ferry"
    assert {near.by for near in neighbors(851) if near.kind == "land"} == {""}
    with pytest.raises(UnknownMunicipalityError, match="998"):
        neighbors(998)


def test_areas_that_meet_in_a_corner_share_no_border():
    areas = {"1": (0, 0, 1, 1), "2": (1, 1, 2, 2), "3": (1, 0, 2, 1)}
    borders = shared_borders({code: shapely.box(*bounds) for code, bounds in areas.items()})
    assert borders == {("1", "3"): 1.0, ("2", "3"): 1.0}
