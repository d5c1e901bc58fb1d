"""The history after a write is read from what the write touched, and is the same as one read whole."""

import subprocess
import sys
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from backcare.notebook import changes, guided, journal, reads
from backcare.notebook.drafts import LogDraft
from backcare.notebook.for_rules import Kept, kept_history
from backcare.notebook.intake import Batch, take_in
from backcare.notebook.opening import Open
from backcare.safety.history import History
from backcare.settings import ROOT
from tests.notebook.drafted import a_log, a_morning, a_session, an_answer, holds


def read(book: Open, before: Kept | None = None) -> Kept:
    return kept_history(book.engine, book.person, before)


def in_order(found: Kept) -> History:
    history = found.history
    return replace(history, readings=tuple(sorted(history.readings, key=repr)))


def rows_read(book: Open, before: Kept) -> int:
    """How many readings were made anew."""
    after = read(book, before)
    old = {id(one) for one in before.history.readings}
    return sum(id(one) not in old for one in after.history.readings)


def test_after_a_save_only_its_own_session_is_read(book: Open) -> None:
    for day in (5, 6, 7):
        journal.save_log(book.engine, book.person, a_session(day=day), a_log())
    before = read(book)
    session = a_session(day=8)
    journal.save_log(book.engine, book.person, session, a_log())
    journal.save_log(book.engine, book.person, session, a_log(place=1))
    assert rows_read(book, before) == 2
    assert in_order(read(book, before)) == in_order(read(book))


def test_a_write_of_another_process_has_everything_read_anew(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(day=5), a_log())
    before = read(book)
    code = (
        "from backcare.notebook.opening import open_notebook\n"
        "from backcare.settings import read_settings\n"
        "from backcare.notebook.journal import save_log\n"
        "from tests.notebook.drafted import a_log, a_session\n"
        "import os\n"
        "book = open_notebook(read_settings(os.environ))\n"
        "save_log(book.engine, book.person, a_session(day=6), a_log())\n"
    )
    env = {"BACKCARE_DATA_DIR": str(book.settings.data_dir), "PYTHONPATH": str(ROOT), "PATH": ""}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
    journal.save_log(book.engine, book.person, a_session(day=7), a_log())
    assert rows_read(book, before) == 3
    assert len(read(book, before).history.readings) == 3


def test_a_write_that_was_taken_back_touches_nothing(book: Open) -> None:
    session, log = a_session(day=5), a_log()
    guided.keep_log(book.engine, book.person, session, log, 2)
    before = read(book)
    guided.keep_log(book.engine, book.person, session, log, 1)
    assert read(book, before).version == before.version
    assert changes.between(book.engine, before.version, before.version + 1) is None


def test_an_import_has_everything_read_anew(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(day=5), a_log())
    before = read(book)
    take_in(book.engine, book.person, Batch(sessions=((a_session(day=6), (a_log(),)),)))
    assert rows_read(book, before) == 2


def test_a_morning_or_an_answer_reads_no_session_again(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(day=5), a_log())
    before = read(book)
    asked: list[str] = []
    event.listen(book.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    journal.save_morning(book.engine, book.person, a_morning())
    guided.answer(book.engine, book.person, an_answer())
    asked.clear()
    after = read(book, before)
    assert after.history.readings[0] is before.history.readings[0]
    assert (len(after.history.mornings), len(after.history.answers)) == (1, 1)
    assert not [one for one in asked if "exercise_log" in one]


WRITES = st.lists(st.tuples(st.sampled_from(["save", "change", "remove", "guided"]), st.integers(0, 5)), max_size=12)


@given(WRITES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_the_history_is_that_of_a_whole_reading(book: Open, writes: list[tuple[str, int]]) -> None:
    known = read(book)
    sessions, logs = [a_session(day=day + 1, id=uuid4()) for day in range(6)], [a_log(id=uuid4()) for _ in range(6)]
    for place, (kind, which) in enumerate(writes):
        session, log = sessions[which], logs[which]
        if kind == "save":
            journal.save_log(book.engine, book.person, session, log)
        elif kind == "guided":
            guided.keep_log(book.engine, book.person, session, log.model_copy(update={"after": place * 5}), place + 1)
        elif kind == "remove":
            journal.remove_log(book.engine, log.id)
        else:
            _change(book, log.model_copy(update={"after": 10, "holds": holds(100)}))
        known = read(book, known)
        assert in_order(known) == in_order(read(book))
    for log in logs:
        journal.remove_log(book.engine, log.id)


def _change(book: Open, log: LogDraft) -> None:
    stored = reads.log(book.engine, log.id)
    if stored:
        journal.change_log(book.engine, log, stored.version)


@pytest.mark.parametrize(("earlier", "later", "known"), [(0, 0, True), (3, 2, False), (0, 1, False)])
def test_what_was_touched_is_known_only_where_every_write_between_was_noted(
    book: Open, earlier: int, later: int, *, known: bool
) -> None:
    assert (changes.between(book.engine, earlier, later) is not None) is known
