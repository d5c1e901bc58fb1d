import re

from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server

LAPTOP = {"width": 1280, "height": 800}


def _open(page: Page, url: str, heading: str) -> None:
    page.goto(url)
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible(timeout=20_000)


def _goto(page: Page, link: str, heading: str) -> None:
    page.get_by_role("link", name=link, exact=True).first.click()
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()


def test_the_same_page_answers_a_deep_link_as_the_first_request_after_a_start(
    server: Server, chromium: Browser
) -> None:
    with server.running() as url:
        page = chromium.new_page(viewport=LAPTOP)
        _open(page, f"{url}/exercises?exercise=hamstring-stretch", "Hamstring stretch")
        expect(page.get_by_role("link", name="Today", exact=True).first).to_be_visible()
        page.close()
