"""A municipality uploads its own figures in a real browser, sees them, and removes them."""

from catalog.words import say
from tests.browser.settle import settled
from tests.browser.test_journeys import opened, told
from tests.own_files import good, text

AREA = "825"
"""A municipality that no other test here looks at."""


def give(page, name, rows):
    """Choose a file as a person does, and wait until it was read."""
    chooser = page.get_by_test_id("stFileUploaderDropzoneInput")
    chooser.set_input_files({"name": name, "mimeType": "text/csv", "buffer": text(rows).encode()})
    page.get_by_test_id("stAlert").first.wait_for()
    return settled(page)


def test_faults_are_seen_then_the_mended_file_is_kept_shown_and_removed(page):
    opened(page, f"/egne-tal?area={AREA}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=say("own.template_workbook", "da")).click()
    assert waiting.value.suggested_filename == "egne-tal-skabelon.xlsx"
    spoiled = good()
    spoiled[5] = ["hest", *spoiled[5][1:]]
    spoiled[9] = [*spoiled[9][:4], "<5"]
    give(page, "fejl.csv", spoiled)
    seen = told(page)
    assert "fejl.csv, række 7, kolonne måned: fandt »hest«" in seen
    assert "fejl.csv, række 11, kolonne antal: fandt »<5«" in seen
    assert page.get_by_role("button", name=say("own.save", "da")).count() == 0
    opened(page, f"/egne-tal?area={AREA}")
    give(page, "egne tal.csv", good())
    assert say("own.no_imports", "da") in told(page)
    page.get_by_role("button", name=say("own.save", "da")).click()
    page.get_by_text(say("own.view_caution", "da")).wait_for()
    settled(page)
    page.goto(f"/kommune?area={AREA}")
    settled(page)
    seen = told(page)
    assert say("own.profile_heading", "da") in seen
    assert "egne tal.csv, udgave" in seen
    assert f"({say('standing.imported', 'da')})" in seen
    page.get_by_role("link", name=say("own.link", "da")).click()
    page.wait_for_url(f"**/egne-tal?area={AREA}")
    settled(page)
    page.get_by_role("button", name=say("own.remove", "da"), exact=True).click()
    page.get_by_role("button", name=say("own.remove_yes", "da")).click()
    page.get_by_text(say("own.no_imports", "da")).wait_for()
    settled(page)
    opened(page, f"/kommune?area={AREA}")
    assert say("own.profile_heading", "da") not in told(page)
