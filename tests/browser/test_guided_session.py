import pytest
from playwright.sync_api import expect

from tests.browser import guided_driver
from tests.browser.guided_driver import Guide
from tests.browser.guided_notebook import PLAN, Answer, Log

served = pytest.fixture(scope="module")(guided_driver.served)
window = pytest.fixture(scope="module")(guided_driver.window)
notebook = pytest.fixture(guided_driver.notebook)
guide = pytest.fixture(guided_driver.guide)


def test_a_session_of_six_is_stored_hold_by_hold_and_takes_fourteen_taps(guide: Guide) -> None:
    guide.start()
    for dose in PLAN:
        expect(guide.dialog.get_by_role("heading", level=2)).to_contain_text(dose.name)
        guide.tap("3")
        guide.passes(dose.seconds)
        assert guide.phase == "after"
        guide.tap("2")
    assert guide.phase == "leg"
    guide.tap("No, nothing new")
    assert guide.phase == "summary"
    assert guide.taps == 14
    guide.saved()
    assert guide.notebook.logs() == [Log(dose.exercise, 30, None, 20, dose.holds) for dose in PLAN]
    assert guide.notebook.sessions() == 1
    assert guide.notebook.answers() == [Answer(None, "no", None)]
    expect(guide.dialog).to_contain_text("Your pain went from 3 to 2: 1 lower.")
    guide.tap("Close")
    expect(guide.dialog).to_be_hidden()
