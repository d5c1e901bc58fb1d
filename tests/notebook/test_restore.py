import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from uuid import UUID

import pytest

from backcare.errors import FileRefused, NotebookUnusable, NotSaved
from backcare.notebook import backups, journal, reads
from backcare.notebook.backups import Backup
from backcare.notebook.bests import kept_bests
from backcare.notebook.check import check
from backcare.notebook.compared import compare
from backcare.notebook.engine import connect
from backcare.notebook.for_rules import kept_history
from backcare.notebook.intake import mark_as_sample
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.recent import recent_history
from backcare.notebook.restore import MOST_WRITES, restore
from backcare.notebook.schema import REVISIONS, head
from backcare.notebook.sums import day_mornings, exercise_days
from backcare.settings import ROOT, Settings, read_settings
from tests.conftest import Tally
from tests.notebook.drafted import a_log, a_morning, a_session

NOW = datetime(2026, 11, 23, 13, 15, 52, tzinfo=UTC)


def save(book: Open, day: int, after: int = 35) -> UUID:
    log = a_log(after=after)
    journal.save_log(book.engine, book.person, a_session(day=day), log)
    return log.id


def days(book: Open) -> list[int]:
    return [log.started_at.day for log in reads.logs(book.engine, book.person)]


def contents(settings: Settings) -> list[str]:
    return sorted(one.name for one in settings.data_dir.iterdir())


@pytest.fixture
def kept(book: Open, settings: Settings, file: Path) -> Backup:
    """Two days and a morning, of which there is a backup; then the notebook goes on."""
    save(book, 5)
    save(book, 6)
    journal.save_morning(book.engine, book.person, a_morning())
    made = backups.make(file, settings.backups, "asked", NOW)
    save(book, 7)
    journal.save_morning(book.engine, book.person, a_morning(8, 50))
    return made


def test_a_restored_backup_is_there_at_once_in_a_notebook_that_is_open_and_can_be_undone(
    book: Open, settings: Settings, kept: Backup
) -> None:
    assert (days(book), reads.version(book.engine)) == ([5, 6, 7], 5)
    done = restore(settings, kept, NOW)
    assert done.held.sessions == 2
    assert (days(book), reads.version(book.engine)) == ([5, 6], 6)
    assert [one.day.day for one in reads.mornings(book.engine, book.person)] == [6]
    assert check(settings) == ()
    assert done.former is not None
    assert (done.former.why, done.former.sessions, done.former.version) == ("restore", 3, 5)
    assert done.aside is None
    again = restore(settings, done.former, NOW)
    assert (days(book), reads.version(book.engine)) == ([5, 6, 7], 7)
    assert again.former is not None
    assert again.former.sessions == 2
    assert check(settings) == ()
    assert contents(settings) == ["backcare.db", "backups"]
    assert journal.save_log(book.engine, book.person, a_session(day=9), a_log())


def test_what_was_read_before_a_restore_is_read_anew_and_nothing_of_it_stays(
    book: Open, settings: Settings, kept: Backup
) -> None:
    person, engine = book.person, book.engine
    history, best = kept_history(engine, person), kept_bests(engine, person)
    sums = exercise_days(engine, person, "prayer-pose")
    assert (len(history.history.readings), len(sums.days), len(day_mornings(engine, person))) == (3, 3, 2)
    restore(settings, kept, NOW)
    assert kept_history(engine, person, history).history == kept_history(engine, person).history
    assert len(kept_history(engine, person, history).history.readings) == 2
    assert exercise_days(engine, person, "prayer-pose", sums) == exercise_days(engine, person, "prayer-pose")
    assert kept_bests(engine, person, best) == kept_bests(engine, person)
    assert [one.pain for one in kept_history(engine, person, history).history.mornings] == [20]


def test_a_rating_that_was_changed_after_the_backup_is_the_former_one_again_in_what_was_read(
    book: Open, settings: Settings, file: Path
) -> None:
    id_ = save(book, 5, after=30)
    made = backups.make(file, settings.backups, "asked", NOW)
    found = reads.log(book.engine, id_)
    assert found is not None
    with closing(connect(file)) as raw:
        raw.execute("UPDATE exercise_log SET after = 90")
        raw.execute("""UPDATE practice_session SET readings = replace(readings, ',30,', ',90,'), changed = 2""")
        raw.execute("UPDATE notebook_state SET version = 2")
    history = kept_history(book.engine, book.person)
    restore(settings, made, NOW)
    (reading,) = kept_history(book.engine, book.person, history).history.readings
    assert reading.after == 30
    assert check(settings) == ()


