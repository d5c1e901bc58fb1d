"""Every phase as it stands on a laptop and on a phone both ways up: what is red, what is large, what does not fit."""

from collections.abc import Iterator
from typing import get_args

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser import guided_driver
from tests.browser.guided_driver import STOP, Guide, Scheme, browsing, guiding
from tests.browser.guided_notebook import READY, TURN, Notebook
from tests.browser.sizes import LAPTOP
from tests.conftest import Server

served = pytest.fixture(scope="module")(guided_driver.served)
notebook = pytest.fixture(guided_driver.notebook)

UPRIGHT = ViewportSize(width=390, height=844)
SIDEWAYS = ViewportSize(width=844, height=390)
FAULTS = """(dialog) => {
  const faults = [];
  const paper = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const seen = new Map();
  const isRed = (colour) => {
    if (!seen.has(colour)) {
      paper.clearRect(0, 0, 1, 1);
      paper.fillStyle = colour;
      paper.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = paper.getImageData(0, 0, 1, 1).data.map(Number);
      const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
      const light = (most + least) / 510;
      const strong = most === least ? 0 : (most - least) / 255 / (1 - Math.abs(2 * light - 1));
      const hue = (60 * (green - blue)) / (most - least);
      seen.set(colour, alpha > 12 && strong > 0.4 && most === red && Math.abs(hue) <= 20);
    }
    return seen.get(colour);
  };
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().width > 0;
  const area = (node) => node.getBoundingClientRect().width * node.getBoundingClientRect().height;
  const named = (node) => node.getAttribute("aria-label") ?? node.innerText.replace(/\\s+/g, " ").trim();
  for (const node of [dialog, ...dialog.querySelectorAll("*:not(.stop, .stop *)")].filter(shown)) {
    const style = getComputedStyle(node);
    const lines = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0);
    const colours = ["color", "backgroundColor", ...lines.map((side) => `border${side}Color`)];
    if (style.outlineStyle !== "none") colours.push("outlineColor");
    if (node instanceof SVGElement) colours.push("fill", "stroke");
    const red = colours.filter((name) => style[name] !== "none" && isRed(style[name]));
    for (const name of red) faults.push(`red: ${name} ${style[name]} of ${node.outerHTML.slice(0, 60)}`);
  }
  const stop = dialog.querySelector(".stop");
  const buttons = [...dialog.querySelectorAll("button")].filter(shown);
  const others = buttons.filter((button) => button !== stop);
  if (shown(stop)) {
    if (!isRed(getComputedStyle(stop).backgroundColor)) faults.push("Stop is not red");
    for (const one of others) if (area(one) >= area(stop)) faults.push(`as large as Stop: ${named(one)}`);
  }
  for (const box of [dialog, dialog.querySelector(".panel")]) {
    if (box.scrollWidth > box.clientWidth) faults.push(`wider than the screen: ${box.className}`);
  }
  if (dialog.scrollHeight > dialog.clientHeight) faults.push(`higher than the screen: ${dialog.scrollHeight}`);
  const outside = ({ left, top, right, bottom }) => left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
  for (const one of buttons) {
    const box = one.closest(".panel")?.getBoundingClientRect();
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const cut = box && one.dataset.do === "rate" && (top < box.top || bottom > box.bottom);
    const reached = !box && outside({ left, top, right, bottom });
    if (cut || reached) faults.push(`out of sight: ${named(one)}`);
  }
  const names = buttons.map((one) => `${one.closest("[role=group]")?.getAttribute("aria-label") ?? ""} ${named(one)}`);
  const twice = names.filter((name, place) => names.indexOf(name) < place);
  for (const name of twice) faults.push(`two are called: ${name}`);
  return faults;
}"""


MOVED = """(dialog) => Math.min(...dialog.querySelector(".pose svg").getAnimations({ subtree: true })
  .map((one) => one.currentTime))"""
HALF_A_SECOND = 500  # milliseconds


def _phases(guide: Guide) -> Iterator[str]:
    """Go through every phase; each is given once it stands, with what is special about it."""
    guide.start()
    yield "before"
    guide.tap("8")
    yield "sore"
    guide.tap("Go on all the same")
    yield "ready"
    guide.passes(READY)
    yield "hold"
    guide.tap("Let go early")
    yield "rest"
    guide.tap("Pause")
    yield "paused"
    guide.tap(STOP)
    yield "after"
    guide.tap("Higher during it?")
    yield "after: higher during it"
    guide.tap("9")
    guide.tap("9")
    guide.saved()
    guide.until(lambda: "Saving" not in guide.words("strip"), step=0.1)
    yield "before: with a verdict"
    guide.tap("3")
    guide.passes(READY + 5 + TURN / 2)
    yield "turn"
    guide.tap("Pause")
    guide.tap("On to the rating")
    guide.tap("Something new in my leg")
    yield "which"
    guide.tap("Nothing, go back")
    guide.tap("3")
    guide.tap("End the session")
    yield "leg"
    guide.tap("Pain that moves into a leg")
    yield "whose"
    guide.tap("I cannot tell")
    yield "words"
    guide.tap("I have read this")
    yield "summary"


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_stop_alone_is_red_and_largest_and_everything_fits_in_every_phase(
    served: Server, notebook: Notebook, chromium: Browser, scheme: Scheme
) -> None:
    faults = []
    with browsing(chromium, scheme=scheme) as window, guiding(window, served.url, notebook) as guide:
        for phase in _phases(guide):
            assert guide.phase == phase.split(":")[0]
            for size in (UPRIGHT, SIDEWAYS, LAPTOP) if scheme == "light" else (LAPTOP,):
                guide.page.set_viewport_size(size)
                guide.passes(0.1)
                found = guide.dialog.evaluate(FAULTS)
                faults += [f"{phase}, {size['width']}x{size['height']}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_the_figure_moves_into_a_hold(served: Server, notebook: Notebook, chromium: Browser) -> None:
    with browsing(chromium) as window, guiding(window, served.url, notebook) as guide:
        guide.start()
        guide.tap("3")
        guide.passes(READY)
        for _ in range(100):  # it moves by the screen's own time
            if guide.dialog.evaluate(MOVED) > HALF_A_SECOND:
                break
            guide.page.wait_for_timeout(50)
        assert guide.dialog.evaluate(MOVED) > HALF_A_SECOND
