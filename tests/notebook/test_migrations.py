import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from backcare.notebook import backups, clinician, migrate, reads
from backcare.notebook.check import check
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.schema import REVISIONS, head
from backcare.notebook.tables import Base
from backcare.notebook.wishes import chosen
from backcare.settings import ROOT, Settings
from tests.conftest import Tally

DATABASES = ROOT / "tests" / "databases"
STORED = DATABASES / "schema-0001.db"
SUMS = {"0001": "(6, 155, 205, 165) (40, 5580)", "0002": "(8, 220, 245, 255) (46, 6090)"}
NEW = "(0, None, None, None) (0, None)"


def statements(raw: sqlite3.Connection) -> dict[str, list[str]]:
    """The parts of each statement, in any order: a column that came later brings its constraint along."""
    rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'")
    parts = {name: re.split(r",\s(?![^(]*\))|(?= CONSTRAINT )", " ".join(sql.split())) for name, sql in rows}
    return {name: sorted(part.strip(" ,") for part in one if part.strip(" ,")) for name, one in parts.items()}


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


def rows(file: Path) -> dict[str, list[dict[str, Any]]]:
    with closing(connect(file)) as raw:
        raw.row_factory = sqlite3.Row
        tables = [row["name"] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: [dict(row) for row in raw.execute(f"SELECT * FROM {table}")] for table in tables}


def reading(log: dict[str, Any]) -> list[Any]:
    """What the rules look at of a log."""
    names = ("place", "exercise", "variant", "before", "before_source", "worst", "after")
    mean = int(log["held"] / log["times"] + 0.5) if log["times"] else None
    return [*(log[name] for name in names), bool(log["stopped"]), mean]


ADDED = {"0001": {"hold": {"interrupted": 0}, "exercise_log": {"heard": 0, "heard_holds": 0}}, "0002": {}}
FIRST_TABLES = {
    "person": 1, "notebook_state": 1, "practice_session": 2, "exercise_log": 6, "hold": 40, "morning_rating": 1,
    "resume_decision": 1, "red_flag_answer": 0,
}  # fmt: skip
LATER_COLUMNS: dict[str, dict[str, object]] = {
    "notebook_state": {"sample": 0, "mornings": 0},
    "practice_session": {"changed": 0, "readings": "[]"},
}
LATER_TABLES: dict[str, list[object]] = {
    "medical_check": [],
    "flare_day": [],
    "setup_answer": [],
    "plan_choice": [],
    "hand_target": [],
    "clinician_word": [],
}


