"""A tour of every page of a notebook that holds notes made to run a script or to call out."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from backcare.notebook.bin import delete_session
from backcare.notebook.drafts import HoldDraft, LogDraft, MorningDraft, SessionDraft
from backcare.notebook.journal import save_log, save_morning
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from backcare.ui.places import PLACES, TODAY
from tests.conftest import Server, Tally

WAIT = 20_000.0  # ms
BERLIN = "Europe/Berlin"
DAYS = 12
SHOWN = (
    *("/" if place.path == TODAY else f"/{place.address}" for place in PLACES),
    "/session?by=hand",
    "/exercises?exercise=hamstring-stretch",
    "/progress?show=Pain",
    "/progress?show=Practice",
    "/notebook?show=bin",
)
KNOWN = (
    # One script stands in the text of Streamlit's page: the policy refuses it, as it does each, and nothing misses it.
    re.compile(r"Executing inline script violates the following Content Security Policy directive 'script-src"),
    # Streamlit first asks for its server below the page's own address, in case all of it lies in a folder.
    re.compile(r"status of 404 \(Not Found\) \S+/[a-z]+/_stcore/(health|host-config)$"),
)


class Trap:
    """A port of this machine that the notes name; it counts who comes."""

    def __init__(self) -> None:
        self.hits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.at = f"127.0.0.1:{self._socket.getsockname()[1]}"
        Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        with suppress(OSError):  # closed at the end
            while True:
                self._socket.accept()[0].close()
                self.hits += 1

    def close(self) -> None:
        self._socket.close()


class Ear:
    """All that a tab asked for, and what it had to say about it."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("page", self._listen)

    def _listen(self, page: Page) -> None:
        page.on("websocket", lambda one: self.asked.append(one.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        text = f"{message.text} {message.location['url']}"
        if message.type == "error" and not any(known.search(text) for known in KNOWN):
            self.said.append(text)


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(timezone_id=BERLIN)
    yield context
    context.close()


def hostile(at: str) -> tuple[str, ...]:
    return (
        "<script>window.hit=1</script>",
        f"![x](http://{at}/a.png)",
        f"<img src=//{at}/b onerror=window.hit=1>",
        "[x](javascript:window.hit=1)",
        f"[x](http://{at}/c) http://{at}/d",
        f"<link rel=stylesheet href=http://{at}/e><iframe src=http://{at}/f></iframe>",
        ":material/home: :red[x] $x$ **x** \u202eback\u202c \U0001f642 &lt;b&gt;",
    )


def keep(folder: Path, notes: tuple[str, ...]) -> None:
    """A log a day, each with one of the notes, up to yesterday; the oldest session lies in the bin."""
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(folder)}))
    assert isinstance(book, Open)
    now = datetime.now(UTC)
    for ago in range(1, DAYS + 1):
        session = SessionDraft(id=uuid4(), started_at=now - timedelta(days=ago), zone=BERLIN)
        note = notes[ago % len(notes)]
        exercise = ("hamstring-stretch", "prayer-pose")[ago % 2]
        held = (HoldDraft(side="left" if ago % 2 == 0 else "both", seconds=100 + ago),)
        log = LogDraft(id=uuid4(), exercise=exercise, before=30, after=30, holds=held, note=note)
        save_log(book.engine, book.person, session, log)
        morning = MorningDraft(id=uuid4(), day=session.local_date, pain=20, zone=BERLIN)
        save_morning(book.engine, book.person, morning)
    delete_session(book.engine, session.id, now)
    book.engine.dispose()


def settled(page: Page) -> None:
    """The page is drawn, down to its foot, and Streamlit runs nothing."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=WAIT)
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached(timeout=WAIT)


def hit(page: Page) -> object:
    return page.evaluate("window.hit ?? null")


def read_notes(page: Page, url: str, notes: tuple[str, ...]) -> None:
    """Each stands on the Notebook page, and where it is looked for, as it was typed."""
    page.goto(f"{url}/notebook")
    settled(page)
    for note in notes:
        expect(page.get_by_text(note, exact=True).first).to_be_visible(timeout=WAIT)
    page.get_by_label("Search your notes").fill("window.hit")
    page.get_by_label("Search your notes").press("Enter")
    expect(page.get_by_text("these words")).to_be_visible(timeout=WAIT)
    for note in notes:
        shown = page.get_by_text(note, exact=True)
        expect(shown).not_to_have_count(0) if "window.hit" in note else expect(shown).to_have_count(0)


def preview(page: Page, url: str, file: Path) -> None:
    page.goto(f"{url}/data")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=WAIT)
    with page.expect_download() as download:
        page.get_by_role("button", name="Notebook (CSV)").click()
    assert "window.hit" in download.value.path().read_text(encoding="utf-8")


@pytest.mark.fault(20)
@pytest.mark.fault(27)
def test_no_note_runs_or_calls_out_and_no_page_asks_another_host(
    server: Server, context: BrowserContext, trap: Trap, tally: Tally, tmp_path: Path
) -> None:
    notes = hostile(trap.at)
    keep(server.data_dir, notes)
    file = tmp_path / "own.csv"
    rows = "".join(f'2025-01-31 07:30,Prayer pose,20,"{note}"\n' for note in notes)
    file.write_text(f"date,exercise,seconds,note\n{rows}", encoding="utf-8")
    ear = Ear(context)
    page = context.new_page()
    with server.running() as url:
        for address in SHOWN:
            page.goto(f"{url}{address}")
            settled(page)
            assert hit(page) is None, address
        read_notes(page, url, notes)
        assert hit(page) is None
        preview(page, url, file)
        assert hit(page) is None
    own = re.compile(rf"(http|ws)://localhost:{server.port}/|(data|blob):")
    assert [asked for asked in ear.asked if not own.match(asked)] == []
    assert any(asked.startswith("ws://") for asked in ear.asked)
    assert ear.said == []
    assert trap.hits == 0
    tally.tries = len(notes) * (len(SHOWN) + 3)
