import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import streamlit as st
from hypothesis import settings
from streamlit.testing.v1 import AppTest
from tzlocal import reload_localzone

from backcare.notebook import journal
from backcare.notebook.drafts import SetupDraft
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import ROOT, read_settings
from backcare.ui.first_start import THROUGH

# A shared machine stalls now and then; how long a test takes says nothing about the code.
settings.register_profile("backcare", deadline=None)
settings.load_profile("backcare")

SAMPLE = ROOT / "data" / "sample"


@dataclass
class Tally:
    """How often a test made its fault happen, and how much was lost of what had been confirmed."""

    tries: int = 1
    lost: int = 0


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Iterator[Tally]:
    """For tests of a fault: what docs/reliability.md says of them."""
    found = Tally()
    yield found
    record_property("tries", found.tries)
    record_property("lost", found.lost)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that this test's notebook lies in."""
    folder = tmp_path / "data"
    monkeypatch.setenv("BACKCARE_DATA_DIR", str(folder))
    monkeypatch.delenv("BACKCARE_DATABASE_URL", raising=False)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    reload_localzone()  # it is kept for the whole process, also where a test before this one had no zone set
    st.cache_resource.clear()
    return folder


@pytest.fixture
def book(data_dir: Path) -> Iterator[Open]:
    """A new notebook in that folder."""
    answer = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(data_dir)}))
    assert isinstance(answer, Open)
    yield answer
    answer.engine.dispose()


@pytest.fixture
def through(book: Open) -> None:
    """The first start was skipped in that notebook; nothing else is in it."""
    draft = SetupDraft(id=uuid4(), question=THROUGH, answer="yes", at=datetime.now(UTC), zone="Europe/Berlin")
    journal.answer_setup(book.engine, book.person, draft)


@pytest.fixture
def dashboard(data_dir: Path) -> Callable[[str], AppTest]:
    """The whole dashboard on that notebook, as Streamlit runs it, at the page named."""

    def at(page: str = "today", **query: str) -> AppTest:
        assert data_dir is not None
        app = AppTest.from_file(str(ROOT / "backcare" / "dashboard.py"), default_timeout=30)
        app.query_params.update(query)
        if page != "today":
            app.run()
            app.switch_page(str(ROOT / "pages" / f"{page}.py"))
        return app.run()

    return at


class Server:
    """A real `streamlit run app.py` on a notebook of its own."""

    def __init__(self, data_dir: Path, cwd: Path) -> None:
        self.data_dir = data_dir
        self.cwd = cwd
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"

    @contextmanager
    def running(self) -> Iterator[str]:
        """Start it, wait until it answers, and end it again. Can be used more than once."""
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={self.port}"]
        env = {**os.environ, "BACKCARE_DATA_DIR": str(self.data_dir), "TZ": "Europe/Berlin"}
        env.pop("BACKCARE_DATABASE_URL", None)
        self.cwd.mkdir(parents=True, exist_ok=True)
        with subprocess.Popen(command, cwd=self.cwd, env=env, stdout=subprocess.DEVNULL) as process:
            try:
                self.wait(process)
                yield self.url
            finally:
                process.terminate()

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until it answers."""
        for _ in range(300):
            assert process.poll() is None, "the server ended by itself"
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not answer within 30 s")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path / "served", tmp_path / "elsewhere")
