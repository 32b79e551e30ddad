"""When a change may be split or judged, and what may be said of it."""

import re
from dataclasses import replace

import pytest

from analysis.beside_country import beside_country, sound
from analysis.change import CHOICES, Change
from analysis.changed import changed
from analysis.measure import measure
from analysis.methods.rate_ratio import Ratio
from analysis.pace import direction, pace
from analysis.split import Split, by_group, of_area, of_country
from catalog.words import LANGUAGES, say
from tests.answers import added, cells
from tests.changes import AALBORG, LAESOE, LANGELAND, groups, rates
from tests.made import made

JUDGING = re.compile(
    r"\b(steget|faldet|stigning\w*|fald\w*|stigende|faldende|højere|lavere|flere|færre|mere|mindre"
    r"|risen|fallen|rise|fall|increasing|decreasing|higher|lower|more|less|fewer)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("area", "base", "reason"),
    [
        (LANGELAND, "2015", "across"),
        (AALBORG, "2017", "doubt"),
        (AALBORG, "means", "doubt"),
        (LAESOE, "2017", "not_own"),
    ],
)
def test_no_split_across_a_break_or_from_a_figure_in_doubt(long, area, base, reason):
    assert of_area(rates(long), area, base) == reason
    assert by_group(groups(long), area, base) == reason


def test_no_split_without_counts(full):
    for base in CHOICES:
        assert of_country(rates(full), base) == "no_counts"
        assert by_group(groups(full), LANGELAND, base) == "no_counts"


def test_a_hidden_count_makes_the_split_impossible(long):
    whole = groups(long)
    hidden = (
        (whole.table["area"] == LANGELAND)
        & (whole.table["period"] == "2025")
        & (whole.table["category"] == "placement")
    )
    assert hidden.sum() == 1
    table = whole.table.assign(
        value=whole.table["value"].mask(hidden),
        numerator=whole.table["numerator"].mask(hidden),
        status=whole.table["status"].mask(hidden, "suppressed"),
    )
    assert by_group(replace(whole, table=table), LANGELAND, "2017") == "missing"
    other = by_group(replace(whole, table=table), "101", "2017")
    assert isinstance(other, Split)
    assert LANGELAND in other.left_out


def test_made_up_and_real_counts_are_never_split_together(long):
    whole = rates(long)
    key = int(whole.table["snapshot"].max())
    unreal = whole.all_snapshots | {key: made({}).all_snapshots[1]}
    with pytest.raises(ValueError, match="made-up"):
        of_country(replace(whole, all_snapshots=unreal), "2017")


def test_counts_that_begin_later_are_split_from_there(fetched):
    found = of_area(rates(fetched), LANGELAND, "2017")
    assert isinstance(found, Split)
    assert (found.span.base, found.span.end) == ("2024", "2025")
    assert of_area(rates(fetched), LANGELAND, "means") == "few_years"


def test_a_change_is_judged_by_its_interval_alone(long, long_folder):
    """Children: 1/E1 + 1/E2 under the root, times 1.959964."""
    ages = [str(age) for age in range(18)]
    children = added(
        cells(long_folder, "dst-und2"),
        by=("ADMKOM", "TID"),
        UNDERRET=["00"],
        ALDER1=ages,
        KON=["0"],
    )
    first, last = children[LANGELAND, "2021"], children[LANGELAND, "2025"]
    result = measure(long, "children_notified_rate_0_17", area_kind="municipality")
    one = next(c for c in changed(long, result, LANGELAND) if c.change.base == "2021")
    half = 1.959964 * (1 / first + 1 / last) ** 0.5
    assert one.ratio.value == pytest.approx(one.change.after / one.change.before)
    assert one.ratio.upper / one.ratio.value == pytest.approx(2.718281828459**half, rel=1e-6)
    assert one.verdict == ("risen" if one.ratio.lower > 1 else "similar")


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [((1.2, 1.1, 1.3), "risen"), ((0.8, 0.7, 0.9), "fallen"), ((1.1, 1.0, 1.2), "similar"),
     ((1.1, float("nan"), float("nan")), "no_counts")],
)  # fmt: skip
def test_the_word_follows_the_interval(long, limits, verdict):
    one = next(c for c in changed(long, rates(long), LANGELAND) if c.change.base == "2021")
    ratio = Ratio(*limits)
    assert replace(one, ratio=ratio).verdict == verdict
    assert replace(one, ratio=ratio, doubt=True).verdict == "doubt"
    broken = rates(long).indicator.breaks[0]
    assert replace(one, ratio=ratio, across=broken, doubt=True).verdict == "across"


