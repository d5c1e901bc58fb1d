import errno
import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from backcare.errors import NotebookUnusable, NotSaved
from backcare.notebook import backups, journal
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open
from backcare.notebook.reads import notebook_id
from backcare.notebook.schema import head
from backcare.settings import ROOT, Settings
from tests.conftest import Tally
from tests.notebook.drafted import a_log, a_morning, a_session

NOW = datetime(2026, 11, 23, 13, 15, 52, tzinfo=UTC)


@pytest.fixture
def filled(book: Open) -> Open:
    for day in (5, 6):
        journal.save_log(book.engine, book.person, a_session(day=day), a_log())
    journal.save_morning(book.engine, book.person, a_morning())
    return book


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_backup_is_the_notebook_beside_what_it_must_be(filled: Open, settings: Settings, file: Path) -> None:
    made = backups.make(file, settings.backups, "asked", NOW)
    assert names(settings.backups) == ["20261123T131552Z-asked.db", "20261123T131552Z-asked.json"]
    assert made.file == settings.backups / "20261123T131552Z-asked.db"
    content = made.file.read_bytes()
    assert (made.size, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (made.id, made.made_at, made.why) == ("20261123T131552Z-asked", NOW, "asked")
    assert (made.schema, made.notebook, made.version) == (head(), notebook_id(filled.engine), 3)
    assert {table: count for table, count in made.rows.items() if count} == {
        "alembic_version": 1, "person": 1, "notebook_state": 1,
        "practice_session": 2, "exercise_log": 2, "hold": 4, "morning_rating": 1,
    }  # fmt: skip
    assert (made.sessions, made.sample) == (2, False)
    assert backups.listed(settings.backups) == (made,)
    assert backups.find(settings.backups, made.id) == made
    backups.verify(made)
    with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(made.file)) as other:
        assert list(one.iterdump()) == list(other.iterdump())


