"""What a program that looks for barriers finds on the pages: nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from backcare.ui.places import PLACES, TODAY
from tests.browser.sizes import LAPTOP, PHONE
from tests.conftest import Server
from tests.pages.form import take_in_sample

SIDE: ViewportSize = {"width": 844, "height": 390}
SMALL_PHONE: ViewportSize = {"width": 320, "height": 640}
ZOOMED: ViewportSize = {"width": 640, "height": 400}  # a laptop at 200 %
FINGERS = (PHONE, SIDE, SMALL_PHONE)
SMALL = """() => {
  const shadows = [...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean);
  const dialog = shadows.map((root) => root.querySelector("dialog[open]")).find(Boolean);
  const can = "a[href], button:not([tabindex='-1']), summary, textarea, input:not([tabindex='-1'], [type='file'])";
  const shown = [document, ...shadows].flatMap((root) => [...root.querySelectorAll(can)])
    .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((one) => !dialog || dialog.contains(one));
  return shown.flatMap((one) => {
    const { width, height } = (one.closest("label, [data-baseweb='select']") ?? one).getBoundingClientRect();
    const told = width <= 1; // to a voice alone
    return told || (width >= 43.5 && height >= 43.5) ? [] : [`${width} x ${height}: ${one.outerHTML.slice(0, 160)}`];
  });
}"""
SIDEWAYS = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return main.scrollWidth > main.clientWidth + 1 || document.documentElement.scrollWidth > innerWidth;
}"""
ALONE = """() => {
  for (const { shadowRoot } of document.querySelectorAll("*")) {
    const open = shadowRoot?.querySelector("dialog[open]");
    for (const one of open?.parentNode.children ?? []) if (one !== open) one.style.visibility = "hidden";
  }
}"""
"""An open dialog covers all beside it, which the program does not know: it would see words on the button below them."""
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


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on the sample's history, with one stretch paused; nothing is written to it."""
    folder = tmp_path_factory.mktemp("access")
    server = Server(folder / "data", folder)
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(server.data_dir)}))
    assert isinstance(book, Open)
    take_in_sample(book)
    book.engine.dispose()
    with server.running() as address:
        yield address


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The dashboard on a new notebook."""
    with server.running() as address:
        yield address


@contextmanager
def opened(browser: Browser, size: ViewportSize, theme: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=size,
        color_scheme="dark" if theme == "dark" else "light",
        timezone_id="Europe/Berlin",
        has_touch=size in FINGERS,
        is_mobile=size in FINGERS,
        bypass_csp=True,  # the program's own script is none of the dashboard's
        reduced_motion="reduce",  # words that are half faded in would say nothing of their colour
    )
    yield context.new_page()
    context.close()


def visited(page: Page, url: str, *addresses: str) -> Iterator[str]:
    """Each page, once it has drawn itself."""
    for address in addresses:
        page.goto(f"{url}/{address}")
        page.get_by_role("heading", level=1).wait_for(timeout=20_000)
        page.locator(".st-key-foot").wait_for(timeout=20_000)
        page.wait_for_timeout(400)  # charts and pictures come after the words
        yield f"/{address}"


def barriers(page: Page) -> list[str]:
    page.evaluate(ALONE)
    answer = Axe().run(page).response["violations"]
    nodes = ((one["id"], str(node["html"])) for one in answer for node in one["nodes"])
    return [f"{page.url}: {rule}: {html[:120]}" for rule, html in nodes if STREAMLITS_OWN not in html]


def phases(page: Page) -> Iterator[str]:
    """A guided session, stopped in its first exercise, from its first question to its end."""

    def key(name: str) -> Callable[[], None]:
        return lambda: page.keyboard.press(name)

    def button(name: str) -> Callable[[], None]:
        return page.get_by_role("button", name=name, exact=True).click

    for act, phase in (
        (button("Start"), "before"),
        (key("3"), "ready"),
        (lambda: None, "hold"),
        (button("Pause"), "paused"),
        (key("Escape"), "after"),
        (key("4"), "before"),
        (button("End the session"), "leg"),
        (button("No, nothing new"), "summary"),
    ):
        act()
        expect(page.locator("dialog.timer")).to_have_attribute("data-phase", phase, timeout=20_000)
        page.wait_for_timeout(500)  # a key that comes as the screen changes means nothing
        yield phase


def hard_to_hit(page: Page, size: ViewportSize) -> list[str]:
    """What a finger cannot hit well, and a page that moves sideways."""
    found = [f"{page.url}: {one}" for one in page.evaluate(SMALL)] if size in FINGERS else []
    return [*found, *([f"{page.url}: moves sideways"] if page.evaluate(SIDEWAYS) else [])]


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        (LAPTOP, "light"),
        *(pytest.param(*one, marks=pytest.mark.long) for one in ((LAPTOP, "dark"), (PHONE, "light"), (PHONE, "dark"))),
    ],
)
def test_no_page_has_a_barrier_on_a_laptop_or_a_phone_in_the_light_or_the_dark(
    chromium: Browser, url: str, size: ViewportSize, theme: str
) -> None:
    with opened(chromium, size, theme) as page:
        assert [one for _ in visited(page, url, *ADDRESSES) for one in barriers(page)] == []


@pytest.mark.parametrize(
    "size", [PHONE, *(pytest.param(one, marks=pytest.mark.long) for one in (SIDE, SMALL_PHONE, ZOOMED))]
)
def test_a_finger_hits_everything_and_nothing_moves_sideways(chromium: Browser, url: str, size: ViewportSize) -> None:
    with opened(chromium, size, "light") as page:
        found = [one for _ in visited(page, url, *ADDRESSES) for one in hard_to_hit(page, size)]
    assert found == []


@pytest.mark.parametrize(("size", "theme"), [pytest.param(LAPTOP, "light", marks=pytest.mark.long), (PHONE, "dark")])
def test_no_state_has_a_barrier_first_start_a_session_under_way_and_closed_practice(
    chromium: Browser, empty: str, size: ViewportSize, theme: str
) -> None:
    found: list[str] = []
    with opened(chromium, size, theme) as page:
        for _ in visited(page, empty, "?step=1", "?step=2", "?step=3", "progress", "notebook"):
            found += barriers(page)
        list(visited(page, empty, "session?step=2"))
        for _ in range(2):
            page.get_by_role("button", name="None of these").click()
            page.wait_for_timeout(800)
        list(visited(page, empty, "session"))
        for _ in phases(page):
            found += barriers(page) + hard_to_hit(page, size)
        list(visited(page, empty, "signs"))
        page.locator(".st-key-signs-emergency-yes button").click()
        page.get_by_role("heading", name="Call your emergency number now").wait_for()
        found += barriers(page)
        for _ in visited(page, empty, "", "session"):
            found += barriers(page)
    assert found == []


@pytest.mark.parametrize(("size", "theme"), [pytest.param(LAPTOP, "light", marks=pytest.mark.long), (PHONE, "dark")])
def test_what_opens_on_a_page_has_no_barrier_and_is_hit_by_a_finger(
    chromium: Browser, url: str, size: ViewportSize, theme: str
) -> None:
    found: list[str] = []
    with opened(chromium, size, theme) as page:
        for address, opens, inside in (
            ("notebook", page.get_by_role("button", name="Change").first, "Delete this session"),
            ("progress", page.get_by_text("The numbers"), ""),
            ("exercises?exercise=prayer-pose", page.get_by_text("Set it yourself"), "Set it"),
        ):
            list(visited(page, url, address))
            opens.click()
            button, table = page.get_by_role("button", name=inside, exact=True), page.get_by_test_id("stDataFrame")
            expect(button if inside else table).to_be_visible(timeout=20_000)
            page.wait_for_timeout(400)
            found += barriers(page) + hard_to_hit(page, size)
    assert found == []
