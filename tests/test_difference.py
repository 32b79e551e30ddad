"""The difference map: who lies outside what is usual, held against a calculation of its own."""

import csv
import io
import json
from dataclasses import replace
from math import erfc, sqrt
from statistics import NormalDist, pstdev

import pandas as pd
import pytest
import shapely
from scipy.stats import chi2

import geo.municipalities as geo
from analysis.difference import KINDS, flagged, lines, members, outside, reasons, spread
from analysis.measure import measure, periods
from analysis.unusual import Unusual, unusual
from catalog import format as fmt
from catalog.load import indicators
from catalog.words import LANGUAGES, say
from charts import difference, funnel, layers, theme
from charts.frame import Framed
from geo.hatching import inside
from pages.components.pick import COUNTED
from pages.components.start import ROOT
from reports.difference import difference_file, file_name
from tests.opened import texts

SCRIPT = str(ROOT / "atlas.py")
CHILDREN, NOTIFICATIONS, SEVERAL = COUNTED
BOUNDARIES = "app/static/boundaries.json"
NAMED = {"Langeland": "482", "Holbæk": "316", "København": "101", "Samsø": "741", "Læsø": "825"}


def compared(facts, name=NOTIFICATIONS, kind="country"):
    result = measure(facts, name, area_kind="municipality")
    period = periods(result)[-1]
    found = unusual(facts, result, kind, period=period)
    return result.where(result.table["period"] == period), found


def drawn(now, found, language="da", **more):
    why = reasons(now, found)
    return difference(now, found, language, reasons=why, boundaries=BOUNDARIES, **more)


def by_hand(counts, benchmarks, per):
    """Spiegelhalter 2005 with Benjamini and Hochberg, in plain arithmetic over {area: (O, n)}."""
    expected = {a: benchmarks[a] * n / per for a, (_, n) in counts.items()}
    s = {a: 1 / (2 * sqrt(e)) for a, e in expected.items()}
    root = {a: sqrt(o / expected[a]) for a, (o, _) in counts.items()}
    z = sorted((root[a] - 1) / s[a] for a in counts)

    def quantile(q):
        at = q * (len(z) - 1)
        low = int(at)
        return z[low] + (at - low) * (z[min(low + 1, len(z) - 1)] - z[low])

    ends = quantile(0.1), quantile(0.9)
    phi = sum(min(max(one, ends[0]), ends[1]) ** 2 for one in z) / len(z)
    w = [1 / s[a] ** 2 for a in counts]
    surplus = len(z) * phi - (len(z) - 1)
    tau2 = max(0.0, surplus / (sum(w) - sum(x * x for x in w) / sum(w)))
    p = {a: erfc(abs(root[a] - 1) / sqrt(s[a] ** 2 + tau2) / sqrt(2)) for a in counts}
    order = sorted(p, key=p.__getitem__)
    last = max((i for i, a in enumerate(order, 1) if p[a] <= 0.05 * i / len(order)), default=0)
    return expected, tau2, {a: root[a] > 1 for a in order[:last]}


def usual(expected, tau2):
    """The limits as ratios; without ordinary spread the exact ones of Poisson are by chi-square."""
    half = NormalDist().inv_cdf(0.975) * sqrt(1 / (4 * expected) + tau2)
    return (1 - half) ** 2, (1 + half) ** 2


