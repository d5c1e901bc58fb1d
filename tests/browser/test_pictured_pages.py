"""The pages with pictures in a real browser: what a finger hits, what the address says, what moves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from backcare.catalogue import catalogue, figure
from tests.browser.guided_notebook import Notebook
from tests.browser.sizes import LAPTOP, PHONE
from tests.conftest import Server

RIGHT = figure.words(catalogue()["side-knee-drop"], "", "right")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server for all tests of this file, which write nothing."""
    folder = tmp_path_factory.mktemp("pictured")
    Notebook(folder / "data").answer("emergency", "no")  # the session's card stands where nothing else is asked
    with Server(folder / "data", folder).running() as address:
        yield address


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser for them, which has the scripts of the page at hand."""
    context = chromium.new_context(viewport=LAPTOP)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A laptop's window."""
    opened = window.new_page()
    yield opened
    opened.close()


@pytest.fixture
def phone(page: Page) -> Page:
    """A phone's."""
    page.set_viewport_size(PHONE)
    return page


def _open(page: Page, address: str, heading: str) -> None:
    page.goto(address)
    _shown(page, heading)


def _shown(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", name=heading, level=1, exact=True)).to_be_visible(timeout=20_000)


def _top(what: Locator) -> float:
    box = what.bounding_box()
    assert box is not None
    return box["y"]


def _settled_top(what: Locator) -> float:
    """Where it stands once nothing has moved it for a moment: a page is drawn piece by piece."""
    top, still = _top(what), 0
    while still < 5:
        what.page.wait_for_timeout(100)
        now = _top(what)
        top, still = now, still + 1 if now == top else 0
    return top


def _at_its_head(page: Page) -> None:
    """Wait until a page that was come to from the middle of another one has gone to its head."""
    main = page.get_by_test_id("stMain")
    for _ in range(100):
        if main.evaluate("main => main.scrollTop") == 0:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the page stayed where the one before it was left")


def test_a_card_is_a_link_wherever_it_is_touched_and_the_address_follows(phone: Page, url: str) -> None:
    _open(phone, f"{url}/exercises", "Exercises")
    picture = phone.locator("svg.figure").nth(1)
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    phone.mouse.click(box["x"] + 10, box["y"] + 10)
    _shown(phone, "Knees to chest")
    expect(phone).to_have_url(f"{url}/exercises?exercise=knees-to-chest")
    phone.get_by_role("link", name="All exercises").click()
    _shown(phone, "Exercises")
    expect(phone).to_have_url(f"{url}/exercises")
    phone.go_back()
    _shown(phone, "Knees to chest")


def test_a_side_that_is_chosen_turns_the_picture_and_moves_nothing_else(page: Page, url: str) -> None:
    _open(page, f"{url}/exercises", "Exercises")
    page.get_by_role("link", name="Side knee drop").click()
    _shown(page, "Side knee drop")
    _at_its_head(page)
    below = page.get_by_text("Your target now")
    before = _settled_top(below)
    page.get_by_role("radio", name="Right").click()
    expect(page.locator("svg.figure:visible")).to_have_attribute("aria-label", RIGHT)
    _shown(page, "Side knee drop")
    assert _settled_top(below) == before


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_with_less_motion_asked_for_both_poses_stand_side_by_side(page: Page, url: str, motion: str) -> None:
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type] # one of its two words
    _open(page, f"{url}/exercises?exercise=prayer-pose", "Prayer pose")
    pictures = page.locator("svg.figure:visible")
    if motion == "reduce":
        expect(pictures).to_have_count(2)
        assert _top(pictures.nth(0)) == _top(pictures.nth(1))
    else:
        expect(pictures).to_have_count(1)
        expect(pictures).to_have_attribute("data-show", "loop")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/exercises",
        "/exercises?exercise=side-knee-drop",
        "/session",
        "/session?by=hand",
        "/signs",
        "/you",
        "/rules",
    ],
)
def test_on_a_phone_nothing_stands_beyond_the_edge_and_pictures_take_the_width(
    phone: Page, url: str, path: str
) -> None:
    phone.goto(f"{url}{path}")
    expect(phone.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    phone.wait_for_load_state("networkidle")
    main = phone.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollWidth - one.clientWidth") == 0
    # Those of the page itself: the small ones of the session's card are in a shadow root.
    phone.wait_for_function("""() => [...document.querySelectorAll('svg.figure')]
        .filter((one) => one.checkVisibility()).every((one) => one.clientWidth >= 345)""")
