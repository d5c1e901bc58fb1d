"""Whoever writes past the drafts meets the constraints of the database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backcare.notebook import clinician, guided, journal
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open
from backcare.notebook.wishes import choose_plan, set_target
from tests.notebook.drafted import (
    a_check,
    a_flare,
    a_log,
    a_morning,
    a_plan,
    a_session,
    a_setup,
    a_target,
    a_word,
    an_answer,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def raw(book: Open, file: Path) -> Iterator[sqlite3.Connection]:
    journal.save_log(book.engine, book.person, a_session(), a_log())
    journal.save_morning(book.engine, book.person, a_morning())
    journal.decide(book.engine, book.person, a_log().id, "prayer-pose", "resume", "rise", a_session().started_at, "UTC")
    guided.answer(book.engine, book.person, an_answer())
    journal.enter_check(book.engine, book.person, a_check())
    journal.mark_flare(book.engine, book.person, a_flare())
    journal.answer_setup(book.engine, book.person, a_setup())
    choose_plan(book.engine, book.person, a_plan("prayer-pose"))
    set_target(book.engine, book.person, a_target())
    clinician.enter(book.engine, book.person, a_word("dose"))
    with closing(connect(file)) as connection:
        yield connection


BAD = [
    *(
        ("exercise_log", column, value)
        for column in ("before", "worst", "after")
        for value in (-1, 101, 7.5, "x", 2**62)
    ),
    *(("morning_rating", "pain", value) for value in (None, -1, 101, 7.5, "high", float("inf"), b"7")),
    *(("hold", "seconds", value) for value in (None, 0, -1, 36_001, 10**9, 0.5, "long")),
    ("hold", "side", "middle"),
    *(("hold", "interrupted", value) for value in (None, 2, -1, "yes", 0.5)),
    *(("exercise_log", column, value) for column in ("heard", "heard_holds") for value in (None, -1, 1.5, "x", 2**62)),
    ("red_flag_answer", "exercise", ""),
    ("red_flag_answer", "exercise", "x" * 65),
    ("red_flag_answer", "answer", "maybe"),
    ("medical_check", "questions", "gut"),
    ("medical_check", "day", "2026-01-08"),  # it was entered on the 7th
    *(("medical_check", column, None) for column in ("questions", "day", "recorded_at", "zone", "local_date")),
    ("flare_day", "recorded_at", None),
    ("flare_day", "zone", "x" * 65),
    ("setup_answer", "question", ""),
    ("setup_answer", "question", "x" * 65),
    ("setup_answer", "answer", "maybe"),
    *(
        (table, "person_id", "0" * 32)
        for table in ("medical_check", "flare_day", "setup_answer", "plan_choice", "hand_target", "clinician_word")
    ),
    *(("plan_choice", "days", value) for value in (None, 2, 8, 3.5, "daily")),
    ("plan_choice", "exercises", None),
    ("plan_choice", "exercises", "x" * 1_001),
    *(("hand_target", "hold", value) for value in (None, 9, 3_001, 10.5, "long")),  # None: its reps are there
    *(("hand_target", "reps", value) for value in (None, 0, 51, 1.5)),
    ("hand_target", "exercise", ""),
    ("hand_target", "variant", None),
    ("hand_target", "set_at", None),
    *(("clinician_word", "kind", value) for value in (None, "forbid", "off", "lift")),  # it is a dose
    *(("clinician_word", "clinician", value) for value in (None, "", "x" * 201)),
    *(("clinician_word", "said_on", value) for value in (None, "2026-01-07")),  # it was entered on the 6th
    *(("clinician_word", "hold", value) for value in (None, 9, 3_001, 10.5, "long")),
    *(("clinician_word", "reps", value) for value in (None, 0, 51, 1.5)),
    *(("clinician_word", "variant", value) for value in (None, "x" * 65)),
    *(("clinician_word", "code", value) for value in ("", "worsening")),
    *(("clinician_word", column, None) for column in ("exercise", "recorded_at", "zone", "local_date")),
    ("hold", "position", 200),
    ("hold", "log_id", "0" * 32),
    ("exercise_log", "stopped", 2),
    ("exercise_log", "stopped", None),
    ("exercise_log", "before_source", "guessed"),
    ("exercise_log", "note", "x" * 4_001),
    ("exercise_log", "exercise", ""),
    ("exercise_log", "place", -1),
    ("exercise_log", "session_id", "0" * 32),
    ("practice_session", "source", "dreamt"),
    ("practice_session", "person_id", "0" * 32),
    ("practice_session", "zone", ""),
    ("practice_session", "started_at", None),
    ("resume_decision", "kind", "forget"),
    ("notebook_state", "id", 2),
    ("notebook_state", "version", -1),
    ("notebook_state", "version", "many"),
]


@pytest.mark.fault(18)
@pytest.mark.parametrize(("table", "column", "value"), BAD)
def test_a_value_that_no_draft_would_hold_is_refused_by_the_table(
    raw: sqlite3.Connection, table: str, column: str, value: object
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(f'UPDATE {table} SET "{column}" = ?', (value,))


def test_values_within_the_bounds_pass_the_same_update(raw: sqlite3.Connection) -> None:
    good = {"before": 0, "worst": 100, "after": None, "stopped": 1, "before_source": "carried", "note": "x" * 4_000}
    for column, value in good.items():
        assert raw.execute(f'UPDATE exercise_log SET "{column}" = ?', (value,)).rowcount == 1


def test_a_morning_stands_once_a_day(raw: sqlite3.Connection) -> None:
    copy = "INSERT INTO morning_rating SELECT ?, person_id, local_date, pain, zone, saved_at FROM morning_rating"
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        raw.execute(copy, ("1" * 32,))


def test_a_flare_up_stands_once_a_day(raw: sqlite3.Connection) -> None:
    copy = "INSERT INTO flare_day SELECT ?, person_id, zone, local_date, recorded_at FROM flare_day"
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        raw.execute(copy, ("1" * 32,))


def test_a_log_with_a_known_id_is_refused(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        raw.execute("INSERT INTO exercise_log SELECT * FROM exercise_log")


def test_a_session_cannot_go_while_its_logs_are_there(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.execute("DELETE FROM practice_session")


def test_the_settings_of_a_connection_are_those_that_were_decided(raw: sqlite3.Connection) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
    told = [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    assert told == ["delete", 3, 1, 5000, 0]
