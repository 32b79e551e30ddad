"""A municipality's own figures from a file to the pages: marked, apart, and small ones hidden."""

import csv
import io
import math
import re

import pytest
from streamlit.testing.v1 import AppTest

from analysis import own
from analysis.own_cells import Cell
from catalog.format import number
from catalog.words import LANGUAGES, say
from charts import months as drawn
from data import workspace
from data.importers.own import read_own
from data.settings import settings as data_settings
from pages.components import taken
from pages.components.start import ROOT
from reports.download import csv_of
from tests.own_files import good, text

AREA = "360"
NOTIFIER, TOTAL = "notifier", "total"


@pytest.fixture
def kept(workspace_file):
    """Keeps rows of a file as a user's upload would, the first ones with small counts."""

    def keep(rows, *, area=AREA, file="tal 2025.csv"):
        found = read_own(text(rows).encode(), file, municipality=area)
        return workspace.store(found.rows, area, file=file, sha256=found.sha256)

    return keep


def small():
    """A year of which one group is small every month, and in the year too."""
    rows = good(["2025-01"], size=20)
    for row in rows:
        if row[3].startswith("Anonym"):
            row[4] = "0" if row[1] in ("Undersøgt uden støtte", "Støtte sat i gang") else "1"
    return rows


def test_without_an_upload_there_is_nothing(workspace_file):
    assert own.figures(AREA, outside=True) is None


def test_the_figures_of_one_municipality_are_its_own(kept):
    kept(good())
    assert own.figures("400", outside=False) is None


def test_results_are_marked_imported_and_name_the_file(kept):
    kept(good())
    found = own.figures(AREA, outside=True)
    for result in own.results(found):
        assert result.standing == "imported"
        assert [snapshot.title for snapshot in result.snapshots] == ["tal 2025.csv"]
    figure = drawn(found.result("notifications", years=False), "da", title="T")
    assert figure.standing == "imported"
    assert "tal 2025.csv" in figure.source
    assert say("standing.imported", "da") in figure.source


def test_a_year_is_the_sum_of_its_months_and_a_lacking_month_leaves_none(kept):
    rows = good(["2025-01", "2025-02"])
    rows = [row for row in rows if not (row[0] == "2025-02" and row[3].startswith("Politi"))]
    kept(rows)
    found = own.figures(AREA, outside=False)
    month = found.cell(Cell("2025-01", "closed", TOTAL, ""))
    assert found.cell(Cell("2025", "closed", TOTAL, "")) == (2 * month[0], "ok")
    assert found.cell(Cell("2025", "closed", NOTIFIER, "police_courts"))[1] == "missing"
    assert found.months_of("2025") == ["2025-01", "2025-02"]


def test_the_share_in_time_is_of_the_notifications(kept):
    kept(good(size=40))
    found = own.figures(AREA, outside=True)
    assert found.share(Cell("2025", "in_time_share", TOTAL, "")) == (90.0, "ok")


def test_small_counts_are_seen_in_the_own_view_and_nowhere_else(kept):
    kept(small())
    inside, outside = (own.figures(AREA, outside=yes) for yes in (False, True))
    cell = Cell("2025", "notifications", NOTIFIER, "anonymous")
    assert inside.cell(cell) == (1.0, "ok")
    assert outside.cell(cell)[1] == "suppressed"
    assert math.isnan(outside.cell(cell)[0])
    others = [Cell("2025", "notifications", NOTIFIER, group) for group in outside.groups(NOTIFIER)]
    assert sum(outside.cell(each)[1] == "suppressed" for each in others) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_small_count_is_in_the_file_and_every_row_says_so(kept, language):
    kept(small())
    raw = csv_of(own.results(own.figures(AREA, outside=True)), language).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw), delimiter=";" if language == "da" else ","))
    value = rows[0].index(say("download.value", language))
    standing = rows[0].index(say("download.standing", language))
    for row in rows[1:]:
        assert row[value] == "" or not 0 < float(row[value].replace(",", ".")) < 5
        assert say("own.hidden_note", language) in row
        assert row[standing] in (say("standing.imported", language), "")


def test_a_count_that_the_municipality_hid_is_not_worked_out(kept):
    rows = small()
    for row in rows:
        if row[3].startswith("Anonym"):
            row[4] = "skjult"
    kept(rows)
    outside = own.figures(AREA, outside=True)
    secret = [
        group
        for group in outside.groups(NOTIFIER)
        if outside.cell(Cell("2025", "notifications", NOTIFIER, group))[1] == "suppressed"
    ]
    assert "anonymous" in secret
    assert len(secret) > 1 or outside.cell(Cell("2025", "notifications", TOTAL, ""))[1] != "ok"


