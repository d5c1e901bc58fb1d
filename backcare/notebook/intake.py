"""Taking in what another file holds: one transaction, nothing twice, and where both know a thing the notebook's stands.

A log is known by its person, the UTC second at which its session began, its exercise, and its place among equal ones;
a morning and a flare-up by their day; what else the person told by its id.
"""

from collections import Counter
from datetime import date
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Engine, select, update
from sqlmodel import Session, col

from backcare.notebook.chosen_tables import HandTarget, PlanChoice
from backcare.notebook.clinician_draft import WordDraft
from backcare.notebook.clinician_table import ClinicianWord
from backcare.notebook.differences import of_bins, of_logs, of_mornings
from backcare.notebook.drafts import (
    AnswerDraft,
    CheckDraft,
    DecisionDraft,
    FlareDraft,
    LogDraft,
    MorningDraft,
    PlanDraft,
    SessionDraft,
    SetupDraft,
    TargetDraft,
)
from backcare.notebook.engine import writing
from backcare.notebook.journal import add, touch, touch_mornings
from backcare.notebook.kept_drafts import KeptLog, KeptMorning, KeptPerson, KeptSession
from backcare.notebook.known import Known, Second, in_bin, second_of
from backcare.notebook.rows import (
    Row,
    answer_row,
    check_row,
    decision_row,
    flare_row,
    hold_rows,
    log_row,
    morning_row,
    plan_row,
    session_row,
    setup_row,
    target_row,
    word_row,
)
from backcare.notebook.tables import (
    Base,
    ExerciseLog,
    FlareDay,
    Hold,
    MedicalCheck,
    MorningRating,
    NotebookState,
    Person,
    PracticeSession,
    RedFlagAnswer,
    ResumeDecision,
    SetupAnswer,
)


class Batch(NamedTuple):
    """What a file holds, in its order. Sessions without a log are passed over.

    `person` is whose notebook a whole export was: an empty notebook takes that over.
    """

    sessions: tuple[tuple[SessionDraft, tuple[LogDraft, ...]], ...] = ()
    mornings: tuple[MorningDraft, ...] = ()
    decisions: tuple[DecisionDraft, ...] = ()
    answers: tuple[AnswerDraft, ...] = ()
    checks: tuple[CheckDraft, ...] = ()
    flares: tuple[FlareDraft, ...] = ()
    setup: tuple[SetupDraft, ...] = ()
    plans: tuple[PlanDraft, ...] = ()
    targets: tuple[TargetDraft, ...] = ()
    words: tuple[WordDraft, ...] = ()
    person: KeptPerson | None = None


class TakenIn(NamedTuple):
    """What became of a batch; `differing` and `differing_mornings` say in words where the notebook's own was kept.

    The last two count all that is no rating: decisions, answers, checks, flare-up days, what was chosen, and what a
    clinician said.
    """

    new_sessions: int
    known_sessions: int
    new_logs: int
    known_logs: int
    differing: tuple[str, ...]
    new_mornings: int
    known_mornings: int
    differing_mornings: tuple[str, ...]
    new_told: int = 0
    known_told: int = 0


class _Sittings(NamedTuple):
    """What becomes of a batch's sessions: new rows, new logs with their session, and where the notebook differs."""

    sessions: list[Row]
    logs: list[tuple[UUID, LogDraft]]
    differing: list[str]


def take_in(engine: Engine, person: UUID, batch: Batch) -> TakenIn:
    """Store what is new in a batch, all of it or nothing.

    Raises:
        NotSaved: Nothing was stored.
    """
    with writing(engine) as write:
        known = Known(write.connection(), person)
        if batch.person is not None and _is_empty(write, person):
            write.exec(update(Person).where(col(Person.id) == person).values(**batch.person.model_dump()))
        sessions = _sessions(write, person, batch, known)
        mornings = _mornings(write, person, batch.mornings, known.mornings)
        told = _told(write, person, batch)
    return TakenIn(*sessions, *mornings, *told)


def _is_empty(write: Session, person: UUID) -> bool:
    """Whether nothing was written in the notebook yet: then it becomes that of the file's person."""
    owned = (table.c for table in Base.metadata.sorted_tables if "person_id" in table.c)
    firsts = (select(column.id).where(column.person_id == person).limit(1) for column in owned)
    return all(write.connection().execute(first).first() is None for first in firsts)


