"""What is new in a leg, and practice that is closed, while a session is going on and on the page."""

import subprocess
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import guided_driver
from tests.browser.guided_driver import Guide, browsing, guiding
from tests.browser.guided_notebook import PLAN, READY, REST, TICK, Answer, Log, Notebook
from tests.conftest import Server

served = pytest.fixture(scope="module")(guided_driver.served)
window = pytest.fixture(scope="module")(guided_driver.window)
notebook = pytest.fixture(guided_driver.notebook)
guide = pytest.fixture(guided_driver.guide)

TILT, KNEES = PLAN[:2]
LEG = "Something new in my leg"
PAIN = "Pain that moves into a leg"
NUMB = "Numbness, tingling or weakness"
CLOSED = "Practice is closed"


def _rated(guide: Guide) -> None:
    """Rate an exercise without a hold."""
    guide.tap("3")
    guide.tap("Pause")
    guide.tap("On to the rating")
    guide.tap("2")


def _holding(guide: Guide) -> None:
    """Into the second hold of the first exercise."""
    guide.start()
    guide.tap("3")
    guide.passes(READY + TILT.hold + REST + 1)
    assert guide.phase == "hold"


def _closed(guide: Guide) -> None:
    """The page says that practice is closed, nothing lies over it, and nothing can be started."""
    page = guide.page
    guide.until(page.get_by_text(CLOSED).first.is_visible, step=0.1)
    guide.until(lambda: not guide.dialog.is_visible(), step=0.1)
    expect(guide.button("Start")).to_have_count(0)


def _height(page: Page) -> float:
    box = page.locator(".st-key-guided").bounding_box()
    assert box is not None
    return box["height"]


def _answer_lists(guide: Guide) -> None:
    """The lists stand where the start was; the first one answered, it is back without a reload."""
    none = guide.page.get_by_role("button", name="None of these").first
    guide.until(none.is_visible, step=0.1)
    expect(guide.button("Start")).to_have_count(0)
    assert _height(guide.page) == 0
    none.click()
    guide.until(guide.button("Start").is_visible, step=0.1)


@pytest.mark.parametrize(("chip", "exercise"), [("Knees to chest", "knees-to-chest"), ("I cannot tell", None)])
def test_leg_pain_at_the_end_is_kept_with_the_exercise_that_is_named(
    guide: Guide, chip: str, exercise: str | None
) -> None:
    guide.start()
    _rated(guide)
    _rated(guide)
    guide.tap("End the session")
    guide.tap(PAIN)
    assert guide.phase == "whose"
    guide.saved()
    assert guide.notebook.answers() == [Answer("pain", "yes", None)]  # kept before the exercise is named
    chips = guide.dialog.locator("[data-do=whose]").all_inner_texts()
    assert chips == [TILT.name, KNEES.name, "I cannot tell"]
    guide.tap(chip)
    assert guide.phase == "words"
    guide.saved()
    assert guide.notebook.answers() == [Answer("pain", "yes", exercise)]
    guide.passes(1)
    guide.dialog.locator("[data-do=undo]").click()
    guide.tap("No, nothing new")
    guide.saved()
    assert guide.notebook.answers() == [Answer(None, "no", None)]


def test_leg_pain_after_a_single_exercise_is_that_ones(guide: Guide) -> None:
    guide.start()
    _rated(guide)
    guide.tap("End the session")
    guide.tap(PAIN)
    assert guide.phase == "words"
    guide.saved()
    assert guide.notebook.answers() == [Answer("pain", "yes", "pelvic-tilt")]


