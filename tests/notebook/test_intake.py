from collections import Counter
from datetime import UTC, datetime
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.errors import NotSaved
from backcare.notebook import clinician, guided, journal, reads
from backcare.notebook.drafts import DecisionDraft, HoldDraft, LogDraft, SessionDraft
from backcare.notebook.intake import Batch, TakenIn, take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
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
    holds,
    remove_log,
)


def again(batch: Batch) -> Batch:
    """The same file read again: every draft has a fresh id."""
    sessions = tuple(
        (a_session(started_at=session.started_at, source="imported"), tuple(fresh(log) for log in logs))
        for session, logs in batch.sessions
    )
    return Batch(sessions, tuple(a_morning(draft.day.day, draft.pain) for draft in batch.mornings))


def fresh(log: LogDraft) -> LogDraft:
    return log.model_copy(update={"id": a_log().id})


def a_batch() -> Batch:
    sessions = (
        (a_session(source="imported"), (a_log("pelvic-tilt"), a_log("prayer-pose", place=1))),
        (a_session(day=7, source="imported"), (a_log("prayer-pose"), a_log("prayer-pose", after=60, place=1))),
    )
    return Batch(sessions, (a_morning(6), a_morning(7)))


def test_a_batch_is_stored_and_counted(book: Open) -> None:
    assert take_in(book.engine, book.person, a_batch()) == TakenIn(2, 0, 4, 0, (), 2, 0, ())
    stored = reads.logs(book.engine, book.person)
    assert [(log.started_at.day, log.exercise, log.place) for log in stored] == [
        (5, "pelvic-tilt", 0),
        (5, "prayer-pose", 1),
        (7, "prayer-pose", 0),
        (7, "prayer-pose", 1),
    ]
    assert reads.version(book.engine) == 1


@pytest.mark.fault(25)
def test_the_same_file_again_adds_nothing(book: Open) -> None:
    batch = a_batch()
    take_in(book.engine, book.person, batch)
    before = reads.everything(book.engine, book.person)
    for _ in range(2):
        assert take_in(book.engine, book.person, again(batch)) == TakenIn(0, 2, 0, 4, (), 0, 2, ())
    after = reads.everything(book.engine, book.person)
    assert (after["sessions"], after["mornings"]) == (before["sessions"], before["mornings"])


def test_an_exercise_that_comes_twice_in_a_session_stays_two_logs_even_without_places(book: Open) -> None:
    batch = Batch(((a_session(), (a_log(after=10), a_log(after=20), a_log(after=30))),))
    take_in(book.engine, book.person, batch)
    assert [log.after for log in reads.logs(book.engine, book.person)] == [10, 20, 30]
    assert take_in(book.engine, book.person, again(batch)).differing == ()


def test_a_known_session_takes_the_logs_that_it_lacked(book: Open) -> None:
    session = a_session()
    journal.save_log(book.engine, book.person, session, a_log("pelvic-tilt"))
    more = Batch(((a_session(source="imported"), (a_log("pelvic-tilt"), a_log("horse-back"), a_log("pelvic-tilt"))),))
    assert take_in(book.engine, book.person, more)[:4] == (0, 1, 2, 1)
    stored = reads.logs(book.engine, book.person)
    assert {log.session for log in stored} == {session.id}
    assert [(log.place, log.exercise) for log in stored] == [(0, "pelvic-tilt"), (1, "horse-back"), (2, "pelvic-tilt")]


def test_a_session_is_known_by_its_second_in_any_zone(book: Open) -> None:
    here = SessionDraft(
        id=a_log().id, started_at=datetime(2026, 1, 5, 18, 30, 1, 900_000, tzinfo=UTC), zone="Europe/Berlin"
    )
    there = SessionDraft(id=a_log().id, started_at=datetime(2026, 1, 5, 18, 30, 1, tzinfo=UTC), zone="Asia/Tokyo")
    later = SessionDraft(id=a_log().id, started_at=datetime(2026, 1, 5, 18, 30, 2, tzinfo=UTC), zone="Asia/Tokyo")
    journal.save_log(book.engine, book.person, here, a_log())
    taken = take_in(book.engine, book.person, Batch(((there, (a_log(),)), (later, (a_log(),)))))
    assert taken[:4] == (1, 1, 1, 1)