@pytest.mark.slow
def test_of_a_long_history_what_verdicts_look_at_is_the_same_as_read_anew(
    book: Open, settings: Settings, file: Path
) -> None:
    """The first sessions of a history, and the last, were known; the backup lacks some of both."""
    start = datetime(2024, 1, 1, 18, tzinfo=UTC)

    def fill(numbers: range) -> None:
        for number in numbers:
            session = a_session(started_at=start + timedelta(days=number), zone="UTC")
            journal.save_log(book.engine, book.person, session, a_log())

    fill(range(10, 430))
    made = backups.make(file, settings.backups, "asked", NOW)
    fill(range(10))
    fill(range(430, 440))
    now = start + timedelta(days=450)
    before = recent_history(book.engine, book.person, now)
    assert before is not None
    restore(settings, made, NOW)
    after, anew = (recent_history(book.engine, book.person, now, known) for known in (before, None))
    assert anew is not None
    assert after is not None
    assert after.history == anew.history


@pytest.mark.slow
@pytest.mark.fault(6)
def test_a_notebook_that_another_program_holds_is_not_replaced_and_that_is_said_after_five_seconds(
    book: Open, settings: Settings, file: Path, kept: Backup
) -> None:
    with closing(connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = monotonic()
        with pytest.raises(NotSaved, match=r"another program is using the notebook\..*Your notebook is as it was"):
            restore(settings, kept, NOW)
        assert 4.5 < monotonic() - start < 7
    assert days(book) == [5, 6, 7]
    assert contents(settings) == ["backcare.db", "backups"]
    assert restore(settings, kept, NOW).held.sessions == 2


def test_a_restore_waits_for_a_reader_that_is_done_within_a_moment(
    book: Open, settings: Settings, file: Path, kept: Backup
) -> None:
    reading, seen = Event(), []

    def read() -> None:
        with closing(connect(file)) as other:
            other.execute("BEGIN")
            seen.append(other.execute("SELECT count(*) FROM exercise_log").fetchone())
            reading.set()
            sleep(0.5)
            seen.append(other.execute("SELECT count(*) FROM exercise_log").fetchone())
            other.execute("COMMIT")

    reader = Thread(target=read)
    reader.start()
    assert reading.wait(10)
    restore(settings, kept, NOW)
    reader.join(10)
    assert seen == [(3,), (3,)]
    assert days(book) == [5, 6]


def test_nothing_that_is_saved_beside_a_restore_is_lost(book: Open, settings: Settings, kept: Backup) -> None:
    """Each save that was confirmed is in the notebook or in the backup that was made just before."""
    saved: list[UUID] = []
    done = Event()

    def write() -> None:
        while not done.is_set():
            saved.append(save(book, 9))

    writer = Thread(target=write)
    writer.start()
    sleep(0.2)
    result = restore(settings, kept, NOW)
    sleep(0.2)
    done.set()
    writer.join(30)
    assert result.former is not None
    with closing(sqlite3.connect(result.former.file)) as raw:
        found = {UUID(row[0]) for row in raw.execute("SELECT id FROM exercise_log")}
    found |= {log.id for log in reads.logs(book.engine, book.person)}
    assert len(saved) > 5
    assert set(saved) <= found
    assert check(settings) == ()


FULL = """if True:
    import resource, sys
    from datetime import UTC, datetime
    from backcare.errors import NotSaved
    from backcare.notebook import backups
    from backcare.notebook.restore import restore
    from backcare.settings import read_settings
    settings, most = read_settings({"BACKCARE_DATA_DIR": sys.argv[1]}), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        restore(settings, backups.listed(settings.backups)[0], datetime(2026, 11, 24, tzinfo=UTC))
    except NotSaved as error:
        print(error.reason)
"""


@pytest.mark.slow
@pytest.mark.fault(4)
def test_a_disk_that_is_full_leaves_the_notebook_as_it_was(
    book: Open, settings: Settings, file: Path, kept: Backup, tally: Tally
) -> None:
    for number in range(20):  # so that the notebook needs more room than its backup
        save(book, number + 8)
    before, room = days(book), [0, 5_000, kept.size - 1, kept.size, file.stat().st_size - 1]
    tally.tries = len(room)
    for most in room:
        call = [sys.executable, "-c", FULL, str(settings.data_dir), str(most)]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.startswith("Nothing was restored")
        assert "Your notebook is as it was." in done.stdout
        assert days(book) == before
        assert backups.listed(settings.backups) == (kept,)
        assert contents(settings) == ["backcare.db", "backups"]
    assert check(settings) == ()


@pytest.mark.fault(9)
@pytest.mark.parametrize("damage", ["empty", "text", "header", "half", "torn"])
def test_a_damaged_notebook_is_kept_aside_as_it_is_and_the_open_one_goes_on_with_the_backup(
    book: Open, settings: Settings, file: Path, kept: Backup, damage: str
) -> None:
    content = file.read_bytes()
    broken = {
        "empty": b"",
        "text": b"Monday: my back hurts\n" * 300,
        "header": b"SQLite format 3\0" + b"\xff" * 5_000,
        "half": content[: len(content) // 2],
        "torn": content[:8192] + bytes(20_000) + content[28_192:],
    }[damage]
    file.write_bytes(broken)
    Path(f"{file}-journal").write_bytes(b"left")
    done = restore(settings, kept, NOW)
    assert (done.held.sessions, done.former) == (2, None)
    assert done.aside == settings.backups / "damaged-20261123T131552Z.db"
    assert done.aside.read_bytes() == broken
    assert not Path(f"{file}-journal").exists()
    assert days(book) == [5, 6]
    assert reads.version(book.engine) == kept.version + MOST_WRITES
    assert check(settings) == ()
    assert [one.id for one in backups.listed(settings.backups)] == [kept.id]
    file.write_bytes(b"")
    second = restore(settings, kept, NOW)
    assert second.aside == settings.backups / "damaged-20261123T131552Z-2.db"
    assert done.aside.read_bytes() == broken
    assert days(book) == [5, 6]


def test_a_notebook_whose_rows_lost_their_parents_is_kept_aside(
    book: Open, settings: Settings, file: Path, kept: Backup
) -> None:
    with closing(connect(file, foreign_keys=False)) as raw:
        raw.execute("DELETE FROM practice_session")
    assert restore(settings, kept, NOW).aside is not None
    assert days(book) == [5, 6]


def test_a_missing_notebook_is_put_back_and_what_a_killed_program_left_beside_it_undoes_nothing(
    book: Open, settings: Settings, file: Path, kept: Backup
) -> None:
    with closing(connect(file)) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE exercise_log SET note = ?", ("x" * 3_000,))
        raw.execute("CREATE TABLE filler AS SELECT zeroblob(100000)")
        journal_left = Path(f"{file}-journal").read_bytes()
    book.engine.dispose()
    file.unlink()
    Path(f"{file}-journal").write_bytes(journal_left)
    assert compare(settings, kept) is None
    done = restore(settings, kept, NOW)
    assert (done.former, done.aside) == (None, None)
    assert days(book) == [5, 6]
    assert check(settings) == ()
    assert not Path(f"{file}-journal").exists()


@pytest.mark.fault(12)
def test_a_notebook_of_a_newer_version_is_not_replaced(settings: Settings, file: Path, kept: Backup) -> None:
    with closing(connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    content = file.read_bytes()
    with pytest.raises(NotebookUnusable, match="newer version of BackCare"):
        restore(settings, kept, NOW)
    assert file.read_bytes() == content


@pytest.mark.fault(15)
def test_another_programs_database_or_a_folder_in_the_notebooks_place_is_not_replaced(
    book: Open, settings: Settings, file: Path, kept: Backup
) -> None:
    book.engine.dispose()
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE exercise_log (id)")
        other.commit()
    with pytest.raises(NotebookUnusable, match="belongs to another program"):
        restore(settings, kept, NOW)
    file.unlink()
    file.mkdir()
    with pytest.raises(NotebookUnusable, match="is not a file"):
        restore(settings, kept, NOW)


@pytest.mark.fault(11)
def test_a_damaged_backup_changes_nothing(book: Open, settings: Settings, file: Path, kept: Backup) -> None:
    content = file.read_bytes()
    kept.file.write_bytes(kept.file.read_bytes()[:-1] + b"x")
    with pytest.raises(NotebookUnusable, match="is damaged"):
        restore(settings, kept, NOW)
    assert file.read_bytes() == content
    assert days(book) == [5, 6, 7]
    assert contents(settings) == ["backcare.db", "backups"]


def test_sample_data_and_a_persons_own_never_take_each_others_place(
    book: Open, settings: Settings, kept: Backup, tmp_path: Path
) -> None:
    other = read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "other")})
    sample = open_notebook(other)
    assert isinstance(sample, Open)
    assert other.file is not None
    mark_as_sample(sample.engine)
    made_up = backups.make(other.file, settings.backups, "asked", NOW)
    with pytest.raises(FileRefused, match="never put in each other's place"):
        restore(settings, made_up, NOW)
    with pytest.raises(FileRefused, match="never put in each other's place"):
        restore(other, kept, NOW)
    sample.engine.dispose()
    assert days(book) == [5, 6, 7]
    assert len(backups.listed(settings.backups)) == 2


