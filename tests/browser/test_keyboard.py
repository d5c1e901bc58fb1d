"""The whole journey by keyboard alone: the focus is always seen, and never lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.browser.sizes import LAPTOP, PHONE
from tests.conftest import Server

MOST_TABS = 70
# A field shows by its own edge that one is in it. A heading that is read out and the card of a session are no buttons.
ON = """() => {
  let on = document.activeElement;
  while (on.shadowRoot?.activeElement) on = on.shadowRoot.activeElement;
  const box = on.closest("label") ?? on;
  const { top, bottom, left, right } = on.getBoundingClientRect();
  return {
    name: on.getAttribute("aria-label") ?? (on.matches("main, section") ? "the page" : on.innerText),
    lost: on === document.body,
    seen: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
    marked: on.matches("dialog h2, .card, input:not([type=checkbox]), textarea") || [on, box].some((one) => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    }),
  };
}"""


class Keys:
    """A person who has a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def on(self) -> str:
        """The name of what has the focus, which is seen."""
        found = self.page.evaluate(ON)
        for _ in range(400):  # it goes on once the page rests, its mark comes by degrees, and the page moves on to it
            if not found["lost"] and found["marked"] and found["seen"]:
                break
            self.page.wait_for_timeout(25)
            found = self.page.evaluate(ON)
        assert not found["lost"], "the focus is lost"
        assert found["seen"], f"out of sight: {found['name']}"
        assert found["marked"], f"not marked: {found['name']}"
        return str(found["name"])

    def lost(self) -> bool:
        """Whether nothing has the focus, nor gets it back once the page has drawn itself."""
        for _ in range(40):
            if not self.page.evaluate(ON)["lost"]:
                return False
            self.page.wait_for_timeout(25)
        return True

    def to(self, name: str, key: str = "Tab") -> None:
        """Go to what has that name; on the way round the page the focus may be in the browser's own bar once."""
        around = 0
        for _ in range(MOST_TABS):
            if not around and self.lost():
                around = 1
            elif name in self.on():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{MOST_TABS} keys did not lead to {name}")

    def press(self, name: str, heading: str = "", key: str = "Enter") -> None:
        """Go to what has that name, press it, and wait for what comes."""
        self.page.keyboard.press("Tab")
        self.to(name)
        self.page.keyboard.press(key)
        if heading:
            self.heading(heading)

    def heading(self, name: str) -> None:
        expect(self.page.get_by_role("heading", name=name, exact=True).first).to_be_visible(timeout=20_000)
        self.rest()

    def rest(self) -> None:
        """Wait until the focus has come to rest after what was pressed: it goes on once the page has drawn itself."""
        self.page.wait_for_timeout(400)
        self.on()


@pytest.fixture
def keys(server: Server, chromium: Browser) -> Iterator[Keys]:
    """A keyboard at a new notebook."""
    with server.running() as url:
        context = chromium.new_context(viewport=LAPTOP, timezone_id="Europe/Berlin")
        page = context.new_page()
        page.goto(url)
        expect(page.locator(".st-key-foot")).to_be_visible(timeout=20_000)
        page.wait_for_timeout(800)  # until the page has all of its parts, its watch over the focus too
        yield Keys(page)
        context.close()


def _first_start(keys: Keys) -> None:
    page = keys.page
    page.keyboard.press("Tab")
    keys.press("Next", "Emergency signs")
    assert keys.on() == "Before your first hold"
    keys.press("None of these", "Signs that a doctor should see")
    keys.press("None of these")
    expect(page.get_by_text("Do you have trouble with your knees?")).to_be_visible()
    keys.rest()
    keys.press("Next", "Your exercises")
    keys.press("Done", "Next: Pelvic tilt")
    assert keys.on() == "Today"


def _log_and_delete(keys: Keys) -> None:
    page = keys.page
    keys.press("Log it by hand", "Session")
    keys.to("Holds, in seconds")
    page.keyboard.type("3 3 4")
    keys.press("Save Pelvic tilt", "Saved: Pelvic tilt")
    keys.press("Notebook", "Notebook")
    keys.press("Change")
    expect(page.get_by_role("button", name="Delete this session")).to_be_visible()
    keys.rest()
    keys.press("Delete this session")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    keys.rest()
    keys.to("Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    keys.rest()


def _session(keys: Keys) -> None:
    page, dialog = keys.page, keys.page.locator("dialog.timer")
    keys.to("Session", "Shift+Tab")
    page.keyboard.press("Enter")
    keys.heading("Session")
    keys.to("Start")
    for key, phase in (("Enter", "before"), ("3", "ready"), ("Escape", "after"), ("4", "before")):
        page.wait_for_timeout(500)  # a key that comes as the screen changes means nothing
        page.keyboard.press(key)
        expect(dialog).to_have_attribute("data-phase", phase)
    page.wait_for_timeout(500)
    keys.press("End the session")
    expect(dialog).to_have_attribute("data-phase", "leg")
    page.wait_for_timeout(500)
    keys.press("No, nothing new")
    expect(dialog).to_have_attribute("data-phase", "summary")
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    keys.rest()


def _backup_and_restore(keys: Keys) -> None:
    page = keys.page
    keys.press("Data", "Data")
    keys.press("Back up now")
    expect(page.get_by_text("Backed up: ")).to_be_visible()
    keys.rest()
    keys.press("Restore a backup")
    expect(page.get_by_role("button", name="Restore this backup")).to_be_visible()  # nobody goes on before it is open
    keys.rest()
    keys.press("Restore this backup")
    expect(page.get_by_role("button", name="Yes, restore it")).to_be_visible()
    keys.rest()
    keys.press("Yes, restore it")
    expect(page.get_by_text("Restored: ")).to_be_visible()
    keys.rest()


def test_the_whole_journey_goes_by_keyboard_alone_with_the_focus_in_sight(keys: Keys) -> None:
    _first_start(keys)
    _log_and_delete(keys)
    _session(keys)
    _backup_and_restore(keys)


def test_start_keeps_the_focus_when_the_pictures_come_late(keys: Keys) -> None:
    page, late = keys.page, list[Route]()

    def hold_back(route: Route) -> None:
        late.append(route)

    page.route("**/figures/**", hold_back)
    _first_start(keys)
    keys.to("Session", "Shift+Tab")
    page.keyboard.press("Enter")
    keys.heading("Session")
    keys.to("Start")
    expect(page.locator("section.card svg")).to_have_count(0)
    for route in late:
        route.continue_()
    expect(page.locator("section.card svg")).to_have_count(3)
    assert keys.on() == "Start"
    page.keyboard.press("Enter")
    expect(page.locator("dialog.timer")).to_have_attribute("data-phase", "before")


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_a_press_of_a_mouse_or_a_finger_leads_to_whom_to_call_and_opens_no_field(
    server: Server, chromium: Browser, size: ViewportSize
) -> None:
    with server.running() as url:
        page = chromium.new_page(viewport=size, has_touch=size is PHONE)
        page.goto(f"{url}/signs")
        button = page.locator(".st-key-signs-emergency-yes button")
        # at once, before the page has all of its parts: what leads on is then not there yet
        button.tap() if size is PHONE else button.click()
        expect(page.get_by_role("heading", name="Call your emergency number now")).to_be_focused(timeout=20_000)
        page.wait_for_timeout(1000)  # longer than the focus waits before it goes on
        assert page.evaluate("document.activeElement.innerText") == "Call your emergency number now"
        expect(page.get_by_role("heading", name="Call your emergency number now")).to_be_in_viewport(ratio=1)
        assert page.get_by_role("grid").count() == 0  # no calendar lies over the words
        page.close()
