"""Names on the small drawings stay apart and inside, wherever what they name stands."""

import re

import pytest

from charts import svg

PLACE = re.compile(r'x="([\d.]+)".*>(.+)</text>')


@pytest.mark.parametrize("names", [("Faaborg-Midtfyn", "Hvidovre"), ("Ærø", "Lyngby-Taarbæk")])
@pytest.mark.parametrize(("low", "high"), [(280, 328), (20, 24), (50, 320), (327, 328)])
def test_names_of_the_two_ends_stay_apart_and_inside(names, low, high):
    ends = [PLACE.search(part).groups() for part in svg.ends(low, high, 126, names)]
    (first, _), (last, _) = [(float(x), name) for x, name in ends]
    assert [name for _, name in ends] == list(names)
    assert first - len(names[0]) * 6.5 >= 0
    assert last - len(names[1]) * 6.5 > first
    assert last <= svg.WIDTH
