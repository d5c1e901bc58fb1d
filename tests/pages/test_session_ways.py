"""The session page's two ways, guided and by hand, and what stands under both."""

from datetime import timedelta

import pytest

from backcare.notebook.drafts import HoldDraft
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.pages.form import (
    BY_HAND,
    Dashboard,
    earlier,
    headings,
    here,
    keep,
    page,
    press,
    said,
    save,
    stored,
    tell,
    typed,
)

WAY = "session-way"


def test_a_session_is_guided_unless_it_is_asked_for_by_hand(dashboard: Dashboard) -> None:
    app = dashboard("session")
    assert not app.exception
    assert app.title[0].value == "Session"
    way = app.button_group(key=WAY)
    assert (way.label, way.options, way.value) == ("How do you want to log?", ["Guided", "By hand"], "Guided")
    assert len(app.text_input) == 0


def test_the_address_asks_for_the_form(dashboard: Dashboard) -> None:
    app = dashboard("session", **BY_HAND)
    assert app.button_group(key=WAY).value == "By hand"
    assert headings(app) == ["Pelvic tilt"]


def test_choosing_a_way_is_kept_in_the_address(dashboard: Dashboard) -> None:
    app = dashboard("session")
    app.button_group(key=WAY).set_value("By hand").run()
    assert app.query_params == BY_HAND
    assert headings(app) == ["Pelvic tilt"]
    app.button_group(key=WAY).set_value("Guided").run()
    assert app.query_params == {}
    assert len(app.text_input) == 0


def test_an_address_that_means_nothing_is_guided(dashboard: Dashboard) -> None:
    app = dashboard("session", by="magic")
    assert not app.exception
    assert app.button_group(key=WAY).value == "Guided"


@pytest.mark.parametrize("address", [{}, BY_HAND])
def test_what_the_session_holds_stands_under_both(dashboard: Dashboard, book: Open, address: dict[str, str]) -> None:
    keep(book, "prayer-pose", ago=timedelta(minutes=20))
    keep(book, "horse-back", ago=timedelta(hours=5))
    app = dashboard("session", **address)
    assert headings(app)[-1] == "In this session"
    assert "10 s · pain 3 before, 3.5 after" in said(app)
    assert said(app).count("pain 3 before") == 1


def test_with_nothing_logged_in_the_last_two_hours_no_session_is_shown(dashboard: Dashboard, book: Open) -> None:
    keep(book, "prayer-pose", ago=timedelta(hours=3))
    tell(book)
    tell(book, "doctor")
    assert headings(dashboard("session")) == []


def test_a_log_of_a_guided_session_is_changed_by_hand(dashboard: Dashboard, book: Open) -> None:
    keep(book, "prayer-pose")
    app = press(dashboard("session"), "Change")
    assert app.query_params == BY_HAND
    assert typed(app, "prayer-pose", "both") == "10"
    app.text_input(key="log-prayer-pose-both").input("12").run()
    save(app, "prayer-pose")
    assert headings(app) == ["Saved: Prayer pose"]
    assert stored(book)[0].holds == (("both", 120),)


def test_a_log_of_a_guided_session_is_changed_as_one_of_now_though_the_form_was_at_an_earlier_time(
    dashboard: Dashboard, book: Open
) -> None:
    keep(book, "prayer-pose")
    app = earlier(page(dashboard), here() - timedelta(days=3))
    app.button_group(key=WAY).set_value("Guided").run()
    press(app, "Change")
    assert app.button_group(key="log-when").value == "Now"
    save(app, "prayer-pose")
    assert headings(app) == ["Saved: Prayer pose"]


def test_a_log_can_be_taken_back_from_under_the_guided_session(dashboard: Dashboard, book: Open) -> None:
    keep(book, "prayer-pose")
    app = press(dashboard("session"), "Undo")
    assert stored(book) == ()
    assert app.query_params == {}


def test_a_hold_that_was_interrupted_is_marked_in_words(dashboard: Dashboard, book: Open) -> None:
    left = HoldDraft(side="left", seconds=50), HoldDraft(side="left", seconds=30, interrupted=True)
    keep(book, "side-knee-drop", holds=(*left, HoldDraft(side="right", seconds=50)))
    marked = "left 5, 3* s; right 5 s (* cut short when the device slept or the page was closed) · pain 3 before"
    assert marked in said(dashboard("session"))
    app = dashboard("session")
    app.switch_page(str(ROOT / "pages" / "exercises.py"))
    app.query_params["exercise"] = "side-knee-drop"
    assert marked in said(app.run())