def test_where_values_differ_the_notebook_keeps_its_own_and_says_so(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(), a_log(note="mine"))
    journal.save_morning(book.engine, book.person, a_morning(6, 20))
    theirs = a_log(after=75, before=None, note="", holds=holds(150))
    taken = take_in(book.engine, book.person, Batch(((a_session(), (theirs,)),), (a_morning(6, 25),)))
    where = "Prayer pose, 2026-01-05 18:30"
    assert taken.differing == (
        f"{where}: pain before is 3 in your notebook, empty in the file",
        f"{where}: pain after is 3.5 in your notebook, 7.5 in the file",
        f"{where}: holds is both 15;15.5 in your notebook, both 15 in the file",
        f"{where}: note is mine in your notebook, empty in the file",
    )
    assert taken.differing_mornings == ("Morning of 2026-01-06: 2 in your notebook, 2.5 in the file",)
    (stored,) = reads.logs(book.engine, book.person)
    assert (stored.before, stored.after, stored.note) == (30, 35, "mine")
    assert [morning.pain for morning in reads.mornings(book.engine, book.person)] == [20]


def test_the_order_of_holds_between_sides_is_no_difference(book: Open) -> None:
    left, right = HoldDraft(side="left", seconds=100), HoldDraft(side="right", seconds=110)
    journal.save_log(book.engine, book.person, a_session(), a_log(holds=(left, right, left)))
    taken = take_in(book.engine, book.person, Batch(((a_session(), (a_log(holds=(left, left, right)),)),)))
    assert (taken.known_logs, taken.differing) == (1, ())


def test_a_session_in_the_bin_is_known_and_stays_there(book: Open) -> None:
    batch = a_batch()
    take_in(book.engine, book.person, batch)
    with book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE practice_session SET deleted_at = '2026-01-08 00:00:00.000000'")
    assert reads.logs(book.engine, book.person) == ()
    assert take_in(book.engine, book.person, again(batch))[:4] == (0, 2, 0, 4)
    assert reads.logs(book.engine, book.person) == ()
    assert reads.history(book.engine, book.person).readings == ()


def test_a_morning_that_stands_twice_in_a_file_is_taken_once(book: Open) -> None:
    taken = take_in(book.engine, book.person, Batch((), (a_morning(6, 20), a_morning(6, 30), a_morning(6, 20))))
    assert (taken.new_mornings, taken.known_mornings, len(taken.differing_mornings)) == (1, 2, 1)


def test_a_file_with_ids_does_not_bring_back_one_of_two_equal_logs(book: Open) -> None:
    batch = Batch(((a_session(), (a_log(after=10), a_log(after=20))),))
    take_in(book.engine, book.person, batch)
    remove_log(book.engine, batch.sessions[0][1][0].id)
    assert take_in(book.engine, book.person, batch)[:4] == (0, 1, 0, 2)
    assert [log.after for log in reads.logs(book.engine, book.person)] == [20]


def test_a_session_without_logs_is_passed_over(book: Open) -> None:
    assert take_in(book.engine, book.person, Batch(((a_session(), ()),)))[:4] == (0, 0, 0, 0)
    assert reads.everything(book.engine, book.person)["sessions"] == []


def what_was_told() -> Batch:
    at = datetime(2026, 1, 8, 8, tzinfo=UTC)
    resume = DecisionDraft(id=a_log().id, exercise="prayer-pose", kind="resume", code="hurts-again", at=at, zone="UTC")
    return Batch(
        decisions=(resume,),
        answers=(an_answer(), an_answer(id=a_log().id, questions="doctor", item=None, exercise=None)),
        checks=(a_check(),),
        flares=(a_flare(6), a_flare(7)),
        setup=(a_setup("knee", "no"), a_setup()),
        plans=(a_plan("prayer-pose"),),
        targets=(a_target(), a_target(None, None, hour=9)),
        words=(a_word(exercise="horse-back"), a_word("dose")),
    )


TOLD = ("decisions", "red_flags", "checks", "flares", "setup", "plans", "targets", "clinician_words")


