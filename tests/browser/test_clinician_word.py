"""What a clinician said, entered in a real browser: the form stays where it is, and a name is no more than a name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.sizes import LAPTOP, PHONE
from tests.browser.test_access import barriers, hard_to_hit, opened, visited
from tests.conftest import Server

WAIT = 20_000
HOSTILE = "<img src=x onerror=window.hit=1> **A** [a](http://x.test) www.x.test :red[x] $x$ \U0001f642"


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """The dashboard on a new notebook."""
    with server.running() as address:
        yield address


def at(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".st-key-foot")).to_be_visible(timeout=WAIT)


def form(page: Page, url: str, exercise: str = "prayer-pose") -> Locator:
    """The form, opened."""
    at(page, f"{url}/exercises?exercise={exercise}")
    page.get_by_text("What your clinician said").click()
    expect(name_of(page)).to_be_visible()
    return page.get_by_role("button", name="Save what was said")


def name_of(page: Page) -> Locator:
    return page.get_by_label("Who said it")


def seconds(page: Page) -> Locator:
    return page.get_by_label("Hold, in seconds")


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), pytest.param(LAPTOP, "light", marks=pytest.mark.long)])
def test_a_name_is_shown_as_it_was_typed_and_the_form_has_no_barrier(
    chromium: Browser, url: str, size: ViewportSize, theme: str
) -> None:
    with opened(chromium, size, theme) as page:
        save = form(page, url, "pelvic-tilt")
        page.get_by_role("radio", name="Switch it off").click()
        save.click()
        expect(page.get_by_text("Enter the name of who said it")).to_be_visible()
        found = barriers(page) + hard_to_hit(page, size)
        name_of(page).fill(HOSTILE)
        save.click()
        expect(page.get_by_role("button", name="Take it back")).to_be_visible()
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("button", name="Yes, take it back")).to_be_visible()
        found += barriers(page) + hard_to_hit(page, size)
        shown = page.get_by_text(f"Switched off by {HOSTILE} on ")
        expect(shown).to_have_count(1)
        for _ in visited(page, url, "exercises", "exercises?exercise=pelvic-tilt"):
            found += barriers(page) + hard_to_hit(page, size)
            expect(shown).to_have_count(1)
            assert page.locator("a[href*='x.test'], img[src='x']").count() == 0
        assert page.evaluate("window.hit ?? null") is None
    assert found == []


def test_what_is_saved_empties_the_form_and_leaves_it_open_with_the_focus_where_it_was(
    chromium: Browser, url: str
) -> None:
    page = chromium.new_page(viewport=LAPTOP)
    save = form(page, url)
    page.get_by_role("radio", name="Switch it off").click()
    name_of(page).fill("Anna Weiss")
    save.click()
    expect(page.get_by_text("Switched off by Anna Weiss on ")).to_be_visible()
    expect(name_of(page)).to_have_value("")
    expect(save).to_be_focused()
    expect(page.get_by_role("radio", name="Switch it on again")).to_be_visible()
    page.close()


def test_the_fields_of_both_forms_follow_what_stands(chromium: Browser, url: str) -> None:
    page = chromium.new_page(viewport=LAPTOP)
    save = form(page, url)
    page.get_by_text("Set it yourself").click()
    seconds(page).last.fill("17")
    seconds(page).last.press("Tab")
    name_of(page).fill("Anna Weiss")
    save.click()
    expect(page.get_by_text("Set by Anna Weiss on ")).to_be_visible()
    for each in (seconds(page).first, seconds(page).last):
        expect(each).to_have_value("17")
    page.get_by_role("button", name="Let BackCare set it again").click()
    expect(page.get_by_text("Set by Anna Weiss on ")).to_have_count(0)
    for each in (seconds(page).first, seconds(page).last):
        expect(each).to_have_value("10")
    page.close()
