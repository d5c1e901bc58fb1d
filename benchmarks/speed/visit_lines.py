"""What a person waits for: loads, clicks, saves, and the ranges of a chart."""

from collections.abc import Callable, Iterator
from functools import partial

from playwright.sync_api import Browser, Page

from benchmarks.speed import browser as seen
from benchmarks.speed.bench import Bench, interleaved
from benchmarks.speed.browser import BLANK, DRAWN, IDLE, click, load, visit
from benchmarks.speed.figures import Line, spread
from benchmarks.speed.servers import Server

TO_PROGRESS = 'a[href$="/progress"]'
GO = '[data-testid="stButton"] button'
HOLDS = 'input[aria-label$="in seconds"]'
SAVE = '[class*="st-key-log-"][class*="-save"] button'
FORM = '[data-testid="stFormSubmitButton"] button'
SUCCESS = '[data-testid="stAlert"]'
SETTLED = 1_500  # milliseconds on the first page before somebody clicks
AFTER_CLICK = 500  # milliseconds in which a frame would have left
RANGES = '.rangeselector .button, [data-testid="stTab"]'  # plotly's own buttons, or a tab for each range


def lines(bench: Bench) -> Iterator[Line]:
    """All that is seen in a browser."""
    with seen.chromium() as browser:
        yield from _loads(bench, browser)
        yield from _clicks(bench, browser)
        yield from _saves(bench, browser)
        yield from _ranges(bench, browser)


def _loads(bench: Bench, browser: Browser) -> Iterator[Line]:
    def loaded(server: Server, path: str, shown: str) -> Callable[[], float]:
        def run() -> float:
            with visit(browser) as page:
                return load(page, f"{server.url}/{path}", shown)

        return run

    ways = {"blank": loaded(bench.blank, "", BLANK), "backcare": loaded(bench.backcare, "progress", DRAWN)}
    slow = {"ordinary": (bench.times(1, 3), loaded(bench.ordinary, "progress", DRAWN))}
    found = {name: spread(values) for name, values in interleaved(bench.times(2, 9), ways, slow).items()}
    blank, ordinary = found["blank"].mid, found["ordinary"].over(found["blank"].mid)
    yield Line("Blank page: load until painted", "s", found["blank"])
    figure = found["backcare"].over(blank)
    yield Line("Direct load of Progress until its charts are drawn", "x blank load", figure, 3.6, ordinary)


def _clicks(bench: Bench, browser: Browser) -> Iterator[Line]:
    def first_click(server: Server) -> float:
        with visit(browser) as page:
            load(page, server.url, f"{IDLE} && !!document.querySelector('{TO_PROGRESS}')")
            page.wait_for_timeout(SETTLED)
            return click(page, TO_PROGRESS, f"location.pathname === '/progress' && {DRAWN}")

    ways = {"backcare": lambda: first_click(bench.backcare)}
    if not bench.quick:
        ways["backcare 30 days"] = lambda: first_click(bench.backcare_short)
        ways["ordinary 30 days"] = lambda: first_click(bench.ordinary_short)
    slow = {"ordinary": (bench.times(1, 3), lambda: first_click(bench.ordinary))}
    found = {name: spread(values) for name, values in interleaved(bench.times(2, 9), ways, slow).items()}
    yield Line("First click from Today to Progress, drawn, ten years", "s", found["backcare"], None, found["ordinary"])
    for which, what, bar in (("", "ten years", 0.33), (" 30 days", "30 days", None)):
        if f"ordinary{which}" not in found:
            continue
        base = found[f"ordinary{which}"]
        figure, ordinary = found[f"backcare{which}"].over(base.mid), base.over(base.mid)
        yield Line(f"First click from Today to Progress, {what}, to the ordinary build", "x", figure, bar, ordinary)


def _saves(bench: Bench, browser: Browser) -> Iterator[Line]:
    with visit(browser) as blank, visit(browser) as own:
        load(blank, bench.blank.url, BLANK)
        load(own, f"{bench.backcare.url}/session?by=hand", f"{IDLE} && !!document.querySelector('{HOLDS}')")
        ways = {"blank": lambda: _blank_click(blank), "backcare": lambda: _saved(own)}
        ways["ordinary"] = lambda: _ordinary_save(bench.ordinary, browser)
        found = {name: spread(values) for name, values in interleaved(bench.times(3, 11), ways).items()}
    base = found["blank"].mid
    yield Line("Blank page: click until painted", "ms", found["blank"].over(0.001))
    figures = (found[name].over(base) for name in ("backcare", "ordinary"))
    yield Line("Save until the confirmation is painted", "x blank click", next(figures), 0.8, next(figures))


def _blank_click(page: Page) -> float:
    said = page.locator('[data-testid="stMarkdown"]').first.inner_text()
    return click(page, GO, f"document.querySelector('[data-testid=\"stMarkdown\"]').innerText !== {said!r}")


def _ordinary_save(server: Server, browser: Browser) -> float:
    with visit(browser) as page:  # its words are the same after each save, so each is the first of a page
        load(page, f"{server.url}/session", f"{IDLE} && !!document.querySelector('{FORM}')")
        return click(page, FORM, f"!!document.querySelector('{SUCCESS}')")


def _saved(page: Page) -> float:
    """Fill the form's holds, save, and go to the next set."""
    for field in page.locator(HOLDS).all():
        field.fill("10 10 10 10")
        field.press("Tab")
        seen.wait(page, IDLE)
        page.wait_for_timeout(300)
    heading = "[...document.querySelectorAll('h2')].some(one => one.innerText.startsWith('Saved'))"
    taken = click(page, SAVE, heading)
    page.get_by_role("button", name="Log another set").click()
    page.locator(HOLDS).first.wait_for()
    seen.wait(page, IDLE)
    return taken


def _ranges(bench: Bench, browser: Browser) -> Iterator[Line]:
    with visit(browser) as page:
        own = _frames(page, f"{bench.backcare.url}/progress", RANGES)
    with visit(browser) as page:
        other = _frames(page, f"{bench.ordinary_short.url}/progress", '[data-testid="stRadio"] label')
    figures = (spread([float(count)]) for count in (own, other))
    yield Line("Range change on a chart", "frames sent", next(figures), 0, next(figures))


def _frames(page: Page, url: str, ranges: str) -> int:
    """What the browser sends for a click on each range."""
    sent: list[str | bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", partial(list.append, sent)))
    load(page, url, DRAWN)
    page.wait_for_timeout(SETTLED)
    choices = page.locator(ranges)
    assert choices.count() > 1, "the chart offers no ranges"
    sent.clear()
    for place in range(choices.count()):
        choices.nth(place).click()
        page.wait_for_timeout(AFTER_CLICK)
    return sum(map(seen.asks_for_runs, sent))
