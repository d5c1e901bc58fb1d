import subprocess
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import guided_driver
from tests.browser.guided_driver import Guide, browsing, guiding
from tests.browser.guided_notebook import PLAN, READY, REST, TICK, Log, Notebook
from tests.conftest import Server

served = pytest.fixture(scope="module")(guided_driver.served)
window = pytest.fixture(scope="module")(guided_driver.window)
notebook = pytest.fixture(guided_driver.notebook)
guide = pytest.fixture(guided_driver.guide)

TILT = PLAN[0]


def _begun(guide: Guide, seconds: float) -> None:
    """Begin the first exercise; `seconds` after the rating."""
    guide.start()
    guide.tap("3")
    guide.passes(seconds)


def _cut(log: Log, place: int, seconds: int, within: int = 1) -> None:
    """The hold at that place is marked, and its tenths of a second are those that were seen."""
    held = log.holds[place]
    assert held.interrupted
    assert abs(held.seconds - seconds) <= within


def _finish(guide: Guide, left: int) -> None:
    """Go on from the pause, hold what is left of the first exercise, rate it, and see it stored."""
    assert guide.phase == "paused"
    guide.tap("Go on")
    guide.passes(READY + left * TILT.hold + (left - 1) * REST + TICK)
    assert guide.phase == "after"
    guide.tap("2")
    guide.saved()


def _one(guide: Guide) -> Log:
    (log,) = guide.notebook.logs()
    assert guide.notebook.sessions() == 1
    assert log == Log("pelvic-tilt", 30, None, 20, log.holds)
    return log


def test_a_reload_in_a_hold_keeps_the_seconds_that_were_seen_and_the_rest_is_held_once(guide: Guide) -> None:
    _begun(guide, READY + TILT.hold + REST + 2)
    guide.reload()
    _finish(guide, left=3)
    log = _one(guide)
    _cut(log, 1, 20)
    assert [log.holds[0], *log.holds[2:]] == TILT.holds[1:]


def test_a_page_that_is_closed_in_a_hold_keeps_its_seconds_for_the_next_one(guide: Guide) -> None:
    _begun(guide, READY + 1.5)
    guide.page.close()
    guide.page = guide.tab()
    guide.open()
    guide.until(lambda: guide.phase == "paused", step=0.1)
    _finish(guide, left=4)
    log = _one(guide)
    _cut(log, 0, 15)
    assert log.holds[1:] == TILT.holds[1:]


@pytest.mark.fault(1)
def test_a_browser_that_dies_in_a_hold_loses_half_a_second_of_it_at_most(guide: Guide, chromium: Browser) -> None:
    _begun(guide, READY + 2.2)
    with browsing(chromium, dead=guide) as again, guiding(again, guide.url, guide.notebook) as reborn:
        reborn.passes(4)  # until then the dead one may still be alive
        if reborn.phase != "paused":
            reborn.tap("Go on here")
        _finish(reborn, left=4)
        log = _one(reborn)
    _cut(log, 0, 20, within=5)
    assert log.holds[1:] == TILT.holds[1:]


@pytest.mark.fault(1)
def test_holds_that_end_while_the_server_is_killed_arrive_once_it_is_back(
    server: Server, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess.Popen, "terminate", subprocess.Popen.kill)
    notebook = Notebook(server.data_dir)
    notebook.renew()
    with ExitStack() as browser:
        with server.running() as url:
            window = browser.enter_context(browsing(chromium))
            guide = browser.enter_context(guiding(window, url, notebook))
            _begun(guide, READY + TILT.hold + REST + 1)
            guide.until(lambda: bool(notebook.logs()))
        guide.passes(2 * (TILT.hold + REST))
        assert sum(len(log.holds) for log in notebook.logs()) < 3
        with server.running():
            guide.passes(TILT.hold - 1 + REST + TILT.hold + TICK)
            assert guide.phase == "after"
            guide.tap("2")
            guide.saved()
            assert _one(guide).holds == TILT.holds


def _heading(guide: Guide, name: str) -> None:
    heading = guide.page.get_by_role("heading", name=name, level=1)
    guide.until(heading.is_visible, step=0.02)
    at_rest = guide.page.locator("[data-test-script-state=notRunning]")
    guide.until(lambda: at_rest.count() > 0, step=0.1)  # Streamlit loses an address that changes while it draws a page


def _open(guide: Guide) -> None:
    guide.page.get_by_role("link", name="Session", exact=True).first.click()
    guide.settle()


def _by_back(guide: Guide) -> None:
    guide.page.go_back()
    _heading(guide, "Today")
    _open(guide)