@pytest.mark.usefixtures("filled")
def test_backups_are_for_the_owner_alone_whatever_the_umask(settings: Settings, file: Path) -> None:
    before = os.umask(0)
    try:
        backups.make(file, settings.backups, "asked", NOW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(settings.backups.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in settings.backups.iterdir()} == {0o600}


def test_backups_are_listed_newest_first_whatever_their_names(filled: Open, settings: Settings, file: Path) -> None:
    made = [backups.make(file, settings.backups, "start", NOW + timedelta(microseconds=n)) for n in range(12)]
    assert [one.id for one in made[:3]] == [f"20261123T131552Z-start{ending}" for ending in ("", "-2", "-3")]
    assert backups.listed(settings.backups) == tuple(reversed(made))
    journal.save_morning(filled.engine, filled.person, a_morning(7))
    other = backups.make(file, settings.backups, "asked", NOW - timedelta(days=1))
    assert backups.listed(settings.backups)[-1] == other
    assert backups.newest_whole(settings.backups) == made[-1]
    assert backups.newest_whole(settings.backups, (other.notebook, other.version)) == other
    assert backups.newest_whole(settings.backups, (other.notebook, 99)) is None


@pytest.mark.usefixtures("filled")
def test_backups_made_at_the_same_time_are_as_many_whole_ones(settings: Settings, file: Path) -> None:
    threads = [Thread(target=backups.make, args=(file, settings.backups, "asked", NOW)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    found = backups.listed(settings.backups)
    assert len({one.id for one in found}) == 6
    for one in found:
        backups.verify(one)


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_a_backup_is_made_beside_a_writer_but_waits_for_no_one_for_ever(settings: Settings, file: Path) -> None:
    with closing(connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert backups.make(file, settings.backups, "asked", NOW).sessions == 2
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved, match="No backup was made: another program is using the notebook"):
            backups.make(file, settings.backups, "asked", NOW)
    assert len(backups.listed(settings.backups)) == 1
    assert len(names(settings.backups)) == 2


FULL = """if True:
    import resource, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from backcare.errors import NotSaved
    from backcare.notebook import backups
    file, most = Path(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        backups.make(file, file.parent / "backups", "asked", datetime(2026, 11, 24, tzinfo=UTC))
        print("made")
    except NotSaved as error:
        print(error.reason)
"""


@pytest.mark.slow
@pytest.mark.fault(4)
@pytest.mark.usefixtures("filled")
def test_a_disk_that_is_full_at_any_point_of_a_backup_leaves_the_older_ones_and_nothing_else(
    settings: Settings, file: Path, tally: Tally
) -> None:
    kept = backups.make(file, settings.backups, "asked", NOW)
    before, size = names(settings.backups), kept.size
    room = [0, 100, 700, 4096, 5000, size // 2, size - 4096, size - 1]
    tally.tries = len(room)
    for most in room:
        call = [sys.executable, "-c", FULL, str(file), str(most)]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
        assert "No backup was made: the disk" in done.stdout
        assert "Older backups are kept as they are." in done.stdout
        assert names(settings.backups) == before
        backups.verify(kept)
    call = [sys.executable, "-c", FULL, str(file), str(size)]
    assert subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "made\n"


@pytest.mark.fault(4)
@pytest.mark.usefixtures("filled")
def test_a_disk_that_fails_at_the_last_step_leaves_nothing_of_the_new_backup(
    settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = backups.make(file, settings.backups, "asked", NOW)
    before = names(settings.backups)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(NotSaved, match="No backup was made: the disk is full"):
        backups.make(file, settings.backups, "asked", NOW)
    assert names(settings.backups) == before
    assert backups.listed(settings.backups) == (kept,)


READ_ONLY = """if True:
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from backcare.errors import NotSaved
    from backcare.notebook import backups
    file = Path(sys.argv[1])
    folder = file.parent / "backups"
    if os.getuid() == 0:  # nothing is read-only to the superuser
        for path in (file.parent, file, folder):
            os.chown(path, 65534, 65534)
        os.setuid(65534)
    folder.chmod(0o500)
    try:
        backups.make(file, folder, "asked", datetime(2026, 11, 24, tzinfo=UTC))
    except NotSaved as error:
        print(error.reason)
"""


@pytest.mark.fault(5)
@pytest.mark.usefixtures("filled")
def test_a_folder_that_allows_no_writing_is_said_and_its_backups_stay(settings: Settings, file: Path) -> None:
    backups.make(file, settings.backups, "asked", NOW)
    before = names(settings.backups)
    for folder in file.parents:  # the other user has to get there
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)
    call = [sys.executable, "-c", READ_ONLY, str(file)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("No backup was made: the folder does not allow writing (")
    assert names(settings.backups) == before


@pytest.mark.fault(11)
@pytest.mark.usefixtures("filled")
def test_no_flipped_bit_of_a_backup_goes_unseen(settings: Settings, file: Path, tally: Tally) -> None:
    made = backups.make(file, settings.backups, "asked", NOW)
    content, random = made.file.read_bytes(), Random(4)
    bits = random.sample(range(len(content) * 8), 500)
    tally.tries = len(bits)
    for bit in bits:
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        made.file.write_bytes(flipped)
        with pytest.raises(NotebookUnusable, match="is damaged: it is no longer what was kept"):
            backups.verify(made)
    made.file.write_bytes(content[:-1])
    with pytest.raises(NotebookUnusable, match="is damaged"):
        backups.verify(made)
    assert backups.newest_whole(settings.backups) is None
    made.file.write_bytes(content)
    backups.verify(made)


def test_what_is_not_whole_is_not_kept_as_a_backup(filled: Open, settings: Settings, file: Path) -> None:
    filled.engine.dispose()
    with closing(connect(file, foreign_keys=False)) as raw:
        raw.execute("DELETE FROM practice_session")
    with pytest.raises(NotSaved, match="No backup was made: the copy is not whole"):
        backups.make(file, settings.backups, "asked", NOW)
    assert names(settings.backups) == []


@pytest.mark.fault(12)
@pytest.mark.usefixtures("filled")
def test_a_backup_of_a_newer_version_is_refused_in_plain_words(settings: Settings, file: Path) -> None:
    made = backups.make(file, settings.backups, "asked", NOW)
    with closing(sqlite3.connect(made.file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    newer = made._replace(sha256=hashlib.sha256(made.file.read_bytes()).hexdigest())
    with pytest.raises(NotebookUnusable, match="newer version of BackCare"):
        backups.verify(newer)


@pytest.mark.fault(15)
@pytest.mark.usefixtures("filled")
def test_a_backup_that_is_another_programs_database_is_refused_by_its_mark(settings: Settings, file: Path) -> None:
    made = backups.make(file, settings.backups, "asked", NOW)
    with closing(sqlite3.connect(made.file)) as raw:
        raw.execute("PRAGMA application_id=7")
        raw.commit()
    other = made._replace(sha256=hashlib.sha256(made.file.read_bytes()).hexdigest())
    with pytest.raises(NotebookUnusable, match="belongs to another program"):
        backups.verify(other)


@pytest.mark.fault(16)
@pytest.mark.usefixtures("filled")
def test_a_backup_is_found_by_its_id_in_the_list_and_by_no_path(settings: Settings, file: Path, tmp_path: Path) -> None:
    made = backups.make(file, settings.backups, "asked", NOW)
    for ending in (".db", ".json"):
        shutil.copy(made.file.with_suffix(ending), tmp_path / f"outside{ending}")
        (settings.backups / f"link{ending}").symlink_to(tmp_path / f"outside{ending}")
    paths = ["../../outside", str(tmp_path / "outside"), "link", "a\0b", "", ".", f"./{made.id}", f"{made.id}.db"]
    assert [backups.find(settings.backups, path) for path in paths] == [None] * len(paths)
    assert backups.listed(settings.backups) == (made,)


@pytest.mark.parametrize(
    "told", [b"", b"{", b"[]", b"null", b'{"made_at": "soon"}', b"\xff\xfe", b'{"made_at": "2026-01-01T00:00:00"}']
)
@pytest.mark.usefixtures("filled")
def test_a_backup_without_a_sound_word_beside_it_is_not_listed(settings: Settings, file: Path, told: bytes) -> None:
    made = backups.make(file, settings.backups, "asked", NOW)
    made.file.with_suffix(".json").write_bytes(told)
    assert backups.listed(settings.backups) == ()
    made.file.with_suffix(".json").unlink()
    assert backups.listed(settings.backups) == ()


@pytest.mark.usefixtures("filled")
def test_the_word_beside_a_backup_says_its_time_with_its_offset(settings: Settings, file: Path) -> None:
    made = backups.make(file, settings.backups, "asked", NOW)
    sidecar = made.file.with_suffix(".json")
    told = json.loads(sidecar.read_text())
    assert told["made_at"] == "2026-11-23T13:15:52Z"
    sidecar.write_text(json.dumps(told | {"made_at": "2026-11-23T13:15:52"}))
    assert backups.listed(settings.backups) == ()


def test_a_copy_of_an_earlier_version_of_backcare_is_listed_once_it_was_looked_through(tmp_path: Path) -> None:
    old = tmp_path / "backcare-schema-0001-version-9.db"
    shutil.copy(ROOT / "tests" / "databases" / "schema-0001.db", old)
    os.utime(old, (NOW.timestamp(), NOW.timestamp()))
    (tmp_path / "backcare-schema-0002-version-3.db").write_bytes(b"half")
    (found,) = backups.listed(tmp_path)
    assert (found.id, found.made_at, found.why) == ("backcare-schema-0001-version-9", NOW, "update")
    assert (found.schema, found.sessions, found.rows["hold"]) == ("0001", 2, 40)
    backups.verify(found)


@pytest.mark.usefixtures("filled")
def test_thinning_out_takes_old_backups_and_what_was_left_half_made_and_nothing_else(
    settings: Settings, file: Path
) -> None:
    folder = settings.backups
    for hour in range(5):
        backups.make(file, folder, "start", NOW - timedelta(days=3, hours=hour))
    newest = backups.make(file, folder, "start", NOW)
    for name in (".new-backup-dead", ".new-backup-alive"):
        (folder / name).mkdir()
    for name in ("dead.json", "alive.json", "damaged-20260101T000000Z.db", "mine.txt"):
        (folder / name).touch()
    long_ago = (NOW - timedelta(days=2)).timestamp()
    for name in (".new-backup-dead", "dead.json", "damaged-20260101T000000Z.db", "mine.txt"):
        os.utime(folder / name, (long_ago, long_ago))
    for name in (".new-backup-alive", "alive.json"):
        os.utime(folder / name, (NOW.timestamp(), NOW.timestamp()))
    backups.prune(folder, NOW)
    assert [one.id for one in backups.listed(folder)] == [newest.id, "20261120T131552Z-start"]
    assert [name for name in names(folder) if not name.startswith("2026")] == [
        ".new-backup-alive", "alive.json", "damaged-20260101T000000Z.db", "mine.txt",
    ]  # fmt: skip
