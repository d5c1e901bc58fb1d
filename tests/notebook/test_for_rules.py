"""The history after a write is read from what has changed, and is the same as one read whole."""

import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from backcare.notebook import guided, journal, reads
from backcare.notebook.check import check
from backcare.notebook.drafts import LogDraft
from backcare.notebook.engine import connect
from backcare.notebook.for_rules import Kept, changed_session_days, kept_history
from backcare.notebook.intake import Batch, take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.safety.history import History
from backcare.settings import ROOT, read_settings
from tests.notebook.drafted import a_log, a_morning, a_session, an_answer, holds, remove_log


def file(book: Open) -> Path:
    assert book.settings.file is not None
    return book.settings.file


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


def test_mornings_are_read_again_once_one_was_written(book: Open) -> None:
    journal.save_morning(book.engine, book.person, a_morning(day=5, pain=30))
    before = read(book)
    journal.save_log(book.engine, book.person, a_session(), a_log())
    same = read(book, before)
    assert same.history.mornings is before.history.mornings
    journal.save_morning(book.engine, book.person, a_morning(day=5, pain=45))
    assert [one.pain for one in read(book, same).history.mornings] == [45]
    take_in(book.engine, book.person, Batch(mornings=(a_morning(day=6, pain=20),)))
    assert [one.pain for one in read(book, same).history.mornings] == [45, 20]


def test_after_a_write_of_another_process_too_only_its_own_session_is_read(book: Open) -> None:
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
    assert rows_read(book, before) == 2
    assert in_order(read(book, before)) == in_order(read(book))
    assert len(read(book, before).history.readings) == 3


def test_a_message_that_was_heard_before_changes_nothing(book: Open) -> None:
    session, log = a_session(day=5), a_log()
    guided.keep_log(book.engine, book.person, session, log, 2)
    before = read(book)
    guided.keep_log(book.engine, book.person, session, log, 1)
    assert read(book, before).version == before.version
    assert rows_read(book, before) == 0


def test_after_an_import_only_what_is_new_is_read(book: Open) -> None:
    known, log = a_session(day=5), a_log()
    journal.save_log(book.engine, book.person, known, log)
    before = read(book)
    take_in(book.engine, book.person, Batch(sessions=((known, (log,)), (a_session(day=6), (a_log(), a_log(place=1))))))
    assert rows_read(book, before) == 2
    assert in_order(read(book, before)) == in_order(read(book))


def test_a_log_that_is_taken_back_is_gone_and_has_no_other_session_read_again(book: Open) -> None:
    kept, alone, shared = a_session(day=5), a_log(), a_log(place=1)
    journal.save_log(book.engine, book.person, kept, a_log())
    journal.save_log(book.engine, book.person, kept, shared)
    journal.save_log(book.engine, book.person, a_session(day=6), alone)
    before = read(book)
    remove_log(book.engine, alone.id)
    assert rows_read(book, before) == 0
    assert len(read(book, before).history.readings) == 2
    remove_log(book.engine, shared.id)
    assert rows_read(book, before) == 1
    assert len(read(book, before).history.readings) == 1


def test_a_session_that_waits_in_the_bin_is_gone_and_is_back_when_it_goes_on(book: Open) -> None:
    session, log = a_session(day=5), a_log()
    guided.keep_log(book.engine, book.person, session, log, 1)
    journal.save_log(book.engine, book.person, a_session(day=6), a_log())
    with closing(connect(file(book))) as raw:
        raw.execute("UPDATE notebook_state SET version = version + 1")
        raw.execute("UPDATE practice_session SET deleted_at = '2026-01-07 10:00:00.000000' WHERE changed = 1")
    binned = read(book)
    assert len(binned.history.readings) == 1
    guided.keep_log(book.engine, book.person, session, log, 2)
    assert len(read(book, binned).history.readings) == 2


def test_a_notebook_that_was_put_back_to_an_earlier_state_is_read_whole(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(day=5), a_log())
    backup = book.settings.data_dir / "backup.db"
    shutil.copy(file(book), backup)
    journal.save_log(book.engine, book.person, a_session(day=6), a_log())
    before = read(book)
    book.engine.dispose()
    shutil.copy(backup, file(book))
    assert rows_read(book, before) == 1
    assert len(read(book, before).history.readings) == 1


def test_another_notebook_is_read_whole(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(day=5), a_log())
    other = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(book.settings.data_dir / "other")}))
    assert isinstance(other, Open)
    for day in (6, 7):
        journal.save_log(other.engine, other.person, a_session(day=day), a_log())
    found = kept_history(other.engine, other.person, read(book))
    other.engine.dispose()
    assert sorted(one.at.day for one in found.history.readings) == [6, 7]


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
    assert not [one for one in asked if "practice_session.readings" in one and "changed >" not in one]


WRITES = st.lists(st.tuples(st.sampled_from(["save", "change", "remove", "guided"]), st.integers(0, 5)), max_size=12)


@pytest.mark.slow
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
            so_far = {"after": place * 5, "holds": holds(*range(100, 101 + place))}
            guided.keep_log(book.engine, book.person, session, log.model_copy(update=so_far), place + 1)
        elif kind == "remove":
            remove_log(book.engine, log.id)
        else:
            _change(book, log.model_copy(update={"after": 10, "holds": holds(100)}))
        known = read(book, known)
        assert in_order(known) == in_order(read(book))
    assert check(book.settings) == ()  # what is kept of the holds is their sum
    for log in logs:
        remove_log(book.engine, log.id)


def _change(book: Open, log: LogDraft) -> None:
    stored = reads.log(book.engine, log.id)
    if stored:
        journal.change_log(book.engine, log, stored.version)


def test_the_days_that_a_write_changed_are_told(book: Open) -> None:
    log = a_log()
    journal.save_log(book.engine, book.person, a_session(day=5), log)
    journal.save_log(book.engine, book.person, a_session(day=6), a_log())
    old = read(book)
    assert changed_session_days(old, read(book, old)) == frozenset()
    _change(book, log.model_copy(update={"after": 90}))
    journal.save_log(book.engine, book.person, a_session(day=7), a_log())
    new = read(book, old)
    assert changed_session_days(old, new) == frozenset(date(2026, 1, day) for day in (5, 7))
    remove_log(book.engine, log.id)
    assert changed_session_days(new, read(book, new)) == frozenset([date(2026, 1, 5)])
    assert changed_session_days(new, read(book)._replace(notebook=uuid4())) is None
