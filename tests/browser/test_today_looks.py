"""Today in a real browser: what stands on the first screen of a laptop and of a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from playwright.sync_api import Browser, FloatRect, Locator, Page, ViewportSize, expect

from backcare.demo.fill import Wanted, made_up
from backcare.notebook.intake import take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from tests.conftest import Server

BERLIN = "Europe/Berlin"
BAR = 60  # pixels of the thumb bar


@contextmanager
def today(server: Server, chromium: Browser, width: int, height: int) -> Iterator[Page]:
    """Today after a year of use, on a screen of that size."""
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(server.data_dir)}))
    assert isinstance(book, Open)
    take_in(book.engine, book.person, made_up(Wanted(1, 1, datetime.now(UTC), BERLIN)))
    book.engine.dispose()
    with server.running() as url:
        page = chromium.new_page(viewport=ViewportSize(width=width, height=height), timezone_id=BERLIN)
        page.goto(url)
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=20_000)
        yield page
        page.close()


def bottom(what: Locator) -> float:
    expect(what).to_be_visible()
    box = what.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def boxes(what: Locator) -> list[FloatRect]:
    found = [one.bounding_box() for one in what.all()]
    return [box for box in found if box is not None]


def test_a_laptop_shows_all_that_matters_without_scrolling(server: Server, chromium: Browser) -> None:
    with today(server, chromium, 1280, 800) as page:
        sentence = page.get_by_role("link").filter(has_text="your pain was")
        start = page.get_by_role("button", name="Start the guided session")
        week, chart = page.locator(".st-key-week"), page.locator(".js-plotly-plot")
        plan = page.locator(".st-key-plan")
        assert bottom(sentence) < bottom(start) < bottom(chart) <= 800
        assert bottom(plan) < bottom(week) <= 800
        assert page.locator(".modebar").count() == 0
        assert len({chip["y"] for chip in boxes(page.get_by_role("radio"))}) == 1
        sentence.click()
        expect(page.get_by_role("heading", name="Your pain over time")).to_be_visible(timeout=20_000)


def test_a_phone_shows_the_next_exercise_and_its_start_first_and_a_tap_moves_nothing(
    server: Server, chromium: Browser
) -> None:
    with today(server, chromium, 390, 844) as page:
        assert bottom(page.get_by_role("button", name="Start the guided session")) <= 844 - BAR
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == 390
        chips, lines = boxes(page.get_by_role("radio")), boxes(page.locator(".st-key-plan a"))
        assert len(chips) == 11
        assert len(lines) >= 5
        assert all(box["height"] >= 44 for box in chips + lines)
        assert all(box["width"] >= 44 for box in chips)
        three, tick = page.get_by_role("radio", name="3", exact=True), page.get_by_text("Flare-up today")
        three.scroll_into_view_if_needed()
        stood = bottom(tick)
        three.click()
        expect(page.get_by_text("3 of 10: mild")).to_be_visible()
        assert bottom(tick) == stood
