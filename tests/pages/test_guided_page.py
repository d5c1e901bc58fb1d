import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import journal, reads
from backcare.notebook.drafts import Answer, HoldDraft, LogDraft, SessionDraft, SetupDraft
from backcare.notebook.opening import Open
from tests.pages.form import tell, timer

Dashboard = Callable[..., AppTest]


def _log(book: Open, exercise: str, days_ago: int, *, before: int, after: int, hold: int = 30) -> None:
    session = SessionDraft(
        id=uuid4(), started_at=datetime.now(UTC) - timedelta(days=days_ago, seconds=1), zone="Europe/Berlin"
    )
    log = LogDraft(
        id=uuid4(), exercise=exercise, before=before, after=after, holds=(HoldDraft(side="both", seconds=hold),)
    )
    journal.save_log(book.engine, book.person, session, log)


def _message(**changes: object) -> dict[str, Any]:
    log = {
        "session": str(uuid4()),
        "began": int(datetime.now(UTC).timestamp() * 1000),
        "log": str(uuid4()),
        "rev": 1,
        "exercise": "pelvic-tilt",
        "variant": "",
        "place": 0,
        "before": 30,
        "worst": None,
        "after": None,
        "stopped": False,
        "note": "",
        "holds": [{"side": "both", "seconds": 30, "interrupted": False}],
    }
    return {"logs": [log | changes], "answers": []}


def _sent(message: object) -> AppTest:
    """The page after the browser has sent a message, as its callback runs."""

    def page(message: object) -> None:
        from backcare.ui import guided  # noqa: PLC0415 - AppTest runs this function as a script of its own

        guided.take(message)
        guided.draw()

    return AppTest.from_function(page, args=(message,), default_timeout=30).run()


@pytest.mark.usefixtures("through")
def test_the_first_day_plans_three_exercises_with_their_first_targets(dashboard: Dashboard) -> None:
    data = timer(dashboard("session"))
    assert [(one["slug"], one["variant"], one["sides"], one["hold"], one["reps"]) for one in data["plan"]] == [
        ("pelvic-tilt", "", ["both"], 30, 5),
        ("knees-to-chest", "single-knee", ["left", "right"], 50, 3),
        ("side-knee-drop", "", ["left", "right"], 50, 3),
    ]
    assert data["left_out"] == []
    assert data["too_sore"] == 80
    assert data["times"] == {"ready": 5, "turn": 8, "rest": 8, "count": 3}


def test_a_paused_exercise_is_left_out_with_its_reason(book: Open, dashboard: Dashboard) -> None:
    _log(book, "pelvic-tilt", 0, before=30, after=70)
    data = timer(dashboard("session"))
    assert [one["slug"] for one in data["plan"]] == ["knees-to-chest", "side-knee-drop"]
    assert data["left_out"] == [
        {
            "name": "Pelvic tilt",
            "word": "Paused today",
            "reason": "Your pain went from 3 to 7 with this exercise, 4 points higher.",
        }
    ]


@pytest.mark.parametrize(
    ("answers", "shut"),
    [((), "due"), (("no",), ""), (("yes",), "closed"), (("yes", "no"), "closed")],
)
@pytest.mark.usefixtures("through")
def test_a_session_can_be_started_only_after_the_emergency_list_and_while_practice_is_open(
    book: Open, dashboard: Dashboard, answers: tuple[Answer, ...], shut: str
) -> None:
    for answer in answers:
        tell(book, answer=answer)
    assert timer(dashboard("session"))["shut"] == shut


def test_what_a_clinician_is_to_be_asked_about_first_is_left_out_with_the_reason(
    book: Open, dashboard: Dashboard
) -> None:
    tell(book)
    now = datetime.now(UTC)
    journal.answer_setup(
        book.engine, book.person, SetupDraft(id=uuid4(), question="hip-replacement", answer="yes", at=now, zone="UTC")
    )
    data = timer(dashboard("session"))
    assert [one["slug"] for one in data["plan"]] == ["pelvic-tilt", "horse-back"]
    left_out = {one["name"]: (one["word"], one["reason"]) for one in data["left_out"]}
    assert left_out["Knees to chest"] == (
        "Ask first",
        "You have a hip replacement: ask a clinician before you bend the hip this deep, cross your legs or twist.",
    )


