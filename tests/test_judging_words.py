"""No sentence judges without an interval, across a break, of other participants or in doubt."""

import re

import pandas as pd
import pytest

from analysis import law, verdict
from analysis.measure import measure
from analysis.verdict import judged
from catalog.words import LANGUAGES, say, words
from charts import dots, trend
from pages.components import verdict as told
from pages.components.close_up import own_line

RATE = "children_notified_rate"
JUDGING = {
    "da": "højere lavere højest lavest steget faldet steg faldt stigning fald stigende faldende"
    " bedre værre bedst værst markant signifikant signifikante flest færrest større mindre",
    "en": "higher lower highest lowest rose risen fell fallen increase increased decrease decreased"
    " better worse best worst markedly significant significantly larger smaller",
}
PHRASES = {"da": ("flere end", "færre end"), "en": ("more than", "fewer than")}
REASONS = ("in_doubt", "not_own", "break", "participants", "no_counts", "no_interval")
NONE = float("nan")


def judging(text, language):
    """The judging words in a text; quotations are left out, and the position, which is a count."""
    place = re.escape(say("close_up.position", language, lower="@", others="@"))
    bare = re.sub(place.replace("@", r"\d+"), " ", text)
    bare = re.sub(r"»[^«]*«|“[^”]*”|<[^>]*>", " ", bare).lower()
    found = set(re.findall(r"[a-zæøå]+", bare)) & set(JUDGING[language].split())
    return found | {phrase for phrase in PHRASES[language] if f" {phrase} " in bare}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_finds_a_judging_word_and_leaves_a_position(language):
    key = "verdict.higher_than_usual"
    judged_words = judging(words(language)[key], language)
    assert {"da": "højere", "en": "higher"}[language] in judged_words
    place = say("close_up.position", language, lower=34, others=97)
    assert judging(place, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("own", [(93.0, 90.0, 96.0), (60.0, 55.0, 66.0), (93.0, NONE, NONE)])
def test_a_figure_that_may_not_be_judged_is_described(full, language, reason, own):
    found = judged(*own, 80.0, outside="higher", against_it=reason)
    text = told.told(found, measure(full, RATE), language, name="X", period="2025")
    assert judging(text, language) == set()
    assert say(f"verdict.why_{reason}", language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_across_a_break_and_with_other_participants(full, language):
    rate = measure(full, RATE)
    for same in (True, False):
        reason = verdict.apart(rate, "2015", "2025", same_participants=same)
        found = judged(70.0, 66.0, 74.0, 50.0, outside="higher", against_it=reason)
        text = told.told(found, rate, language, name="2015", period="2025")
        assert judging(text, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outside", ["higher", "lower", "similar", "not compared"])
def test_no_verdict_calls_a_neutral_figure_better_or_worse(full, language, outside):
    better = {"bedre", "værre", "bedst", "værst", "better", "worse", "best", "worst"}
    for own in ((93.0, 90.0, 96.0), (60.0, 55.0, 66.0), (80.0, 75.0, 85.0)):
        found = judged(*own, 80.0, outside=outside)
        text = told.told(found, measure(full, RATE), language, name="X", period="2025")
        assert judging(text, language) & better == set()
        if found.key == "similar":
            assert judging(text, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_in_doubt_is_marked_where_it_is_drawn(full, language):
    result = measure(full, RATE, area_kind="municipality")
    line = own_line(result, "370", language)
    assert set(line.doubts) == {"2020"}
    figure = trend([result], [line], language, title="x", events=law.marked(full))
    hollow = {
        x: text
        for trace in figure.drawing["data"]
        for x, symbol, text in zip(
            trace["x"], trace["marker"]["symbol"], trace["text"], strict=True
        )
        if symbol == "circle-open"
    }
    assert set(hollow) == {2020}
    assert line.doubts["2020"].split()[0] in hollow[2020]
    assert say("verdict.doubt_drawn", language, periods="2020") in figure.notes
    around = dots(result, language, period="2020", chosen="370")
    assert say("verdict.doubt_dots", language, names="Næstved") in around.notes
    assert judging(" ".join([*figure.notes[-1:], *around.notes]), language) == set()


def test_own_limits_are_drawn_and_no_others(fetched):
    result = measure(fetched, "children_notified_rate_0_17", area_kind="municipality")
    line = own_line(result, "482", "da")
    row = result.table[(result.table["area"] == "482") & (result.table["period"] == "2025")].iloc[0]
    figure = trend([result], [line], "da", title="x", events=pd.DataFrame(law.marked(fetched)))
    (trace,) = figure.drawing["data"]
    at = trace["x"].index(2025)
    below, above = (trace["error_y"][end][at] for end in ("arrayminus", "array"))
    assert trace["y"][at] == pytest.approx(row["lower"] + below)
    assert trace["y"][at] == pytest.approx(row["upper"] - above)
    assert say("verdict.limits_drawn", "da") in figure.notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_embedded_profile_describes(read, language):
    app = read("full", "municipality", area="482", lang=language)
    assert not app.exception
    beside = [m.value for m in app.markdown if say("verdict.why_no_counts", language) in m.value]
    assert beside
    assert {word for text in beside for word in judging(text, language)} == set()


def test_the_switch_is_in_the_address_and_shows_one_at_a_time(read):
    app = read("fetched", "municipality", area="482", indicator="notifications_rate_0_17")
    assert not app.exception
    headings = [found.value for found in app.subheader]
    assert "Underretninger om 0-17-årige pr. 1.000 børn" in headings
    assert "Børn på 0-17 år med underretning pr. 1.000" not in headings
    assert app.query_params["indicator"] == "notifications_rate_0_17"
    text = " ".join(m.value for m in app.markdown)
    assert "Spændet er gjort bredere, fordi ét barn kan få flere underretninger" in text


def test_a_choice_of_another_page_is_kept_in_the_address(read):
    app = read("fetched", "municipality", area="482", indicator="support_share")
    assert not app.warning
    assert app.query_params["indicator"] == "support_share"
    headings = [found.value for found in app.subheader]
    assert headings.index("Børn på 0-17 år med underretning pr. 1.000") >= 0