@pytest.mark.parametrize(
    ("schema", "counts"),
    [
        ("0001", FIRST_TABLES),
        ("0002", FIRST_TABLES | {"practice_session": 3, "exercise_log": 8, "hold": 46, "red_flag_answer": 3}),
    ],
)
def test_an_older_notebook_keeps_every_value_of_every_row_and_gets_nothing_but_defaults_and_sums(
    settings: Settings, file: Path, schema: str, counts: dict[str, int]
) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / f"schema-{schema}.db", file)
    before = rows(file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    book.engine.dispose()
    after = rows(file)
    del before["alembic_version"], after["alembic_version"]
    assert {table: len(found) for table, found in before.items()} == counts
    kept = {
        table: [row | ADDED[schema].get(table, {}) | LATER_COLUMNS.get(table, {}) for row in found]
        for table, found in before.items()
    }
    for log in kept["exercise_log"]:
        held = [hold["seconds"] for hold in kept["hold"] if hold["log_id"] == log["id"]]
        log |= {"held": sum(held), "times": len(held)}
    for session in kept["practice_session"]:
        logs = [log for log in kept["exercise_log"] if log["session_id"] == session["id"]]
        session["readings"] = json.dumps([reading(log) for log in sorted(logs, key=lambda log: log["place"])])
    for session in after["practice_session"]:
        session["readings"] = json.dumps(json.loads(session["readings"]))
    assert after == kept | LATER_TABLES
    assert check(settings) == ()


def test_the_stored_notebook_of_schema_2_opens_with_what_guided_sessions_left(settings: Settings, file: Path) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / "schema-0002.db", file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    logs = reads.logs(book.engine, book.person)
    answers = reads.everything(book.engine, book.person)["red_flags"]
    book.engine.dispose()
    assert (len(logs), sum(seconds for log in logs for _, seconds in log.holds)) == (8, 6090)
    assert [(log.holds, log.interrupted) for log in logs[-2:]] == [
        ((("left", 100), ("right", 73), ("left", 100), ("right", 100)), (1,)),
        ((("left", 95), ("right", 42)), (0,)),
    ]
    assert [(one["item"], one["answer"], one["exercise"]) for one in answers] == [
        ("pain", "yes", "hamstring-stretch"), ("numbness", "no", "hamstring-stretch"), (None, "no", None),
    ]  # fmt: skip
    assert check(settings) == ()


def test_the_stored_notebook_of_schema_3_opens_with_what_the_person_told(settings: Settings, file: Path) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / "schema-0003.db", file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    history = reads.history(book.engine, book.person)
    setup = reads.setup_answers(book.engine, book.person)
    book.engine.dispose()
    assert [(one.at.isoformat(), one.questions, one.day) for one in sorted(history.checks, key=lambda one: one.at)] == [
        ("2026-02-05T00:15:00+01:00", "emergency", date(2026, 2, 3)),
        ("2026-02-05T05:45:00-03:30", "doctor", date(2026, 2, 5)),
    ]
    assert history.flares == (date(2026, 2, 2), date(2026, 2, 3))
    assert Counter((one.questions, one.yes) for one in history.answers) == {
        ("leg", True): 1, ("leg", False): 2, ("emergency", True): 1, ("doctor", False): 1,
    }  # fmt: skip
    assert setup == {"osteoporosis": False, "hip-replacement": True}
    assert check(settings) == ()


def test_the_stored_notebook_of_schema_4_says_that_its_data_is_made_up(settings: Settings, file: Path) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / "schema-0004.db", file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    logs = reads.logs(book.engine, book.person)
    book.engine.dispose()
    assert (book.sample, len(logs), len({log.session for log in logs})) == (True, 66, 11)
    assert check(settings) == ()


def test_the_stored_notebook_of_schema_5_opens_with_what_the_person_chose(settings: Settings, file: Path) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / "schema-0005.db", file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    found = chosen(book.engine, book.person)
    book.engine.dispose()
    assert [(one.at.isoformat(), one.exercises, one.days) for one in found.plans] == [
        ("2026-02-06T10:30:00+01:00", ("pelvic-tilt", "prayer-pose", "horse-back"), 5),
        ("2026-02-08T00:30:00+01:00", (), 3),
    ]
    assert [(one.exercise, one.variant, one.hold, one.reps) for one in found.targets] == [
        ("prayer-pose", "", 120, 2), ("hamstring-stretch", "towel", 80, 4), ("prayer-pose", "", None, None),
    ]  # fmt: skip
    assert found.declined is not None
    assert found.declined.isoformat() == "2026-02-08T12:30:00+01:00"
    assert check(settings) == ()


def test_the_stored_notebook_of_schema_6_opens_with_the_sums_of_its_holds_and_its_last_changes(
    settings: Settings, file: Path
) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / "schema-0006.db", file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    book.engine.dispose()
    assert check(settings) == ()
    with closing(connect(file)) as raw:
        sums = raw.execute("SELECT sum(held), sum(times) FROM exercise_log").fetchall()
        changed = raw.execute("SELECT changed FROM practice_session ORDER BY started_at").fetchall()
    assert sums == [(6405, 49)]
    assert changed == [(32,), (0,), (0,), (33,)]


def test_the_stored_notebook_of_schema_7_opens_without_a_word_of_a_clinician_and_all_else_as_it_was(
    settings: Settings, file: Path
) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / "schema-0007.db", file)
    before = rows(file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    assert clinician.words(book.engine, book.person) == ()
    book.engine.dispose()
    after = rows(file)
    del before["alembic_version"], after["alembic_version"]
    assert after == before | {"clinician_word": []}
    assert check(settings) == ()


def test_the_stored_notebook_of_schema_8_opens_with_what_clinicians_said(settings: Settings, file: Path) -> None:
    file.parent.mkdir()
    shutil.copy(DATABASES / "schema-0008.db", file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    found = clinician.words(book.engine, book.person)
    book.engine.dispose()
    assert [(one.kind, one.exercise, one.clinician, one.said_on.day, one.taken_back) for one in found] == [
        ("dose", "prayer-pose", "Anna Weiss", 9, False),
        ("off", "horse-back", "\u05d3\u05f4\u05e8 \u05db\u05d4\u05df", 10, False),
        ("on", "horse-back", "Anna Weiss", 12, False),
        ("lift", "hamstring-stretch", "Anna Weiss", 12, False),
        ("dose", "hamstring-stretch", "<b>Dr. Müller</b>", 12, True),
    ]
    assert [(one.variant, one.hold, one.reps, one.code) for one in found[:4:3]] == [
        ("", 150, 3, None), ("", None, None, "leg-pain"),
    ]  # fmt: skip
    assert check(settings) == ()


def test_a_notebook_of_every_schema_is_kept_to_be_opened() -> None:
    assert sorted(file.name for file in DATABASES.iterdir()) == [f"schema-{one}.db" for one in REVISIONS]


def killed_at_each_step(kind: str, folder: Path) -> list[dict[str, Any]]:
    call = [sys.executable, "-W", "error::ResourceWarning", "-m", "tests.notebook.killed", kind, str(folder)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.fault(10)
@pytest.mark.long
def test_a_start_that_is_killed_while_it_makes_a_notebook_leaves_none_or_a_whole_one(
    tmp_path: Path, tally: Tally
) -> None:
    runs = killed_at_each_step("make", tmp_path)
    tally.tries = len(runs)
    assert len(runs) > 30
    assert {run["left"] for run in runs} == {"nothing", f"ok {head()} {NEW}"}
    assert {run["then"] for run in runs} == {f"ok {head()} {NEW}"}


@pytest.mark.slow
@pytest.mark.fault(13)
@pytest.mark.parametrize("schema", ["0001", pytest.param("0002", marks=pytest.mark.long)])
def test_a_start_that_is_killed_while_it_migrates_leaves_the_old_or_the_new_schema(
    schema: str, tmp_path: Path, tally: Tally
) -> None:
    runs = killed_at_each_step(f"schema-{schema}", tmp_path)
    tally.tries = len(runs)
    assert len(runs) > 30
    assert {run["left"] for run in runs} == {f"ok {schema} {SUMS[schema]}", f"ok 9001 {SUMS[schema]}"}
    assert {run["then"] for run in runs} == {f"ok 9001 {SUMS[schema]}"}
    assert all(run["copies"] == [f"ok {schema} {SUMS[schema]}"] for run in runs)


FIRST = "(1, 30, None, None) (1, 150)"
NEXT = "(1, 30, 45, 35) (3, 465)"


@pytest.mark.slow
@pytest.mark.fault(1)
@pytest.mark.parametrize(("kind", "before", "after"), [("first", NEW, FIRST), ("next", FIRST, NEXT)])
def test_a_message_that_is_killed_while_it_is_kept_is_there_whole_or_not_at_all_and_can_be_sent_again(
    tmp_path: Path, tally: Tally, kind: str, before: str, after: str
) -> None:
    runs = killed_at_each_step(kind, tmp_path)
    tally.tries = len(runs)
    assert len(runs) > 6
    assert {run["left"] for run in runs} == {f"ok {head()} {before}", f"ok {head()} {after}"}
    assert {run["then"] for run in runs} == {f"ok {head()} {after}"}


TRIAL = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "9001", "{head}", None, None
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
    (scripts / "versions" / "v9001_trial.py").write_text(TRIAL.format(statement=statement, head=head()))
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr("backcare.notebook.schema.REVISIONS", (*REVISIONS, "9001"))
    file.parent.mkdir()
    shutil.copy(STORED, file)
    answer = open_notebook(settings)
    assert not isinstance(answer, Open)
    assert words in answer.reason
    assert file.read_bytes() == STORED.read_bytes()
    (kept,) = backups.listed(settings.backups)
    assert (kept.why, kept.schema, kept.rows["hold"]) == ("update", "0001", 40)
    assert {one.stat().st_mode & 0o777 for one in settings.backups.iterdir()} == {0o600}