def mark_as_sample(engine: Engine) -> None:
    """Say of a new notebook that its data is made up. There is no way back.

    Raises:
        NotSaved: It says nothing.
    """
    with writing(engine) as write:
        write.exec(update(NotebookState).values(sample=True))


def _sessions(write: Session, person: UUID, batch: Batch, known: Known) -> tuple[int, int, int, int, tuple[str, ...]]:
    seen: Counter[tuple[Second, str]] = Counter()
    found = _Sittings([], [], [])
    given = [(session, logs) for session, logs in batch.sessions if logs]
    for session, logs in given:
        _sort(person, session, logs, known, seen, found)
    add(write, PracticeSession, found.sessions)
    _add_logs(write, found, known)
    new, fresh = len(found.sessions), len(found.logs)
    return new, len(given) - new, fresh, seen.total() - fresh, tuple(found.differing)


def _sort(  # noqa: PLR0917 - what is given, what is known, what is found
    person: UUID,
    session: SessionDraft,
    logs: tuple[LogDraft, ...],
    known: Known,
    seen: Counter[tuple[Second, str]],
    found: _Sittings,
) -> None:
    """Sort one session of a file into what is new and what is known."""
    home, second, fresh = known.home(session), second_of(session.started_at), []
    if isinstance(session, KeptSession) and home == session.id:
        found.differing.extend(of_bins(session, binned=known.binned[home], binned_there=in_bin(session)))
    for log in logs:
        key = second, log.exercise
        mine = known.find(log.id, key, seen[key])
        seen[key] += 1
        if mine is None:
            fresh.append((home or session.id, log))
        else:
            found.differing.extend(of_logs(mine, log))
    found.logs.extend(fresh)
    if home is None and fresh:
        kept = session.kept if isinstance(session, KeptSession) else {}
        found.sessions.append(session_row(person, session) | kept)


def _add_logs(write: Session, found: _Sittings, known: Known) -> None:
    rows = []
    for session, log in found.logs:
        taken, row = known.places[session], log_row(session, log)
        if isinstance(log, KeptLog) and session not in known.binned:
            rows.append(row | log.kept)  # a session that is new here keeps its order as it was
        else:
            row["place"] = max(taken) + 1 if log.place in taken else log.place
            rows.append(row | (log.kept if isinstance(log, KeptLog) else {}))
        taken.add(row["place"])
    add(write, ExerciseLog, rows)
    add(write, Hold, list(chain.from_iterable(hold_rows(log) for _, log in found.logs)))
    touch(write, *{session for session, _ in found.logs})


def _mornings(
    write: Session, person: UUID, drafts: tuple[MorningDraft, ...], known: dict[date, int]
) -> tuple[int, int, tuple[str, ...]]:
    fresh: list[Row] = []
    differing: list[str] = []
    for draft in drafts:
        if draft.day not in known:
            known[draft.day] = draft.pain
            fresh.append(morning_row(person, draft) | (draft.kept if isinstance(draft, KeptMorning) else {}))
        else:
            differing += of_mornings(draft.day, known[draft.day], draft.pain)
    add(write, MorningRating, fresh)
    if fresh:
        touch_mornings(write)
    return len(fresh), len(drafts) - len(fresh), tuple(differing)


def _told(write: Session, person: UUID, batch: Batch) -> tuple[int, int]:
    given: tuple[tuple[type[Base], str, list[Row]], ...] = (
        (ResumeDecision, "id", [decision_row(person, draft) for draft in batch.decisions]),
        (RedFlagAnswer, "id", [answer_row(person, draft) for draft in batch.answers]),
        (MedicalCheck, "id", [check_row(person, draft) for draft in batch.checks]),
        (FlareDay, "local_date", [flare_row(person, draft) for draft in batch.flares]),
        (SetupAnswer, "id", [setup_row(person, draft) for draft in batch.setup]),
        (PlanChoice, "id", [plan_row(person, draft) for draft in batch.plans]),
        (HandTarget, "id", [target_row(person, draft) for draft in batch.targets]),
        (ClinicianWord, "id", [word_row(person, draft) for draft in batch.words]),
    )
    new = 0
    for table, key, rows in given:
        columns = Base.metadata.tables[str(table.__tablename__)].c
        known = select(columns[key]).where(columns.person_id == person)
        seen = set(write.connection().execute(known).scalars()) if rows else set()
        fresh = {row[key]: row for row in reversed(rows) if row[key] not in seen}
        add(write, table, list(fresh.values()))
        new += len(fresh)
    return new, sum(len(rows) for *_, rows in given) - new
