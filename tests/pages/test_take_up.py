"""The way back from a stop: read why, rest, decide, come back step by step, and see the decision beside the verdict."""

from datetime import timedelta
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import guided, journal, reads
from backcare.notebook.drafts import AnswerDraft
from backcare.notebook.opening import Open
from backcare.safety.history import Decision
from backcare.safety.thresholds import REST_DAYS, RETRIES, THREE_QUARTERS_SESSIONS
from tests.pages.form import STRETCH, ZONE, Dashboard, here, keep, labels, press, said, take_in_sample

TILT = "pelvic-tilt"


def decisions(book: Open) -> tuple[Decision, ...]:
    return reads.history(book.engine, book.person).decisions


def day(ago: int) -> str:
    then = here() - timedelta(days=ago)
    return f"{then.day} {then:%B %Y}"


def worse_until(book: Open, ago: int) -> None:
    """Ten even sessions of the pelvic tilt, then six that each leave 2.5 points more, the last one so many days ago."""
    for n in range(16):
        keep(book, before=30, after=55 if n >= 10 else 30, ago=timedelta(days=ago + 15 - n))


def take_up(book: Open, ago: int, kind: str = "resume") -> None:
    assert kind in {"resume", "overrule"}
    journal.decide(
        book.engine,
        book.person,
        uuid4(),
        TILT,
        "resume" if kind == "resume" else "overrule",
        "worsening",
        here() - timedelta(days=ago, minutes=5),
        ZONE,
    )


def retried(book: Open, *rises: int, ago: int) -> None:
    """Sessions since the decision, the last one so many days ago."""
    for n, rise in enumerate(rises):
        keep(book, before=30, after=30 + rise, ago=timedelta(days=ago + len(rises) - 1 - n))


def page(dashboard: Dashboard, exercise: str = TILT) -> AppTest:
    app = dashboard("exercises", exercise=exercise)
    assert not app.exception
    return app


def tick(app: AppTest, exercise: str = TILT) -> AppTest:
    app.checkbox(key=f"exercise-{exercise}-read").check().run()
    assert not app.exception
    return app


def bars(app: AppTest) -> list[str]:
    return [one.proto.text for one in app.get("progress")]


def test_a_stopped_exercise_can_be_taken_up_again_only_after_reading_why(dashboard: Dashboard, book: Open) -> None:
    take_in_sample(book)
    app = page(dashboard, STRETCH)
    assert app.button(key=f"exercise-{STRETCH}-take-up").disabled
    tick(app, STRETCH)
    assert not app.button(key=f"exercise-{STRETCH}-take-up").disabled
    assert decisions(book) == ()


def test_it_says_what_comes_before_anything_is_decided(dashboard: Dashboard, book: Open) -> None:
    take_in_sample(book)
    shown = said(page(dashboard, STRETCH))
    assert (
        f"It has rested for {REST_DAYS} days or more. When you take it up again, you begin with half the hold." in shown
    )
    assert f"Your first {RETRIES} sessions are compared with how it was before your pain rose" in shown
    assert f"After them come {THREE_QUARTERS_SESSIONS} sessions at three quarters of the hold" in shown


def test_after_its_rest_it_is_resumed_at_half_the_hold_and_the_page_says_since_when(
    dashboard: Dashboard, book: Open
) -> None:
    take_in_sample(book)
    app = press(tick(page(dashboard, STRETCH), STRETCH), "Take it up again")
    (decision,) = decisions(book)
    assert (decision.exercise, decision.kind) == (STRETCH, "resume")
    assert "Paused: rest a week" not in said(app)
    assert f"You took it up again on {day(0)}, after its rest." in said(app)
    assert bars(app) == [f"0 of {RETRIES} sessions at half the hold"]
    assert "**5 seconds, 2 times each side**" in said(app)  # 14 days away kept it from the step to 15 seconds


def test_before_its_rest_is_over_it_says_until_when_and_taking_it_up_is_kept_as_an_overrule(
    dashboard: Dashboard, book: Open
) -> None:
    worse_until(book, 1)
    app = page(dashboard)
    assert "Paused: rest a week" in said(app)
    assert f"It rests until {day(1 - REST_DAYS)}: {REST_DAYS} days without it." in said(app)
    press(tick(app), "Take it up before the rest is over")
    (decision,) = decisions(book)
    assert (decision.exercise, decision.kind) == (TILT, "overrule")
    assert "Paused: rest a week" not in said(app)
    assert f"You went on with it on {day(0)}, though it was paused." in said(app)


