"""What lies on the disk is its owner's alone, also where the account lets everybody read and change new files."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from backcare.__main__ import main
from backcare.notebook.engine import writing
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from backcare.ui.boundary import ErrorBoundary
from tests.conftest import SAMPLE, Server

pytestmark = pytest.mark.slow

FOLDER, FILE = 0o700, 0o600


@pytest.fixture(autouse=True)
def open_to_everybody() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """Of a folder and all that lies in it."""
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def see_closed(folder: Path) -> None:
    for name, mode in modes(folder).items():
        assert mode == (FOLDER if (folder / name).is_dir() else FILE), f"{name}: {mode:o}"


def test_what_the_commands_write_is_the_owners_alone(data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for command in (
        ("import", str(SAMPLE / "notebook.csv")),
        ("backup",),
        ("export", "--csv", str(out)),
        ("export", "--json", str(out / "all.json")),
    ):
        assert main(command) == 0, command
    for folder in (data_dir, data_dir / "backups", out):
        assert len(modes(folder)) > 1
        see_closed(folder)


def test_the_journal_of_a_write_under_way_is_the_owners_alone(data_dir: Path, book: Open) -> None:
    with writing(book.engine):
        assert "backcare.db-journal" in modes(data_dir)
        see_closed(data_dir)


def test_the_log_of_faults_and_the_folder_that_a_start_makes_are_the_owners_alone(server: Server) -> None:
    with server.running():
        ErrorBoundary(server.data_dir / "backcare.log")(ValueError("x"))
        see_closed(server.data_dir)


def test_a_notebook_that_others_could_read_is_closed_to_them_when_it_is_opened(data_dir: Path, book: Open) -> None:
    book.engine.dispose()
    file = data_dir / "backcare.db"
    file.chmod(0o644)
    answer = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(data_dir)}))
    assert isinstance(answer, Open)
    answer.engine.dispose()
    see_closed(data_dir)
