from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from backcare.notebook import journal, reads
from backcare.notebook.bests import bests, kept_bests
from backcare.notebook.drafts import HoldDraft
from backcare.notebook.opening import Open
from tests.notebook.drafted import a_log, a_morning, a_session, holds, remove_log


def two_sided(left: int, right: int) -> tuple[HoldDraft, ...]:
    return HoldDraft(side="left", seconds=left), HoldDraft(side="right", seconds=right)


def test_a_new_notebook_has_no_bests(book: Open) -> None:
    journal.save_morning(book.engine, book.person, a_morning())
    journal.save_log(book.engine, book.person, a_session(), a_log(holds=()))
    assert bests(book.engine, book.person) == {}


def test_the_longest_hold_counts_by_exercise_form_and_side(book: Open) -> None:
    for exercise, variant, held in (
        ("prayer-pose", "", holds(150, 155)),
        ("prayer-pose", "", holds(140)),
        ("hamstring-stretch", "", two_sided(90, 110)),
        ("hamstring-stretch", "", two_sided(120, 80)),
        ("hamstring-stretch", "towel", two_sided(300, 310)),
    ):
        log = a_log(exercise, variant=variant, holds=held)
        journal.save_log(book.engine, book.person, a_session(), log)
    assert bests(book.engine, book.person) == {
        ("prayer-pose", "", "both"): 155,
        ("hamstring-stretch", "", "left"): 120,
        ("hamstring-stretch", "", "right"): 110,
        ("hamstring-stretch", "towel", "left"): 300,
        ("hamstring-stretch", "towel", "right"): 310,
    }


def test_interrupted_holds_and_sessions_in_the_bin_and_other_persons_are_left_out(book: Open) -> None:
    slept = HoldDraft(side="both", seconds=900, interrupted=True)
    journal.save_log(book.engine, book.person, a_session(), a_log(holds=(*holds(100), slept)))
    binned = a_session()
    journal.save_log(book.engine, book.person, binned, a_log(holds=holds(800)))
    other = uuid4()
    with book.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE practice_session SET deleted_at = '2026-01-08 00:00:00.000000' WHERE id = ?", (binned.id.hex,)
        )
        connection.exec_driver_sql("INSERT INTO person (id, name) VALUES (?, 'Other')", (other.hex,))
    journal.save_log(book.engine, other, a_session(), a_log(holds=holds(700)))
    assert bests(book.engine, book.person) == {("prayer-pose", "", "both"): 100}


WRITES = st.lists(st.tuples(st.integers(0, 4), st.none() | st.integers(100, 105), st.booleans()), max_size=14)


@pytest.mark.slow
@given(WRITES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_the_bests_that_were_kept_are_those_of_a_whole_look(
    book: Open, writes: list[tuple[int, int | None, bool]]
) -> None:
    """Each log is saved, changed, or taken back (None); two of them are of one session."""
    sessions = [a_session(day=day + 1, id=uuid4()) for day in range(4)]
    logs = [a_log(id=uuid4(), place=place) for place in range(5)]
    known = kept_bests(book.engine, book.person)
    for which, seconds, both in writes:
        log = logs[which].model_copy(update={"holds": () if seconds is None else holds(*(seconds, 100)[: 1 + both])})
        stored = reads.log(book.engine, log.id)
        if seconds is None:
            remove_log(book.engine, log.id)
        elif stored:
            journal.change_log(book.engine, log, stored.version)
        else:
            journal.save_log(book.engine, book.person, sessions[which % 4], log)
        known = kept_bests(book.engine, book.person, known)
        kept = {form: one.seconds for form, one in known.longest.items()}
        assert kept == bests(book.engine, book.person)
    for log in logs:
        remove_log(book.engine, log.id)


def test_after_a_save_only_its_holds_are_looked_through(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(day=5), a_log(holds=holds(150)))
    session = a_session(day=6)
    known = kept_bests(book.engine, book.person)
    asked: list[str] = []
    event.listen(book.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for place, seconds in enumerate((140, 160, 90)):
        journal.save_log(book.engine, book.person, session, a_log(place=place, holds=holds(seconds)))
        asked.clear()
        known = kept_bests(book.engine, book.person, known)
        looks = [one for one in asked if "FROM hold" in one]
        assert len(looks) == 1
        assert "hold.log_id IN" in looks[0]
    assert known.longest["prayer-pose", "", "both"].seconds == 160
