"""A page of a real server fails on a value that holds typed words: where do they end up?"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import ROOT, read_settings
from benchmarks.speed.wire import Tab
from tests.conftest import Server
from tests.notebook.drafted import a_log, a_session

TYPED = "my secret note"


class Reader(Tab):
    """A tab that keeps all that it was sent."""

    sent = b""

    def _heed(self, message: ForwardMsg) -> None:
        self.sent += message.SerializeToString()
        super()._heed(message)


def broken(folder: Path) -> None:
    """A notebook in which words stand where the name of a time zone belongs."""
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(folder)}))
    assert isinstance(book, Open)
    save_log(book.engine, book.person, a_session(), a_log())
    book.engine.dispose()
    with closing(sqlite3.connect(folder / "backcare.db")) as database, database:
        database.execute("PRAGMA ignore_check_constraints=1")
        database.execute("UPDATE practice_session SET zone = ?", (TYPED,))


def test_words_in_a_faults_message_are_neither_on_the_page_nor_in_the_log_nor_on_the_terminal(server: Server) -> None:
    folder, terminal = server.data_dir, server.data_dir.with_name("terminal")
    broken(folder)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={server.port}"]
    environ = os.environ | {"BACKCARE_DATA_DIR": str(folder)}
    with (
        terminal.open("w") as file,
        subprocess.Popen(command, env=environ, stdout=file, stderr=subprocess.STDOUT) as process,
    ):
        try:
            server.wait(process)
            with closing(Reader(server.url)) as tab:
                tab.open("notebook")
        finally:
            process.terminate()
    log, said = (folder / "backcare.log").read_text(), terminal.read_text()
    assert b"Something on this page did not work." in tab.sent
    assert "ZoneInfoNotFoundError" in log
    assert "ZoneInfoNotFoundError" in said
    for place in (log, said, tab.sent.decode(errors="replace")):
        assert TYPED not in place
