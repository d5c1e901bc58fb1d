"""The session page as Streamlit runs it: what is entered is what is stored, once."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from backcare.notebook.drafts import LogDraft, SessionDraft
from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open
from backcare.notebook.tables import PracticeSession
from backcare.settings import ROOT
from tests.pages.form import (
    STRETCH,
    ZONE,
    Dashboard,
    choose,
    earlier,
    headings,
    here,
    keep,
    labels,
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


def test_nothing_is_chosen_or_filled_in_beforehand(dashboard: Dashboard) -> None:
    app = page(dashboard, STRETCH)
    assert headings(app) == ["Hamstring stretch"]
    for name in ("before", "worst", "after"):
        assert app.button_group(key=f"log-{STRETCH}-{name}-whole").value is None
    assert (typed(app, STRETCH, "left"), typed(app, STRETCH, "right")) == ("", "")
    assert app.checkbox(key=f"log-{STRETCH}-stopped").value is False
    assert app.text_area(key=f"log-{STRETCH}-note").value == ""


def test_a_log_is_stored_exactly_as_it_was_entered(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard, "side-knee-drop")
    began = here()
    type_in(app, "side-knee-drop", left="10, 12.5 9", right="8;7")
    rate(app, "side-knee-drop", before=3, worst=5, after=4)
    app.toggle(key="log-side-knee-drop-after-half").set_value(True)
    app.checkbox(key="log-side-knee-drop-stopped").check()
    app.text_area(key="log-side-knee-drop-note").input("Tight *today*;\n=1+1 ü").run()
    save(app, "side-knee-drop")
    (log,) = stored(book)
    assert log.exercise == "side-knee-drop"
    assert (log.variant, log.place, log.version, log.zone) == ("", 0, 1, ZONE)
    assert (log.before, log.worst, log.after, log.before_source) == (30, 50, 45, "asked")
    assert log.holds == (("left", 100), ("left", 125), ("left", 90), ("right", 80), ("right", 70))
    assert (log.stopped, log.note) == (True, "Tight *today*;\n=1+1 ü")
    assert began - timedelta(minutes=1) <= log.started_at <= here()


def test_what_was_not_rated_is_stored_as_missing_and_not_as_zero(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    type_in(app, "pelvic-tilt", both="5")
    rate(app, "pelvic-tilt", after=0)
    save(app)
    (log,) = stored(book)
    assert (log.before, log.worst, log.after) == (None, None, 0)


def test_a_half_point_is_stored_as_five_tenths(dashboard: Dashboard, book: Open) -> None:
    app = rate(page(dashboard), "pelvic-tilt", before=7)
    app.toggle(key="log-pelvic-tilt-before-half").set_value(True).run()
    assert "**7.5 of 10: severe**" in said(app)
    save(app)
    assert stored(book)[0].before == 75


def test_the_gentler_form_is_offered_first_and_stored_by_its_name(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard, "knees-to-chest")
    assert app.button_group(key="log-knees-to-chest-variant").value == "single-knee"
    type_in(app, "knees-to-chest", left="5", right="6")
    save(app, "knees-to-chest")
    (log,) = stored(book)
    assert (log.variant, log.holds) == ("single-knee", (("left", 50), ("right", 60)))


def test_the_full_form_asks_for_holds_of_both_sides_at_once(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard, "knees-to-chest")
    app.button_group(key="log-knees-to-chest-variant").set_value("full").run()
    type_in(app, "knees-to-chest", both="5 5")
    save(app, "knees-to-chest")
    (log,) = stored(book)
    assert (log.variant, log.holds) == ("", (("both", 50), ("both", 50)))


def test_saving_nothing_says_so_and_stores_nothing(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    app.text_area(key="log-pelvic-tilt-note").input("only a note").run()
    save(app)
    assert warnings(app) == ["Nothing to save yet: enter a hold or a rating first."]
    assert stored(book) == ()
    assert app.text_area(key="log-pelvic-tilt-note").value == "only a note"


def test_that_it_hurt_can_be_logged_without_a_hold_or_a_rating(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    app.checkbox(key="log-pelvic-tilt-stopped").check().run()
    save(app)
    (log,) = stored(book)
    assert (log.stopped, log.holds, log.after) == (True, (), None)
    assert "Paused today" in said(app)
    assert "You pressed Stop because this exercise hurt." in said(app)


def save_twice() -> None:
    """A second click that arrives before the page is drawn anew: the same call, with what the first left behind."""
    from datetime import UTC, datetime  # noqa: PLC0415 - AppTest runs this text as a script of its own
    from uuid import uuid4  # noqa: PLC0415 - likewise

    import streamlit as st  # noqa: PLC0415 - likewise

    from backcare.catalogue import catalogue  # noqa: PLC0415 - likewise
    from backcare.notebook.drafts import SessionDraft  # noqa: PLC0415 - likewise
    from backcare.safety.verdict import Verdict  # noqa: PLC0415 - likewise
    from backcare.ui import log_state  # noqa: PLC0415 - likewise

    exercise = catalogue()["pelvic-tilt"]
    into = log_state.editing(exercise.slug)
    session = SessionDraft(id=uuid4(), started_at=datetime.now(UTC), zone="UTC")
    st.session_state[log_state.field(exercise.slug, "both")] = "10 11"
    for _ in range(2):
        log_state.save(exercise, into, session=session, place=0, standing=Verdict(exercise.slug))
    st.text(repr(st.session_state.get(log_state.NOTICE)))


def test_a_second_click_on_the_same_button_stores_nothing_more_and_complains_of_nothing(book: Open) -> None:
    app = AppTest.from_function(save_twice).run()
    assert not app.exception
    assert app.text[0].value == "None"
    (log,) = stored(book)
    assert log.holds == (("both", 100), ("both", 110))


def test_the_next_exercise_joins_the_session_after_the_first(dashboard: Dashboard, book: Open) -> None:
    app = type_in(page(dashboard), "pelvic-tilt", both="5")
    save(app)
    press(app, "Next: Knees to chest")
    assert headings(app) == ["Knees to chest", "In this session"]
    type_in(app, "knees-to-chest", left="5")
    save(app, "knees-to-chest")
    first, second = stored(book)
    assert (first.exercise, second.exercise) == ("pelvic-tilt", "knees-to-chest")
    assert (first.place, second.place) == (0, 1)
    assert first.session == second.session
    assert first.started_at == second.started_at


def test_more_than_two_hours_later_the_same_page_begins_another_session(dashboard: Dashboard, book: Open) -> None:
    app = save(type_in(page(dashboard), "pelvic-tilt", both="5"))
    with book.engine.begin() as connection:  # time passes
        connection.execute(update(PracticeSession).values(started_at=here() - timedelta(hours=3)))
    type_in(choose(app, "prayer-pose"), "prayer-pose", both="5")
    save(app, "prayer-pose")
    first, second = stored(book)
    assert first.session != second.session
    assert (second.exercise, second.place) == ("prayer-pose", 0)
    assert here() - second.started_at < timedelta(minutes=1)


def test_what_was_typed_for_one_exercise_is_there_after_a_look_at_another(dashboard: Dashboard) -> None:
    app = rate(type_in(page(dashboard), "pelvic-tilt", both="5 6"), "pelvic-tilt", before=4)
    choose(app, "prayer-pose")
    assert typed(app, "prayer-pose", "both") == ""
    choose(app, "pelvic-tilt")
    assert typed(app, "pelvic-tilt", "both") == "5 6"
    assert app.button_group(key="log-pelvic-tilt-before-whole").value == 4


def test_what_was_entered_is_there_after_a_visit_to_another_page(dashboard: Dashboard) -> None:
    app = rate(type_in(page(dashboard), "pelvic-tilt", both="5 6"), "pelvic-tilt", before=4)
    app.checkbox(key="log-pelvic-tilt-stopped").check()
    app.text_area(key="log-pelvic-tilt-note").input("calm").run()
    app.switch_page(str(ROOT / "pages" / "exercises.py")).run()
    app.switch_page(str(ROOT / "pages" / "session.py")).run()
    assert typed(app, "pelvic-tilt", "both") == "5 6"
    assert app.button_group(key="log-pelvic-tilt-before-whole").value == 4
    assert app.checkbox(key="log-pelvic-tilt-stopped").value is True
    assert app.text_area(key="log-pelvic-tilt-note").value == "calm"


def test_with_every_exercise_done_none_is_offered_as_the_next(dashboard: Dashboard, book: Open) -> None:
    first = keep(book, "knees-to-chest")
    session = SessionDraft(id=first.session, started_at=first.started_at, zone=ZONE)
    for place, slug in enumerate(("pelvic-tilt", "side-knee-drop", STRETCH, "prayer-pose"), start=1):
        log = LogDraft(id=uuid4(), exercise=slug, place=place, before=30, after=30)
        assert save_log(book.engine, book.person, session, log)
    app = type_in(page(dashboard, "horse-back"), "horse-back", both="5")
    save(app, "horse-back")
    assert not [label for label in labels(app) if label.startswith("Next:")]


def test_a_log_of_an_earlier_time_is_stored_at_that_time(dashboard: Dashboard, book: Open) -> None:
    keep(book, "prayer-pose")
    at = (here() - timedelta(days=3)).replace(hour=7, minute=45, second=0, microsecond=0)
    app = choose(earlier(page(dashboard), at), "pelvic-tilt")
    type_in(app, "pelvic-tilt", both="5")
    save(app)
    first, _ = stored(book)
    assert (first.exercise, first.started_at, first.zone) == ("pelvic-tilt", at, ZONE)


def test_a_second_log_of_that_earlier_time_joins_its_session(dashboard: Dashboard, book: Open) -> None:
    at = (here() - timedelta(days=3)).replace(hour=7, minute=45, second=0, microsecond=0)
    app = choose(earlier(page(dashboard), at), "pelvic-tilt")
    for slug in ("pelvic-tilt", "prayer-pose"):
        type_in(choose(app, slug), slug, both="5")
        save(app, slug)
    first, second = stored(book)
    assert first.session == second.session
    assert (first.started_at, first.place, second.place) == (at, 0, 1)


def test_a_time_that_is_still_to_come_is_refused_and_shows_no_fields(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    moment = here()
    app.button_group(key="log-when").set_value("Earlier").run()
    app.date_input(key="log-day").set_value(moment.date())
    app.time_input(key="log-time").set_value(moment.replace(hour=23, minute=59).time().replace(second=0)).run()
    assert not app.exception
    assert [one.value for one in app.error] == ["That time is still to come. Pick one that has passed."]
    assert len(app.text_input) == 0
    assert stored(book) == ()
