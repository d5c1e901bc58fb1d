"""Taking in what another file holds: one transaction, nothing twice, and where both know a thing the notebook's stands.

A log is known by its person, the UTC second at which its session began, its exercise, and its place among equal ones;
a morning and a flare-up by their day; what else the person told by its id.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import chain
from typing import NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import Engine, select, update
from sqlmodel import Session

from backcare.notebook.chosen_tables import HandTarget, PlanChoice
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
from backcare.notebook.reads import StoredLog, stored_logs
from backcare.notebook.relations import MORNING, SESSION
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
)
from backcare.notebook.tables import (
    Base,
    ExerciseLog,
    FlareDay,
    Hold,
    MedicalCheck,
    MorningRating,
    NotebookState,
    PracticeSession,
    RedFlagAnswer,
    ResumeDecision,
    SetupAnswer,
)

Second: TypeAlias = datetime
Holds: TypeAlias = Iterable[tuple[str, int]]


class Batch(NamedTuple):
    """What a file holds, in its order. Sessions without a log are passed over."""

    sessions: tuple[tuple[SessionDraft, tuple[LogDraft, ...]], ...] = ()
    mornings: tuple[MorningDraft, ...] = ()
    decisions: tuple[DecisionDraft, ...] = ()
    answers: tuple[AnswerDraft, ...] = ()
    checks: tuple[CheckDraft, ...] = ()
    flares: tuple[FlareDraft, ...] = ()
    setup: tuple[SetupDraft, ...] = ()
    plans: tuple[PlanDraft, ...] = ()
    targets: tuple[TargetDraft, ...] = ()


class TakenIn(NamedTuple):
    """What became of a batch; `differing` and `differing_mornings` say in words where the notebook's own was kept.

    The last two count all that is no rating: decisions, answers, checks, flare-up days, and what was chosen.
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


class _Known:
    """What the notebook held before, sessions in the bin included."""

    def __init__(self, write: Session, person: UUID) -> None:
        connection = write.connection()
        rows = select(SESSION.id, SESSION.started_at).where(SESSION.person_id == person).order_by(SESSION.id)
        self.sessions: dict[Second, UUID] = {}
        for session, at in connection.execute(rows):
            self.sessions.setdefault(_second(at), session)
        self.logs: defaultdict[tuple[Second, str], list[StoredLog]] = defaultdict(list)
        self.ids: dict[UUID, StoredLog] = {}
        self.places: defaultdict[UUID, set[int]] = defaultdict(set)
        for log in stored_logs(connection, SESSION.person_id == person):
            self.logs[_second(log.started_at), log.exercise].append(log)
            self.ids[log.id] = log
            self.places[log.session].add(log.place)
        days = select(MORNING.local_date, MORNING.pain).where(MORNING.person_id == person)
        self.mornings: dict[date, int] = {row.local_date: row.pain for row in connection.execute(days)}

    def find(self, id_: UUID, key: tuple[Second, str], place: int) -> StoredLog | None:
        """Look for a log by its id, which stands in some files, or by its place among equal ones."""
        equal = self.logs[key]
        return self.ids.get(id_) or (equal[place] if place < len(equal) else None)


def take_in(engine: Engine, person: UUID, batch: Batch) -> TakenIn:
    """Store what is new in a batch, all of it or nothing.

    Raises:
        NotSaved: Nothing was stored.
    """
    with writing(engine) as write:
        known = _Known(write, person)
        sessions = _sessions(write, person, batch, known)
        mornings = _mornings(write, person, batch.mornings, known.mornings)
        told = _told(write, person, batch)
    return TakenIn(*sessions, *mornings, *told)


def mark_as_sample(engine: Engine) -> None:
    """Say of a new notebook that its data is made up. There is no way back.

    Raises:
        NotSaved: It says nothing.
    """
    with writing(engine) as write:
        write.exec(update(NotebookState).values(sample=True))


def _sessions(write: Session, person: UUID, batch: Batch, known: _Known) -> tuple[int, int, int, int, tuple[str, ...]]:
    before = set(known.sessions)
    seen: Counter[tuple[Second, str]] = Counter()
    sessions: list[Row] = []
    fresh: list[tuple[UUID, LogDraft]] = []
    differing: list[str] = []
    given = [(session, logs) for session, logs in batch.sessions if logs]
    for session, logs in given:
        second = _second(session.started_at)
        if second not in known.sessions:
            known.sessions[second] = session.id
            sessions.append(session_row(person, session))
        for log in logs:
            key = second, log.exercise
            mine = known.find(log.id, key, seen[key])
            seen[key] += 1
            if mine is None:
                fresh.append((known.sessions[second], log))
            else:
                differing += _differences(mine, log)
    add(write, PracticeSession, sessions)
    _add_logs(write, fresh, known)
    seconds = {_second(session.started_at) for session, _ in given}
    return len(sessions), len(seconds & before), len(fresh), seen.total() - len(fresh), tuple(differing)


def _add_logs(write: Session, fresh: list[tuple[UUID, LogDraft]], known: _Known) -> None:
    rows = []
    for session, log in fresh:
        taken = known.places[session]
        rows.append(log_row(session, log) | {"place": max(taken) + 1 if log.place in taken else log.place})
        taken.add(rows[-1]["place"])
    add(write, ExerciseLog, rows)
    add(write, Hold, list(chain.from_iterable(hold_rows(log) for _, log in fresh)))
    touch(write, *{session for session, _ in fresh})


def _mornings(
    write: Session, person: UUID, drafts: tuple[MorningDraft, ...], known: dict[date, int]
) -> tuple[int, int, tuple[str, ...]]:
    fresh: list[Row] = []
    differing: list[str] = []
    for draft in drafts:
        if draft.day not in known:
            known[draft.day] = draft.pain
            fresh.append(morning_row(person, draft))
        elif known[draft.day] != draft.pain:
            words = f"{_points(known[draft.day])} in your notebook, {_points(draft.pain)} in the file"
            differing.append(f"Morning of {draft.day}: {words}")
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


def _second(moment: datetime) -> Second:
    return moment.astimezone(UTC).replace(microsecond=0)


def _differences(mine: StoredLog, theirs: LogDraft) -> list[str]:
    """In words; the order of holds between sides does not count, since files do not keep it."""
    pairs = {
        "pain before": (_points(mine.before), _points(theirs.before)),
        "worst pain": (_points(mine.worst), _points(theirs.worst)),
        "pain after": (_points(mine.after), _points(theirs.after)),
        "stopped": ("yes" if mine.stopped else "no", "yes" if theirs.stopped else "no"),
        "holds": (_holds(mine.holds), _holds((hold.side, hold.seconds) for hold in theirs.holds)),
        "note": (mine.note, theirs.note),
    }
    where = f"{mine.exercise.replace('-', ' ').capitalize()}, {mine.started_at:%Y-%m-%d %H:%M}"
    return [
        f"{where}: {what} is {own or 'empty'} in your notebook, {other or 'empty'} in the file"
        for what, (own, other) in pairs.items()
        if own != other
    ]


def _points(tenths: int | None) -> str:
    return "" if tenths is None else f"{tenths / 10:g}"


def _holds(holds: Holds) -> str:
    sides: defaultdict[str, list[str]] = defaultdict(list)
    for side, tenths in holds:
        sides[side].append(_points(tenths))
    return ", ".join(f"{side} {';'.join(sides[side])}" for side in sorted(sides))