@pytest.mark.parametrize("kind", ["country", "group", "region"])
def test_every_municipality_is_where_plain_arithmetic_puts_it(fetched, kind):
    now, found = compared(fetched, NOTIFICATIONS, kind)
    rows = now.table.set_index("area")
    counts = {a: (rows["numerator"][a], rows["denominator"][a]) for a in rows.index}
    own = {a: getattr(geo.municipality(a), "region_code", "") for a in counts}
    if kind == "group":
        own = {a: geo.municipality(a).group_code for a in counts}
    benchmarks = {}
    for area in counts:
        others = [a for a in counts if kind == "country" or (own[a] == own[area] and a != area)]
        above, below = (sum(counts[a][part] for a in others) for part in (0, 1))
        benchmarks[area] = 1000 * above / below
    expected, tau2, flags = by_hand(counts, benchmarks, 1000)
    assert tau2 > 0
    assert found.tau2 == pytest.approx(tau2, rel=1e-9)
    for area, (events, people) in counts.items():
        low, high = (benchmarks[area] * end for end in usual(expected[area], tau2))
        row, value = found.table.loc[area], 1000 * events / people
        assert row["benchmark"] == pytest.approx(benchmarks[area], rel=1e-12)
        assert (row["usual_lower"], row["usual_upper"]) == pytest.approx((low, high), rel=1e-9)
        side = "lower" if value < low else "higher" if value > high else "similar"
        assert row["outside"] == side
    told = {a: side == "higher" for side, codes in flagged(found).items() for a in codes}
    assert told == flags
    assert sum(outside(found).values()) == found.compared == 98


def test_the_ordinary_spread_is_that_of_the_ratio_in_per_cent():
    """Ratios whose roots have the variance tau2 lie 2 sqrt(tau2) from 1; here made, not drawn."""
    tau2 = 0.0225
    quantiles = [(i + 0.5) / 10_000 for i in range(10_000)]
    ratios = [NormalDist(1, sqrt(tau2)).inv_cdf(q) ** 2 for q in quantiles]
    found = Unusual("country", "2025", pd.DataFrame(), 1.0, tau2)
    assert spread(found) == pytest.approx(30.0)
    assert spread(found) == pytest.approx(100 * pstdev(ratios), rel=0.02)


def test_the_lines_of_the_funnel_hold_the_limits_of_the_smallest_and_the_largest(fetched):
    now, found = compared(fetched)
    drawn_lines = lines(found, now)
    sizes = now.table["denominator"]
    for at, size in ((0, sizes.min()), (-1, sizes.max())):
        row = drawn_lines.iloc[at]
        assert row["size"] == pytest.approx(size)
        expected = row["common"] * size / 1000
        low, high = usual(expected, found.tau2)
        assert row["usual_lower"] == pytest.approx(row["common"] * low)
        assert row["usual_upper"] == pytest.approx(row["common"] * high)
        events = row["chance_upper"] * size / 1000
        assert chi2.ppf(0.025, 2 * events) / 2 == pytest.approx(expected, rel=1e-6)
        events = row["chance_lower"] * size / 1000
        assert chi2.ppf(0.975, 2 * events + 2) / 2 == pytest.approx(expected, rel=1e-6)
    marked = [t for t in funnel(now, found, "da", chosen="482").drawing["data"] if "x" in t][-1]
    own = now.table.set_index("area").loc["482"]
    assert (marked["x"], marked["y"]) == ([own["denominator"]], [own["value"]])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("kind", KINDS)
def test_both_drawings_are_framed_whole(fetched, name, kind, language):
    now, found = compared(fetched, name, kind)
    figures = [drawn(now, found, language, chosen="482")]
    if kind == "country":
        figures.append(funnel(now, found, language, chosen="482"))
    for figure in figures:
        assert isinstance(figure, Framed)
        assert indicators()[name].name[language] in figure.title
        assert figure.subtitle
        assert figure.standing == "published"
        assert figure.source.startswith(("Kilde: ", "Source: "))
        assert "nan" not in figure.alt
        assert "{" not in figure.alt
    assert figures[0].notes == (say(f"difference.averaged_{kind}", language),)
    hovered = [t for t in figures[0].drawing["data"] if "customdata" in t]
    assert sorted(area for t in hovered for area in t["locations"]) == sorted(geo.municipalities())
    told = {words[0]: words for t in hovered for words in t["customdata"]}
    decimals = now.indicator.decimals
    for place, code in NAMED.items():
        row = found.table.loc[code]
        numbers = [
            fmt.number(row[part], language, decimals)
            for part in ("value", "benchmark", "usual_lower", "usual_upper", "lower", "upper")
        ]
        shown = told[place]
        assert [shown[1], shown[3]] == numbers[:2]
        assert shown[4] == f"{numbers[2]}–{numbers[3]}"
        assert shown[2] == f"{numbers[4]}–{numbers[5]}"
        assert shown[5] == say(f"difference.side_{row['outside']}", language)


