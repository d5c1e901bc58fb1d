from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest

from backcare.errors import NotSaved
from backcare.notebook import guided, journal, reads
from backcare.notebook.drafts import MOST_HOLDS, HoldDraft, LogDraft, SessionDraft
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from tests.notebook.drafted import a_session, holds, remove_log

SESSION = a_session(id=UUID(int=1))


def message(*seconds: int, **given: object) -> LogDraft:
    """A log as a guided session sends it: always under the same id."""
    values = {"id": UUID(int=2), "exercise": "prayer-pose", "before": 30, "holds": holds(*seconds)}
    return LogDraft.model_validate(values | given)


def keep(book: Open, log: LogDraft, heard: int, session: SessionDraft = SESSION) -> None:
    guided.keep_log(book.engine, book.person, session, log, heard)


def kept(book: Open) -> StoredLog:
    (log,) = reads.logs(book.engine, book.person)
    return log


def change(book: Open, **given: object) -> None:
    """What the form does: read the log, change it, save it at the version that was read."""
    stored = kept(book)
    values: dict[str, Any] = {name: getattr(stored, name) for name in LogDraft.model_fields if name != "holds"}
    values["holds"] = tuple(HoldDraft(side=side, seconds=seconds) for side, seconds in stored.holds)
    journal.change_log(book.engine, LogDraft.model_validate(values | given), stored.version)


def stored_rows(book: Open) -> list[Any]:
    sessions: list[Any] = reads.everything(book.engine, book.person)["sessions"]
    return sessions


def test_the_first_message_makes_the_log_and_its_session(book: Open) -> None:
    log = message(50, 60, holds=(HoldDraft(side="both", seconds=50, interrupted=True), *holds(60)), place=2)
    keep(book, log, 3)
    stored = kept(book)
    assert (stored.id, stored.session, stored.started_at) == (log.id, SESSION.id, SESSION.started_at)
    assert (stored.exercise, stored.place, stored.before, stored.worst, stored.after) == (
        *("prayer-pose", 2, 30),
        *(None, None),
    )
    assert (stored.holds, stored.interrupted, stored.stopped) == ((("both", 50), ("both", 60)), (0,), False)


def test_a_later_message_brings_all_of_it_up_to_date(book: Open) -> None:
    keep(book, message(50, before=30, after=40), 3)
    keep(book, message(50, 60, before=30, after=None, worst=70, stopped=True, note="left"), 5)
    stored = kept(book)
    assert (stored.before, stored.worst, stored.after, stored.stopped, stored.note) == (30, 70, None, True, "left")
    assert stored.holds == (("both", 50), ("both", 60))


def test_the_exercises_of_one_guided_session_share_their_session(book: Open) -> None:
    keep(book, message(50), 1)
    keep(book, message(60, id=UUID(int=3), place=1), 1)
    (session,) = stored_rows(book)
    assert [log["holds"][0]["seconds"] for log in session["logs"]] == [50, 60]


@pytest.mark.fault(7)
@pytest.mark.parametrize("heard", [1, 3, 4])
def test_a_message_that_is_not_newer_changes_nothing_not_even_the_notebooks_version(book: Open, heard: int) -> None:
    keep(book, message(50, 60, after=40), 4)
    before = reads.everything(book.engine, book.person)
    keep(book, message(50, after=90, stopped=True), heard)
    assert reads.everything(book.engine, book.person) == before


def test_every_newer_message_raises_the_notebooks_version_and_the_logs(book: Open) -> None:
    keep(book, message(50), 1)
    read_at = kept(book).version
    keep(book, message(50, 60), 2)
    assert reads.version(book.engine) == 2
    assert kept(book).version > read_at  # a form that was opened in between is told, and overwrites no hold


def test_what_was_changed_by_hand_stays_through_all_later_messages(book: Open) -> None:
    keep(book, message(50, before=30, after=40), 1)
    change(book, after=60, note="worse later", variant="towel")
    for number in (2, 3):
        keep(book, message(50, before=20, after=40, note="", worst=70), number)
        stored = kept(book)
        assert (stored.before, stored.worst, stored.after) == (30, 70, 60)
        assert (stored.note, stored.variant) == ("worse later", "towel")


def test_after_a_change_by_hand_a_stop_is_added_and_never_taken_away(book: Open) -> None:
    keep(book, message(50), 1)
    change(book, note="x")
    keep(book, message(50, stopped=True), 2)
    assert kept(book).stopped
    keep(book, message(50, stopped=False), 3)
    assert kept(book).stopped


def test_after_holds_were_taken_out_by_hand_only_new_ones_are_added(book: Open) -> None:
    keep(book, message(50, 60, 70), 1)
    change(book, holds=holds(50, 70))
    keep(book, message(50, 60, 70, 80), 2)
    keep(book, message(50, 60, 70, 80, 90), 3)
    assert [seconds for _, seconds in kept(book).holds] == [50, 70, 80, 90]


