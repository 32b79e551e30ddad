"""Every sentence of every page: no word of judgement but what is declared or worked out here."""

import csv
import html
import json
import math
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from statistics import NormalDist

import pytest
from streamlit.testing.v1 import AppTest

from analysis.measure import measure
from catalog import format as fmt
from catalog.words import LANGUAGES, say, words
from data.facts import open_facts
from data.settings import SNAPSHOTS
from data.settings import settings as data_settings
from pages import MENU
from pages.components.start import ROOT

JUDGING = {
    "da": "højere højest højeste lavere lavest laveste steg steget stiger stige stigning stigningen"
    " stigende fald faldt faldet falder faldende bedre bedst bedste værre værst værste markant"
    " markante signifikant signifikante flest færrest større størst største mindre mindste"
    " vokset vokser|flere end|færre end|mere end|mindre end",
    "en": "higher highest lower lowest rose risen rise rises rising fell fallen fall falls falling"
    " increase increased increases increasing decrease decreased decreases decreasing better best"
    " worse worst markedly significant significantly larger largest smaller smallest fewest grown"
    " grew grows|more than|fewer than|less than",
}
AREAS = {"da": ("482", "316", "101", "741", "825"), "en": ("482", "825")}
STATES = ("full", "long")
BASE = "2017"
COUNTED = "children_notified_rate_0_17"
ALLOWED = tomllib.loads(Path(__file__).with_name("judging_allowed.toml").read_text("utf-8"))


ONE_AS_MANY = re.compile(
    r"(?<![\d.,–−-])1 (kommuner|underretninger|børn|grupper|rækker|tabeller|måneder|sager|linjer"
    r"|municipalities|notifications|children|groups|rows|tables|months|cases|lines|figures)\b"
)


def pattern(text):
    """A text as a search; * stands for a few words, figures and names."""
    return re.sub(r"(\\\*)+", r"[^\\n]{0,160}?", re.escape(" ".join(text.split())))


PATTERNS = {
    language: {
        text: re.compile(pattern(text)) for one in ALLOWED["allowed"] for text in one[language]
    }
    for language in LANGUAGES
}
SEARCHES = {
    language: re.compile(rf"\b({'|'.join([*single.split(), *rest])})\b", re.IGNORECASE)
    for language in LANGUAGES
    for single, *rest in [JUDGING[language].split("|")]
}


def strings(found):
    """Every text inside a message, a list or a dict of the browser's."""
    if isinstance(found, str):
        yield found
    elif not isinstance(found, bytes | int | float | bool | None):
        if hasattr(found, "ListFields"):
            found = [value for _, value in found.ListFields()]
        for part in found.values() if hasattr(found, "values") else found:
            yield from strings(part)


def shown(block):
    """Every text of a page that a reader or a screen reader meets, tables and drawings too."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from shown(child)
        if getattr(child, "type", "") in ("table", "arrow_data_frame"):
            table = child.value.astype(str)
            yield from [*table.columns, *table.index.astype(str), *table.to_numpy().ravel()]
        for text in strings(getattr(child, "proto", ())):
            if text.startswith("{") and '"layout"' in text:
                yield from strings(json.loads(text))
            elif not text.startswith(("$$ID", "http", "<script")):
                yield text


def plain(text):
    """A text without its marks and pictures, but with the words instead of a picture."""
    alts = re.findall(r'aria-label="([^"]*)"', text)
    bare = re.sub(r"<[^>]*>", "\n", text)
    lines = (
        "\n".join([html.unescape(bare), *map(html.unescape, alts)]).replace("**", "").split("\n")
    )
    return [" ".join(line.split()) for line in lines if line.strip() and "://" not in line]


@lru_cache
def quotations(language):
    """What sources have written, read from the files: the pages tell it with its source."""
    texts = set()
    for file in SNAPSHOTS.glob("*/*/*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                texts |= {text for name, text in row.items() if name.endswith(f"_{language}")}
    spaced = {" ".join(text.split()) for text in texts if text}
    return sorted(filter(SEARCHES[language].search, spaced), key=len, reverse=True)


def judged(lines, language):
    """The lines with a word of judgement when all that is declared has been taken out of them."""
    found = []
    for line in dict.fromkeys(lines):
        left = line
        if SEARCHES[language].search(left):
            for quoted in quotations(language):
                left = left.replace(quoted, " ")
            for search in PATTERNS[language].values():
                left = search.sub(" ", left)
        if hit := SEARCHES[language].search(left):
            found.append((hit.group(), line))
    return found


def likely(rows, first, last):
    """The log of the two rates' ratio with 95 per cent limits, from counts and populations."""
    (e1, n1), (e2, n2) = (rows.loc[year, ["numerator", "denominator"]] for year in (first, last))
    half = NormalDist().inv_cdf(0.975) * math.sqrt(1 / e1 + 1 / e2)
    middle = math.log((e2 / n2) / (e1 / n1))
    return middle - half, middle + half


