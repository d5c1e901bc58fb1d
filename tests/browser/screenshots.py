"""Take the README's pictures anew: `python -m tests.browser.screenshots`.

They show a made-up life that comes of a seed, so that from run to run they differ by its dates and by a hair.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, get_args

from playwright.sync_api import Browser, Page, ViewportSize

from backcare.demo.fill import Wanted, fill
from backcare.settings import ROOT
from tests.browser.conftest import WHOLE, launched
from tests.browser.guided_driver import Scheme, browsing, guiding
from tests.browser.guided_notebook import BERLIN, READY, Notebook
from tests.browser.sizes import LAPTOP, PHONE
from tests.conftest import Server

FOLDER: Final = ROOT / "docs" / "pictures"
LIFE: Final = (1, 1)  # years, seed
CHART: Final = ".js-plotly-plot .main-svg:visible"
FACTS: Final = ".facts:visible"
EDGE: Final = 12  # pixels below the last thing
RATED: Final = "3"  # before the hold
INTO_HOLD: Final = 4.5  # seconds: in the middle of one, so that the same number stands there each time
LONGEST: Final = 30.0  # seconds until a page stands still


def main() -> int:
    """Take each picture in both themes, on a notebook that nothing was logged in before."""
    if WHOLE is None:
        sys.stderr.write("Chromium is missing: apt-get install chromium\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with launched(WHOLE) as browser:
        for scheme in get_args(Scheme):
            with TemporaryDirectory() as name:
                server = Server(Path(name) / "data", Path(name))
                fill(server.data_dir, Wanted(*LIFE, datetime.now(UTC), BERLIN))
                with server.running() as url:
                    take_pages(browser, url, scheme)
                    take_hold(browser, url, scheme, Notebook(server.data_dir))
    return 0


def take_pages(browser: Browser, url: str, scheme: Scheme) -> None:
    """Today on a laptop and on a phone, and how the pain went over the whole year."""
    with looking(browser, url, scheme, LAPTOP) as page:
        write(ending_below(page, CHART), "today", scheme)
    with looking(browser, url, scheme, PHONE) as page:
        write(page, "today-phone", scheme)
    with looking(browser, f"{url}/progress?show=Pain", scheme, LAPTOP) as page:
        page.get_by_role("tab").last.click()
        write(ending_below(page, FACTS), "progress", scheme)


@contextmanager
def looking(browser: Browser, address: str, scheme: Scheme, size: ViewportSize) -> Iterator[Page]:
    """A page whose chart is drawn."""
    page = browser.new_page(viewport=size, color_scheme=scheme, timezone_id=BERLIN, reduced_motion="reduce")
    page.goto(address)
    page.locator(CHART).first.wait_for()
    yield page
    page.close()


def ending_below(page: Page, last: str) -> Page:
    """The same page, as high as it takes to show that much of it whole."""
    box = page.locator(last).last.bounding_box()
    if box is None:
        raise RuntimeError(f"{page.url} shows no {last}.")
    page.set_viewport_size(ViewportSize(width=LAPTOP["width"], height=round(box["y"] + box["height"] + EDGE)))
    return page


def take_hold(browser: Browser, url: str, scheme: Scheme, notebook: Notebook) -> None:
    """A hold of a guided session, some seconds after it began."""
    with browsing(browser, scheme=scheme) as context, guiding(context, url, notebook) as guide:
        guide.start()
        guide.tap(RATED)
        guide.passes(READY + INTO_HOLD)
        if guide.phase != "hold":
            raise RuntimeError(f"The session is not in a hold but in the phase {guide.phase!r}.")
        write(guide.page, "hold", scheme)


def write(page: Page, name: str, scheme: Scheme) -> None:
    """Keep the page's picture once it stands still: two looks at it are the same."""
    deadline, last = time.monotonic() + LONGEST, b""
    while (seen := page.screenshot(animations="disabled")) != last:
        if time.monotonic() > deadline:
            raise RuntimeError(f"The page {page.url} does not stand still.")
        last = seen
        time.sleep(1)
    (FOLDER / f"{name}-{scheme}.png").write_bytes(seen)


if __name__ == "__main__":
    sys.exit(main())
