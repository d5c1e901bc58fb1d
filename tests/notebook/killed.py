"""Do one thing to a notebook again and again, each time killed one step later, and print what was left and came of it.

A step is a statement (killed after it ran, before what follows) or anything done to files. The first argument is what
is done: `make` a notebook, bring up the stored one of `schema-0001` or a later one, or keep the `first` or the `next`
message of a guided session. The second is an empty folder.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event

from backcare.notebook import guided, migrate, schema
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import ROOT, Settings, read_settings
from tests.notebook.drafted import a_log, a_session, holds

DATABASES = ROOT / "tests" / "databases"
FILE_EVENTS = {"os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "os.chmod", "sqlite3.connect"}
NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9001", "{head}", None, None
def upgrade():
    with op.batch_alter_table("exercise_log", recreate="always") as batch:
        batch.add_column(sa.Column("effort", sa.Integer()))
    op.execute("UPDATE exercise_log SET effort = 1")
"""
SESSION = a_session(id=UUID(int=1))
MESSAGES = (
    a_log(id=UUID(int=2), after=None, worst=None, holds=holds(150)),
    a_log(id=UUID(int=2), holds=holds(150, 155, 160)),
)


class Steps:
    """Counts steps and kills the process at the last one that it may take."""

    def __init__(self, most: int) -> None:
        self.left = most
        event.listen(Engine, "after_cursor_execute", self.take)
        event.listen(Engine, "commit", self.take)
        sys.addaudithook(self.audited)

    def audited(self, name: str, args: tuple[Any, ...]) -> None:
        if name in FILE_EVENTS or (name == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT):
            self.take()

    def take(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def prepare(kind: str, folder: Path) -> Settings:
    settings = read_settings({"BACKCARE_DATA_DIR": str(folder / "data")})
    assert settings.file is not None
    shutil.rmtree(settings.data_dir, ignore_errors=True)
    if kind.startswith("schema-"):
        settings.data_dir.mkdir()
        shutil.copy(DATABASES / f"{kind}.db", settings.file)
    if kind in {"first", "next"}:
        book = opened(settings)
        if kind == "next":
            keep(book, 1)
        book.engine.dispose()
    return settings


def opened(settings: Settings) -> Open:
    book = open_notebook(settings)
    assert isinstance(book, Open), book
    return book


def keep(book: Open, number: int) -> None:
    guided.keep_log(book.engine, book.person, SESSION, MESSAGES[number - 1], number)


def add_revision(folder: Path) -> None:
    scripts = folder / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "v9001_trial.py").write_text(NEXT.format(head=schema.head()))
    migrate.SCRIPTS = scripts
    schema.REVISIONS = (*schema.REVISIONS, "9001")


def look(file: Path) -> str:
    """What lies there: the schema, rows and sums; a journal left over is rolled back by looking."""
    if not file.exists():
        return "nothing"
    with closing(sqlite3.connect(file)) as raw:
        whole = raw.execute("PRAGMA integrity_check").fetchone()[0]
        revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        logs = raw.execute("SELECT count(*), sum(before), sum(worst), sum(after) FROM exercise_log").fetchone()
        holds = raw.execute("SELECT count(*), sum(seconds) FROM hold").fetchone()
    return f"{whole} {revision} {logs} {holds}"


def forked(kind: str, settings: Settings, most: int) -> bool:
    """Do it in a child that is killed at step `most`; True where it was."""
    child = os.fork()
    if child == 0:
        if kind in {"first", "next"}:
            book = opened(settings)
            Steps(most)
            keep(book, 1 if kind == "first" else 2)
            os._exit(0)
        Steps(most)
        os._exit(0 if isinstance(open_notebook(settings), Open) else 1)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(kind: str, folder: Path) -> None:
    if kind.startswith("schema-"):
        add_revision(folder)
    for most in range(1, 1_000):
        settings = prepare(kind, folder)
        assert settings.file is not None
        killed = forked(kind, settings, most)
        left = look(settings.file)
        book = opened(settings)
        if kind in {"first", "next"}:
            keep(book, 1 if kind == "first" else 2)
        book.engine.dispose()
        copies = [look(copy) for copy in (settings.data_dir / "backups").glob("*.db")]
        sys.stdout.write(json.dumps({"left": left, "then": look(settings.file), "copies": copies}) + "\n")
        if not killed:
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
