"""What a notebook holds already of what a file may hold again."""

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Connection, select

from backcare.notebook.drafts import SessionDraft
from backcare.notebook.kept_drafts import KeptSession
from backcare.notebook.reads import StoredLog, stored_logs
from backcare.notebook.relations import MORNING, SESSION

Second: TypeAlias = datetime


def second_of(moment: datetime) -> Second:
    """The UTC second that a session is known by."""
    return moment.astimezone(UTC).replace(microsecond=0)


def in_bin(session: SessionDraft) -> bool:
    """Whether a session lay in the bin of its notebook."""
    return isinstance(session, KeptSession) and session.deleted_at is not None


class Known:
    """What the notebook held before, sessions in the bin included."""

    def __init__(self, connection: Connection, person: UUID) -> None:
        columns = select(SESSION.id, SESSION.started_at, SESSION.deleted_at).where(SESSION.person_id == person)
        lasting_first = columns.order_by(SESSION.deleted_at.is_not(None), SESSION.id)
        self.binned: dict[UUID, bool] = {}
        self.homes: dict[Second, UUID] = {}
        for session, at, deleted_at in connection.execute(lasting_first):
            self.binned[session] = deleted_at is not None
            self.homes.setdefault(second_of(at), session)
        self.logs: defaultdict[tuple[Second, str], list[StoredLog]] = defaultdict(list)
        self.ids: dict[UUID, StoredLog] = {}
        self.places: defaultdict[UUID, set[int]] = defaultdict(set)
        for log in stored_logs(connection, SESSION.person_id == person):
            self.logs[second_of(log.started_at), log.exercise].append(log)
            self.ids[log.id] = log
            self.places[log.session].add(log.place)
        days = select(MORNING.local_date, MORNING.pain).where(MORNING.person_id == person)
        self.mornings: dict[date, int] = {row.local_date: row.pain for row in connection.execute(days)}

    def find(self, id_: UUID, key: tuple[Second, str], place: int) -> StoredLog | None:
        """Look for a log by its id, which stands in some files, or by its place among equal ones."""
        equal = self.logs[key]
        return self.ids.get(id_) or (equal[place] if place < len(equal) else None)

    def home(self, session: SessionDraft) -> UUID | None:
        """The session here that takes its logs: itself, or one of that second; nothing leaves the bin of a file."""
        if session.id in self.binned:
            return session.id
        home = self.homes.get(second_of(session.started_at))
        apart = home is not None and in_bin(session) and not self.binned[home]
        return None if apart else home