def _by_address(guide: Guide) -> None:
    guide.page.goto(f"{guide.url}/exercises", wait_until="commit")
    _heading(guide, "Exercises")
    guide.open()


@pytest.mark.parametrize("there_and_back", [_by_back, _by_address])
def test_a_page_switch_in_a_hold_and_in_a_rest_loses_and_doubles_nothing(
    guide: Guide, there_and_back: Callable[[Guide], None]
) -> None:
    guide.page.goto(guide.url, wait_until="commit")
    _heading(guide, "Today")
    _open(guide)
    _begun(guide, READY + 1.2)
    there_and_back(guide)
    guide.tap("Go on")
    guide.passes(READY + TILT.hold + REST / 2)
    assert guide.phase == "rest"
    there_and_back(guide)
    _finish(guide, left=3)
    log = _one(guide)
    _cut(log, 0, 12)
    assert log.holds[1:] == TILT.holds[1:]


def test_a_hold_during_which_the_device_slept_has_the_seconds_that_were_seen_and_its_mark(guide: Guide) -> None:
    _begun(guide, READY + 1.8)
    guide.context.clock.fast_forward(3600 * 1000)
    assert guide.phase == "paused"
    expect(guide.dialog).to_contain_text("Your device slept. What was seen of your hold is kept, and marked.")
    guide.passes(60)
    assert guide.phase == "paused"
    _finish(guide, left=4)
    log = _one(guide)
    _cut(log, 0, 18)
    assert log.holds[1:] == TILT.holds[1:]


def test_a_session_that_was_left_for_hours_is_put_away_and_what_was_held_is_stored(guide: Guide) -> None:
    _begun(guide, READY + 1.3)
    guide.page.goto(f"{guide.url}/exercises", wait_until="commit")
    _heading(guide, "Exercises")
    guide.context.clock.fast_forward(3 * 3600 * 1000)
    guide.open()
    assert guide.phase is None
    expect(guide.button("Start")).to_be_visible()
    guide.saved()
    (log,) = guide.notebook.logs()
    assert log == Log("pelvic-tilt", 30, None, None, log.holds)
    _cut(log, 0, 13)
    assert len(log.holds) == 1


def _taken_over(guide: Guide) -> Page:
    """Take the session over in a second tab, in the second hold; the first tab, which has not noticed yet, is given."""
    _begun(guide, READY + TILT.hold + REST + 1)
    first, second = guide.page, guide.tab()
    guide.open(second)
    expect(second.locator("section.card")).to_contain_text("Your session is running in another tab.")
    expect(second.locator("dialog.timer")).to_be_hidden()
    assert guide.phase == "hold"
    guide.page = second
    guide.tap("Go on here")
    assert guide.phase == "paused"
    return first


def _has_let_go(first: Page) -> None:
    expect(first.locator("dialog.timer")).to_be_hidden()
    expect(first.locator("section.card")).to_contain_text("Your session is running in another tab.")


def _finish_taken_over(guide: Guide) -> None:
    _finish(guide, left=3)
    log = _one(guide)
    assert log.holds[1].interrupted
    assert [log.holds[0], *log.holds[2:]] == TILT.holds[1:]


@pytest.mark.fault(7)
def test_a_second_tab_says_that_the_session_runs_and_takes_it_over_when_asked(guide: Guide) -> None:
    first = _taken_over(guide)
    guide.passes(0.2)
    _has_let_go(first)
    _finish_taken_over(guide)


def test_a_first_tab_that_comes_back_to_the_front_leaves_the_session_to_the_second_one(guide: Guide) -> None:
    first = _taken_over(guide)
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # a frozen tab has not ticked before that
    guide.passes(0.2)
    _has_let_go(first)
    assert guide.phase == "paused"
    _finish_taken_over(guide)


def _pictures(guide: Guide) -> int:
    return guide.dialog.locator(".pose svg").count()


def test_the_next_exercise_is_pictured_though_the_server_is_gone(server: Server, chromium: Browser) -> None:
    notebook = Notebook(server.data_dir)
    notebook.renew()
    with ExitStack() as browser:
        with server.running() as url:
            window = browser.enter_context(browsing(chromium))
            guide = browser.enter_context(guiding(window, url, notebook))
            guide.start()
        guide.tap("Skip this exercise")
        assert PLAN[1].name in guide.dialog.locator("h2").inner_text()
        assert _pictures(guide) == 1


def test_a_session_goes_on_without_pictures_that_do_not_come(guide: Guide) -> None:
    guide.page.route("**/figures/**", lambda route: route.abort())
    guide.reload()
    _begun(guide, READY + 1)
    assert guide.phase == "hold"
    assert _pictures(guide) == 0