def test_after_a_hold_was_added_by_hand_the_next_one_is_not_taken_for_it(book: Open) -> None:
    keep(book, message(50), 1)
    change(book, holds=holds(50, 55))
    keep(book, message(50, 60), 2)
    assert [seconds for _, seconds in kept(book).holds] == [50, 55, 60]


def test_a_hold_that_is_added_after_a_change_by_hand_keeps_its_mark(book: Open) -> None:
    keep(book, message(50), 1)
    change(book, note="x")
    keep(book, message(holds=(*holds(50), HoldDraft(side="both", seconds=60, interrupted=True))), 2)
    assert (kept(book).holds, kept(book).interrupted) == ((("both", 50), ("both", 60)), (1,))


@pytest.mark.parametrize("number", [2, 3, 4, 40])
@pytest.mark.parametrize("changes", [1, 2])
def test_a_change_by_hand_is_seen_whatever_the_number_of_the_next_message(
    book: Open, changes: int, number: int
) -> None:
    keep(book, message(50, after=40), 1)
    for _ in range(changes):
        change(book, after=60)
    for later in (number, number + 1, number + 2):
        keep(book, message(50, after=40), later)
        assert kept(book).after == 60
    change(book, after=70)
    keep(book, message(50, after=40), number + 3)
    assert kept(book).after == 70


def test_more_holds_than_a_log_can_have_are_left_out_and_the_ratings_still_kept(book: Open) -> None:
    keep(book, message(50), 1)
    change(book, holds=holds(*[50] * (MOST_HOLDS - 1)))
    keep(book, message(50, 60, 70, after=40), 2)
    stored = kept(book)
    assert (len(stored.holds), stored.holds[-1], stored.after) == (MOST_HOLDS, ("both", 60), 40)


def test_a_log_that_the_form_saved_keeps_what_it_has(book: Open) -> None:
    journal.save_log(book.engine, book.person, SESSION, message(50, after=40))
    keep(book, message(50, 60, after=90), 1)
    assert (kept(book).after, kept(book).holds) == (40, (("both", 50), ("both", 60)))


def test_a_log_that_was_taken_back_comes_anew_with_the_next_message(book: Open) -> None:
    keep(book, message(50), 2)
    remove_log(book.engine, UUID(int=2))
    keep(book, message(50, 60), 1)
    assert kept(book).holds == (("both", 50), ("both", 60))


def bin_session(book: Open) -> None:
    with book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE practice_session SET deleted_at = '2026-01-08 00:00:00.000000'")


def test_a_session_in_the_bin_comes_out_of_it_with_a_new_message_only(book: Open) -> None:
    keep(book, message(50), 1)
    bin_session(book)
    keep(book, message(50), 1)
    assert reads.logs(book.engine, book.person) == ()
    keep(book, message(50, 60), 2)
    assert kept(book).holds == (("both", 50), ("both", 60))
    bin_session(book)
    keep(book, message(70, id=UUID(int=3)), 1)
    assert [len(log.holds) for log in reads.logs(book.engine, book.person)] == [2, 1]
    assert len(stored_rows(book)) == 1


def test_a_message_that_would_turn_a_log_into_one_of_another_exercise_is_refused(book: Open) -> None:
    keep(book, message(50), 1)
    before = reads.everything(book.engine, book.person)
    with pytest.raises(NotSaved, match="another exercise"):
        keep(book, message(50, 60, exercise="pelvic-tilt"), 2)
    assert reads.everything(book.engine, book.person) == before


def test_a_message_whose_last_hold_fails_leaves_what_was_stored(book: Open) -> None:
    keep(book, message(50), 1)
    before = reads.everything(book.engine, book.person)
    bad = message(50, 60, after=40)
    object.__setattr__(bad.holds[1], "seconds", 0)  # past the drafts, to fail at the last statement
    with pytest.raises(NotSaved):
        keep(book, bad, 2)
    assert reads.everything(book.engine, book.person) == before


def test_a_message_for_nobody_is_refused(book: Open) -> None:
    with pytest.raises(NotSaved):
        guided.keep_log(book.engine, uuid4(), SESSION, message(50), 1)
    assert stored_rows(book) == []


@pytest.mark.fault(7)
def test_tabs_that_send_the_same_messages_at_once_store_each_hold_once(book: Open) -> None:
    messages = [message(*range(10, 10 + number)) for number in range(1, 11)]
    faults: list[Exception] = []

    def send(numbers: range) -> None:
        try:
            for number in numbers:
                keep(book, messages[number - 1], number)
        except Exception as fault:  # noqa: BLE001 - a fault in a thread is seen below
            faults.append(fault)

    threads = [Thread(target=send, args=(numbers,)) for numbers in (range(1, 11), range(1, 11), range(10, 0, -1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    (session,) = stored_rows(book)
    (log,) = session["logs"]
    assert [hold["seconds"] for hold in log["holds"]] == list(range(10, 20))
    assert log["heard"] == 10