def spoilt(now):
    """The same figures with one missing, one not reported and one known to be wrong."""
    table = now.table.copy()
    for area, status in (("101", "missing"), ("825", "not_reported")):
        parts = ["value", "lower", "upper", "numerator", "denominator"]
        table.loc[table["area"] == area, parts] = float("nan")
        table.loc[table["area"] == area, "status"] = status
    note = {
        "indicator": now.indicator.id,
        "area": "316",
        "period": table["period"].iloc[0],
        "kind": "undercounted",
    }
    notes = pd.concat([now.notes, pd.DataFrame([note])], ignore_index=True)
    return replace(now, table=table, notes=notes)


def test_what_was_not_compared_is_drawn_apart_with_its_reason(fetched):
    now, whole = compared(fetched)
    now = spoilt(now)
    found = unusual(fetched, now, "country", period=whole.period)
    why = reasons(now, found)
    assert why == {"101": "missing", "825": "not_reported", "316": "in_doubt"}
    assert found.compared == 95
    figure = drawn(now, found)
    hovered = {
        area: (trace, words)
        for trace in figure.drawing["data"]
        if "customdata" in trace
        for area, words in zip(trace["locations"], trace["customdata"], strict=True)
    }
    assert len(hovered) == 98
    for area, color in (("101", theme.NO_FIGURE), ("825", theme.NOT_REPORTED)):
        trace, words = hovered[area]
        assert trace["colorscale"][0][1] == color
        assert words[1] == say(f"status.{why[area]}", "da")
    trace, words = hovered["316"]
    assert trace["colorscale"][0][1] == theme.NO_FIGURE
    value = fmt.number(now.table.set_index("area")["value"]["316"], "da", 1)
    assert words[1].startswith(value)
    assert say("difference.in_doubt", "da") in words[1]
    counts = {line.label: line.count for line in figure.legend}
    for reason in ("status.missing", "status.not_reported", "difference.in_doubt"):
        assert counts[say(reason, "da")] == 1
    strokes = [t for t in figure.drawing["data"] if t["type"] == "scattergeo"]
    assert theme.HATCH in {t["line"]["color"] for t in strokes if "line" in t}
    pooled = members(fetched, now, found)["482"]
    assert not {"101", "825"} & set(pooled.there)
    assert {"101", "825"} <= set(pooled.left_out)


def test_flags_are_dots_inside_their_municipalities(fetched):
    now, found = compared(fetched, NOTIFICATIONS, "group")
    codes = {code for side in flagged(found).values() for code in side}
    assert codes
    dots = [t for t in drawn(now, found).drawing["data"] if t.get("mode") == "markers"]
    assert sum(len(t["lon"]) for t in dots) == len(codes)
    assert {t["geo"] for t in dots} <= {layers.MAIN, layers.INSET}


def test_the_point_that_marks_a_municipality_lies_in_it():
    text = (ROOT / "geo" / "municipalities.geojson").read_text(encoding="utf-8")
    found = {f["properties"]["kode"]: f["geometry"] for f in json.loads(text)["features"]}
    for code in geo.municipalities():
        (lon,), (lat,) = inside([code])
        assert shapely.contains_xy(shapely.geometry.shape(found[code]), lon, lat), code


