"""Drives a guided session in a real browser: taps are counted, and time passes only when it is told to."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.guided_notebook import BERLIN, Notebook
from tests.browser.sizes import LAPTOP
from tests.conftest import Server

Scheme: TypeAlias = Literal["light", "dark"]
QUIET = 0.4  # a tap waits for this long first: one that comes as the screen changes means nothing
STOP = "Stop – it hurts"  # noqa: RUF001 - as the button has it


class Guide:
    """One browser with its tabs on the page of the session; `taps` counts every click and key."""

    def __init__(self, context: BrowserContext, url: str, notebook: Notebook) -> None:
        self.context = context
        self.url = url
        self.notebook = notebook
        self.faults: list[str] = []
        self.taps = 0
        self.page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        return page

    def open(self, page: Page | None = None) -> None:
        """Load the page of the session."""
        (page or self.page).goto(f"{self.url}/session", wait_until="commit")
        self.settle(page)

    def reload(self) -> None:
        self.page.reload(wait_until="commit")
        self.settle()

    def settle(self, page: Page | None = None) -> None:
        """Wait until the page has drawn its card, be it empty; the little time that Streamlit needs for it passes."""
        card = (page or self.page).locator("section.card")
        self.until(lambda: card.count() > 0 and card.evaluate("(card) => card.shown !== undefined"), step=0.02)

    def passes(self, seconds: float) -> None:
        """Let time pass; for two tabs in small steps, since each of them runs through a step by itself."""
        left = round(seconds * 1000)
        step = left if len(self.context.pages) == 1 else 1000
        for start in range(0, left, max(1, step)):
            self.context.clock.run_for(min(step, left - start))

    def button(self, name: str) -> Locator:
        scope = self.dialog if self.dialog.is_visible() else self.page.locator("section.card")
        return scope.get_by_role("button", name=name, exact=True)

    def tap(self, name: str) -> None:
        """Tap a button, QUIET seconds from now."""
        self.passes(QUIET)
        self.button(name).click()
        self.taps += 1

    def press(self, key: str) -> None:
        """Press a key, QUIET seconds from now."""
        self.passes(QUIET)
        self.page.keyboard.press(key)
        self.taps += 1

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog.timer")

    @property
    def phase(self) -> str | None:
        return self.dialog.get_attribute("data-phase") if self.dialog.is_visible() else None

    def words(self, part: str) -> str:
        return self.page.locator(f"dialog.timer .{part}").inner_text()

    def kept(self) -> int:
        """How many parcels wait in the browser for the notebook."""
        return self.page.evaluate("Object.keys(localStorage).filter((name) => name.includes(':parcel:')).length")  # type: ignore[no-any-return]

    def until(self, done: Callable[[], bool], step: float = 0.0) -> None:
        """Wait for something real, such as the server; `step` seconds of the faked clock pass at each look."""
        for _ in range(400):
            if done():
                return
            if step:
                self.passes(step)
            time.sleep(0.05)
        raise AssertionError(f"nothing came of it within 20 s, in the phase {self.phase!r}")

    def saved(self) -> None:
        """Wait until the notebook has all that was done; some of the faked time passes."""
        self.until(lambda: self.kept() == 0, step=0.1)

    def start(self) -> None:
        self.tap("Start")
        expect(self.dialog).to_have_attribute("data-phase", "before")


@contextmanager
def browsing(
    browser: Browser, *, dead: Guide | None = None, script: str = "", scheme: Scheme = "light"
) -> Iterator[BrowserContext]:
    """A browser of its own, whose time stands still.

    Where another one is `dead`, it is the same browser started again at once: it has what that one had stored. A
    `script` runs before those of the page.
    """
    kept = dead.context.storage_state() if dead else None
    context = browser.new_context(viewport=LAPTOP, timezone_id=BERLIN, storage_state=kept, color_scheme=scheme)
    context.add_init_script(script)
    now = dead.page.evaluate("Date.now()") / 1000 if dead else time.time()
    context.clock.install(time=now)
    context.clock.pause_at(now)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def guiding(context: BrowserContext, url: str, notebook: Notebook) -> Iterator[Guide]:
    """That browser on the page of the session; nothing may fail, on it or in the server."""
    before = notebook.faults()
    guide = Guide(context, url, notebook)
    guide.open()
    yield guide
    for page in context.pages:
        page.close()
    assert guide.faults == []
    assert notebook.faults() == before


def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests of a file: `served = pytest.fixture(scope="module")(guided_driver.served)`."""
    folder = tmp_path_factory.mktemp("guided")
    Notebook(folder / "data").renew()
    server = Server(folder / "data", folder)
    with server.running():
        yield server


def window(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser for them, which has the scripts of the page at hand: a fixture of a module too."""
    with browsing(chromium) as context:
        yield context


def notebook(served: Server) -> Notebook:
    """The server's notebook, emptied for one test: `notebook = pytest.fixture(guided_driver.notebook)`."""
    empty = Notebook(served.data_dir)
    empty.renew()
    return empty


def guide(served: Server, notebook: Notebook, window: BrowserContext) -> Iterator[Guide]:
    """That browser, emptied too, on that server: `guide = pytest.fixture(guided_driver.guide)`."""
    for page in (*window.pages, window.new_page()):
        page.goto(f"{served.url}/_stcore/health")
        page.evaluate("localStorage.clear()")
        page.close()
    with guiding(window, served.url, notebook) as driven:
        yield driven
