"""The whole notebook as plain values that JSON can hold, nothing left out."""

from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Column, Connection, Engine, Select, Table, select

from backcare.notebook import chosen_tables, clinician_table  # noqa: F401 - so that their tables are known
from backcare.notebook.schema import head
from backcare.notebook.tables import Base

Values: TypeAlias = dict[str, Any]
TABLES = Base.metadata.tables
PERSON, SESSION, LOG, HOLD = (TABLES[name] for name in ("person", "practice_session", "exercise_log", "hold"))
OWN = {
    "mornings": "morning_rating",
    "decisions": "resume_decision",
    "red_flags": "red_flag_answer",
    "checks": "medical_check",
    "flares": "flare_day",
    "setup": "setup_answer",
    "plans": "plan_choice",
    "targets": "hand_target",
    "clinician_words": "clinician_word",
}
DERIVED = {"changed", "readings", "held", "times", "person_id"}


def everything(engine: Engine, person: UUID) -> Values:
    """Every row of every table, as of one moment, sessions in the bin included; no column that others give.

    An empty notebook that takes this in gives the same again, but for `notebook` and `version`, which are its own.

    Returns:
        `format`, `schema`, `notebook`, `version`, `sample`, `person`, `sessions` (each with its `logs`, each of those
        with its `holds`), `mornings`, `decisions`, `red_flags`, `checks`, `flares`, `setup`, `plans`,
        `targets` and `clinician_words`.
        Times are ISO 8601 in UTC beside their `zone`; ratings and seconds are integer tenths, as they are stored.
    """
    with engine.connect() as connection:
        state = _rows(connection, select(TABLES["notebook_state"]))[0]
        return {
            "format": "backcare",
            "schema": head(),
            "notebook": state["notebook"],
            "version": state["version"],
            "sample": bool(state["sample"]),
            "person": _rows(connection, select(PERSON.c.name, PERSON.c.saved_at).where(PERSON.c.id == person))[0],
            "sessions": _sessions(connection, person),
        } | {name: _rows(connection, _owned(TABLES[table], person)) for name, table in OWN.items()}


def _owned(table: Table, person: UUID) -> Select[Any]:
    return select(*_told(table)).where(table.c.person_id == person).order_by(table.c.local_date, table.c.id)


def _sessions(connection: Connection, person: UUID) -> list[Values]:
    owned = SESSION.c.person_id == person
    sessions = _rows(connection, select(*_told(SESSION)).where(owned).order_by(SESSION.c.started_at, SESSION.c.id))
    logs = select(*_told(LOG)).join(SESSION).where(owned).order_by(LOG.c.place, LOG.c.id)
    holds = select(HOLD).select_from(HOLD.join(LOG).join(SESSION)).where(owned).order_by(HOLD.c.position)
    by_id = {session["id"]: session | {"logs": []} for session in sessions}
    logs_by_id = {log["id"]: log | {"holds": []} for log in _rows(connection, logs)}
    for hold in _rows(connection, holds):
        kept = {name: hold[name] for name in ("side", "seconds", "interrupted")}
        logs_by_id[hold["log_id"]]["holds"].append(kept)
    for log in logs_by_id.values():
        by_id[log.pop("session_id")]["logs"].append(log)
    return list(by_id.values())


def _told(table: Table) -> list[Column[Any]]:
    """The columns but those worked out from others, or from when this notebook was written, or the same in all."""
    return [column for column in table.c if column.name not in DERIVED]


def _rows(connection: Connection, query: Select[Any]) -> list[Values]:
    return [{name: _plain(value) for name, value in row.items()} for row in connection.execute(query).mappings()]


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