def word_of(ends):
    """Risen, fallen or neither, by limits of a log ratio."""
    return "risen" if ends[0] > 0 else "fallen" if ends[1] < 0 else ""


def tallied(table, last):
    """In how many municipalities the change is more than chance; Læsø and Aalborg left out."""
    words, both = [], table[table["area_kind"] == "municipality"].groupby("area")
    for area, own in both:
        if area not in ("825", "851") and {BASE, last} <= set(own.index):
            words.append(word_of(likely(own, BASE, last)))
    counts = {word: str(words.count(word)) for word in ("risen", "fallen")}
    return counts | {"chance": f"{0.05 * len(words):.0f}"}


@lru_cache
def counted(file):
    """The counts behind the rate, country and municipalities, by period."""
    table = measure(open_facts(file), COUNTED).table
    return table[table["status"] == "ok"].set_index("period")


def allowed(file, area, language):
    """The sentences of change that the counts allow, worked out here: country and municipality."""
    table = counted(file)
    if table.empty:
        return []
    last = max(table.index)
    whole, own = table[table["area"] == "000"], table[table["area"] == area]
    texts = []
    if word := word_of(likely(whole, "2021", last)):
        texts.append(say(f"finding.over_time.{word}", language, turn="2021", last=last))
    if area != "825" and (word := word_of(likely(own, BASE, last))):
        before, after = (
            fmt.number(float(own.loc[year, "value"]), language, 1) for year in (BASE, last)
        )
        when = {"base": BASE, "end": last, "before": before, "after": after}
        texts.append(say(f"changed.said_{word}", language, **when))
    numbers = tallied(table, last)
    texts.append(say("finding.each.counted", language, **numbers))
    return texts


@pytest.fixture(scope="module")
def read(request, same_facts):
    """All lines of a page in a state, run once, without what the counts allow."""
    seen = {}

    def lines(state, page, language, area):
        key = (state, page, language, area)
        if key not in seen:
            file = request.getfixturevalue(f"{state}_file")
            patch.setenv("ATLAS_FACTS_URL", f"sqlite:///{file}")
            data_settings.cache_clear()
            app = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=60)
            app.query_params["lang"], app.query_params["area"] = language, area
            app.switch_page(next(entry.file for entry in MENU if entry.id == page)).run()
            assert not app.exception, [found.value for found in app.exception]
            found = [line for text in shown(app.main) for line in plain(text)]
            for text in allowed(file, area, language):
                found = [line.replace(text, " ") for line in found]
            seen[key] = found
        return seen[key]

    with pytest.MonkeyPatch.context() as patch:
        yield lines
    data_settings.cache_clear()


PAGES = [
    (entry.id, language, area)
    for entry in MENU
    for language in LANGUAGES
    for area in (AREAS[language] if entry.id == "municipality" else ("482",))
]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("page", "language", "area"), PAGES)
def test_no_page_judges_or_tells_one_as_many(read, state, page, language, area):
    lines = read(state, page, language, area)
    assert len(lines) > 20
    assert judged(lines, language) == []
    assert [line for line in lines if ONE_AS_MANY.search(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_sentence_is_still_said(read, language):
    """Nothing stands on the list that no page says: what is gone from pages goes from there."""
    every = [
        line
        for state in STATES
        for page, spoken, area in PAGES
        if spoken == language
        for line in read(state, page, spoken, area)
    ]
    text = "\n".join(dict.fromkeys(every))
    assert [told for told, search in PATTERNS[language].items() if not search.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["verdict.higher_than_usual", "changed.said_fallen"])
def test_a_judging_sentence_that_is_not_worked_out_is_found(language, key):
    told = words(language)[key]
    assert judged(plain(told), language)
    assert judged(plain(f'<svg aria-label="{html.escape(told)}">'), language)


DESCRIBES = (
    *(f"finding.{name}.described" for name in ("over_time", "each", "apart", "poverty", "support")),
    "finding.over_time.similar",
    *(f"changed.said_{why}" for why in ("similar", "no_counts", "doubt", "across")),
    *(f"changed.beside_{why}" for why in ("similar", "agree", "depends", "too_few")),
    *(f"alike.{key}" for key in ("all_similar", "by_hand", "no_verdict", "part_similar")),
    *(f"why.reason_{why}" for why in ("hand", "in_doubt", "not_own", "too_few")),
    "verdict.described",
    "verdict.similar",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", DESCRIBES)
def test_a_sentence_for_what_may_not_be_judged_does_not(language, key):
    told = re.sub(r"\{\w+\}", "x", words(language)[key])
    assert judged(plain(told), language) == []