def test_a_backup_of_another_notebook_of_ones_own_belongs_to_the_person_who_has_it_open(
    book: Open, settings: Settings, tmp_path: Path
) -> None:
    save(book, 3)
    other = read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "other")})
    elsewhere = open_notebook(other)
    assert isinstance(elsewhere, Open)
    assert other.file is not None
    save(elsewhere, 11)
    journal.save_morning(elsewhere.engine, elsewhere.person, a_morning(11))
    made = backups.make(other.file, settings.backups, "asked", NOW)
    elsewhere.engine.dispose()
    history = kept_history(book.engine, book.person)
    restore(settings, made, NOW)
    assert days(book) == [11]
    assert reads.notebook_id(book.engine) == made.notebook
    assert len(kept_history(book.engine, book.person, history).history.mornings) == 1
    again = open_notebook(settings)
    assert isinstance(again, Open)
    again.engine.dispose()
    assert again.person == book.person
    save(book, 12)
    assert days(book) == [11, 12]


@pytest.mark.fault(13)
@pytest.mark.parametrize("schema", REVISIONS)
def test_a_backup_of_every_older_schema_is_restored_at_the_present_one(
    settings: Settings, file: Path, schema: str
) -> None:
    settings.backups.mkdir(parents=True)
    old = settings.backups / f"backcare-schema-{schema}-version-1.db"
    shutil.copy(ROOT / "tests" / "databases" / f"schema-{schema}.db", old)
    with closing(sqlite3.connect(old)) as raw:
        counts = {table: raw.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("exercise_log", "hold")}
    (found,) = backups.listed(settings.backups)
    restore(settings, found, NOW)
    with closing(connect(file)) as raw:
        assert {table: raw.execute(f"SELECT count(*) FROM {table}").fetchone() for table in counts} == counts
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (head(),)
    assert check(settings) == ()
    assert os.stat(file).st_mode & 0o777 == 0o600  # noqa: PTH116 - as the shell shows it


