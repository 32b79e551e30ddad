"""Every sentence exists in both languages, is used, and no page writes its own."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import geo.municipalities as geo
from catalog import format as fmt
from catalog import model
from catalog.load import CatalogError, dimensions, indicators, sources
from catalog.words import LANGUAGES, say, words

ROOT = Path(__file__).parents[1]
PACKAGES = ("analysis", "catalog", "charts", "data", "geo", "pages", "reports")
FILES = [ROOT / "app.py", ROOT / "atlas.py"] + [
    file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))
]
TREES = {str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8")) for file in FILES}
ANY = "(.+)"

# Streamlit's calls whose words a reader sees, by where in the call the words stand.
SHOWN = {
    "badge", "button", "caption", "checkbox", "dialog", "download_button", "error", "expander",
    "header", "info", "link_button", "markdown", "metric", "page_link", "popover", "radio",
    "segmented_control", "selectbox", "slider", "spinner", "status", "subheader", "success",
    "tabs", "text", "text_input", "title", "toast", "toggle", "warning", "write",
}  # fmt: skip
WORDS = ("label", "body", "help", "placeholder", "alt", "page_title")

ENGLISH = "the and of with from which that are was were not children years municipality figures by"
AMERICAN = r"percent\b|%|\w*(?:color|neighbor|behavior|labor)|\w+(?:gan|cogn|cial|val)iz\w+"
AMERICAN += r"|gray\b|catalogs?\b|centers?\b|licenses?\b"
DANISH = "og ikke der det til med fra af som børn kommuner år tal eller hvor kun"


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def calls():
    """Every say(...) of the code, with the file and line it stands at."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                yield f"{name}:{node.lineno}", node


