"""The notebook as a person with a phone uses it: leafs, deletes, undoes, changes."""

from playwright.sync_api import Browser, expect

from backcare.notebook import reads
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.reads import StoredLog
from backcare.settings import read_settings
from tests.browser.sizes import PHONE
from tests.conftest import Server
from tests.pages.form import take_in_sample


def opened(server: Server) -> Open:
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(server.data_dir)}))
    assert isinstance(book, Open)
    return book


def newest(book: Open) -> StoredLog:
    logs = reads.logs(book.engine, book.person)
    return next(log for log in logs if log.session == logs[-1].session)


def test_a_person_leafs_deletes_undoes_and_changes(server: Server, chromium: Browser) -> None:
    book = opened(server)
    take_in_sample(book)
    log, count = newest(book), len(reads.logs(book.engine, book.person))
    context = chromium.new_context(viewport=PHONE, timezone_id="Europe/Berlin")
    with server.running() as url:
        page = context.new_page()
        page.goto(f"{url}/notebook")
        first = page.get_by_role("heading", level=2).first
        expect(first).to_have_text("Sunday 4 May 2025", timeout=20_000)

        page.get_by_role("link", name="Older days").click()
        expect(first).to_have_text("Sunday 27 April 2025")
        page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop === 0")
        page.go_back()
        expect(first).to_have_text("Sunday 4 May 2025")

        page.locator(f".st-key-book-open-{log.session} button").click()
        page.locator(f".st-key-book-delete-{log.id} button").click()
        expect(page.locator(".st-key-book-gone")).to_be_in_viewport()
        assert len(reads.logs(book.engine, book.person)) == count - 1
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("It is back.")).to_be_visible()
        assert len(reads.logs(book.engine, book.person)) == count

        page.locator(f".st-key-book-change-{log.id} button").click()
        page.get_by_label("Note", exact=True).fill("better than it looks")
        page.get_by_role("button", name="Save the change").click()
        expect(page.get_by_text("The change is saved.")).to_be_visible()
        kept = reads.log(book.engine, log.id)
        assert kept is not None
        assert (kept.note, kept.holds, kept.after) == ("better than it looks", log.holds, log.after)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    context.close()
    book.engine.dispose()
