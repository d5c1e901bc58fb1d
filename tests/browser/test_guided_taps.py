import pytest
from playwright.sync_api import expect

from tests.browser import guided_driver
from tests.browser.guided_driver import QUIET, Guide
from tests.browser.guided_notebook import PLAN, READY, REST, TICK, TURNED, Answer, Held, Log

served = pytest.fixture(scope="module")(guided_driver.served)
window = pytest.fixture(scope="module")(guided_driver.window)
notebook = pytest.fixture(guided_driver.notebook)
guide = pytest.fixture(guided_driver.guide)

TILT, KNEES = PLAN[:2]


def _twice(guide: Guide, name: str) -> None:
    guide.passes(QUIET)
    guide.button(name).dblclick()


@pytest.mark.fault(7)
def test_a_double_click_has_the_effect_of_one_click(guide: Guide) -> None:
    _twice(guide, "Start")
    assert guide.phase == "before"
    _twice(guide, "3")
    assert guide.phase == "ready"
    guide.passes(READY + 1)
    _twice(guide, "Let go early")
    assert guide.phase == "rest"
    guide.passes(REST + 4 * TILT.hold + 3 * REST + TICK)
    _twice(guide, "2")
    assert guide.phase == "before"
    expect(guide.dialog).to_contain_text("2 of 6")
    guide.saved()
    early = Held("both", round((1 + QUIET) * 10))
    assert guide.notebook.logs() == [Log("pelvic-tilt", 30, None, 20, [early, *TILT.holds[1:]])]
    assert guide.notebook.sessions() == 1


def test_a_double_press_of_a_number_rates_once(guide: Guide) -> None:
    guide.start()
    guide.press("3")
    guide.page.keyboard.press("5")
    guide.tap("Pause")
    guide.tap("On to the rating")
    guide.press("2")
    guide.page.keyboard.press("4")
    assert guide.phase == "before"
    guide.saved()
    assert guide.notebook.logs() == [Log("pelvic-tilt", 30, None, 20, [])]


def test_keys_rate_from_zero_to_ten_and_space_runs_the_main_button(guide: Guide) -> None:
    guide.start()
    for dose, before, after in zip(PLAN, "012345", "6789t0", strict=True):
        guide.press(before)
        for phase in ("ready", "turn" if dose.sides == TURNED else "rest"):
            assert guide.phase == phase
            guide.press(" ")
            assert guide.phase == "hold"
            guide.press(" ")
        if guide.phase != "after":
            guide.tap("Pause")
            guide.tap("On to the rating")
        guide.press(after)
    guide.press(" ")
    assert guide.phase == "summary"
    guide.press("Escape")
    assert guide.phase is None
    guide.saved()
    rated = [(log.before, log.after) for log in guide.notebook.logs()]
    assert rated == [(0, 60), (10, 70), (20, 80), (30, 90), (40, 100), (50, 0)]
    for dose, log in zip(PLAN, guide.notebook.logs(), strict=True):
        assert [held.side for held in log.holds] == [held.side for held in dose.holds[:2]]
        assert all(abs(held.seconds - QUIET * 10) <= 1 and not held.interrupted for held in log.holds)
    assert guide.notebook.answers() == [Answer(None, "no", None)]


def _undo(guide: Guide) -> None:
    guide.passes(QUIET)
    guide.dialog.locator("[data-do=undo]").click()


def test_a_rating_can_be_taken_back_and_given_anew_without_a_trace(guide: Guide) -> None:
    guide.start()
    guide.tap("3")
    guide.passes(2)
    _undo(guide)
    assert guide.phase == "before"
    guide.tap("5")
    guide.passes(READY + 1)
    _undo(guide)  # in a hold: its seconds stay
    assert guide.phase == "before"
    guide.tap("4")
    guide.passes(READY + 4 * TILT.hold + 3 * REST + TICK)
    guide.tap("2")
    guide.passes(5)
    _undo(guide)
    assert guide.phase == "after"
    expect(guide.dialog.get_by_role("heading", level=2)).to_have_text("Pelvic tilt")
    guide.saved()
    assert guide.notebook.logs()[0].after is None
    guide.tap("1")
    guide.tap("End the session")
    guide.tap("No, nothing new")
    expect(guide.dialog.locator(".summary li")).to_have_count(1)
    _undo(guide)
    assert guide.phase == "leg"
    guide.tap("Numbness, tingling or weakness")
    guide.saved()
    early = Held("both", round((1 + QUIET) * 10))
    assert guide.notebook.logs() == [Log("pelvic-tilt", 40, None, 10, [early, *TILT.holds[1:]])]
    assert guide.notebook.answers() == [Answer("numbness", "yes", None)]


def test_undo_is_there_for_ten_seconds(guide: Guide) -> None:
    undo = guide.dialog.locator("[data-do=undo]")
    guide.start()
    expect(undo).to_have_count(0)
    for rated in ("before", "after"):
        assert guide.phase == rated
        guide.tap("3")
        expect(undo).to_have_count(1)
        guide.passes(9.8)
        expect(undo).to_have_count(1)
        guide.passes(0.2 + TICK)
        expect(undo).to_have_count(0)
        if rated == "before":
            guide.tap("Pause")
            guide.tap("On to the rating")
