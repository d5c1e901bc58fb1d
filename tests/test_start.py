"""What a start brings along, seen in a real server whose first page was drawn."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from backcare.settings import ROOT
from benchmarks.speed.wire import Tab
from tests.conftest import Server

NOT_NEEDED = {"alembic", "numpy", "pandas", "PIL", "plotly.express", "hypothesis", "psycopg", "email_validator"}


@contextmanager
def _watched(server: Server, folder: Path) -> Iterator[Path]:
    """The server on that folder's notebook; what it imports is written to the file."""
    imported = folder / "imported.txt"
    environ = os.environ | {"BACKCARE_DATA_DIR": str(folder), "PYTHONPROFILEIMPORTTIME": "1"}
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={server.port}"]
    with imported.open("w") as told, subprocess.Popen(command, env=environ, stderr=told) as process:
        try:
            server.wait(process)
            yield imported
        finally:
            process.terminate()


def _names(imported: Path) -> set[str]:
    lines = (line for line in imported.read_text().splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.mark.usefixtures("book")
def test_a_start_brings_along_nothing_that_the_first_page_can_do_without(server: Server, data_dir: Path) -> None:
    with _watched(server, data_dir) as imported:
        with closing(Tab(f"http://127.0.0.1:{server.port}")) as tab:
            tab.open()
        names = _names(imported)
    assert {"streamlit", "sqlmodel", "backcare.ui.today"} <= names
    assert {name for name in names if name in NOT_NEEDED or name.startswith("backcare.demo")} == set()