def test_after_the_emergency_list_a_session_of_its_own_begins(book: Open, dashboard: Dashboard) -> None:
    _log(book, "pelvic-tilt", 3, before=30, after=30)
    _log(book, "pelvic-tilt", 0, before=30, after=30)
    tell(book, ago=timedelta(minutes=5))
    latest = max(reads.logs(book.engine, book.person), key=lambda log: log.started_at)
    assert timer(dashboard("session"))["session"] == {"id": str(latest.session), "place": 1}
    tell(book)
    data = timer(dashboard("session"))
    assert data["session"]["id"] != str(latest.session)
    assert data["session"]["place"] == 0
    assert data["done"] == ["Pelvic tilt"]


def test_what_was_done_today_is_left_out_and_places_go_on(book: Open, dashboard: Dashboard) -> None:
    _log(book, "pelvic-tilt", 3, before=30, after=30)
    _log(book, "pelvic-tilt", 0, before=30, after=30, hold=20)
    data = timer(dashboard("session"))
    assert [one["slug"] for one in data["plan"]] == [
        "knees-to-chest",
        "side-knee-drop",
        "hamstring-stretch",
        "prayer-pose",
        "horse-back",
    ]
    assert data["done"] == ["Pelvic tilt"]
    (latest,) = [log for log in reads.logs(book.engine, book.person) if log.holds == (("both", 20),)]
    assert data["session"] == {"id": str(latest.session), "place": 1}


def test_an_exercise_brings_its_longest_hold_by_side(book: Open, dashboard: Dashboard) -> None:
    _log(book, "pelvic-tilt", 3, before=30, after=30, hold=47)
    _log(book, "pelvic-tilt", 2, before=30, after=30, hold=20)
    assert timer(dashboard("session"))["plan"][0]["best"] == {"both": 47}


def test_what_was_all_done_today_is_offered_again(book: Open, dashboard: Dashboard) -> None:
    for exercise in ("pelvic-tilt", "knees-to-chest", "side-knee-drop"):
        _log(book, exercise, 0, before=30, after=30)
    data = timer(dashboard("session"))
    assert [one["slug"] for one in data["plan"]] == ["pelvic-tilt", "knees-to-chest", "side-knee-drop"]
    assert data["done"] == ["Pelvic tilt", "Knees to chest", "Side knee drop"]


def test_what_the_browser_sent_is_stored_and_confirmed_with_its_verdict(book: Open, data_dir: Path) -> None:
    assert data_dir.exists()
    message = _message(after=70, rev=4)
    app = _sent(message)
    (log,) = reads.logs(book.engine, book.person)
    assert (log.exercise, log.before, log.after, log.holds) == ("pelvic-tilt", 30, 70, (("both", 30),))
    data = timer(app)
    id_ = message["logs"][0]["log"]
    assert data["kept"] == {id_: 4}
    assert data["verdicts"][id_] == {
        "rev": 4,
        "level": 3,
        "word": "Paused today",
        "sentences": [
            "Your pain went from 3 to 7 with this exercise, 4 points higher.",
            "It opens again tomorrow, at half the hold.",
        ],
    }
    assert data["session"]["id"] == message["logs"][0]["session"]


def test_rubbish_is_refused_in_words_and_the_rest_is_stored(book: Open, data_dir: Path) -> None:
    assert data_dir.exists()
    message = _message()
    bad = _message(exercise="../../etc")["logs"][0]
    message["logs"].append(bad)
    app = _sent(message)
    assert len(reads.logs(book.engine, book.person)) == 1
    assert list(timer(app)["refused"]) == [bad["log"]]
    assert bad["log"] not in timer(app)["kept"]


@pytest.mark.usefixtures("hasty")
def test_a_locked_notebook_confirms_nothing_and_says_so(book: Open, data_dir: Path) -> None:
    message = _message()
    other = sqlite3.connect(data_dir / "backcare.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    app = _sent(message)
    other.execute("ROLLBACK")
    data = timer(app)
    assert data["kept"] == {}
    assert data["trouble"].endswith("What you did is kept in this browser.")
    assert reads.logs(book.engine, book.person) == ()
    again = _sent(message)
    assert timer(again)["kept"] == {message["logs"][0]["log"]: 1}
    assert timer(again)["trouble"] == ""


def test_a_high_rating_before_is_said_for_every_exercise(book: Open, dashboard: Dashboard) -> None:
    _log(book, "pelvic-tilt", 0, before=80, after=80)
    assert timer(dashboard("session"))["care"] == (
        "You rated your pain 8 before exercising today. It ends tomorrow; until then, move a little if you can."
    )
