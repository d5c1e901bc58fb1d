import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from backcare.notebook import journal, reads
from backcare.notebook.engine import connect
from backcare.notebook.file import APPLICATION_ID
from backcare.notebook.migrate import make
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import ROOT, Settings, read_settings
from tests.notebook.drafted import a_log, a_session

pytestmark = pytest.mark.slow


def opened(settings: Settings) -> Open:
    answer = open_notebook(settings)
    assert isinstance(answer, Open), answer
    answer.engine.dispose()
    return answer


def test_a_new_notebook_is_whole_and_for_its_owner_alone(settings: Settings, file: Path) -> None:
    before = os.umask(0)
    try:
        book = opened(settings)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in file.parent.iterdir()] == ["backcare.db"]
    assert reads.version(book.engine) == 0
    assert book.note == ""
    with closing(connect(file)) as raw:
        assert raw.execute("SELECT name FROM person").fetchall() == [("Me",)]
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_notebook_is_closed_to_others_from_its_first_byte(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make(tmp_path / "new" / "backcare.db")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new" / "backcare.db").stat().st_mode) == 0o600


def test_opening_again_finds_the_same_person_and_leaves_the_bytes_alone(settings: Settings, file: Path) -> None:
    first = opened(settings)
    content = file.read_bytes()
    assert opened(settings).person == first.person
    assert file.read_bytes() == content


@pytest.mark.parametrize("name", ["what? #1 100%", "Rücken ✓", "a'b\"c"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    settings = read_settings({"BACKCARE_DATA_DIR": str(tmp_path / name)})
    opened(settings)
    assert (tmp_path / name / "backcare.db").stat().st_size > 0


def test_a_notebook_that_others_could_read_is_closed_to_them(settings: Settings, file: Path) -> None:
    opened(settings)
    file.chmod(0o644)
    opened(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.fault(2)
def test_what_was_half_saved_when_the_power_went_is_taken_back(book: Open, settings: Settings, file: Path) -> None:
    journal.save_log(book.engine, book.person, a_session(), a_log())
    book.engine.dispose()
    script = """if True:
        import os, sqlite3, sys
        raw = sqlite3.connect(sys.argv[1], isolation_level=None)
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE exercise_log SET note = 'half'")
        for n in range(500):
            raw.execute("INSERT INTO person VALUES (?, ?, 0)", (f"{n:032}", "x" * 200))
        os.kill(os.getpid(), 9)
    """
    killed = subprocess.run([sys.executable, "-c", script, str(file)], check=False)
    assert killed.returncode == -9
    assert Path(f"{file}-journal").stat().st_size > 0
    again = opened(settings)
    assert [log.note for log in reads.logs(again.engine, again.person)] == [""]


def test_an_address_of_a_database_server_goes_without_a_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path, f"sqlite+pysqlite:///{tmp_path / 'server.db'}")
    assert settings.file is None
    book = opened(settings)
    assert journal.save_log(book.engine, book.person, a_session(), a_log())
    again = opened(settings)
    assert again.person == book.person
    assert len(reads.logs(again.engine, again.person)) == 1
    book.engine.dispose()
    again.engine.dispose()


READ_ONLY = """if True:
    import os, sys
    from pathlib import Path
    from backcare.errors import NotSaved
    from backcare.notebook import journal, reads
    from backcare.notebook.opening import Refused, open_notebook
    from backcare.settings import read_settings
    from tests.notebook.drafted import a_log, a_session
    folder, read_only = Path(sys.argv[1]), Path(sys.argv[2])
    settings = read_settings({"BACKCARE_DATA_DIR": str(folder)})
    book = open_notebook(settings)
    journal.save_log(book.engine, book.person, a_session(), a_log())
    book.engine.dispose()
    if os.getuid() == 0:  # nothing is read-only to the superuser
        for path in (folder, folder / "backcare.db"):
            os.chown(path, 65534, 65534)
        os.setuid(65534)
    read_only.chmod(0o500 if read_only.is_dir() else 0o400)
    book = open_notebook(settings)
    print(len(reads.logs(book.engine, book.person)), book.note)
    try:
        journal.save_log(book.engine, book.person, a_session(), a_log())
    except NotSaved as error:
        print(error)
    print(len(reads.logs(book.engine, book.person)))
"""


@pytest.mark.fault(5)
@pytest.mark.parametrize("what", ["data", "data/backcare.db"])
def test_a_notebook_that_may_only_be_read_is_read(what: str) -> None:
    import tempfile  # noqa: PLC0415 - pytest's own folders are closed to the user that this test becomes

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        call = [sys.executable, "-c", READ_ONLY, f"{folder}/data", f"{folder}/{what}"]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    first, second, third = done.stdout.splitlines()
    assert first.startswith("1 Your notebook can be read, but nothing new can be saved")
    assert second.startswith("Not saved: the notebook")
    assert third == "1"


def test_opening_a_present_notebook_imports_neither_alembic_nor_pandas(settings: Settings, file: Path) -> None:
    opened(settings)
    script = """if True:
        import os, sys
        from backcare.notebook.opening import Open, open_notebook
        from backcare.settings import read_settings
        assert isinstance(open_notebook(read_settings(os.environ)), Open)
        print([name for name in ("alembic", "pandas", "numpy", "streamlit") if name in sys.modules])
    """
    environ = os.environ | {"BACKCARE_DATA_DIR": str(file.parent)}
    call = [sys.executable, "-c", script]
    done = subprocess.run(call, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


BESIDE = """if True:
    import os, sys, threading
    from backcare.notebook import file, opening
    from backcare.settings import read_settings
    assert "sqlalchemy" not in sys.modules
    looked, imported = file.see_undamaged, threading.Event()
    def see_undamaged(path):
        assert imported.wait(60), "the file was looked through first, and all the rest waited"
        looked(path)
    opening.see_undamaged = see_undamaged
    class Last:
        def find_spec(self, name, *_):
            if name == "backcare.notebook.identity":
                imported.set()
    sys.meta_path.insert(0, Last())
    answer = opening.open_notebook(read_settings(os.environ))
    print(getattr(answer, "reason", "open"))
"""


@pytest.mark.parametrize("damaged", [False, True])
def test_the_file_is_looked_through_beside_the_imports_and_nothing_is_opened_before_it_is_done(
    book: Open, file: Path, *, damaged: bool
) -> None:
    for _ in range(30):
        journal.save_log(book.engine, book.person, a_session(), a_log(note="x" * 3_000))
    book.engine.dispose()
    content = bytearray(file.read_bytes())
    if damaged:
        for page in range(20, 60):
            content[page * 4096 : page * 4096 + 100] = b"\xa5" * 100
        file.write_bytes(content)
    environ = os.environ | {"BACKCARE_DATA_DIR": str(file.parent)}
    call = [sys.executable, "-c", BESIDE]
    done = subprocess.run(call, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    assert ("is damaged" in done.stdout) == damaged
    assert (done.stdout == "open\n") == (not damaged)
    assert file.read_bytes() == content


def test_a_notebook_that_somebody_made_in_the_meantime_is_not_overwritten(book: Open, file: Path) -> None:
    journal.save_log(book.engine, book.person, a_session(), a_log())
    content = file.read_bytes()
    make(file)
    assert file.read_bytes() == content
    assert [entry.name for entry in file.parent.iterdir()] == ["backcare.db"]


def test_a_disk_without_hard_links_gets_its_notebook_too(
    settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    person = opened(settings).person
    make(file)
    assert opened(settings).person == person


@pytest.mark.fault(7)
def test_starts_at_the_same_time_find_one_notebook(settings: Settings) -> None:
    books: list[Open] = []
    threads = [Thread(target=lambda: books.append(opened(settings))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(books), len({book.person for book in books})) == (4, 1)
