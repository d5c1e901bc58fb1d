"""What a person's browser shows, and when: the system's Chromium, each visit in a fresh profile.

Times are told by the page's own clock, frame by frame, so that the way from here to the browser is not in them.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from backcare.settings import machine_zone

LAPTOP: Final = ViewportSize(width=1280, height=800)
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE: Final = 120_000  # milliseconds

# Each is true once what its name says stands on the page.
IDLE: Final = """document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'"""
BLANK: Final = f"{IDLE} && !!document.querySelector('[data-testid=\"stMarkdown\"]')"
DRAWN: Final = f"""{IDLE} && (charts => charts.length > 0 && charts.every(chart =>
    chart.querySelector('.main-svg .trace, .heatmaplayer image, .gl-canvas')))(
    [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].filter(chart => chart.offsetParent))"""

# A frame after the condition holds, it is painted.
_UNTIL: Final = """new Promise((done, fail) => {
    const look = () => {
        if (performance.now() - began > %d) fail(new Error('never stood there'));
        else if (%s) requestAnimationFrame(() => done(performance.now() - began));
        else requestAnimationFrame(look);
    };
    look();
})"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium.

    Raises:
        RuntimeError: there is none.
    """
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise RuntimeError("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, env={**os.environ})
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser) -> Iterator[Page]:
    """A page in a profile that has seen nothing before."""
    context = browser.new_context(viewport=LAPTOP, timezone_id=machine_zone(), bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def load(page: Page, url: str, shown: str) -> float:
    """Open an address; the seconds from the start of the way there until `shown` is painted."""
    page.goto(url, wait_until="commit")
    taken: float = page.evaluate(f"() => {{ const began = 0; return {_until(shown)}; }}")
    return taken / 1000


def click(page: Page, selector: str, shown: str) -> float:
    """Click; the seconds until `shown` is painted."""
    page.locator(selector).first.wait_for()
    script = f"""selector => {{
        const began = performance.now();
        document.querySelector(selector).click();
        return {_until(shown)};
    }}"""
    taken: float = page.evaluate(script, selector)
    return taken / 1000


def wait(page: Page, shown: str) -> None:
    """Wait until it stands there."""
    page.evaluate(f"() => {{ const began = performance.now(); return {_until(shown)}; }}")


def asks_for_runs(frame: str | bytes) -> bool:
    """Whether what the browser sent makes the script run."""
    return isinstance(frame, bytes) and BackMsg.FromString(frame).HasField("rerun_script")


def _until(shown: str) -> str:
    return _UNTIL % (PATIENCE, shown)