def test_what_was_told_is_taken_in_with_its_times_and_once_only(book: Open) -> None:
    batch = what_was_told()
    assert take_in(book.engine, book.person, batch) == TakenIn(0, 0, 0, 0, (), 0, 0, (), 13, 0)
    history = reads.history(book.engine, book.person)
    (resume,), (check,) = history.decisions, history.checks
    assert (resume.at, resume.exercise, resume.kind) == (batch.decisions[0].at, "prayer-pose", "resume")
    assert (check.at, check.questions, check.day) == (batch.checks[0].at, "emergency", batch.checks[0].day)
    assert Counter(answer.questions for answer in history.answers) == {"leg": 1, "doctor": 1}
    assert [day.day for day in history.flares] == [6, 7]
    assert reads.setup_answers(book.engine, book.person) == {"knee": False, "hip-replacement": True}
    assert [(one.kind, one.clinician) for one in clinician.words(book.engine, book.person)] == [
        (one.kind, "Anna Weiss") for one in sorted(batch.words, key=lambda one: one.id)
    ]
    before = reads.everything(book.engine, book.person)
    assert take_in(book.engine, book.person, batch) == TakenIn(0, 0, 0, 0, (), 0, 0, (), 0, 13)
    after = reads.everything(book.engine, book.person)
    assert [after[name] for name in TOLD] == [before[name] for name in TOLD]


def test_what_the_notebook_was_told_stands_and_a_flare_up_is_known_by_its_day(book: Open) -> None:
    guided.answer(book.engine, book.person, an_answer(answer="yes"))
    journal.mark_flare(book.engine, book.person, a_flare(6))
    twice = a_flare(7)
    theirs = Batch(answers=(an_answer(answer="no"),), flares=(a_flare(6), twice, a_flare(7)))
    assert take_in(book.engine, book.person, theirs)[8:] == (1, 3)
    assert reads.everything(book.engine, book.person)["flares"][1]["id"] == str(twice.id)
    assert [answer.answer for answer in reads.answers(book.engine, book.person)] == ["yes"]
    assert [day.day for day in reads.history(book.engine, book.person).flares] == [6, 7]


@pytest.mark.fault(24)
def test_when_the_last_row_fails_nothing_is_taken_in(book: Open) -> None:
    batch = what_was_told()._replace(sessions=a_batch().sessions, mornings=a_batch().mornings)
    object.__setattr__(batch.words[1], "hold", 9)  # past the drafts, to fail at the last statement
    with pytest.raises(NotSaved):
        take_in(book.engine, book.person, batch)
    whole = reads.everything(book.engine, book.person)
    assert [whole[name] for name in ("sessions", "mornings", *TOLD)] == [[]] * 10
    assert whole["version"] == 0


Rows: TypeAlias = list[tuple[datetime, list[tuple[str, int]]]]
MOMENTS = st.integers(0, 3).map(lambda hour: datetime(2026, 1, 5, hour, tzinfo=UTC))
SLUGS = st.sampled_from(["pelvic-tilt", "prayer-pose"])
FILES = st.lists(
    st.tuples(MOMENTS, st.lists(st.tuples(SLUGS, st.integers(0, 100)), min_size=1, max_size=4)), max_size=6
)


def drafted(rows: Rows) -> Batch:
    return Batch(
        tuple((a_session(started_at=at), tuple(a_log(slug, after=after) for slug, after in logs)) for at, logs in rows)
    )


def counted(rows: Rows) -> Counter[tuple[datetime, str]]:
    return Counter((at, slug) for at, logs in rows for slug, _ in logs)


@pytest.mark.slow
@pytest.mark.fault(25)
@given(FILES, FILES)
@settings(max_examples=60, deadline=None)
def test_what_two_files_hold_is_stored_once(
    tmp_path_factory: pytest.TempPathFactory, first: Rows, second: Rows
) -> None:
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path_factory.mktemp("book"))}))
    assert isinstance(book, Open)
    for rows in (first, second, first, second):
        take_in(book.engine, book.person, drafted(rows))
    stored = Counter((log.started_at, log.exercise) for log in reads.logs(book.engine, book.person))
    book.engine.dispose()
    assert stored == counted(first) | counted(second)
