"""A stop from the first bad rating to the clinician, and a warning sign from the tap to the reopening, as a person
sees them. A notebook is moved into the past where days must pass."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from backcare.notebook.drafts import AnswerDraft, HoldDraft, LogDraft, SessionDraft
from backcare.notebook.guided import answer
from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from tests.conftest import Server

BERLIN = "Europe/Berlin"
CALM, BAD = 20, 3
MOMENTS = {
    "practice_session": ("started_at", "local_date"),
    "resume_decision": ("decided_at", "local_date"),
    "red_flag_answer": ("answered_at", "local_date"),
    "medical_check": ("recorded_at", "local_date", "day"),
}


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    _lived(server.data_dir)
    with server.running() as url:
        yield url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=ViewportSize(width=1280, height=800), timezone_id=BERLIN)
    yield context.new_page()
    context.close()


def _lived(folder: Path) -> None:
    """Twenty calm days of three exercises, then three after which the hamstring stretch hurt more, up to yesterday."""
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(folder)}))
    assert isinstance(book, Open)
    now = datetime.now(ZoneInfo(BERLIN))
    for ago in range(CALM + BAD, 0, -1):
        session = SessionDraft(id=uuid4(), started_at=now - timedelta(days=ago), zone=BERLIN)
        for place, exercise in enumerate(("pelvic-tilt", "prayer-pose", "hamstring-stretch")):
            worse = exercise == "hamstring-stretch" and ago <= BAD
            held = (HoldDraft(side="both" if place < 2 else "left", seconds=100),)
            log = LogDraft(id=uuid4(), exercise=exercise, place=place, before=30, after=45 if worse else 30, holds=held)
            assert save_log(book.engine, book.person, session, log)
    asked = AnswerDraft(
        id=uuid4(),
        questions="emergency",
        item=None,
        answer="no",
        exercise=None,
        at=now - timedelta(days=30),
        zone=BERLIN,
    )
    answer(book.engine, book.person, asked)
    book.engine.dispose()


def _pass(folder: Path, days: int) -> None:
    """Let days go by: everything that was told or done was so many days earlier."""
    with closing(sqlite3.connect(folder / "backcare.db")) as database, database:
        for table, columns in MOMENTS.items():
            for column in columns:
                rows = database.execute(f"SELECT id, {column} FROM {table}").fetchall()
                database.executemany(
                    f"UPDATE {table} SET {column} = ? WHERE id = ?", [(_earlier(at, days), id_) for id_, at in rows]
                )
        database.execute("UPDATE notebook_state SET version = version + 1")
        database.execute("UPDATE practice_session SET changed = (SELECT version FROM notebook_state)")
        database.execute("UPDATE notebook_state SET mornings = version")


def _earlier(text: str, days: int) -> str:
    kind = datetime if " " in text else date
    return (kind.fromisoformat(text) - timedelta(days=days)).isoformat(*([" "] if kind is datetime else []))


def _log(page: Page, url: str, before: int, after: int) -> None:
    page.goto(f"{url}/session?by=hand")
    page.get_by_role("radiogroup", name="Exercise").get_by_role("radio", name="Hamstring stretch").click()
    expect(page.get_by_role("heading", name="Hamstring stretch", level=2)).to_be_visible(timeout=20_000)
    page.get_by_label("Left side, in seconds").fill("5, 5")
    page.get_by_label("Left side, in seconds").press("Tab")
    for question, points in (("Before it", before), ("After it", after)):
        page.get_by_role("radiogroup", name=question).get_by_role("radio", name=str(points), exact=True).click()
        expect(page.get_by_text(f"{points} of 10:").first).to_be_visible()
    page.get_by_role("button", name="Save Hamstring stretch").click()
    expect(page.get_by_role("heading", name="Saved: Hamstring stretch", level=2)).to_be_visible(timeout=20_000)


def _read(page: Page, url: str) -> None:
    page.goto(f"{url}/exercises?exercise=hamstring-stretch")
    expect(page.get_by_role("heading", name="Hamstring stretch", level=1)).to_be_visible(timeout=20_000)


def test_a_stretch_that_gets_worse_is_stopped_rests_comes_back_at_half_and_leads_to_a_clinician(
    server: Server, url: str, page: Page
) -> None:
    _log(page, url, 3, 5)
    expect(page.get_by_text("Paused: rest a week")).to_be_visible()
    expect(
        page.get_by_text("Your pain rose with this exercise in 4 of the last 4 sessions, by 1.6 points")
    ).to_be_visible()

    page.goto(f"{url}/session")
    expect(page.get_by_text("An exercise was paused for longer.")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="Start", exact=True)).to_have_count(0)
    page.get_by_role("button", name="None of these").first.click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible(timeout=20_000)
    expect(
        page.get_by_text("Hamstring stretch: Paused: rest a week").or_(page.locator("li", has_text="Hamstring stretch"))
    ).to_be_visible()

    _read(page, url)
    week = datetime.now(ZoneInfo(BERLIN)).date() + timedelta(days=7)
    expect(page.get_by_text(f"It rests until {week.day} {week:%B %Y}")).to_be_visible()
    page.get_by_text("See the ratings behind it").click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=20_000)
    page.get_by_text("Take up Hamstring stretch again").click()
    expect(page.get_by_role("button", name="Take it up before the rest is over")).to_be_disabled()

    _pass(server.data_dir, 8)
    _read(page, url)
    expect(page.get_by_text("It has rested for 7 days or more.")).to_be_visible()
    page.get_by_text("Take up Hamstring stretch again").click()
    page.get_by_text("I have read why it was paused").click()
    page.get_by_role("button", name="Take it up again").click()
    expect(page.get_by_text("0 of 6 sessions at half the hold")).to_be_visible(timeout=20_000)
    expect(page.get_by_text(re.compile("^You took it up again on .*, after its rest"))).to_be_visible()
    expect(page.get_by_text("5 seconds, 2 times each side").first).to_be_visible()

    _log(page, url, 3, 6)
    _pass(server.data_dir, 1)
    _log(page, url, 3, 6)
    expect(page.get_by_text("since you took it up again")).to_be_visible()
    _pass(server.data_dir, 8)
    _read(page, url)
    page.get_by_text("Take up Hamstring stretch again").click()
    expect(page.get_by_text("Talk it over with a clinician before you go on.")).to_be_visible()
    expect(page.get_by_role("button", name="Take it up without that talk")).to_be_disabled()
    page.get_by_role("radio", name="Yes").click()
    expect(page.get_by_role("button", name="Take it up again")).to_be_disabled()


def test_an_emergency_sign_closes_practice_on_every_page_and_the_day_of_a_check_opens_it(url: str, page: Page) -> None:
    page.goto(f"{url}/progress")
    page.get_by_role("link", name="Warning signs").click()
    expect(page.get_by_role("heading", name="Warning signs", level=1)).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="One of these", exact=True).first.click()
    closed = page.get_by_role("heading", name="Call your emergency number now")
    expect(closed).to_be_visible(timeout=20_000)
    for path in ("/", "/session"):
        page.goto(f"{url}{path}")
        expect(closed).to_be_visible(timeout=20_000)
        expect(page.get_by_role("button", name="Start", exact=True)).to_have_count(0)
        expect(page.get_by_text("I tapped that by mistake")).to_have_count(0)
    page.get_by_role("spinbutton", name="year, Someone medical looked at it on").click()
    page.keyboard.type(f"{datetime.now(ZoneInfo(BERLIN)):%Y%m%d}", delay=30)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open practice again").click()
    expect(page.get_by_text("Practice is open again: begin gently.")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible(timeout=20_000)
    expect(closed).to_have_count(0)