def test_what_a_restore_would_change_is_said_in_sessions(book: Open, settings: Settings, file: Path) -> None:
    save(book, 5)
    id_, gone = save(book, 6), save(book, 7)
    made = backups.make(file, settings.backups, "asked", NOW)
    assert compare(settings, made) == (0, 0, 0)
    save(book, 8)
    save(book, 9)
    log = reads.log(book.engine, id_)
    assert log is not None
    with closing(connect(file)) as raw:
        raw.execute("UPDATE exercise_log SET version = 2 WHERE id = ?", (id_.hex,))
        raw.execute(
            "UPDATE practice_session SET deleted_at = '2026-01-09' WHERE id IN "
            "(SELECT session_id FROM exercise_log WHERE id = ?)",
            (gone.hex,),
        )
    assert compare(settings, made) == (2, 1, 1)


def test_a_notebook_that_a_database_server_keeps_has_no_backups_here(tmp_path: Path, kept: Backup) -> None:
    settings = Settings(tmp_path, "postgresql+psycopg://me@localhost/backcare")
    with pytest.raises(NotebookUnusable, match="kept by a database server"):
        restore(settings, kept, NOW)


@pytest.mark.fault(10)
def test_a_notebook_that_is_gone_is_not_silently_a_new_one_where_there_are_backups(
    book: Open, settings: Settings, file: Path, kept: Backup
) -> None:
    assert book.note == ""
    book.engine.dispose()
    file.unlink()
    anew, after = open_notebook(settings), open_notebook(settings)
    assert isinstance(anew, Open)
    assert isinstance(after, Open)
    assert anew.note.startswith("There was no notebook in its place when BackCare started, so a new one was made.")
    assert after.note == ""
    restore(settings, kept, NOW)
    assert days(anew) == [5, 6]
    for one in (anew, after):
        one.engine.dispose()
