import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backcare.notebook import journal, reads
from backcare.notebook.opening import Open
from backcare.settings import NOTEBOOK_FILE
from benchmarks.speed import writer, writer_lines
from benchmarks.speed.notebooks import Saver, a_log, a_session, opened, thirty_days
from benchmarks.speed.writer_lines import Kept

pytestmark = pytest.mark.slow

NOW = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)


def _written(book: Open, sessions: int) -> None:
    for _ in range(sessions):
        session = a_session(NOW)
        for place in range(writer.EXERCISES):
            journal.save_log(book.engine, book.person, session, a_log(place))


def _run(book: Open, *statements: str) -> None:
    with closing(sqlite3.connect(book.settings.data_dir / NOTEBOOK_FILE)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def _kept(book: Open) -> Kept:
    return writer_lines.compared(set(), book.settings.data_dir, 20, 0)


def test_all_sessions_whole_is_nothing_lost_and_nothing_doubled(book: Open) -> None:
    _written(book, 20)
    assert _kept(book) == Kept(whole=20, lost=0, doubled=0, failed=0)


def test_a_missing_hold_and_a_missing_session_are_counted_as_rows(book: Open) -> None:
    _written(book, 19)
    _run(book, "DELETE FROM hold WHERE position = 7 AND log_id = (SELECT id FROM exercise_log LIMIT 1)")
    assert _kept(book) == Kept(whole=18, lost=1 + 6 + 48 + 1, doubled=0, failed=0)


def test_a_log_too_many_is_doubled(book: Open) -> None:
    _written(book, 20)
    with book.engine.connect() as connection:
        columns = [
            column["name"] for column in connection.exec_driver_sql("PRAGMA table_info(exercise_log)").mappings()
        ]
    rest = ", ".join(name for name in columns if name != "id")
    _run(
        book,
        f"INSERT INTO exercise_log (id, {rest}) SELECT '{'0' * 32}', {rest} FROM exercise_log LIMIT 1",
    )
    assert _kept(book) == Kept(whole=19, lost=0, doubled=1, failed=0)


def test_what_the_saver_saves_it_takes_back(book: Open) -> None:
    saver = Saver(book.settings.data_dir)
    saver.save()
    first = reads.logs(book.engine, book.person)
    saver.take_back()
    assert reads.logs(book.engine, book.person) == ()
    saver.save()
    second = reads.logs(book.engine, book.person)
    saver.take_back()
    saver.take_back()
    assert len(first) == len(second) == 1
    assert first[0].id != second[0].id
    assert len(first[0].holds) == 8
    assert reads.logs(book.engine, book.person) == ()


def test_thirty_days_hold_no_older_session(tmp_path: Path) -> None:
    book = opened(thirty_days(tmp_path / "short"))
    days = {log.started_at.date() for log in reads.logs(book.engine, book.person)}
    book.engine.dispose()
    assert 20 <= len(days) <= 30
    assert (max(days) - min(days)).days <= 29
