from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import event

from backcare.errors import EditConflict
from backcare.notebook import journal, reads
from backcare.notebook.drafts import DecisionDraft, HoldDraft
from backcare.notebook.opening import Open
from tests.notebook.drafted import a_log, a_morning, a_session, holds, remove_log


def rows(book: Open) -> tuple[int, int, int]:
    whole = reads.everything(book.engine, book.person)
    logs = [log for session in whole["sessions"] for log in session["logs"]]
    return len(whole["sessions"]), len(logs), sum(len(log["holds"]) for log in logs)


def test_a_saved_log_comes_back_as_it_was_drafted(book: Open) -> None:
    session = a_session()
    log = a_log(
        "side-knee-drop",
        variant="towel",
        place=3,
        before_source="carried",
        stopped=True,
        note="Pulled a bit\n\u202eleft 🙂 <b>x</b>",
        holds=(
            HoldDraft(side="right", seconds=101),
            HoldDraft(side="left", seconds=99),
            HoldDraft(side="right", seconds=5),
        ),
    )
    assert journal.save_log(book.engine, book.person, session, log)
    (stored,) = reads.logs(book.engine, book.person)
    assert stored == (
        *(log.id, session.id, session.started_at, "Europe/Berlin"),
        *("side-knee-drop", "towel", 3, 30, 45, 35, "carried", True, "Pulled a bit\n\u202eleft 🙂 <b>x</b>"),
        *((("right", 101), ("left", 99), ("right", 5)), 1, ()),
    )


@pytest.mark.fault(7)
def test_a_draft_saved_twice_is_one_row(book: Open) -> None:
    session, log = a_session(), a_log()
    assert journal.save_log(book.engine, book.person, session, log)
    assert not journal.save_log(book.engine, book.person, session, log)
    assert rows(book) == (1, 1, 2)


def test_the_decision_to_do_a_stopped_exercise_is_stored_with_its_log_and_taken_back_with_it(book: Open) -> None:
    session, log = a_session(), a_log()
    overrule = DecisionDraft(
        id=log.id, exercise=log.exercise, kind="overrule", code="worsening", at=session.started_at, zone=session.zone
    )
    assert journal.save_log(book.engine, book.person, session, log, overrule)
    (kept,) = reads.history(book.engine, book.person).decisions
    assert (kept.at, kept.exercise, kept.kind) == (session.started_at, log.exercise, "overrule")
    remove_log(book.engine, log.id)
    assert reads.history(book.engine, book.person).decisions == ()


def test_the_exercises_of_one_sitting_share_one_session(book: Open) -> None:
    session = a_session()
    for place in range(3):
        journal.save_log(book.engine, book.person, session, a_log(place=place))
    assert rows(book) == (1, 3, 6)


def test_a_log_without_ratings_or_holds_is_kept_as_missing(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(), a_log(before=None, worst=None, after=None, holds=()))
    (stored,) = reads.logs(book.engine, book.person)
    assert (stored.before, stored.worst, stored.after, stored.holds) == (None, None, None, ())


def test_every_write_raises_the_version(book: Open) -> None:
    log = a_log()
    assert reads.version(book.engine) == 0
    journal.save_log(book.engine, book.person, a_session(), log)
    journal.change_log(book.engine, log, 1)
    journal.save_morning(book.engine, book.person, a_morning())
    journal.decide(book.engine, book.person, uuid4(), "prayer-pose", "resume", "rise", datetime.now(UTC), "UTC")
    remove_log(book.engine, log.id)  # into the bin, and out of it for good
    assert reads.version(book.engine) == 6


def test_a_change_replaces_ratings_holds_and_note(book: Open) -> None:
    log = a_log()
    journal.save_log(book.engine, book.person, a_session(), log)
    changed = log.model_copy(
        update={"after": 70, "worst": None, "note": "worse later", "holds": holds(50), "stopped": True}
    )
    journal.change_log(book.engine, changed, 1)
    stored = reads.log(book.engine, log.id)
    assert stored is not None
    assert (stored.before, stored.worst, stored.after, stored.note, stored.stopped) == (
        30,
        None,
        70,
        "worse later",
        True,
    )
    assert (stored.holds, stored.version) == ((("both", 50),), 2)


def held(*parts: tuple[str, int, bool]) -> tuple[HoldDraft, ...]:
    return tuple(
        HoldDraft.model_validate({"side": side, "seconds": seconds, "interrupted": interrupted})
        for side, seconds, interrupted in parts
    )


