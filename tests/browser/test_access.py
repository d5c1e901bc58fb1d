"""What a program that looks for barriers finds on the pages: nothing."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from backcare.ui.places import PLACES, TODAY
from tests.conftest import Server
from tests.pages.form import take_in_sample

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
STREAMLITS_OWN = "stFileUploaderDropzone"
"""It says of itself that it is for looks, and has a name all the same; its button is what a keyboard reaches."""
ADDRESSES = (
    *("" if place.path == TODAY else place.address for place in PLACES),
    "session?by=hand",
    "exercises?exercise=hamstring-stretch",
    "progress?show=Pain",
    "progress?show=Practice",
    "notebook?show=bin",
)


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """The dashboard on the sample's history, with one stretch paused."""
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(server.data_dir)}))
    assert isinstance(book, Open)
    take_in_sample(book)
    book.engine.dispose()
    with server.running() as address:
        yield address


def barriers(browser: Browser, url: str, size: ViewportSize, theme: str) -> list[str]:
    context = browser.new_context(
        viewport=size,
        color_scheme="dark" if theme == "dark" else "light",
        timezone_id="Europe/Berlin",
        bypass_csp=True,  # the program's own script is none of the dashboard's
    )
    page, found = context.new_page(), []
    for address in ADDRESSES:
        page.goto(f"{url}/{address}")
        page.get_by_role("heading", level=1).wait_for(timeout=20_000)
        page.locator(".st-key-foot").wait_for(timeout=20_000)
        page.wait_for_timeout(400)  # charts and pictures come after the words
        answer = Axe().run(page).response["violations"]
        nodes = ((one["id"], str(node["html"])) for one in answer for node in one["nodes"])
        found += [f"/{address}: {rule}: {html[:120]}" for rule, html in nodes if STREAMLITS_OWN not in html]
    context.close()
    return found


def test_no_page_has_a_barrier_on_a_laptop(chromium: Browser, url: str) -> None:
    assert barriers(chromium, url, LAPTOP, "light") == []


@pytest.mark.long
@pytest.mark.parametrize(("size", "theme"), [(LAPTOP, "dark"), (PHONE, "light"), (PHONE, "dark")])
def test_no_page_has_a_barrier_on_a_phone_or_in_the_dark(
    chromium: Browser, url: str, size: ViewportSize, theme: str
) -> None:
    assert barriers(chromium, url, size, theme) == []