def test_leg_pain_during_an_exercise_ends_the_session_and_stays_with_it(guide: Guide) -> None:
    _holding(guide)
    guide.tap(LEG)
    guide.tap("Nothing, go back")
    assert guide.phase == "paused"
    guide.tap(LEG)
    guide.tap(PAIN)
    assert guide.phase == "words"
    expect(guide.dialog).to_contain_text("If it stays, gets worse, or is strong, see a doctor.")
    guide.saved()
    assert guide.notebook.answers() == [Answer("pain", "yes", "pelvic-tilt")]
    (log,) = guide.notebook.logs()
    assert log == Log("pelvic-tilt", 30, None, None, log.holds)
    assert [held.interrupted for held in log.holds] == [False, False]
    guide.tap("I have read this")
    assert guide.phase == "summary"
    guide.tap("Close")
    assert guide.phase is None
    _answer_lists(guide)


def test_numbness_ends_the_session_at_once_and_the_page_says_that_practice_is_closed(guide: Guide) -> None:
    _holding(guide)
    guide.tap(LEG)
    guide.tap(NUMB)
    assert guide.phase == "leaving"
    _closed(guide)
    expect(guide.page.get_by_role("heading", name="Emergency signs")).to_be_visible()
    guide.saved()
    assert guide.notebook.answers() == [Answer("numbness", "yes", "pelvic-tilt")]
    (log,) = guide.notebook.logs()
    assert log == Log("pelvic-tilt", 30, None, None, log.holds)
    assert len(log.holds) == 2
    guide.tap("I tapped that by mistake")
    guide.until(guide.button("Start").is_visible, step=0.1)
    guide.saved()
    assert guide.notebook.answers() == [Answer(None, "no", None)]
    expect(guide.page.get_by_text(CLOSED)).to_have_count(0)


def test_numbness_while_the_server_is_away_is_told_in_the_session_and_closes_the_page(
    server: Server, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess.Popen, "terminate", subprocess.Popen.kill)
    notebook = Notebook(server.data_dir)
    notebook.renew()
    with ExitStack() as browser:
        with server.running() as url:
            guide = browser.enter_context(guiding(browser.enter_context(browsing(chromium)), url, notebook))
            _holding(guide)
        guide.passes(12)  # by then Streamlit has a dialog of its own over the page
        guide.tap(LEG)
        guide.tap(NUMB)
        guide.passes(3)
        assert guide.phase == "words"
        expect(guide.dialog).to_contain_text("End here, and have it looked at by a doctor today.")
        expect(guide.dialog).to_contain_text("Call your emergency number now if")
        guide.tap("I have read this")
        assert guide.phase is None
        card = guide.page.locator("section.card")
        expect(card).to_contain_text("have it looked at by a doctor today")
        expect(guide.button("Start")).to_have_count(0)
        with server.running():
            guide.saved()
            _closed(guide)
            assert notebook.answers() == [Answer("numbness", "yes", "pelvic-tilt")]
            assert len(notebook.logs()[0].holds) == 3


def test_practice_that_is_closed_elsewhere_ends_the_session_and_loses_nothing(guide: Guide) -> None:
    _holding(guide)
    guide.notebook.answer("emergency", "yes")
    guide.passes(TILT.hold - 1 + TICK)
    _closed(guide)
    guide.saved()
    (log,) = guide.notebook.logs()
    second = log.holds[-1]  # the second one is as long as it was held when the notebook answered
    assert log == Log("pelvic-tilt", 30, None, None, [TILT.holds[0], second])
    assert 10 <= second.seconds <= TILT.hold * 10
    assert _height(guide.page) == 0
    guide.reload()
    _closed(guide)
    assert _height(guide.page) == 0


def test_lists_that_are_due_stand_in_place_of_the_start_and_leave_a_session_going(guide: Guide) -> None:
    _holding(guide)
    guide.notebook.forget_answers()
    guide.passes((TILT.hold + REST) * 4)
    guide.saved()
    assert guide.phase == "after"
    guide.tap("2")
    guide.tap("End the session")
    guide.tap("No, nothing new")
    guide.tap("Close")
    guide.saved()
    assert guide.notebook.logs() == [Log("pelvic-tilt", 30, None, 20, TILT.holds)]
    _answer_lists(guide)
