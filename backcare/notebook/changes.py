"""Which sessions the last writes of this process touched, so that a reader reads those alone again."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from uuid import UUID

from sqlalchemy import Engine, event
from sqlmodel import Session

MOST = 200  # writes that are remembered; a reader that is further behind reads everything
TOUCHED = "backcare_touched"

_noted: OrderedDict[tuple[str, int], frozenset[UUID]] = OrderedDict()
_lock = Lock()


def touches(write: Session, *sessions: UUID) -> None:
    """Say which sessions a write changes; none where it is about something else.

    A write that says nothing of itself counts as one that may change anything.
    """
    write.info.setdefault(TOUCHED, set()).update(sessions)


def note(engine: Engine, write: Session, version: int) -> None:
    """Remember, once it is committed, what the write that raises the notebook to `version` said of itself."""

    @event.listens_for(write, "after_commit")
    def _committed(session: Session) -> None:
        if TOUCHED in session.info:
            with _lock:
                _noted[str(engine.url), version] = frozenset(session.info[TOUCHED])
                while len(_noted) > MOST:
                    _noted.popitem(last=False)


def between(engine: Engine, earlier: int, later: int) -> frozenset[UUID] | None:
    """The sessions that were touched after version `earlier`, up to `later`.

    None where that is not known: another program wrote, or it is too long ago.
    """
    with _lock:
        found: Iterable[frozenset[UUID] | None] = [
            _noted.get((str(engine.url), version)) for version in range(earlier + 1, later + 1)
        ]
    known = [one for one in found if one is not None]
    return frozenset().union(*known) if len(known) == later - earlier >= 0 else None
