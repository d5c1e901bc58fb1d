"""Is the whole notebook sound, and each of its backups? Reads alone and changes nothing."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Select, and_, create_engine, func, select, text
from sqlalchemy.exc import DatabaseError

from backcare.errors import NotebookUnusable
from backcare.notebook import backups
from backcare.notebook.clinician import WORD
from backcare.notebook.clinician_draft import WordDraft
from backcare.notebook.drafts import (
    AnswerDraft,
    CheckDraft,
    DecisionDraft,
    FlareDraft,
    HoldDraft,
    LogDraft,
    MorningDraft,
    PlanDraft,
    SessionDraft,
    SetupDraft,
    TargetDraft,
)
from backcare.notebook.engine import sqlite_engine
from backcare.notebook.file import see, unusable
from backcare.notebook.packed import packed
from backcare.notebook.reads import StoredLog, stored_logs
from backcare.notebook.relations import DECISION, HOLD, LOG, MORNING, SESSION, STATE
from backcare.notebook.schema import head, revision_of
from backcare.notebook.told import ANSWER, CHECK, FLARE, SETUP
from backcare.notebook.wishes import PLAN, TARGET
from backcare.settings import Settings

UNREADABLE = (ValueError, TypeError, LookupError)
"""What reading a value that is no time, no day or no zone ends in."""
OF_A_WORD = ("id", "exercise", "kind", "clinician", "said_on", "variant", "hold", "reps", "code", "zone")


def check(settings: Settings) -> tuple[str, ...]:
    """Look through the whole notebook.

    Returns:
        What is wrong with it, a sentence each; nothing where it is whole.
    """
    file = settings.file
    try:
        if file is None:
            return _checked(create_engine(settings.database_url, hide_parameters=True))
        if not os.path.lexists(file):
            return (f"There is no notebook yet at {file}.",)
        see(file)
        return _checked(sqlite_engine(file))
    except NotebookUnusable as error:
        return (error.reason,)
    except DatabaseError as error:
        return (unusable(error.orig).reason,)


def check_backups(settings: Settings) -> tuple[int, tuple[str, ...]]:
    """Look through the backups, bit for bit.

    Returns:
        How many there are, and what is wrong with them, a sentence each.
    """
    found, problems = backups.listed(settings.backups), list[str]()
    for backup in found:
        try:
            backups.verify(backup)
        except NotebookUnusable as error:
            problems.append(error.reason)
    return len(found), tuple(problems)


def _checked(engine: Engine) -> tuple[str, ...]:
    try:
        with engine.connect() as connection:
            revision = revision_of(connection)
            if revision != head():
                return (f"The notebook has schema {revision}; this version of BackCare reads schema {head()}.",)
            return (*_file_problems(connection), *_row_problems(connection))
    finally:
        engine.dispose()


def _file_problems(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"The file is damaged: {line}."
    for table, _, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {table} belongs to no {parent}."


def _row_problems(connection: Connection) -> Iterator[str]:
    if connection.execute(select(func.count()).select_from(STATE.id.table)).scalar() != 1:
        yield "The notebook does not say which one it is: notebook_state should hold one row."
    yield from _bad_sums(connection)
    sessions = select(SESSION.id, SESSION.started_at, SESSION.zone, SESSION.source, SESSION.local_date)
    yield from _bad(connection, sessions, "session", _session)
    yield from _bad_logs(connection)
    yield from _bad(connection, select(MORNING.id, MORNING.local_date, MORNING.pain, MORNING.zone), "morning", _morning)
    decisions = select(
        *(DECISION[name] for name in ("id", "exercise", "kind", "code", "decided_at", "zone", "local_date"))
    )
    yield from _bad(connection, decisions, "decision", _decision)
    answered = ("id", "questions", "item", "answer", "exercise", "answered_at", "zone", "local_date")
    answers = select(*(ANSWER[name] for name in answered))
    yield from _bad(connection, answers, "answer", _answer)
    checks = select(*(CHECK[name] for name in ("id", "questions", "day", "recorded_at", "zone", "local_date")))
    yield from _bad(connection, checks, "medical check", _check)
    flares = select(FLARE.id, FLARE.local_date, FLARE.recorded_at, FLARE.zone)
    yield from _bad(connection, flares, "flare-up day", _flare)
    setup = select(*(SETUP[name] for name in ("id", "question", "answer", "answered_at", "zone", "local_date")))
    yield from _bad(connection, setup, "set-up answer", _setup)
    plans = select(*(PLAN[name] for name in ("id", "exercises", "days", "chosen_at", "zone", "local_date")))
    yield from _bad(connection, plans, "choice of exercises", _plan)
    set_by_hand = ("id", "exercise", "variant", "hold", "reps", "set_at", "zone", "local_date")
    targets = select(*(TARGET[name] for name in set_by_hand))
    yield from _bad(connection, targets, "target by hand", _target)
    words = select(*(WORD[name] for name in OF_A_WORD), WORD.recorded_at, WORD.local_date, WORD.taken_back_at)
    yield from _bad(connection, words, "clinician's word", _word)


def _bad_sums(connection: Connection) -> Iterator[str]:
    """What the notebook keeps of its own rows, so as not to work it out on every look."""
    counts = select(HOLD.log_id).group_by(HOLD.log_id).having(func.count() != func.max(HOLD.position) + 1)
    for (log,) in connection.execute(counts):
        yield f"Of log {log} a hold is missing."
    holds = select(HOLD.log_id, func.sum(HOLD.seconds).label("held"), func.count().label("times"))
    found = holds.group_by(HOLD.log_id).subquery()
    same = func.coalesce(found.c.held, 0) == LOG.held, func.coalesce(found.c.times, 0) == LOG.times
    wrong = select(LOG.id).select_from(LOG.id.table.outerjoin(found, found.c.log_id == LOG.id)).where(~and_(*same))
    for (log,) in connection.execute(wrong):
        yield f"What is kept of log {log} as the sum of its holds is not their sum."
    if connection.execute(select(STATE.id).where(STATE.mornings > STATE.version)).first():
        yield "A morning was changed by a write that is still to come."
    texts = dict(connection.execute(select(SESSION.id, SESSION.readings)).all())
    for session, rows in packed(connection, list(texts)).items():
        if texts[session] != rows:
            yield f"What is kept of the session {session} for the rules is not what its logs say."
    late = select(SESSION.id).where(SESSION.changed > select(STATE.version).scalar_subquery())
    for (session,) in connection.execute(late):
        yield f"The session {session} was changed by a write that is still to come."


def _bad(connection: Connection, rows: Select[Any], name: str, test: Callable[..., None]) -> Iterator[str]:
    try:
        for row in connection.execute(rows):
            yield from _said(f"The {name} {row[0]}", lambda: test(*row))  # noqa: B023 - called at once
    except UNREADABLE as error:
        yield f"A {name} holds something that cannot be read: {error}."


def _bad_logs(connection: Connection) -> Iterator[str]:
    try:
        for log in stored_logs(connection):
            yield from _said(f"The log {log.id}", lambda: _log(log))  # noqa: B023 - called at once
    except UNREADABLE as error:
        yield f"A log holds something that cannot be read: {error}."


def _said(what: str, test: Callable[[], None]) -> Iterator[str]:
    try:
        test()
    except ValidationError as error:
        for fault in error.errors():
            yield f"{what}: {'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}."
    except ValueError as error:
        yield f"{what}: {error}."


def _session(id_: UUID, at: Any, zone: str, source: Any, day: Any) -> None:  # noqa: ANN401 - stored, not yet trusted
    _see_day(SessionDraft(id=id_, started_at=at, zone=zone, source=source).started_at, day)


def _log(log: StoredLog) -> None:
    holds = tuple(HoldDraft(side=side, seconds=seconds) for side, seconds in log.holds)
    values = {name: getattr(log, name) for name in LogDraft.model_fields if name != "holds"}
    LogDraft(holds=holds, **values)


def _morning(id_: UUID, day: Any, pain: Any, zone: str) -> None:  # noqa: ANN401 - stored, not yet trusted
    MorningDraft(id=id_, day=day, pain=pain, zone=zone)


def _decision(id_: UUID, exercise: str, kind: Any, code: str, at: Any, zone: str, day: Any) -> None:  # noqa: ANN401, PLR0917 - stored, not yet trusted
    draft = DecisionDraft(id=id_, exercise=exercise, kind=kind, code=code, at=at, zone=zone)
    _see_day(draft.at, day)


def _answer(id_: UUID, questions: Any, item: Any, answer: Any, exercise: Any, at: Any, zone: str, day: Any) -> None:  # noqa: ANN401, PLR0917 - stored, not yet trusted
    draft = AnswerDraft(id=id_, questions=questions, item=item, answer=answer, exercise=exercise, at=at, zone=zone)
    _see_day(draft.at, day)


def _check(id_: UUID, questions: Any, day: Any, at: Any, zone: str, entered: Any) -> None:  # noqa: ANN401, PLR0917 - stored, not yet trusted
    _see_day(CheckDraft(id=id_, questions=questions, day=day, at=at, zone=zone).at, entered)


def _flare(id_: UUID, day: Any, at: Any, zone: str) -> None:  # noqa: ANN401 - stored, not yet trusted
    FlareDraft(id=id_, day=day, at=at, zone=zone)


def _setup(id_: UUID, question: str, answer: Any, at: Any, zone: str, day: Any) -> None:  # noqa: ANN401, PLR0917 - stored, not yet trusted
    _see_day(SetupDraft(id=id_, question=question, answer=answer, at=at, zone=zone).at, day)


def _plan(id_: UUID, exercises: str, days: Any, at: Any, zone: str, day: Any) -> None:  # noqa: ANN401, PLR0917 - stored, not yet trusted
    _see_day(PlanDraft(id=id_, exercises=tuple(exercises.split()), days=days, at=at, zone=zone).at, day)


def _target(id_: UUID, exercise: str, variant: Any, hold: Any, reps: Any, at: Any, zone: str, day: Any) -> None:  # noqa: ANN401, PLR0917 - stored, not yet trusted
    draft = TargetDraft(id=id_, exercise=exercise, variant=variant, hold=hold, reps=reps, at=at, zone=zone)
    _see_day(draft.at, day)


def _word(*row: Any) -> None:  # noqa: ANN401 - stored, not yet trusted
    *given, at, day, _ = row
    _see_day(WordDraft.model_validate(dict(zip(OF_A_WORD, given, strict=True)) | {"at": at}).at, day)


def _see_day(at: datetime, day: object) -> None:
    if at.date() != day:
        raise ValueError(f"the day {day} is not the day of {at}")