def test_a_hidden_month_is_a_gap_and_is_told(kept):
    rows = good(["2025-01", "2025-02"])
    kept([row for row in rows if row[2] == "I alt"])
    result = own.figures(AREA, outside=True).result("notifications", years=False)
    assert drawn(result, "da", title="T").notes == ()
    table = result.table.assign(value=[float("nan"), 9.0], status=["suppressed", "ok"])
    figure = drawn(
        type(result)(result.indicator, table, result.notes, result.all_snapshots), "da", title="T"
    )
    assert figure.drawing["data"][0]["y"] == [None, 9.0]
    assert figure.notes == (say("months.hidden", "da", count=1),)


def test_a_month_without_figures_is_a_gap_and_never_skipped(kept):
    kept(good(["2024-11", "2025-01"]))
    result = own.figures(AREA, outside=True).result("notifications", years=False)
    (trace,) = drawn(result, "da", title="T").drawing["data"]
    assert trace["x"] == ["2024-11", "2024-12", "2025-01"]
    assert trace["y"][1] is None
    assert trace["connectgaps"] is False


# --- pages


@pytest.fixture
def app(full_file, workspace_file, monkeypatch):
    """The atlas on the real figures and a workspace of its own."""
    monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{full_file}")
    data_settings.cache_clear()
    found = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=60)
    found.query_params["area"] = AREA
    return found


def shown(app):
    parts = (app.markdown, app.caption, app.info, app.subheader, app.error, app.success, app.text)
    html = [found.proto.body for found in app.get("html")]
    return " ".join([*(str(e.value) for part in parts for e in part), *html])


def at(app, page):
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, [found.value for found in app.exception]
    return shown(app)


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, [found.value for found in app.exception]
    return shown(app)


def give(app, raw, name="egne.csv"):
    app.file_uploader[0].set_value((name, raw, "text/csv")).run()
    assert not app.exception, [found.value for found in app.exception]
    return shown(app)


def test_a_file_is_refused_then_kept_seen_on_the_profile_and_removed(app):
    heading = say("own.profile_heading", "da")
    assert heading not in at(app, "municipality")
    at(app, "own")
    told = give(app, text([*good(), ["hest", *good()[0][1:]]]).encode())
    assert "fandt »hest«" in told
    assert workspace.imports(AREA) == []
    told = give(app, text(small()).encode(), "mended.csv")
    assert say("own.no_faults", "da") in told
    assert workspace.imports(AREA) == []
    told = press(app, "own.save")
    assert say("own.view_caution", "da") in told
    (found,) = workspace.imports(AREA)
    told = at(app, "municipality")
    assert heading in told
    assert "mended.csv" in told
    assert say("standing.imported", "da") in told
    app.query_params["area"] = "400"
    assert heading not in at(app, "municipality")
    app.query_params["area"] = AREA
    at(app, "own")
    assert say("own.remove_sure", "da", file="mended.csv") in press(app, f"own.remove.{found.id}")
    assert workspace.imports(AREA)
    told = press(app, "own.remove.yes")
    assert workspace.imports(AREA) == []
    assert say("own.removed", "da", file="mended.csv") in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newer_workspace_is_named_and_the_rest_goes_on(app, monkeypatch, language):
    from data import upgrade as steps
    from data.engine import engine

    workspace.upgrade()
    with engine().connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    monkeypatch.setattr(steps, "_upgraded", set())
    app.query_params["lang"] = language
    for page in ("own", "municipality"):
        assert say("own.newer", language, found="9999") in at(app, page)


def test_a_workspace_that_cannot_be_opened_is_told_and_the_rest_goes_on(app, workspace_file):
    workspace_file.parent.mkdir(exist_ok=True)
    workspace_file.write_bytes(b"no database at all" * 100)
    for page in ("own", "municipality"):
        assert say("own.unreadable", "da") in at(app, page)


# --- nothing that is hidden stands anywhere

MONTHS = ["2025-01", "2025-02", "2025-03", "2025-04"]
TOLD = {
    "Underretninger": {"Skole": (2, 3139, 4267, 6411), "Politi": (1, 1000, 1000, 1000)},
    "Vurderet inden for 24 timer": {"Skole": (1, 1834, 3901, 6281), "Politi": (1, 703, 900, 912)},
    "Lukket uden videre": {"Skole": (2, 1213, 2417, 3833), "Politi": (1, 600, 500, 700)},
    "Undersøgt uden støtte": {"Skole": (0, 1126, 1156, 1501), "Politi": (0, 399, 499, 300)},
    "Støtte sat i gang": {"Skole": (0, 800, 694, 1077), "Politi": (0, 1, 1, 0)},
}
"""Few notifications in January, and in the whole year few of one group with support."""


