"""A notebook's file from elsewhere takes the notebook's place; it may hold anything."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from backcare.errors import BackCareError, FileRefused
from backcare.notebook import backups, foreign, journal, reads
from backcare.notebook.check import check
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.restore import restore, restore_from
from backcare.notebook.schema import REVISIONS, head
from backcare.settings import ROOT, Settings, read_settings
from tests.notebook.drafted import a_log, a_morning, a_session

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, 13, 15, 52, tzinfo=UTC)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The file of a notebook on another machine, with two sessions and a morning."""
    settings = read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "elsewhere")})
    book = open_notebook(settings)
    assert isinstance(book, Open)
    assert settings.file is not None
    for day in (11, 12):
        journal.save_log(book.engine, book.person, a_session(day=day), a_log())
    journal.save_morning(book.engine, book.person, a_morning(12))
    book.engine.dispose()
    return settings.file


@pytest.fixture
def own(book: Open) -> Open:
    journal.save_log(book.engine, book.person, a_session(day=3), a_log())
    return book


def days(book: Open) -> list[int]:
    return [log.started_at.day for log in reads.logs(book.engine, book.person)]


def changed(file: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            raw.execute(statement)
        raw.commit()
    return file


@pytest.mark.parametrize("given", [Path, Path.read_bytes])
def test_a_file_from_elsewhere_takes_the_notebooks_place_and_that_can_be_undone(
    own: Open, settings: Settings, elsewhere: Path, given: Callable[[Path], bytes | Path]
) -> None:
    content = elsewhere.read_bytes()
    done = restore_from(settings, given(elsewhere), NOW)
    assert days(own) == [11, 12]
    assert check(settings) == ()
    assert elsewhere.read_bytes() == content
    assert sorted(one.name for one in settings.data_dir.iterdir()) == ["backcare.db", "backups"]
    assert done.former is not None
    restore(settings, done.former, NOW)
    assert days(own) == [3]


@pytest.mark.parametrize("schema", REVISIONS)
def test_a_file_of_every_older_schema_is_brought_to_the_present_one(settings: Settings, schema: str) -> None:
    assert restore_from(settings, ROOT / "tests" / "databases" / f"schema-{schema}.db", NOW).held.schema == head()
    assert check(settings) == ()


HOSTILE = (
    "CREATE TABLE trap (word)",
    "CREATE VIEW seen AS SELECT load_extension('x') FROM person",
    "CREATE TRIGGER fall AFTER UPDATE ON notebook_state BEGIN DELETE FROM exercise_log; END",
    "CREATE TRIGGER leak AFTER UPDATE ON practice_session BEGIN INSERT INTO trap VALUES (new.id); END",
    "CREATE INDEX tricked ON exercise_log (upper(note))",
    "ALTER TABLE exercise_log ADD COLUMN effort INTEGER",
)


@pytest.mark.fault(15)
def test_triggers_views_and_what_else_a_file_holds_are_not_run_and_do_not_come_along(
    own: Open, settings: Settings, file: Path, elsewhere: Path
) -> None:
    with closing(connect(file)) as raw:
        before = set(raw.execute("SELECT type, name, sql FROM sqlite_master"))
    restore_from(settings, changed(elsewhere, *HOSTILE), NOW)
    with closing(connect(file)) as raw:
        assert set(raw.execute("SELECT type, name, sql FROM sqlite_master")) == before
    assert days(own) == [11, 12]
    journal.save_morning(own.engine, own.person, a_morning(13))
    assert days(own) == [11, 12]
    assert check(settings) == ()


IN_PLACE_OF = "ALTER TABLE {0} RENAME TO moved"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS log_id FROM n"


@pytest.mark.fault(15)
@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["PRAGMA application_id=0"], "belongs to another program"),
        (["DROP TABLE alembic_version"], "not whole"),
        (["CREATE TABLE v (x)", "DROP TABLE alembic_version", "CREATE VIEW alembic_version AS SELECT 1"], "not whole"),
        (["DELETE FROM alembic_version"], "not whole"),
        (["UPDATE alembic_version SET version_num = '9999'"], "newer version of BackCare"),
        (["DROP TABLE hold"], "It lacks hold"),
        ([IN_PLACE_OF.format("hold"), f"CREATE VIEW hold AS {ENDLESS}"], "holds no whole notebook"),
        ([IN_PLACE_OF.format("flare_day"), "CREATE VIRTUAL TABLE flare_day USING fts5(id)"], "holds no whole notebook"),
        (["ALTER TABLE hold RENAME COLUMN side TO sides"], "holds no whole notebook"),
        (["DELETE FROM person"], "holds no whole notebook"),
        (["INSERT INTO person SELECT 'x' || id, name, saved_at FROM person"], "holds no whole notebook"),
        (["DELETE FROM notebook_state"], "holds no whole notebook"),
        (["DELETE FROM practice_session"], "holds no whole notebook"),
        (["UPDATE notebook_state SET version = 2147483647"], "holds no whole notebook"),
        (["UPDATE notebook_state SET notebook = 'none'"], "not whole"),
        (["UPDATE exercise_log SET after = 101"], "holds no whole notebook"),
        (["UPDATE exercise_log SET note = 'a' || char(0)"], "holds what no notebook holds"),
        (["UPDATE exercise_log SET note = CAST(x'ff' AS TEXT)"], "holds no whole notebook"),
        (["UPDATE exercise_log SET note = zeroblob(5000000)"], "too big"),
        (["UPDATE exercise_log SET saved_at = 'soon'"], "holds what no notebook holds"),
        (["UPDATE practice_session SET zone = 'Mars'"], "holds what no notebook holds"),
        (["UPDATE practice_session SET readings = '[[1]]'"], "holds what no notebook holds"),
    ],
)
def test_a_file_that_is_no_whole_notebook_is_refused_in_words_and_nothing_changes(  # noqa: PLR0917 - fixtures come by name
    own: Open, settings: Settings, file: Path, elsewhere: Path, statements: list[str], words: str
) -> None:
    content = file.read_bytes()
    with pytest.raises(FileRefused, match=words):
        restore_from(settings, changed(elsewhere, *statements), NOW)
    assert file.read_bytes() == content
    assert days(own) == [3]
    assert sorted(one.name for one in settings.data_dir.iterdir()) == ["backcare.db"]


