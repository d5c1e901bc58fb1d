"""The form by hand in a real browser: saved, taken back, and closed by what was told elsewhere."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from backcare.notebook import guided
from backcare.notebook.drafts import AnswerDraft
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from tests.conftest import Server


@pytest.fixture
def form(server: Server, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(timezone_id="Europe/Berlin")
    with server.running() as url:
        page = context.new_page()
        page.goto(f"{url}/session?by=hand")
        expect(page.get_by_label("Holds, in seconds")).to_be_visible(timeout=20_000)
        yield page
    context.close()


def save(page: Page) -> None:
    page.get_by_label("Holds, in seconds").fill("3 3")
    page.get_by_label("Holds, in seconds").press("Tab")
    page.get_by_role("button", name="Save Pelvic tilt").click()
    expect(page.get_by_role("heading", name="Saved: Pelvic tilt")).to_be_visible()


def test_what_was_saved_can_be_taken_back_and_logged_again(form: Page) -> None:
    save(form)
    form.get_by_role("button", name="Undo").first.click()
    expect(form.get_by_text("Taken back. It waits in your notebook's bin for 30 days.")).to_be_visible()
    expect(form.get_by_label("Holds, in seconds")).to_be_visible()
    save(form)


def test_a_sign_told_in_another_tab_stands_above_the_form_at_the_next_click(server: Server, form: Page) -> None:
    expect(form.get_by_text("Call your emergency number now")).to_have_count(0)
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(server.data_dir)}))
    assert isinstance(book, Open)
    now, zone = datetime.now(UTC), "Europe/Berlin"
    told = AnswerDraft(id=uuid4(), questions="emergency", item=None, answer="yes", exercise=None, at=now, zone=zone)
    guided.answer(book.engine, book.person, told)
    book.engine.dispose()
    form.get_by_label("Holds, in seconds").fill("3 3")
    form.get_by_label("Holds, in seconds").press("Tab")
    expect(form.get_by_role("heading", name="Call your emergency number now")).to_be_visible()
    expect(form.get_by_text("I have read this. Log it all the same.")).to_be_visible()
