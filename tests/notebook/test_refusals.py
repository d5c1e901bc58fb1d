import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from backcare.notebook import journal
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open, Refused, open_notebook
from backcare.settings import Settings, read_settings
from tests.notebook.drafted import a_log, a_session


def opened(settings: Settings) -> Open:
    answer = open_notebook(settings)
    assert isinstance(answer, Open), answer
    answer.engine.dispose()
    return answer


def refused(settings: Settings) -> str:
    answer = open_notebook(settings)
    assert isinstance(answer, Refused), answer
    return f"{answer.reason} {answer.remedy}"


def write(file: Path, content: bytes) -> bytes:
    file.parent.mkdir()
    file.write_bytes(content)
    return content


@pytest.mark.fault(9)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"Monday: my back hurts\n" * 300, "is not a BackCare notebook"),
        (b"SQLite format 3\0" + b"\xff" * 5_000, "is not a BackCare notebook"),
    ],
)
def test_a_file_that_is_no_notebook_is_refused_and_left_alone(
    settings: Settings, file: Path, content: bytes, words: str
) -> None:
    write(file, content)
    assert words in refused(settings)
    assert file.read_bytes() == content
    assert [entry.name for entry in file.parent.iterdir()] == ["backcare.db"]


@pytest.mark.fault(15)
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_database_of_another_program_is_refused_and_left_alone(settings: Settings, file: Path, mode: str) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.execute("CREATE TABLE exercise_log (id)")
        other.commit()
    content = file.read_bytes()
    assert "belongs to another program" in refused(settings)
    assert file.read_bytes() == content


@pytest.mark.fault(16)
def test_a_folder_or_a_link_to_nowhere_in_its_place_is_refused(settings: Settings, file: Path, tmp_path: Path) -> None:
    file.mkdir(parents=True)
    assert "is not a file" in refused(settings)
    file.rmdir()
    file.symlink_to(tmp_path / "elsewhere.db")
    assert "is not a file" in refused(settings)
    assert not (tmp_path / "elsewhere.db").exists()


@pytest.mark.fault(9)
def test_half_a_notebook_is_refused_and_left_alone(settings: Settings, file: Path) -> None:
    opened(settings)
    content = file.read_bytes()[: file.stat().st_size // 2]
    file.write_bytes(content)
    assert "damaged" in refused(settings)
    assert file.read_bytes() == content


@pytest.mark.fault(9)
def test_a_notebook_with_torn_pages_is_refused_and_left_alone(book: Open, settings: Settings, file: Path) -> None:
    for _ in range(30):
        journal.save_log(book.engine, book.person, a_session(), a_log(note="x" * 3_000))
    content = bytearray(file.read_bytes())
    for page in range(20, 60):
        content[page * 4096 : page * 4096 + 100] = b"\xa5" * 100
    book.engine.dispose()
    file.write_bytes(content)
    assert "damaged" in refused(settings)
    assert file.read_bytes() == bytes(content)


@pytest.mark.fault(12)
def test_a_notebook_of_a_newer_version_is_refused_and_left_alone(settings: Settings, file: Path) -> None:
    opened(settings)
    with closing(connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    content = file.read_bytes()
    assert "newer version of BackCare" in refused(settings)
    assert file.read_bytes() == content
    assert [entry.name for entry in file.parent.iterdir()] == ["backcare.db"]


@pytest.mark.parametrize("damage", ["DROP TABLE alembic_version", "DELETE FROM alembic_version", "DELETE FROM person"])
def test_a_notebook_without_what_every_notebook_has_is_refused(settings: Settings, file: Path, damage: str) -> None:
    opened(settings)
    with closing(connect(file)) as raw:
        raw.execute(damage)
    assert "not whole" in refused(settings)


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands here")
    settings = read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "data" / "deeper")})
    assert "could not be opened" in refused(settings)


@pytest.mark.slow
@pytest.mark.fault(6)
def test_a_notebook_that_another_program_holds_is_refused_with_words(settings: Settings, file: Path) -> None:
    opened(settings)
    with closing(connect(file)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        assert "another program is using the notebook" in refused(settings)
    opened(settings)
