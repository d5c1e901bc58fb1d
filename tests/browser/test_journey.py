import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sizes import LAPTOP, PHONE
from tests.conftest import Server


def _heading(page: Page, name: str, level: int = 1) -> None:
    expect(page.get_by_role("heading", name=name, level=level, exact=True)).to_be_visible(timeout=20_000)


def _goto(page: Page, link: str, heading: str) -> None:
    page.get_by_role("link", name=link, exact=True).first.click()
    _heading(page, heading)


def _rate(page: Page, question: str, points: int) -> None:
    page.get_by_role("radiogroup", name=question).get_by_role("radio", name=str(points), exact=True).click()
    expect(page.get_by_text(f"{points} of 10:").first).to_be_visible()


def _log(page: Page, name: str, fields: dict[str, str], *ratings: int) -> None:
    _heading(page, name, level=2)
    for label, text in fields.items():
        page.get_by_label(label).fill(text)
        page.get_by_label(label).press("Tab")
    for question, points in zip(("Before it", "At its worst, during it", "After it"), ratings, strict=True):
        _rate(page, question, points)
    page.get_by_role("button", name=f"Save {name}").click()
    _heading(page, f"Saved: {name}", level=2)


@pytest.mark.fault(28)
def test_a_deep_link_as_the_first_request_after_a_start_gives_the_page_itself(
    server: Server, chromium: Browser
) -> None:
    with server.running() as url:
        page = chromium.new_page(viewport=LAPTOP)
        page.goto(f"{url}/exercises?exercise=hamstring-stretch")
        _heading(page, "Hamstring stretch")
        expect(page.get_by_role("link", name="Session", exact=True).first).to_be_visible()
        page.close()


def test_a_new_person_logs_a_session_sees_the_stop_and_finds_it_after_a_restart(
    server: Server, chromium: Browser
) -> None:
    context = chromium.new_context(viewport=LAPTOP, timezone_id="Europe/Berlin")
    page = context.new_page()
    with server.running() as url:
        page.goto(url)
        _heading(page, "Today")
        _heading(page, "Welcome to BackCare", level=2)
        page.get_by_role("button", name="Skip these pages").click()
        expect(page.get_by_text("Your notebook is empty.")).to_be_visible()

        _goto(page, "Exercises", "Exercises")
        _goto(page, "Knees to chest", "Knees to chest")
        expect(page.get_by_text("Start.", exact=True).first).to_be_visible()

        _goto(page, "Session", "Session")
        page.get_by_role("radio", name="By hand").click()
        _log(page, "Pelvic tilt", {"Holds, in seconds": "3, 3, 4"}, 3, 3, 2)
        expect(page.get_by_text("Fine to go on")).to_be_visible()
        page.get_by_role("button", name="Next: Knees to chest").click()
        sides = {"Left side, in seconds": "5 5 5", "Right side, in seconds": "5;5;5"}
        _log(page, "Knees to chest", sides, 3, 7, 7)
        expect(page.get_by_text("Paused today")).to_be_visible()
        expect(page.get_by_text("Your pain went from 3 to 7 with this exercise, 4 points higher.")).to_be_visible()

    with server.running() as url:
        page.goto(url)
        _heading(page, "Today")
        expect(page.get_by_text("Paused today")).to_be_visible()
        expect(page.get_by_text("1 of 2 done today")).to_be_visible()

        _goto(page, "Progress", "Progress")
        chart = page.locator(".js-plotly-plot")
        expect(chart).to_be_visible(timeout=20_000)
        expect(page.get_by_role("radio", name="Knees to chest")).to_be_checked()
        expect(chart.get_by_text("Paused a day")).to_be_visible()
    context.close()


def test_the_sample_history_comes_in_through_the_page_and_pauses_the_hamstring_stretch(
    server: Server, chromium: Browser
) -> None:
    sample = Path(__file__).parents[2] / "data" / "sample"
    context = chromium.new_context(viewport=PHONE, timezone_id="Europe/Berlin")
    page = context.new_page()
    with server.running() as url:
        for known in (False, True):
            page.goto(f"{url}/data")
            _heading(page, "Data")
            page.locator("input[type=file]").nth(0).set_input_files(sample / "notebook.csv")
            expect(page.get_by_text("517 exercises, and 0 morning ratings.")).to_be_visible(timeout=20_000)
            page.locator("input[type=file]").nth(1).set_input_files(sample / "morning.csv")
            expect(
                page.get_by_text("Understood: 91 sessions with 517 exercises, and 91 morning ratings.")
            ).to_be_visible(timeout=20_000)
            page.get_by_role("button", name="Take it in").click()
            words = "0 sessions new and 91 known" if known else "91 sessions new and 0 known"
            expect(page.get_by_text(words)).to_be_visible(timeout=20_000)
        page.goto(url)
        _heading(page, "Today")
        expect(page.get_by_text("Paused: rest a week")).to_have_count(1)
        page.goto(f"{url}/progress?exercise=hamstring-stretch")
        shown = page.locator(".js-plotly-plot").locator("visible=true").first
        expect(shown.get_by_text("Paused", exact=True).first).to_be_visible(timeout=20_000)
    context.close()


@pytest.mark.fault(27)
def test_no_page_asks_anything_of_another_host(server: Server, chromium: Browser) -> None:
    context = chromium.new_context(viewport=LAPTOP)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with server.running() as url:
        for path, heading in (
            ("/", "Today"),
            ("/session", "Session"),
            ("/session?by=hand", "Session"),
            ("/exercises", "Exercises"),
            ("/progress", "Progress"),
            ("/data", "Data"),
            ("/signs", "Warning signs"),
            ("/you", "About you"),
            ("/rules", "How BackCare decides"),
        ):
            page.goto(f"{url}{path}")
            _heading(page, heading)
            page.wait_for_load_state("networkidle")
    context.close()
    own = re.compile(rf"^(data:|blob:|{re.escape(server.url)}/)")
    assert asked
    assert [address for address in asked if not own.match(address)] == []


def test_a_notebook_that_cannot_be_opened_says_so_at_every_address(server: Server, chromium: Browser) -> None:
    server.data_dir.mkdir()
    file = server.data_dir / "backcare.db"
    file.touch()
    with server.running() as url:
        page = chromium.new_page(viewport=LAPTOP)
        for path in ("/progress", "/"):
            page.goto(f"{url}{path}")
            _heading(page, "Your notebook could not be opened")
            expect(page.get_by_text("Page not found")).to_have_count(0)
        file.unlink()
        page.get_by_role("button", name="Try again").click()
        _heading(page, "Today")
        page.close()
