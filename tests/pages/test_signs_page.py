"""The warning lists: one tap each, stored once, on their own page and in place of a start."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backcare.catalogue.questions import questions
from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.notebook.told import StoredAnswer
from backcare.settings import ROOT
from tests.pages.form import Dashboard, headings, here, keep, labels, press, said, tell

NONE, ONE = "signs-{}-no", "signs-{}-yes"
LISTS = ["Emergency signs", "Signs that a doctor should see"]


def answers(book: Open) -> list[StoredAnswer]:
    return list(reads.answers(book.engine, book.person))


def tap(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_both_lists_stand_on_their_page_word_for_word_with_nothing_chosen(dashboard: Dashboard) -> None:
    app = dashboard("signs")
    assert not app.exception
    assert headings(app) == LISTS
    for sign in (*questions().emergency, *questions().doctor):
        assert f"- {sign.text}" in said(app)
    assert labels(app) == ["None of these", "One of these"] * 2
    assert "Your last answer" not in said(app)


def test_every_page_has_a_link_to_them_in_its_foot(dashboard: Dashboard) -> None:
    for page in ("today", "session", "exercises", "progress", "data", "signs"):
        links = [link.proto.label for link in dashboard(page).get("page_link")]
        assert {"Warning signs", "About you", "How BackCare decides"} <= set(links)


@pytest.mark.parametrize("which", ["emergency", "doctor"])
def test_one_tap_stores_one_answer_and_says_when(dashboard: Dashboard, book: Open, which: str) -> None:
    began = here()
    app = tap(dashboard("signs"), NONE.format(which))
    (kept,) = answers(book)
    assert (kept.questions, kept.answer, kept.item, kept.exercise) == (which, "no", None, None)
    assert began - timedelta(seconds=1) <= kept.at <= here()
    assert f"Your last answer: none of these, on {kept.at.day} {kept.at:%B %Y} at {kept.at:%H:%M}." in said(app)
    assert headings(app) == LISTS


def test_the_next_tap_is_an_answer_of_its_own(dashboard: Dashboard, book: Open) -> None:
    app = tap(dashboard("signs"), NONE.format("emergency"))
    tap(app, NONE.format("emergency"))
    assert [one.answer for one in answers(book)] == ["no", "no"]


def tap_twice() -> None:
    """A second click that arrives before the page is drawn anew: the same call."""
    from uuid import UUID  # noqa: PLC0415 - AppTest runs this text as a script of its own

    from backcare.ui import signs  # noqa: PLC0415 - likewise

    for _ in range(2):
        signs._tapped("emergency", "yes", UUID(int=7))  # noqa: SLF001 - the click itself


def test_a_double_tap_is_one_answer(book: Open) -> None:
    app = AppTest.from_function(tap_twice, default_timeout=30).run()
    assert not app.exception
    assert [one.answer for one in answers(book)] == ["yes"]


@pytest.mark.usefixtures("hasty")
def test_an_answer_that_cannot_be_kept_is_said_beside_its_button_and_can_be_given_again(
    dashboard: Dashboard, book: Open
) -> None:
    app = dashboard("signs")
    assert book.settings.file is not None
    with closing(sqlite3.connect(book.settings.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tap(app, ONE.format("emergency"))
        assert [one.value[:50] for one in app.error] == ["Not saved: another program is using the notebook. "]
        assert answers(book) == []
        other.execute("ROLLBACK")
    tap(app, ONE.format("emergency"))
    assert [one.value for one in app.error] == []
    assert [one.answer for one in answers(book)] == ["yes"]


@pytest.mark.usefixtures("through")
def test_before_the_first_session_the_lists_stand_in_its_place_and_say_why(dashboard: Dashboard, book: Open) -> None:
    app = dashboard("session")
    assert headings(app) == LISTS
    assert "Before your first hold: look through the emergency signs, and tap an answer." in said(app)
    assert "This list may wait until after your session." in said(app)
    tap(app, NONE.format("emergency"))
    assert "Before your first hold" not in said(app)
    assert [one.questions for one in answers(book)] == ["emergency"]


@pytest.mark.usefixtures("through")
def test_the_doctors_list_may_be_left_for_later_and_stands_below_until_it_is_answered(dashboard: Dashboard) -> None:
    app = tap(dashboard("session"), NONE.format("emergency"))
    assert headings(app) == ["Signs that a doctor should see"]
    assert "You left this list for later." in said(app)
    tap(app, NONE.format("doctor"))
    assert headings(app) == []


@pytest.mark.usefixtures("through")
def test_the_doctors_answer_alone_does_not_let_a_session_start(dashboard: Dashboard) -> None:
    app = tap(dashboard("session"), NONE.format("doctor"))
    assert "Before your first hold" in said(app)


def test_after_two_weeks_away_they_are_asked_again_without_blame(dashboard: Dashboard, book: Open) -> None:
    tell(book, ago=timedelta(days=20))
    tell(book, "doctor", ago=timedelta(days=20))
    keep(book, ago=timedelta(days=14))
    app = dashboard("session")
    assert "It has been two weeks or more. Before you begin again: look through the emergency signs." in said(app)
    assert headings(app) == LISTS
    tap(app, NONE.format("emergency"))
    assert "two weeks" not in said(app)


def test_after_a_stop_that_lasts_they_are_asked_before_the_next_hold(dashboard: Dashboard, book: Open) -> None:
    tell(book, ago=timedelta(days=3))
    tell(book, "doctor", ago=timedelta(days=3))
    for ago in (2, 1):
        keep(book, before=30, after=30, stopped=True, ago=timedelta(days=ago))
    app = dashboard("session")
    assert "An exercise was paused for longer. Before you go on: look through the emergency signs." in said(app)
    tap(app, NONE.format("emergency"))
    assert "paused for longer" not in said(app)


def test_a_log_by_hand_that_brings_a_lasting_stop_offers_the_lists(dashboard: Dashboard, book: Open) -> None:
    tell(book)
    keep(book, before=30, after=30, stopped=True, ago=timedelta(days=1))
    app = dashboard("session", by="hand")
    app.checkbox(key="log-pelvic-tilt-stopped").check().run()
    press(app, "Save Pelvic tilt")
    assert "Paused: rest a week" in said(app)
    assert "Before you go on, look through the warning signs." in said(app)
    assert "Look at the warning signs" in [link.proto.label for link in app.get("page_link")]


def test_a_pause_for_the_day_offers_no_lists(dashboard: Dashboard) -> None:
    app = dashboard("session", by="hand")
    app.checkbox(key="log-pelvic-tilt-stopped").check().run()
    press(app, "Save Pelvic tilt")
    assert "Paused today" in said(app)
    assert "Look at the warning signs" not in [link.proto.label for link in app.get("page_link")]


def test_an_answer_on_the_lists_own_page_counts_for_the_session_too(dashboard: Dashboard) -> None:
    app = tap(dashboard("signs"), NONE.format("emergency"))
    app.switch_page(str(ROOT / "pages" / "session.py")).run()
    assert headings(app) == ["Signs that a doctor should see"]
