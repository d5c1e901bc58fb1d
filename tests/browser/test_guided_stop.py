from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import guided_driver
from tests.browser.guided_driver import QUIET, STOP, Guide
from tests.browser.guided_notebook import PLAN, READY, Held, Log

served = pytest.fixture(scope="module")(guided_driver.served)
window = pytest.fixture(scope="module")(guided_driver.window)
notebook = pytest.fixture(guided_driver.notebook)
guide = pytest.fixture(guided_driver.guide)

SECONDS = 2.0  # into the phase that is stopped


def _by_button(guide: Guide) -> None:
    guide.tap(STOP)


def _by_escape(guide: Guide) -> None:
    guide.press("Escape")


def _expect(guide: Guide, phase: str) -> None:
    assert guide.phase == phase


def _stop(guide: Guide, phase: str, stop: Callable[[Guide], None]) -> None:
    """Stop in that phase, be asked for the rating, give it."""
    _expect(guide, phase)
    stop(guide)
    _expect(guide, "after")
    expect(guide.dialog).to_contain_text("You stopped because it hurts.")
    expect(guide.dialog.get_by_role("heading", name="And now? How much does your back hurt?")).to_be_visible()
    guide.tap("4")


@pytest.mark.parametrize("stop", [_by_button, _by_escape])
def test_stop_keeps_what_was_held_in_every_timed_phase_and_the_session_goes_on(
    guide: Guide, stop: Callable[[Guide], None]
) -> None:
    tilt, knees, drop, hamstring, prayer, horse = PLAN
    guide.start()
    _stop(guide, "before", stop)
    guide.tap("3")
    guide.passes(SECONDS)
    _stop(guide, "ready", stop)
    guide.tap("3")
    guide.passes(READY + SECONDS)
    _stop(guide, "hold", stop)
    guide.tap("3")
    guide.passes(READY + hamstring.hold + SECONDS)
    _stop(guide, "turn", stop)
    guide.tap("3")
    guide.passes(READY + prayer.hold + SECONDS)
    _stop(guide, "rest", stop)
    guide.tap("3")
    guide.passes(READY + SECONDS)
    guide.tap("Pause")
    guide.passes(30)
    _stop(guide, "paused", stop)
    _expect(guide, "leg")
    guide.saved()
    seen = [Held("both", round((SECONDS + QUIET) * 10))]
    assert guide.notebook.logs() == [
        Log(tilt.exercise, None, None, 40, [], stopped=True),
        Log(knees.exercise, 30, None, 40, [], stopped=True),
        Log(drop.exercise, 30, None, 40, [Held("left", seen[0].seconds)], stopped=True),
        Log(hamstring.exercise, 30, None, 40, hamstring.holds[:1], stopped=True),
        Log(prayer.exercise, 30, None, 40, prayer.holds[:1], stopped=True),
        Log(horse.exercise, 30, None, 40, seen, stopped=True),
    ]
    guide.tap("No, nothing new")
    expect(guide.dialog.get_by_text("Paused today")).to_have_count(6)
    guide.tap("Close")
    guide.until(lambda: "Left out today:" in guide.page.locator("section.card").inner_text(), step=0.1)
    expect(guide.button("Start")).to_have_count(0)
    for dose in PLAN:
        expect(guide.page.locator("section.card li").filter(has_text=dose.name)).to_contain_text("Paused today.")


def test_stop_counts_at_the_questions_too(guide: Guide) -> None:
    guide.start()
    for dose, stop in zip(PLAN[:2], (_by_button, _by_escape), strict=True):
        guide.tap("3")
        guide.passes(dose.seconds)
        _stop(guide, "after", stop)
    for stop in (_by_button, _by_escape):
        guide.tap("9")
        _stop(guide, "sore", stop)
    _expect(guide, "before")
    guide.saved()
    assert guide.notebook.logs() == [
        *(Log(dose.exercise, 30, None, 40, dose.holds, stopped=True) for dose in PLAN[:2]),
        *(Log(dose.exercise, 90, None, 40, [], stopped=True) for dose in PLAN[2:4]),
    ]