def uneven():
    for place, month in enumerate(MONTHS):
        for measure, groups in TOLD.items():
            yield [month, measure, "I alt", "", str(sum(each[place] for each in groups.values()))]
            for row in good([month]):
                if row[1:3] == [measure, "Underretter"] and row[3].split()[0] in groups:
                    count = groups[row[3].split()[0]][place]
                    yield [*row[:4], str(count)]


def everything(app, heading):
    """All that is sent to the browser from a heading on: texts, tables, charts and hovers."""
    elements = [element for element in app.main if hasattr(element, "proto")]
    first = next(
        place
        for place, element in enumerate(elements)
        if heading in str(getattr(element, "value", ""))
    )
    told = (
        # A table is packed in its message; its cells are told apart by what it holds.
        element.value.to_csv(sep=" ")
        if element.type in ("table", "dataframe", "arrow_data_frame")
        else str(element.proto)
        for element in elements[first:]
    )
    return " ".join(told).replace("\\n", " ")


def stands(told, place):
    """Whether a number is there; digits inside an element's id are none."""
    end = r"(?!\w)" if len(told) < 6 else ""
    return re.search(rf"(?<![\w.]){re.escape(told)}{end}", place) is not None


def hidden_numbers(inside, outside, language):
    """Hidden counts of four digits and the shares made of them, as they would be told."""
    secret = [cell for cell in outside.counts if outside.cell(cell)[1] == "suppressed"]
    counts = {inside.cell(cell)[0] for cell in secret}
    shares = {
        inside.share(cell)[0] for cell in secret if cell.measure in ("notifications", "in_time")
    }
    shown = {outside.cell(cell)[0] for cell in outside.counts}
    long = {count for count in counts - shown if count > 999}
    return {
        *(f"{count:.0f}" for count in long),
        *(number(count, language, 0) for count in long),
        *(number(share, language, 1) for share in shares if share % 50),
        *(str(share)[:6] for share in shares if share % 50),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hidden_number_or_share_stands_on_the_page_in_a_chart_or_in_the_file(
    app, kept, language
):
    kept(list(uneven()))
    inside, outside = (own.figures(AREA, outside=yes) for yes in (False, True))
    secret = hidden_numbers(inside, outside, language)
    assert {"4139", "2571", number(100 * 2537 / 4139, language, 1)} <= secret
    file = csv_of(own.results(outside), language).decode("utf-8-sig")
    figures = [outside.result(name, years=False) for name in ("notifications", "in_time_share")]
    charts = [str(drawn(result, language, title="T")) for result in figures]
    app.query_params["lang"] = language
    at(app, "municipality")
    page = everything(app, say("own.profile_heading", language))
    assert number(7411, language, 0) in page
    assert "7411" in file
    for place in (file, page, *charts):
        assert [told for told in secret if stands(told, place)] == []


def test_the_own_view_tells_what_its_files_hide(app, kept, monkeypatch):
    """So that the test above would find it; a picture of a hidden month has a gap in its line."""
    kept(list(uneven()))
    made, real = {}, taken.file

    def also(label, content, *, key, **how):
        made[key] = content
        real(label, content, key=key, **how)

    monkeypatch.setattr(taken, "file", also)
    at(app, "own")
    inside, outside = (own.figures(AREA, outside=yes) for yes in (False, True))
    for name in ("notifications", "in_time_share"):
        points = [
            int(each.result(name, years=False).table["value"].count()) for each in (inside, outside)
        ]
        assert points[0] == len(MONTHS) > points[1]
        svg = made[f"own.{name}.svg"]().decode()
        assert svg.count("<use") == points[1], name
        assert made[f"own.{name}.png"]()[1:4] == b"PNG"
    texts = [
        content().decode("utf-8-sig")
        for key, content in made.items()
        if key.endswith(("csv", "svg"))
    ]
    secret = hidden_numbers(inside, outside, "da")
    assert len(texts) >= 6
    assert [told for told in secret for place in texts if stands(told, place)] == []
    page = everything(app, say("own.view_heading", "da"))
    assert stands(number(4139, "da", 0), page)
    assert stands("4139", page)
    assert stands(str(100 * 2537 / 4139)[:6], page)
