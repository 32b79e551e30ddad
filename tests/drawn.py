"""Figures of every kind for tests of charts, drawn as pages draw them."""

from analysis import law
from analysis.classes import classed
from analysis.measure import COUNTRY, measure, periods
from analysis.peers import group_median, series
from analysis.position import positions
from catalog.load import indicators
from charts import choropleth, theme, trend
from charts.trend import Line

RATE = "children_notified_rate"
MAPPED = [name for name, found in indicators().items() if found.map]
LANGUAGES = ("da", "en")
BOUNDARIES = "app/static/boundaries.json"
SVG = "{http://www.w3.org/2000/svg}"


def mapped(facts, language, name=RATE, *, period=None, chosen=None):
    result = measure(facts, name, area_kind="municipality")
    when = period or periods(result)[-1]
    return choropleth(
        result,
        classed(facts, result, when),
        language,
        period=when,
        boundaries=BOUNDARIES,
        positions=positions(result, when),
        chosen=chosen,
    )


def own_trend(facts, language, area, name=RATE):
    own, whole = (measure(facts, name, area=code) for code in (area, COUNTRY))
    municipal = measure(facts, name, area_kind="municipality")
    lines = [
        Line("egen", series(own, area), theme.CHOSEN, "own"),
        Line("samlet", series(whole, COUNTRY), theme.MAIN),
        Line("median", group_median(municipal, area), theme.QUIET),
    ]
    return trend([own, whole], lines, language, title="Udvikling", events=law.marked(facts))
