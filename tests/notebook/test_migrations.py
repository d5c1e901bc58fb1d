import json
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from backcare.notebook import migrate, reads
from backcare.notebook.check import check
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.schema import REVISIONS, head
from backcare.notebook.tables import Base
from backcare.settings import ROOT, Settings

STORED = ROOT / "tests" / "databases" / "schema-0001.db"
SUMS = "(6, 155, 205, 165) (40, 5580)"
NEW = "(0, None, None, None) (0, None)"


def statements(raw: sqlite3.Connection) -> set[str]:
    rows = raw.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'")
    return {" ".join(sql.split()) for (sql,) in rows}


def test_the_tables_are_what_the_migrations_make_constraints_included(book: Open, file: Path, tmp_path: Path) -> None:
    with book.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    other = create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    Base.metadata.create_all(other)
    other.dispose()
    with closing(connect(file)) as migrated, closing(sqlite3.connect(tmp_path / "other.db")) as made:
        assert statements(migrated) == statements(made)


def test_the_known_revisions_are_the_scripts_in_order() -> None:
    scripts = ScriptDirectory(str(migrate.SCRIPTS)).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == REVISIONS


def test_the_tables_can_be_made_by_a_database_server_too() -> None:
    server = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy gives it no types
    made = [str(CreateTable(table).compile(dialect=server)) for table in Base.metadata.sorted_tables]
    assert any("started_at TIMESTAMP WITH TIME ZONE NOT NULL" in statement for statement in made)
    assert any("id UUID NOT NULL" in statement for statement in made)
    assert not any("ROWID" in statement for statement in made)


def test_the_stored_notebook_of_schema_1_opens_with_its_rows_and_sums(settings: Settings, file: Path) -> None:
    file.parent.mkdir()
    shutil.copy(STORED, file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    logs = reads.logs(book.engine, book.person)
    book.engine.dispose()
    assert Counter(log.exercise for log in logs) == {"prayer-pose": 2, "side-knee-drop": 2, "pelvic-tilt": 2}
    assert sum(log.after or 0 for log in logs) == 165
    assert sum(seconds for log in logs for _, seconds in log.holds) == 5580
    assert check(settings) == ()
    with closing(connect(file)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (head(),)


def killed_at_each_step(kind: str, folder: Path) -> list[dict[str, Any]]:
    call = [sys.executable, "-W", "error::ResourceWarning", "-m", "tests.notebook.killed", kind, str(folder)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_start_that_is_killed_while_it_makes_a_notebook_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    runs = killed_at_each_step("make", tmp_path)
    assert len(runs) > 30
    assert {run["left"] for run in runs} == {"nothing", f"ok 0001 {NEW}"}
    assert {run["then"] for run in runs} == {f"ok 0001 {NEW}"}


def test_a_start_that_is_killed_while_it_migrates_leaves_the_old_or_the_new_schema(tmp_path: Path) -> None:
    runs = killed_at_each_step("bring-up", tmp_path)
    assert len(runs) > 30
    assert {run["left"] for run in runs} == {f"ok 0001 {SUMS}", f"ok 0002 {SUMS}"}
    assert {run["then"] for run in runs} == {f"ok 0002 {SUMS}"}
    assert all(run["copies"] == [f"ok 0001 {SUMS}"] for run in runs)


TRIAL = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None
def upgrade():
    op.execute("{statement}")
"""


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM practice_session", "lacks its parent"),
        ("UPDATE nowhere SET x = 1", "could not be"),
        ("UPDATE alembic_version SET version_num = '0009'", "could not be"),
    ],
)
def test_a_migration_that_would_leave_damage_is_taken_back(  # noqa: PLR0917 - fixtures come by name
    settings: Settings, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, words: str
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts)
    (scripts / "versions" / "v0002_trial.py").write_text(TRIAL.format(statement=statement))
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr("backcare.notebook.schema.REVISIONS", ("0001", "0002"))
    file.parent.mkdir()
    shutil.copy(STORED, file)
    answer = open_notebook(settings)
    assert not isinstance(answer, Open)
    assert words in answer.reason
    assert file.read_bytes() == STORED.read_bytes()
    (copy,) = (settings.data_dir / "backups").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