def test_only_a_base_before_the_break_goes_across_it(long):
    for area in (LANGELAND, AALBORG):
        found = changed(long, rates(long), area)
        assert [c.change.name for c in found] == list(CHOICES)
        assert [c.across is not None for c in found] == [True, False, False, False]
    assert [c.doubt for c in found] == [False, True, False, True]
    assert [c.change.name for c in sound(long, rates(long), found)] == ["2021"]


def test_a_comparison_needs_two_sound_bases_that_agree(long):
    result = rates(long)
    kept = sound(long, result, changed(long, result, LANGELAND))
    assert [c.change.name for c in kept] == ["2017", "2021", "means"]

    def told(*limits):
        return beside_country(
            result,
            [
                replace(c, ratio=Ratio(*found), common=1.0)
                for c, found in zip(kept, limits, strict=False)
            ][: len(limits)],
        )

    up, down, level = (1.2, 1.1, 1.3), (0.8, 0.7, 0.9), (1.0, 0.9, 1.1)
    assert told(up, up, up) == "more"
    assert told(down, down, down) == "less"
    assert told(level, level, level) == "similar"
    assert told(up, up, level) == "depends"
    assert told(up, down, up) == "depends"
    assert told(up) == "too_few"


def test_without_counts_no_change_is_judged(full):
    for name in ("children_notified_rate", "support_share", "child_poverty_share"):
        result = measure(full, name, area_kind="municipality")
        found = changed(full, result, LANGELAND)
        assert {c.verdict for c in found} <= {"across", "no_counts"}
        assert beside_country(result, sound(full, result, found)) in {
            "agree",
            "depends",
            "too_few",
        }
        assert pace(result, LANGELAND) is None
        assert direction(result, LANGELAND)[0] == "cannot be calculated"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key",
    ["said_across", "said_doubt", "said_no_counts", "said_similar", "beside_agree",
     "beside_depends", "beside_too_few", "beside_similar", "no_pace", "direction_no_change",
     "direction_cannot_be_calculated", "pace", "before_fetch", "group_note", "alt"],
)  # fmt: skip
def test_sentences_that_do_not_judge_have_no_judging_word(key, language):
    names = "base end before after bases country value lower upper years text group change national"
    filled = dict.fromkeys([*names.split(), "groups", "local", "count"], "7")
    assert JUDGING.findall(say(f"changed.{key}", language, **filled)) in ([], ["mindst"])


def test_growth_names_the_years_it_rests_on(long):
    assert pace(rates(long), LANGELAND).years == tuple(str(y) for y in range(2017, 2026))
    assert pace(rates(long), AALBORG).years == tuple(str(y) for y in range(2019, 2026))
    marker, years = direction(rates(long), LANGELAND)
    assert years == ("2021", "2022", "2023", "2024", "2025")
    assert marker in ("increasing", "decreasing", "no change")


def test_a_direction_never_goes_across_a_break_or_a_gap(long):
    whole = rates(long)
    early = whole.where(whole.table["period"] < "2020")
    assert direction(early, LANGELAND)[0] == "cannot be calculated"
    gap = whole.where(whole.table["period"] != "2024")
    assert direction(gap, LANGELAND)[0] == "cannot be calculated"


def test_years_of_a_change_are_named_one_by_one():
    assert Change("2017/2019", "2024/2026", 1, 2).years == (
        ("2017", "2018", "2019"),
        ("2024", "2025", "2026"),
    )
