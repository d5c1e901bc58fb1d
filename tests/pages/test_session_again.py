"""Logs that are changed or taken back, and a notebook that is in use elsewhere: nothing is lost or overwritten."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import bin as bin_
from backcare.notebook.drafts import LogDraft
from backcare.notebook.journal import change_log
from backcare.notebook.opening import Open
from tests.notebook.drafted import remove_log
from tests.pages.form import (
    Dashboard,
    choose,
    headings,
    keep,
    page,
    press,
    rate,
    said,
    save,
    stored,
    type_in,
    typed,
    warnings,
)


def saved(dashboard: Dashboard) -> AppTest:
    app = page(dashboard, "side-knee-drop")
    type_in(app, "side-knee-drop", left="10 9.5", right="8")
    rate(app, "side-knee-drop", before=3, after=4)
    app.text_area(key="log-side-knee-drop-note").input("calm").run()
    return save(app, "side-knee-drop")


def test_after_a_save_the_fields_are_empty_for_the_next_log(dashboard: Dashboard) -> None:
    app = saved(dashboard)
    choose(app, "prayer-pose")
    choose(app, "side-knee-drop")
    press(app, "Next: Pelvic tilt")
    choose(app, "side-knee-drop")
    assert (typed(app, "side-knee-drop", "left"), typed(app, "side-knee-drop", "right")) == ("", "")
    assert app.button_group(key="log-side-knee-drop-before-whole").value is None


def test_change_fills_the_fields_and_saves_a_new_version_of_the_same_log(dashboard: Dashboard, book: Open) -> None:
    app = saved(dashboard)
    (before,) = stored(book)
    press(app, "Change")
    assert "You are changing what you saved." in said(app)
    assert (typed(app, "side-knee-drop", "left"), typed(app, "side-knee-drop", "right")) == ("10, 9.5", "8")
    assert app.button_group(key="log-side-knee-drop-before-whole").value == 3
    assert app.button_group(key="log-side-knee-drop-worst-whole").value is None
    assert app.button_group(key="log-side-knee-drop-after-whole").value == 4
    assert app.text_area(key="log-side-knee-drop-note").value == "calm"
    type_in(app, "side-knee-drop", left="11")
    rate(app, "side-knee-drop", after=5)
    press(app, "Save the change")
    (after,) = stored(book)
    assert after == before._replace(after=50, holds=(("left", 110), ("right", 80)), version=2)
    assert headings(app) == ["Saved: Side knee drop"]


def test_a_log_of_the_gentler_form_stays_one_when_it_is_changed(dashboard: Dashboard, book: Open) -> None:
    app = type_in(page(dashboard, "knees-to-chest"), "knees-to-chest", left="5", right="6")
    save(app, "knees-to-chest")
    (before,) = stored(book)
    press(app, "Change")
    rate(app, "knees-to-chest", after=2)
    press(app, "Save the change")
    assert stored(book) == (before._replace(after=20, version=2),)
    assert before.variant == "single-knee"


def test_leaving_it_as_it_was_changes_nothing_and_empties_the_fields(dashboard: Dashboard, book: Open) -> None:
    app = saved(dashboard)
    before = stored(book)
    press(app, "Change")
    type_in(app, "side-knee-drop", left="99")
    press(app, "Leave it as it was")
    assert stored(book) == before
    assert typed(app, "side-knee-drop", "left") == ""
    assert "You are changing what you saved." not in said(app)


def test_a_log_of_this_session_can_be_changed_from_the_list_though_its_exercise_is_paused(
    dashboard: Dashboard, book: Open
) -> None:
    log = keep(book, before=30, after=60)
    app = page(dashboard)
    press(app, "Change")
    rate(app, "pelvic-tilt", after=3)
    press(app, "Save the change")
    assert stored(book) == (log._replace(after=30, version=2),)
    assert "Paused" not in said(app)


def test_undo_takes_the_log_and_its_session_back(dashboard: Dashboard, book: Open) -> None:
    app = press(saved(dashboard), "Undo")
    assert stored(book) == ()
    assert [one.value for one in app.toast] == ["Taken back. It waits in your notebook's bin for 30 days."]
    (binned,) = bin_.binned(book.engine, book.person)
    assert [log.exercise for log in binned.logs] == ["side-knee-drop"]
    assert headings(app) == ["Side knee drop"]


def test_undo_of_one_log_leaves_the_others(dashboard: Dashboard, book: Open) -> None:
    kept = keep(book, "prayer-pose")
    press(saved(dashboard), "Undo")
    assert stored(book) == (kept,)


def test_a_log_that_was_changed_elsewhere_meanwhile_is_not_overwritten(dashboard: Dashboard, book: Open) -> None:
    app = press(saved(dashboard), "Change")
    (log,) = stored(book)
    other = LogDraft(id=log.id, exercise=log.exercise, before=20, after=20, note="from the other tab")
    change_log(book.engine, other, log.version)
    type_in(app, "side-knee-drop", left="12 13")
    press(app, "Save the change")
    assert warnings(app) == [
        (
            "This exercise was changed or deleted somewhere else in the meantime, so your change was not saved. "
            "Look at it as it is now, then change it again. What you entered is still here."
        )
    ]
    assert typed(app, "side-knee-drop", "left") == "12 13"
    (kept,) = stored(book)
    assert (kept.note, kept.after, kept.holds, kept.version) == ("from the other tab", 20, (), 2)


def test_a_log_that_was_taken_back_elsewhere_cannot_be_changed_any_more(dashboard: Dashboard, book: Open) -> None:
    app = saved(dashboard)
    remove_log(book.engine, stored(book)[0].id)
    next(one for one in app.button if one.label == "Change").click().run()
    assert not app.exception
    assert [one.value for one in app.toast] == ["That log is no longer there."]
    assert headings(app) == ["Side knee drop"]


def test_changing_a_note_leaves_finer_ratings_as_they_were(dashboard: Dashboard, book: Open) -> None:
    log = keep(book, before=33, after=37)
    app = press(page(dashboard), "Change")
    app.text_area(key="log-pelvic-tilt-note").input("a word").run()
    press(app, "Save the change")
    assert stored(book) == (log._replace(note="a word", version=2),)


@contextmanager
def locked(book: Open, how: str) -> Iterator[None]:
    """Another program holds the notebook."""
    assert book.settings.file is not None
    with closing(sqlite3.connect(book.settings.file, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield
        other.execute("ROLLBACK")


LOCKED = (
    "Not saved: another program is using the notebook. What was stored before is unchanged. "
    "Close it, or wait a moment, and try again. What you entered is still here."
)


@pytest.mark.usefixtures("hasty")
def test_while_another_program_writes_nothing_typed_is_lost_and_the_page_says_so(
    dashboard: Dashboard, book: Open
) -> None:
    app = rate(type_in(page(dashboard), "pelvic-tilt", both="10, 12"), "pelvic-tilt", before=3, after=4)
    with locked(book, "IMMEDIATE"):
        save(app)
    assert warnings(app) == [LOCKED]
    assert typed(app, "pelvic-tilt", "both") == "10, 12"
    assert stored(book) == ()
    save(app)
    assert warnings(app) == []
    (log,) = stored(book)
    assert (log.holds, log.before, log.after) == ((("both", 100), ("both", 120)), 30, 40)


@pytest.mark.usefixtures("hasty")
def test_once_a_notebook_that_could_not_even_be_read_is_free_the_words_and_the_fields_are_there(
    dashboard: Dashboard, book: Open
) -> None:
    app = type_in(page(dashboard), "pelvic-tilt", both="10, 12")
    with locked(book, "EXCLUSIVE"):
        app.button(key="log-pelvic-tilt-save").click().run()
    app.run()
    assert not app.exception
    assert warnings(app) == [LOCKED]
    assert typed(app, "pelvic-tilt", "both") == "10, 12"
    assert stored(book) == ()


@pytest.mark.usefixtures("hasty")
def test_a_notebook_that_cannot_be_read_now_is_said_in_words(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    with locked(book, "EXCLUSIVE"):
        app.run()
        assert not app.exception