@pytest.mark.fault(9)
@pytest.mark.parametrize("content", [b"", b"date,pain\n2026-01-01,3\n" * 100, b"SQLite format 3\0" + b"\xff" * 9_000])
def test_what_is_no_database_is_refused(own: Open, settings: Settings, content: bytes) -> None:
    with pytest.raises(FileRefused, match=r"Nothing was changed|another program"):
        restore_from(settings, content, NOW)
    assert days(own) == [3]


@pytest.mark.fault(22)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    own: Open, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.db"
    with huge.open("wb") as file:
        file.truncate(foreign.MOST_BYTES + 1)
    with pytest.raises(FileRefused, match="larger than 200 MB"):
        restore_from(settings, huge, NOW)
    monkeypatch.setattr(foreign, "MOST_BYTES", 10_000)
    with pytest.raises(FileRefused, match="larger than 0 MB"):
        restore_from(settings, bytes(10_001), NOW)
    assert days(own) == [3]


@pytest.mark.fault(15)
def test_a_question_to_a_file_that_takes_too_long_is_given_up(
    own: Open, settings: Settings, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT i FROM n"
    slow = changed(elsewhere, f"CREATE TABLE filler AS {many}")
    monkeypatch.setattr(foreign, "LONGEST", 0.0)
    with pytest.raises(FileRefused, match="interrupted"):
        restore_from(settings, slow, NOW)
    assert days(own) == [3]
    monkeypatch.undo()
    assert restore_from(settings, slow, NOW).held.sessions == 2


@pytest.mark.fault(16)
@pytest.mark.parametrize("name", ["nowhere.db", "a\0b", "", "."])
def test_a_path_to_no_file_is_refused_in_words(settings: Settings, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefused, match=r"There is no file|cannot be read"):
        restore_from(settings, tmp_path / name, NOW)
    assert settings.file is not None
    assert not settings.file.exists()


def test_a_file_that_a_program_was_ended_at_is_refused_since_half_a_save_may_be_in_it(
    settings: Settings, elsewhere: Path
) -> None:
    Path(f"{elsewhere}-journal").write_bytes(b"half")
    with pytest.raises(FileRefused, match="was ended at it"):
        restore_from(settings, elsewhere, NOW)


def test_a_file_with_a_damaged_page_is_refused(own: Open, settings: Settings, elsewhere: Path) -> None:
    content = bytearray(elsewhere.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xa5" * 200
    with pytest.raises(FileRefused, match=r"damaged|no whole notebook"):
        restore_from(settings, bytes(content), NOW)
    assert days(own) == [3]


@pytest.mark.slow
@pytest.mark.fault(15)
@hypothesis_settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(0, 2**20), st.binary(min_size=1, max_size=40)), min_size=1, max_size=6))
def test_a_file_with_any_bytes_changed_is_refused_in_words_or_gives_a_whole_notebook(
    settings: Settings, elsewhere: Path, places: list[tuple[int, bytes]]
) -> None:
    content = bytearray(elsewhere.read_bytes())
    for place, put in places:
        at = place % (len(content) - len(put))
        content[at : at + len(put)] = put
    with suppress(BackCareError):  # which has words
        restore_from(settings, bytes(content), NOW)
        assert check(settings) == ()


def test_sample_data_is_not_taken_for_a_persons_own(own: Open, settings: Settings, elsewhere: Path) -> None:
    with pytest.raises(FileRefused, match="Sample data"):
        restore_from(settings, changed(elsewhere, "UPDATE notebook_state SET sample = 1"), NOW)
    assert days(own) == [3]
    assert backups.listed(settings.backups) == ()