@pytest.mark.parametrize(
    ("sessions", "bar", "share"),
    [
        (2, f"2 of {RETRIES} sessions at half the hold", "Half the hold until"),
        (RETRIES, f"0 of {THREE_QUARTERS_SESSIONS} sessions at three quarters of the hold", "Three quarters of the"),
        (RETRIES + 1, f"1 of {THREE_QUARTERS_SESSIONS} sessions at three quarters of the hold", "Three quarters of"),
    ],
)
def test_it_counts_the_sessions_on_the_way_back(
    dashboard: Dashboard, book: Open, sessions: int, bar: str, share: str
) -> None:
    worse_until(book, 30)
    take_up(book, 20)
    retried(book, *[0] * sessions, ago=1)
    app = page(dashboard)
    assert bars(app) == [bar]
    assert share in said(app)
    assert f"You took it up again on {day(20)}, after its rest." in said(app)


def test_once_it_has_all_of_its_hold_again_the_decision_stays_and_the_count_goes(
    dashboard: Dashboard, book: Open
) -> None:
    worse_until(book, 30)
    take_up(book, 20, "overrule")
    retried(book, *[0] * (RETRIES + THREE_QUARTERS_SESSIONS), ago=1)
    app = page(dashboard)
    assert bars(app) == []
    assert f"You went on with it on {day(20)}, though it was paused." in said(app)


def test_the_decision_stands_beside_the_verdict_on_progress_too(dashboard: Dashboard, book: Open) -> None:
    worse_until(book, 30)
    take_up(book, 20, "overrule")
    retried(book, 0, 0, ago=1)
    app = dashboard("progress", exercise=TILT)
    assert f"You went on with it on {day(20)}, though it was paused." in said(app)


def stopped_twice(book: Open) -> None:
    worse_until(book, 30)
    take_up(book, 20)
    retried(book, 30, 30, ago=9)


def test_a_second_stop_asks_for_a_talk_with_a_clinician_before_it_comes_back(dashboard: Dashboard, book: Open) -> None:
    stopped_twice(book)
    app = tick(page(dashboard))
    assert bars(app) == []  # the count of the first way back is over
    assert "Talk it over with a clinician before you go on." in said(app)
    question = app.button_group(key=f"exercise-{TILT}-talked")
    assert (question.label, question.options) == ("Have you talked it over with a clinician?", ["Yes", "Not yet"])
    question.set_value("Yes").run()
    press(app, "Take it up again")
    assert [one.kind for one in sorted(decisions(book), key=lambda one: one.at)] == ["resume", "resume"]
    assert bars(app) == [f"0 of {RETRIES} sessions at half the hold"]


@pytest.mark.parametrize("answer", [None, "Not yet"])
def test_without_that_talk_going_on_is_an_overrule(dashboard: Dashboard, book: Open, answer: str | None) -> None:
    stopped_twice(book)
    app = tick(page(dashboard))
    if answer:
        app.button_group(key=f"exercise-{TILT}-talked").set_value(answer).run()
    assert "Take it up again" not in labels(app)
    press(app, "Take it up without that talk")
    assert [one.kind for one in sorted(decisions(book), key=lambda one: one.at)] == ["resume", "overrule"]


def test_a_first_stop_asks_for_no_talk(dashboard: Dashboard, book: Open) -> None:
    worse_until(book, 10)
    assert "clinician before you go on" not in said(page(dashboard))


def told(book: Open, questions: str, item: str | None, exercise: str | None) -> None:
    answer = {"id": uuid4(), "questions": questions, "item": item, "answer": "yes", "exercise": exercise}
    moment = here() - timedelta(days=8)
    guided.answer(book.engine, book.person, AnswerDraft.model_validate(answer | {"at": moment, "zone": ZONE}))


def test_pain_into_the_leg_comes_back_the_same_way(dashboard: Dashboard, book: Open) -> None:
    keep(book, before=30, after=30, ago=timedelta(days=9))
    told(book, "leg", "pain", TILT)
    app = page(dashboard)
    assert f"Your first {RETRIES} sessions show how it goes; if it happens again, it is paused again." in said(app)
    press(tick(app), "Take it up again")
    assert bars(app) == [f"0 of {RETRIES} sessions at half the hold"]
    assert "**1.5 seconds, 5 times**" in said(app)


def test_while_a_warning_sign_closes_practice_nothing_can_be_taken_up(dashboard: Dashboard, book: Open) -> None:
    worse_until(book, 10)
    told(book, "emergency", None, None)
    app = page(dashboard)
    assert "Paused: get it checked" in said(app)
    assert "No exercise can be taken up until that is looked at." in said(app)
    assert [one for one in labels(app) if one.startswith("Take it up")] == []
    assert not app.checkbox