@pytest.mark.parametrize(
    ("changed", "marked"),
    [
        ([("left", 50), ("right", 60), ("left", 50)], (1,)),  # as it was
        ([("left", 50), ("left", 50), ("right", 60)], (2,)),  # as the form saves it: side by side
        ([("left", 50), ("right", 61), ("left", 50)], ()),  # other seconds
        ([("left", 50), ("right", 50), ("right", 60)], ()),  # another place among those of its side
        ([("left", 60), ("left", 60)], ()),  # another side
        ([], ()),
    ],
)
def test_a_change_leaves_the_mark_of_an_interrupted_hold_where_it_still_stands(
    book: Open, changed: list[tuple[str, int]], marked: tuple[int, ...]
) -> None:
    log = a_log("side-knee-drop", holds=held(("left", 50, False), ("right", 60, True), ("left", 50, False)))
    journal.save_log(book.engine, book.person, a_session(), log)
    again = log.model_copy(update={"holds": held(*((side, seconds, False) for side, seconds in changed))})
    journal.change_log(book.engine, again, 1)
    stored = reads.log(book.engine, log.id)
    assert stored is not None
    assert (list(stored.holds), stored.interrupted) == (changed, marked)


def test_the_second_of_two_tabs_that_change_a_log_is_told_and_overwrites_nothing(book: Open) -> None:
    log = a_log()
    journal.save_log(book.engine, book.person, a_session(), log)
    journal.change_log(book.engine, log.model_copy(update={"note": "first tab"}), 1)
    with pytest.raises(EditConflict):
        journal.change_log(book.engine, log.model_copy(update={"note": "second tab", "holds": ()}), 1)
    stored = reads.log(book.engine, log.id)
    assert stored is not None
    assert (stored.note, stored.version, len(stored.holds)) == ("first tab", 2, 2)
    assert reads.version(book.engine) == 2


def test_a_removed_log_cannot_be_changed(book: Open) -> None:
    log = a_log()
    journal.save_log(book.engine, book.person, a_session(), log)
    remove_log(book.engine, log.id)
    with pytest.raises(EditConflict):
        journal.change_log(book.engine, log, 1)
    assert reads.log(book.engine, log.id) is None


def test_the_session_goes_with_its_last_log(book: Open) -> None:
    session, first, second = a_session(), a_log(), a_log("horse-back")
    journal.save_log(book.engine, book.person, session, first)
    journal.save_log(book.engine, book.person, session, second)
    remove_log(book.engine, first.id)
    assert rows(book) == (1, 1, 2)
    remove_log(book.engine, second.id)
    assert rows(book) == (0, 0, 0)
    remove_log(book.engine, second.id)


def test_a_second_rating_of_the_same_morning_takes_the_place_of_the_first(book: Open) -> None:
    for pain in (20, 55):
        journal.save_morning(book.engine, book.person, a_morning(pain=pain))
    journal.save_morning(book.engine, book.person, a_morning(day=4, pain=0))
    assert [(str(morning.day), morning.pain) for morning in reads.mornings(book.engine, book.person)] == [
        ("2026-01-04", 0),
        ("2026-01-06", 55),
    ]


def test_a_decision_is_kept_once(book: Open) -> None:
    decision, at = uuid4(), datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    for _ in range(2):
        journal.decide(book.engine, book.person, decision, "prayer-pose", "overrule", "rise", at, "Europe/Berlin")
    (kept,) = reads.history(book.engine, book.person).decisions
    assert (kept.at.isoformat(), kept.exercise, kept.kind) == ("2026-01-06T00:30:00+01:00", "prayer-pose", "overrule")


def test_a_decision_that_is_none_is_refused(book: Open) -> None:
    with pytest.raises(ValidationError):
        journal.decide(book.engine, book.person, uuid4(), "prayer-pose", "resume", "rise", datetime.now(UTC), "Nowhere")


def at_once(*targets: Thread) -> None:
    for thread in targets:
        thread.start()
    for thread in targets:
        thread.join(60)


@pytest.mark.fault(7)
def test_four_writers_lose_and_double_nothing(book: Open) -> None:
    def save() -> None:
        for number in range(20):
            started_at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=number)
            journal.save_log(book.engine, book.person, a_session(started_at=started_at), a_log())

    at_once(*(Thread(target=save) for _ in range(4)))
    assert rows(book) == (80, 80, 160)
    assert reads.version(book.engine) == 80


def test_two_tabs_that_save_the_same_session_at_once_make_one(book: Open) -> None:
    session, logs = a_session(), [a_log() for _ in range(10)]
    answers: list[bool] = []

    def save() -> None:
        answers.extend(journal.save_log(book.engine, book.person, session, log) for log in logs)

    at_once(Thread(target=save), Thread(target=save))
    assert rows(book) == (1, 10, 20)
    assert (len(answers), sum(answers)) == (20, 10)


def test_a_write_takes_the_lock_before_it_looks_and_a_read_takes_none(book: Open) -> None:
    said: list[str] = []

    @event.listens_for(book.engine, "before_cursor_execute")
    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("PRAGMA"):
            said.append(statement)

    journal.save_log(book.engine, book.person, a_session(), a_log())
    assert said[0] == "BEGIN IMMEDIATE"
    said.clear()
    reads.history(book.engine, book.person)
    assert said[0] == "BEGIN"