def patterns(node):
    """The keys that one say(...) may ask for, as regular expressions; none if not to be seen."""
    if isinstance(node, ast.IfExp):
        return [*patterns(node.body), *patterns(node.orelse)]
    if isinstance(node, ast.Constant):
        return [re.escape(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(p.value) if isinstance(p, ast.Constant) else ANY for p in node.values)
        return ["".join(parts)]
    return []


def literals():
    """Every word that stands in a text of the code or as an id in the catalog or in geo."""
    nodes = (node for tree in TREES.values() for node in ast.walk(tree))
    found = {
        word
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in re.findall(r"[\w.]+", node.value)
    }
    for closed in (model.Counts, model.Standing, model.Status, model.Topic):
        found |= set(get_args(closed))
    found |= {m.group_code for m in geo.municipalities().values()}
    return found | indicators().keys() | sources().keys() | dimensions().keys()


def test_the_languages_are_danish_and_english():
    assert LANGUAGES == ("da", "en")


def test_both_languages_have_the_same_keys():
    assert words("da").keys() == words("en").keys()
    assert len(words("da")) > 200


def alike(da, en):
    """Whether two sentences can be the same one in two languages."""
    starred = da.count("**") == en.count("**") and da.count("**") % 2 == 0
    return bool(da.strip() and en.strip() and starred and placeholders(da) == placeholders(en))


def test_both_languages_say_the_same_of_the_same():
    assert [key for key, da in words("da").items() if not alike(da, words("en")[key])] == []


def test_every_key_that_the_code_asks_for_exists():
    lacking = []
    for place, node in calls():
        asked = patterns(node.args[0])
        assert asked, f"{place}: the key of say() cannot be seen; write it as a text"
        for one in asked:
            if not any(re.fullmatch(one, key) for key in words("da")):
                lacking.append(f"{place}: {one}")
    assert not lacking


def test_no_key_is_unused():
    asked = {one for _, node in calls() for one in patterns(node.args[0])}
    known = literals()

    def used(key):
        """A part filled in at run time must be a word that the code or the catalog has."""
        found = (re.fullmatch(one, key) for one in asked)
        return any(
            match and all(part in known or set(part.split("_")) <= known for part in match.groups())
            for match in found
        )

    assert [key for key in words("da") if not used(key)] == []


def test_calls_give_a_sentence_what_it_needs():
    wrong = []
    for place, node in calls():
        given = {keyword.arg for keyword in node.keywords}
        if isinstance(node.args[0], ast.Constant) and None not in given:
            needed = placeholders(words("da")[node.args[0].value])
            wrong += [f"{place}: {name}" for name in needed ^ given]
    assert wrong == []


def test_a_missing_key_or_value_is_refused_by_name():
    with pytest.raises(CatalogError, match="'map.no_such_key'"):
        say("map.no_such_key", "da")
    with pytest.raises(CatalogError, match="en.toml: 'map.title' lacks 'name'"):
        say("map.title", "en", period="2024")


@pytest.mark.parametrize(
    ("count", "da", "en"),
    [
        (0, "0 kommuner", "0 municipalities"),
        (1, "1 kommune", "1 municipality"),
        ("1", "1 kommune", "1 municipality"),
        (2, "2 kommuner", "2 municipalities"),
        ("21", "21 kommuner", "21 municipalities"),
    ],
)
def test_a_noun_goes_with_its_number(count, da, en):
    told = [
        say("dots.alt_group", language, group="A", count=count, median="5")
        for language in LANGUAGES
    ]
    assert told == [f"A: {da}, median 5.", f"A: {en}, median 5."]


@pytest.mark.parametrize(("count", "many"), [("1.001", True), ("–", True), ("1", False)])
def test_a_thousand_in_danish_is_not_one_and_a_word_counts_as_many(count, many):
    noun = "underretninger" if many else "underretning"
    said = say("who.alt", "da", group="A", count=count, expected="3", name="B")
    assert said == f"A: {count} {noun}, 3 ved fordelingen for »B«."


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_go_with_a_number_have_two_forms(language):
    wrong = []
    for key, text in words(language).items():
        for _, _, spec, _ in Formatter().parse(text):
            forms = (spec or "one|other").split("|")
            if len(forms) != 2 or len(set(forms)) != 2 or not forms[1]:
                wrong.append((key, spec))
    assert wrong == []


def shown(tree):
    """The words that a page hands to Streamlit: first argument or a keyword for words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if getattr(node.func.value, "id", "") == "address":
                continue
            words_of = [k.value for k in node.keywords if k.arg in WORDS]
            if node.func.attr in SHOWN - {"page_link"} and node.args:
                words_of.append(node.args[0])
            yield from ((node.lineno, part) for part in words_of)


def literal(node):
    """Letters written in the call itself, in a text, an f-string or a list of texts."""
    if isinstance(node, ast.JoinedStr | ast.List | ast.Tuple):
        parts = node.values if isinstance(node, ast.JoinedStr) else node.elts
        return "".join(literal(part) for part in parts)
    found = node.value if isinstance(node, ast.Constant) else ""
    return "".join(sign for sign in str(found) if sign.isalpha())


def test_the_search_for_literals_finds_one():
    tree = ast.parse("st.title('Kort')\nst.caption(f'Kort {x}')\nst.button(say('a', 'da'))")
    assert [line for line, node in shown(tree) if literal(node)] == [1, 2]


@pytest.mark.parametrize("name", [n for n in TREES if n.startswith("pages") or "/" not in n])
def test_no_page_writes_words_of_its_own(name):
    assert [f"{name}:{n}" for n, node in shown(TREES[name]) if literal(node)] == []


def test_pages_call_streamlit_for_words_at_all():
    assert sum(len(list(shown(tree))) for tree in TREES.values()) > 40


def bare(text):
    """A sentence without its quotations, placeholders and tags."""
    return re.sub(r"\(\*[^*]+\*\)|»[^«]*«|\"[^\"]*\"|\{[^}]*\}+|<[^>]+>|\w+/\S+", " ", text)


def tell_tales(text, listed):
    return set(re.findall(r"[\wæøå]+", bare(text).lower())) & set(listed.split())


@pytest.mark.parametrize(("language", "foreign"), [("da", ENGLISH), ("en", DANISH)])
def test_no_sentence_is_left_in_the_other_language(language, foreign):
    left = {
        key: found for key, text in words(language).items() if (found := tell_tales(text, foreign))
    }
    # Law and license names, and OpenStreetMap's line, stand as their owners write them.
    assert {
        key: found for key, found in left.items() if "OpenStreetMap" not in words(language)[key]
    } == {}


@pytest.mark.parametrize(("language", "foreign"), [("da", ENGLISH), ("en", DANISH)])
def test_no_definition_is_left_in_the_other_language(language, foreign):
    left = {}
    for declared in indicators().values():
        texts = [declared.name, declared.short, declared.unit, declared.definition]
        for text in [*texts, *declared.caveats, *declared.breaks]:
            if len(found := tell_tales(text[language], foreign)) > 1:
                left[declared.id] = found
    assert left == {}


def english():
    """Every English text of pages and of what is declared, by where it stands."""
    yield from words("en").items()
    for declared in indicators().values():
        texts = [declared.name, declared.short, declared.unit, declared.definition]
        for text in [*texts, *declared.caveats, *declared.breaks]:
            yield declared.id, text["en"]
    for source in sources().values():
        for text in (source.name, source.counts, source.cadence, source.protection):
            yield source.id, text["en"]


def test_english_is_british_and_says_per_cent():
    """A sign stands only on the axis of the barometer; a code and two licenses have their names."""
    named = {"barometer.tick": "%", "fault.result_kind": "percent"}
    found = []
    for place, text in english():
        text = re.sub(r"%?\{+[^}]*\}+|\w+/\S+|Database License|License 1", " ", text)
        hits = re.findall(AMERICAN, text, re.IGNORECASE)
        found += [(place, hit) for hit in hits if hit != named.get(place)]
    assert found == []


@pytest.mark.parametrize(
    ("value", "decimals", "da", "en"),
    [
        (0, 0, "0", "0"),
        (127182, 0, "127.182", "127,182"),
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (92.33, 2, "92,33", "92.33"),
        (66.9, 2, "66,90", "66.90"),
        (0.5, 1, "0,5", "0.5"),
        (-3.25, 2, "-3,25", "-3.25"),
        (None, 2, "–", "–"),
        (float("nan"), 0, "–", "–"),
    ],
)
def test_numbers_are_written_as_in_the_language(value, decimals, da, en):
    assert fmt.number(value, "da", decimals).replace("−", "-") == da
    assert fmt.number(value, "en", decimals).replace("−", "-") == en


@pytest.mark.parametrize(
    ("value", "decimals", "da", "en"),
    [(5, 0, "+5", "+5"), (-5, 0, "−5", "−5"), (1234.56, 1, "+1.234,6", "+1,234.6")],
)
def test_changes_carry_their_sign(value, decimals, da, en):
    assert (fmt.signed(value, "da", decimals), fmt.signed(value, "en", decimals)) == (da, en)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_that_rounds_to_nothing_has_no_sign(language):
    assert [fmt.signed(value, language) for value in (-0.2, 0.2, 0)] == ["0", "0", "0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_change_is_a_dash_without_sign(language):
    assert fmt.signed(float("nan"), language, 1) == "–"


@pytest.mark.parametrize(
    ("code", "da", "en"),
    [
        ("2019", "2019", "2019"),
        ("2019/2021", "2019–2021", "2019–2021"),
        ("2014-04/2014-12", "april 2014–december 2014", "April 2014–December 2014"),
    ],
)
def test_periods_are_written_as_in_the_language(code, da, en):
    assert (fmt.period(code, "da"), fmt.period(code, "en")) == (da, en)


@pytest.mark.parametrize(
    ("code", "da", "en"),
    [
        ("2024-01-01", "1. januar 2024", "1 January 2024"),
        ("2024-10-31", "31. oktober 2024", "31 October 2024"),
        ("2021-05", "maj 2021", "May 2021"),
        ("2019", "2019", "2019"),
    ],
)
def test_dates_are_written_as_in_the_language(code, da, en):
    assert (fmt.date(code, "da"), fmt.date(code, "en")) == (da, en)


def test_lists_are_joined_as_in_running_text():
    assert fmt.listed(["A", "B"], "da") == "A og B"
    assert fmt.listed(["A", "B", "C"], "en") == "A, B and C"
    assert fmt.listed([], "da") == ""
