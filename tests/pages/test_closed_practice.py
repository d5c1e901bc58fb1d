"""Practice that a warning sign closes: no session can be started, whom to see, and what opens it again."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.notebook.told import StoredAnswer
from backcare.settings import ROOT
from tests.pages.form import Dashboard, choose, headings, here, keep, labels, press, said, save, tell, timer, type_in

OPENED = "Noted. Practice is open again: begin gently."
KNOWN = "signs-known-{}"
SIGN = "signs-doctor-{}"


def told(book: Open, questions: str) -> list[tuple[str | None, str]]:
    return [(one.item, one.answer) for one in answers(book) if one.questions == questions]


def answers(book: Open) -> list[StoredAnswer]:
    return list(reads.answers(book.engine, book.person))


def checks(book: Open) -> list[Any]:
    return list(reads.history(book.engine, book.person).checks)


def shut(app: AppTest) -> str:
    found: str = timer(app)["shut"]
    return found


def tap(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def tick(app: AppTest, item: str) -> AppTest:
    box = app.checkbox(key=SIGN.format(item))
    (box.uncheck if box.value else box.check)().run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("through")
def test_one_of_the_emergency_signs_closes_practice_at_once_and_says_whom_to_see(
    dashboard: Dashboard, book: Open
) -> None:
    app = tap(dashboard("session"), "signs-emergency-yes")
    assert shut(app) == "closed"
    assert headings(app) == ["Call your emergency number now"]
    (kept,) = answers(book)
    when = f"{kept.at.day} {kept.at:%B %Y} at {kept.at:%H:%M}"
    assert f"On {when} you said that one of the emergency signs is there." in said(app)
    assert "Practice is closed until someone medical has looked at it." in said(app)
    assert "None of these" not in labels(app)


@pytest.mark.parametrize("page", ["session", "signs"])
def test_it_stays_closed_on_every_visit(dashboard: Dashboard, book: Open, page: str) -> None:
    tell(book, answer="yes", ago=timedelta(days=40))
    assert headings(dashboard(page))[0] == "Call your emergency number now"


def test_the_date_of_the_medical_check_opens_it_again(dashboard: Dashboard, book: Open) -> None:
    tell(book, answer="yes", ago=timedelta(days=2))
    tell(book, "doctor")
    app = dashboard("session")
    assert app.button(key="closed-emergency-open").disabled
    today = here().date()
    day = app.date_input(key="closed-emergency-day")
    assert (day.value, day.min, day.max) == (None, today - timedelta(days=2), today)
    day.set_value(today - timedelta(days=1)).run()
    tap(app, "closed-emergency-open")
    (check,) = checks(book)
    assert (check.questions, check.day, check.at.date()) == ("emergency", today - timedelta(days=1), today)
    assert [one.value for one in app.success] == [OPENED]
    assert shut(app) == ""
    app.run()
    assert [one.value for one in app.success] == []


@pytest.mark.usefixtures("through")
def test_a_tap_by_mistake_is_corrected_in_the_same_visit(dashboard: Dashboard, book: Open) -> None:
    app = tap(dashboard("session"), "signs-emergency-yes")
    (before,) = answers(book)
    press(app, "I tapped that by mistake")
    assert answers(book) == [before._replace(answer="no")]
    assert shut(app) == ""


@pytest.mark.usefixtures("through")
def test_after_the_visit_only_the_check_opens_it(dashboard: Dashboard) -> None:
    tap(dashboard("session"), "signs-emergency-yes")
    app = dashboard("session")
    assert shut(app) == "closed"
    assert "I tapped that by mistake" not in labels(app)


def test_a_sign_for_a_doctor_closes_practice_until_a_doctor_knows(dashboard: Dashboard, book: Open) -> None:
    tell(book)
    app = tap(dashboard("session"), "signs-doctor-yes")
    assert headings(app) == ["Make an appointment soon"]
    assert shut(app) == "closed"
    tap(app, KNOWN.format(None))
    assert [one.questions for one in checks(book)] == ["doctor"]
    assert shut(app) == ""
    assert [one.value for one in app.success] == [OPENED]


def test_which_sign_it_is_refines_the_answer_and_another_one_is_an_answer_of_its_own(
    dashboard: Dashboard, book: Open
) -> None:
    app = tap(dashboard("signs"), "signs-doctor-yes")
    assert told(book, "doctor") == [(None, "yes")]
    tick(app, "fever")
    assert told(book, "doctor") == [("fever", "yes")]
    tick(app, "lump")
    assert sorted(told(book, "doctor"), key=str) == [("fever", "yes"), ("lump", "yes")]
    tick(app, "fever")
    assert sorted(told(book, "doctor"), key=str) == [("lump", "yes"), (None, "no")]
    tick(app, "lump")
    assert sorted(told(book, "doctor"), key=str) == [(None, "no"), (None, "yes")]  # still closed


def test_each_sign_is_asked_about_once_and_the_last_one_opens_practice(dashboard: Dashboard, book: Open) -> None:
    tell(book)
    app = tick(tick(tap(dashboard("session"), "signs-doctor-yes"), "fever"), "lump")
    tap(app, KNOWN.format("fever"))
    assert shut(app) == "closed"
    assert [one.value for one in app.success] == ["Noted. Practice stays closed for what stands below."]
    assert "A fever: a doctor knows about this." in said(app)
    assert SIGN.format("fever") not in [box.key for box in app.checkbox]
    assert app.checkbox(key=SIGN.format("lump")).value is True
    tap(app, KNOWN.format("lump"))
    assert shut(app) == ""
    app.switch_page(str(ROOT / "pages" / "signs.py")).run()
    assert "A fever (a doctor knows about this)" in said(app)


def test_a_known_sign_closes_nothing_a_second_time_but_a_new_one_does(dashboard: Dashboard, book: Open) -> None:
    tell(book)
    tell(book, "doctor", "yes", item="fever", ago=timedelta(days=3))
    app = tap(dashboard("session"), KNOWN.format("fever"))
    tell(book, "doctor", "yes", item="fever")
    assert shut(app.run()) == ""
    tell(book, "doctor", "yes", item="lump")
    assert shut(app.run()) == "closed"


def test_a_tap_by_mistake_takes_all_the_named_signs_back(dashboard: Dashboard, book: Open) -> None:
    tell(book)
    app = tick(tick(tap(dashboard("session"), "signs-doctor-yes"), "fever"), "lump")
    press(app, "I tapped that by mistake")
    assert {answer for _, answer in told(book, "doctor")} == {"no"}
    assert shut(app) == ""


def test_something_new_in_a_leg_closes_practice_and_asks_the_emergency_list_at_once(
    dashboard: Dashboard, book: Open
) -> None:
    tell(book, ago=timedelta(days=1))
    tell(book, "doctor")
    tell(book, "leg", "yes", item="numbness")
    app = dashboard("session")
    assert headings(app) == ["Have your leg looked at today", "Emergency signs"]
    assert "With something new in a leg or foot, answer this list now." in said(app)
    assert headings(dashboard("signs")) == [*headings(app), "Signs that a doctor should see"]
    tap(app, "signs-emergency-no")
    assert headings(app) == ["Have your leg looked at today"]
    assert shut(app) == "closed"
    app.date_input(key="closed-leg-day").set_value(here().date()).run()
    tap(app, "closed-leg-open")
    assert shut(app) == ""


def test_every_sign_has_its_panel(dashboard: Dashboard, book: Open) -> None:
    for questions in ("emergency", "doctor"):
        tell(book, questions, "yes")
    tell(book, "leg", "yes", item="numbness")
    app = dashboard("signs")
    assert headings(app) == [
        "Call your emergency number now",
        "Make an appointment soon",
        "Have your leg looked at today",
    ]
    app.date_input(key="closed-leg-day").set_value(here().date()).run()
    tap(app, "closed-leg-open")
    assert headings(app) == ["Call your emergency number now", "Make an appointment soon"]


def test_by_hand_the_panel_stands_above_and_a_log_is_kept_without_a_decision(dashboard: Dashboard, book: Open) -> None:
    tell(book, answer="yes")
    app = choose(dashboard("session", by="hand"), "pelvic-tilt")
    assert headings(app) == ["Call your emergency number now", "Pelvic tilt"]
    assert "If you did it all the same, log it. Practice stays closed." in said(app)
    assert len(app.text_input) == 0
    app.checkbox(key="log-pelvic-tilt-anyway").check().run()
    save(type_in(app, "pelvic-tilt", both="5"))
    assert len(reads.logs(book.engine, book.person)) == 1
    assert reads.history(book.engine, book.person).decisions == ()


def _stopped(book: Open) -> None:
    for ago in (3, 2):
        keep(book, before=30, after=30, stopped=True, ago=timedelta(days=ago))


def _log_anyway(app: AppTest) -> None:
    app.checkbox(key="log-pelvic-tilt-anyway").check().run()
    save(type_in(app, "pelvic-tilt", both="5"))


def test_a_stopped_exercise_that_is_logged_while_practice_is_closed_is_not_taken_up(
    dashboard: Dashboard, book: Open
) -> None:
    _stopped(book)
    tell(book, answer="yes")
    _log_anyway(choose(dashboard("session", by="hand"), "pelvic-tilt"))
    assert reads.history(book.engine, book.person).decisions == ()


def test_while_practice_is_open_the_decision_names_the_rule_that_stopped_it(dashboard: Dashboard, book: Open) -> None:
    _stopped(book)
    tell(book)
    _log_anyway(choose(dashboard("session", by="hand"), "pelvic-tilt"))
    (decision,) = reads.everything(book.engine, book.person)["decisions"]
    assert (decision["kind"], decision["code"]) == ("overrule", "hurts-again")
