import pytest
from playwright.sync_api import expect

from tests.browser import guided_driver
from tests.browser.guided_driver import QUIET, Guide
from tests.browser.guided_notebook import PLAN, READY, REST, TICK, Held, Log, Notebook

served = pytest.fixture(scope="module")(guided_driver.served)
window = pytest.fixture(scope="module")(guided_driver.window)
notebook = pytest.fixture(guided_driver.notebook)
guide = pytest.fixture(guided_driver.guide)

TILT, KNEES, DROP = PLAN[:3]


def _turn(guide: Guide, what: str, by: int) -> None:
    guide.passes(QUIET)
    guide.dialog.locator(f"[data-do={what}][data-value='{by}']").click()


def _end(guide: Guide) -> None:
    guide.tap("End the session")
    assert guide.phase == "leg"
    guide.tap("No, nothing new")
    guide.saved()


def test_a_pause_and_a_skip_keep_the_real_seconds_and_add_no_hold(guide: Guide) -> None:
    guide.start()
    guide.tap("3")
    guide.passes(READY + 1)
    guide.tap("Pause")
    guide.passes(600)
    guide.tap("Go on")
    guide.passes(READY + TILT.hold + 1)
    guide.tap("Pause")  # in the rest: nothing to keep
    guide.passes(600)
    guide.tap("Go on")
    guide.tap("Skip this hold")
    guide.passes(READY + 2 * TILT.hold + REST + TICK)
    guide.tap("2")
    _end(guide)
    paused = Held("both", round((1 + QUIET) * 10))
    assert guide.notebook.logs() == [Log("pelvic-tilt", 30, None, 20, [paused, *TILT.holds[:3]])]


def test_the_target_of_this_session_can_be_changed_before_and_in_a_pause(guide: Guide) -> None:
    guide.start()
    for what, by in (("hold", 1), ("hold", 1), ("hold", -1), ("reps", -1)):
        _turn(guide, what, by)
    expect(guide.dialog).to_contain_text("4 seconds")
    guide.tap("3")
    guide.passes(READY + 4 + REST + 4 + 1)
    guide.tap("Pause")
    _turn(guide, "hold", -1)
    _turn(guide, "reps", -1)
    guide.tap("Go on")
    guide.passes(READY + 3 + TICK)
    guide.tap("2")
    _end(guide)
    holds = [Held("both", 40), Held("both", 40), Held("both", 30)]
    assert guide.notebook.logs() == [Log("pelvic-tilt", 30, None, 20, holds)]


def test_a_hold_that_was_cut_short_can_be_done_again(guide: Guide) -> None:
    guide.start()
    guide.tap("Skip this exercise")
    guide.tap("3")
    guide.passes(READY + KNEES.hold + 8 + 2)
    guide.context.clock.fast_forward(60_000)
    guide.tap("Do that hold again")
    guide.passes(KNEES.seconds - KNEES.hold - 8)
    guide.tap("2")
    _end(guide)
    (log,) = guide.notebook.logs()
    cut = log.holds.pop(1)
    assert cut.side == "right"
    assert cut.interrupted
    assert abs(cut.seconds - 20) <= 1
    assert log == Log("knees-to-chest", 30, None, 20, KNEES.holds)


def test_pain_that_was_higher_during_it_is_kept_beside_the_other_two(guide: Guide) -> None:
    guide.start()
    guide.tap("3")
    guide.tap("Pause")
    guide.tap("On to the rating")
    guide.tap("Higher during it?")
    guide.tap("Back")
    guide.tap("Higher during it?")
    guide.tap("6")
    guide.tap("At its worst: 6")
    guide.press("5")
    expect(guide.button("At its worst: 5")).to_be_visible()
    assert guide.phase == "after"
    guide.press("4")
    guide.saved()
    assert guide.notebook.logs() == [Log("pelvic-tilt", 30, 50, 40, [])]


def test_a_back_that_is_too_sore_can_be_left_alone_or_stretched_all_the_same(guide: Guide) -> None:
    guide.start()
    guide.tap("7")
    assert guide.phase == "ready"
    guide.tap("Pause")
    guide.tap("On to the rating")
    guide.tap("7")
    guide.tap("8")
    assert guide.phase == "sore"
    expect(guide.dialog).to_contain_text("A day too sore to stretch is a kept day.")
    guide.tap("Go on all the same")
    guide.passes(KNEES.seconds)
    guide.tap("8")
    guide.tap("8")
    assert guide.phase == "ready"  # asked once a session
    guide.tap("Pause")
    guide.tap("End the session")
    assert guide.phase == "leg"
    guide.saved()
    assert guide.notebook.logs() == [
        Log("pelvic-tilt", 70, None, 70, []),
        Log("knees-to-chest", 80, None, 80, KNEES.holds),
        Log("side-knee-drop", 80, None, None, []),
    ]


def test_leaving_a_sore_day_stores_the_rating_and_ends_the_session(guide: Guide) -> None:
    guide.start()
    guide.tap("8")
    guide.tap("Leave it for today")
    assert guide.phase == "leg"
    guide.tap("No, nothing new")
    guide.saved()
    assert guide.notebook.logs() == [Log("pelvic-tilt", 80, None, None, [])]


def test_a_stopped_exercise_is_left_out_and_the_card_says_why(guide: Guide, notebook: Notebook) -> None:
    notebook.add("side-knee-drop", stopped=True)
    guide.open()
    card = guide.page.locator("section.card")
    expect(card).to_contain_text("Left out today:")
    left_out = card.locator("ul li")
    expect(left_out).to_have_count(1)
    expect(left_out).to_contain_text("Side knee drop")
    expect(left_out).to_contain_text("You pressed Stop because this exercise hurt.")
    tiles = card.locator("ol li b").all_inner_texts()
    assert tiles == [dose.name for dose in PLAN if dose is not DROP]
    guide.start()
    seen = []
    for _ in tiles:
        seen.append(guide.dialog.get_by_role("heading", level=2).inner_text().split(":")[0])
        guide.tap("Skip this exercise")
    assert seen == tiles
    assert guide.phase is None  # nothing was done, so nothing is asked
    assert guide.notebook.logs() == []
