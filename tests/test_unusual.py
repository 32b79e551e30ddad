"""Who lies outside what is usual: benchmarks, who is left out, and flags, worked again plainly."""

import math

import pytest
from scipy.stats import chi2, norm

from analysis.comparison import choose
from analysis.faults import faulty, in_doubt, reasons
from analysis.measure import measure
from analysis.unusual import unusual
from data.settings import SNAPSHOTS
from tests.answers import Answers

RATES = ("children_notified_rate_0_17", "notifications_rate_0_17")
EMBEDDED = "children_notified_rate"


def municipal(facts, name, period="2025"):
    result = measure(facts, name, area_kind="municipality")
    rows = result.table[result.table["period"] == period].set_index("area")
    return result, rows


@pytest.mark.parametrize("name", RATES)
def test_the_country_is_the_98_together_and_others_leave_the_own_out(fetched, name):
    result, rows = municipal(fetched, name)
    whole = unusual(fetched, result, "country", period="2025")
    together = 1000 * rows["numerator"].sum() / rows["denominator"].sum()
    assert whole.table["benchmark"].tolist() == pytest.approx([together] * 98)
    for kind in ("similar", "group", "region", "border"):
        found = unusual(fetched, result, kind, period="2025")
        for area in ("482", "316", "101"):
            members = choose(fetched, area, kind).members
            assert area not in members
            if members:
                part = rows.loc[list(members)]
                pooled = 1000 * part["numerator"].sum() / part["denominator"].sum()
                assert found.table.loc[area, "benchmark"] == pytest.approx(pooled)


@pytest.mark.parametrize("name", RATES)
def test_flags_and_usual_limits_are_those_of_the_papers(fetched, name):
    """Spiegelhalter 2005: z = 2 (sqrt O - sqrt E), winsorised at a tenth; Benjamini-Hochberg."""
    result, _ = municipal(fetched, name)
    found = unusual(fetched, result, "country", period="2025")
    rows = result.table[result.table["period"] == "2025"].set_index("area")
    table = found.table
    expected = table["benchmark"] * rows["denominator"] / 1000
    assert table["expected"].tolist() == pytest.approx(expected.tolist())
    ratio = rows["numerator"] / expected
    low, high = table["usual_lower"] / table["benchmark"], table["usual_upper"] / table["benchmark"]
    spread = (1 / (4 * expected) + found.tau2) ** 0.5
    for area, e in expected.items():
        if found.tau2:
            ends = [max(1 + sign * norm.ppf(0.975) * spread[area], 0) ** 2 for sign in (-1, 1)]
            assert [low[area], high[area]] == pytest.approx(ends, rel=1e-6), area
        else:
            assert chi2.ppf(0.025, 2 * high[area] * e) / 2 == pytest.approx(e, rel=1e-6), area
            assert chi2.ppf(0.975, 2 * low[area] * e + 2) / 2 == pytest.approx(e, rel=1e-6), area
        beyond = ("lower", low[area]), ("higher", -high[area])
        side = [word for word, end in beyond if ratio[area] * (1, -1)[word == "higher"] < end]
        assert table.loc[area, "outside"] == (side or ["similar"])[0]
    plain = (ratio**0.5 - 1) * 2 * expected**0.5
    phi = (plain.clip(*plain.quantile([0.1, 0.9])) ** 2).mean()
    w = 4 * expected
    tau2 = max(0, (98 * phi - 97) / (w.sum() - (w**2).sum() / w.sum()))
    assert (found.phi, found.tau2) == pytest.approx((phi, tau2))
    z = (ratio**0.5 - 1) / spread
    p = sorted((2 * norm.sf(abs(one)), area) for area, one in z.items())
    last = max((n for n, (one, _) in enumerate(p, 1) if one <= 0.05 * n / 98), default=0)
    flagged = {area for _, area in p[:last]}
    assert set(table.index[table["flag"] != "similar"]) == flagged
    assert (found.compared, found.by_chance) == (98, pytest.approx(4.9))


def test_before_a_fetch_nobody_is_unusual(full):
    result, _ = municipal(full, EMBEDDED)
    assert unusual(full, result, "country", period="2025") is None


@pytest.mark.parametrize(
    ("area", "period"), [("370", "2020"), ("270", "2018"), ("540", "2018"), ("825", "2018")]
)
def test_known_faults_are_in_doubt_that_year_and_say_why(full, area, period):
    result, _ = municipal(full, EMBEDDED)
    assert area in faulty(result, period)
    rows = result.table[result.table["area"] == area]
    marked = rows[in_doubt(result, rows)]["period"].tolist()
    assert period in marked
    for language in ("da", "en"):
        why = reasons(result, rows, language)
        assert all(why[in_doubt(result, rows)] != "")
        assert set(why[~in_doubt(result, rows)]) <= {""}


def test_few_children_and_other_remarks_are_no_faults(full):
    result, _ = municipal(full, EMBEDDED)
    for period in ("2024", "2025"):
        assert faulty(result, period) == frozenset()
    assert "563" not in faulty(result, "2018")


def test_fetched_figures_of_a_faulty_year_are_left_out(fetched_2018):
    """Gribskov 2018: not in the test, not in anybody's benchmark, shown with its own figure."""
    result, rows = municipal(fetched_2018, RATES[0], "2018")
    found = unusual(fetched_2018, result, "region", period="2018")
    wrong = {"270", "540", "851", "615", "825"} & faulty(result, "2018")
    assert {"270", "540"} <= wrong
    assert set(found.table.loc[sorted(wrong), "flag"]) == {"not compared"}
    assert set(found.table.loc[sorted(wrong), "outside"]) == {"not compared"}
    assert found.table.loc["270", "value"] == rows.loc["270", "value"]
    near = choose(fetched_2018, "219", "region").members
    assert "270" in near
    part = rows.loc[[code for code in near if code not in wrong]]
    pooled = 1000 * part["numerator"].sum() / part["denominator"].sum()
    assert found.table.loc["219", "benchmark"] == pytest.approx(pooled)
    assert not math.isnan(pooled)
    assert found.compared == 98 - len(wrong)


@pytest.fixture(scope="module")
def fetched_2018(tmp_path_factory):
    """The real figures with the stand-in's counts of 2018, a year with known faults."""
    answers = Answers(tmp_path_factory.mktemp("faulty"), SNAPSHOTS)
    answers.fetch("UND1 UND2 FOLK1A", years=[2018])
    return answers.build()