@pytest.mark.parametrize(("language", "mark"), [("da", ";"), ("en", ",")])
@pytest.mark.parametrize("kind", KINDS)
def test_the_file_names_the_comparison_its_members_and_how_it_is_averaged(
    fetched, kind, language, mark
):
    now, found = compared(fetched, NOTIFICATIONS, kind)
    inside_of = members(fetched, now, found)
    text = difference_file(now, found, language, reasons={}, members=inside_of)
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=mark))
    assert len(rows) == 98
    column = {
        part: say(f"difference.column_{part}", language)
        for part in ("benchmark", "usual_upper", "comparison", "averaged", "members", "outside")
    }
    for row in rows:
        code = row[say("download.code", language)]
        exact = found.table.loc[code]
        for part in ("benchmark", "usual_upper"):
            assert float(row[column[part]].replace(",", ".")) == exact[part]
        assert row[column["comparison"]] == say(f"difference.against_{kind}", language)
        assert row[column["averaged"]] == say(f"difference.averaged_{kind}", language)
        assert row[column["outside"]] == say(f"difference.told_{exact['outside']}", language)
        own = geo.municipality(code)
        assert (own.name in row[column["members"]].replace(" og ", ", ").split(", ")) == (
            kind == "country" and language == "da"
        ) or language == "en"
        assert say("standing.published", language) in row.values()
    assert file_name(now, found) == (
        f"underretningsatlas-{NOTIFICATIONS}-{found.period}-difference-{kind}-notifications.csv"
    )


def segments(app, key):
    return [found for found in app.segmented_control if found.key == f"atlas.segments.{key}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", NAMED.values())
def test_the_page_says_what_the_arithmetic_says(read, fetched, area, language):
    app = read(
        "fetched", "map", lang=language, indicator=NOTIFICATIONS, view="difference", area=area
    )
    found = compared(fetched)[1]
    counts = outside(found)
    told = texts(app)
    assert (
        say(
            "difference.outside",
            language,
            compared=98,
            outside=counts["lower"] + counts["higher"],
            lower=counts["lower"],
            higher=counts["higher"],
            by_chance=5,
        )
        in told
    )
    assert say("difference.neutral", language) in told
    assert say(f"difference.own_{found.table['outside'][area]}", language) in told
    row = found.table.loc[area]
    usual_limits = [fmt.number(row[f"usual_{end}"], language, 1) for end in ("lower", "upper")]
    assert "–".join(usual_limits) in told
    (table,) = [t.value for t in app.table]
    assert len(table) == 98
    assert "–".join(usual_limits) in " ".join(table.loc[geo.municipality(area).name])
    assert app.query_params["view"] == "difference"
    assert app.query_params["compare"] == "country"


def test_the_switch_changes_what_is_counted_and_names_it(opened):
    app = opened("fetched", "map", indicator=CHILDREN)
    (switch,) = segments(app, "indicator")
    assert switch.value == CHILDREN
    for name in (NOTIFICATIONS, SEVERAL, CHILDREN):
        segments(app, "indicator")[0].set_value(name).run()
        assert not app.exception
        assert app.query_params["indicator"] == name
        assert indicators()[name].name["da"] in texts(app)


def test_pressing_the_present_choice_again_changes_nothing(opened):
    app = opened("fetched", "map", indicator=NOTIFICATIONS, view="difference")
    segments(app, "view")[0].set_value(None).run()
    assert app.query_params["view"] == "difference"
    assert segments(app, "view")[0].value == "difference"


def test_another_figure_than_the_three_leaves_the_switch_open(read):
    app = read("fetched", "map", indicator="child_poverty_share")
    assert segments(app, "indicator")[0].value is None
    assert say("difference.why_fetched", "da") in texts(app)
    assert not segments(app, "view")


def test_before_a_fetch_there_is_the_level_and_one_sentence_saying_why(read):
    app = read("full", "map", view="difference", area="482")
    assert not segments(app, "view")
    assert not segments(app, "indicator")
    assert say("difference.why_embedded", "da") in texts(app)
    assert say("difference.side_lower", "da") not in texts(app)
    assert not app.warning


def test_made_up_counts_are_marked_in_the_other_view_too(read):
    app = read("demo", "map", view="difference", indicator=NOTIFICATIONS)
    assert segments(app, "view")[0].value == "difference"
    title = say("frame.synthetic", "da", title=indicators()[NOTIFICATIONS].name["da"])
    assert title in texts(app)
    assert say("difference.neutral", "da") in texts(app)
