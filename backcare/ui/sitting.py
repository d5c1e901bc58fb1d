"""When the logged session took place, and which stored one it belongs to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import streamlit as st

from backcare.notebook.drafts import SessionDraft
from backcare.notebook.reads import StoredLog
from backcare.safety.history import History
from backcare.ui import store

SAME_SITTING = timedelta(hours=2)  # a pause longer than this begins a new session
NOW, EARLIER = "Now", "Earlier"
WHEN = "log-when"  # whether it is about now or an earlier time
DRAFT = "log-session"  # the UUID of the session that the next save begins


class Chosen(NamedTuple):
    """The time that was asked for; a problem in words where it cannot be."""

    at: datetime | None
    problem: str = ""


def choose_time() -> Chosen:
    """Ask whether it is about now or an earlier time. None stands for now."""
    when = st.segmented_control(
        "When did you do it?", [NOW, EARLIER], default=NOW, required=True, key=WHEN, persist_state="session"
    )
    if when != EARLIER:
        return Chosen(None)
    moment = store.now()
    left, right = st.columns(2)
    day = left.date_input("Day", value=moment.date(), max_value=moment.date(), key="log-day", persist_state="session")
    clock = right.time_input("Time", value=time(moment.hour), step=900, key="log-time", persist_state="session")
    return local_time(day, clock, store.zone(), moment)


def local_time(day: date, clock: time, zone: str, now: datetime) -> Chosen:
    """A wall-clock time as a moment. In a fold the first one is meant; in a gap, or later than now, there is none."""
    at = datetime.combine(day, clock.replace(second=0, microsecond=0), tzinfo=ZoneInfo(zone))
    if at.astimezone(UTC).astimezone(at.tzinfo).replace(fold=0) != at.replace(fold=0):
        return Chosen(None, f"The clocks went forward on {day:%d %B %Y}, so {clock:%H:%M} did not exist. Pick another.")
    if at.astimezone(UTC) > now.astimezone(UTC):
        return Chosen(None, "That time is still to come. Pick one that has passed.")
    return Chosen(at)


def current(logs: Sequence[StoredLog], at: datetime | None, now: datetime, draft: UUID) -> SessionDraft:
    """The session that a save belongs to: one that is already stored for that time, else a new one with id `draft`.

    Args:
        logs: the stored ones around that time, oldest first.
        at: the chosen time, or None for now.
        now: aware, in the person's zone.
        draft: the id of the session that would be begun.
    """
    # In UTC: two times of one zone are compared by the clock alone, and the clock shows an hour twice in autumn.
    latest = (at or now).astimezone(UTC)
    earliest = latest if at else latest - SAME_SITTING
    for log in reversed(logs):
        if earliest <= log.started_at.astimezone(UTC) <= latest:
            return SessionDraft(id=log.session, started_at=log.started_at, zone=log.zone)
    return SessionDraft(id=draft, started_at=at or now, zone=str((at or now).tzinfo))


def until(history: History, at: datetime) -> History:
    """What had been logged and decided by then: a later log must not change what was on."""
    moment = at.astimezone(UTC)
    readings = tuple(one for one in history.readings if one.at.astimezone(UTC) <= moment)
    decisions = tuple(one for one in history.decisions if one.at.astimezone(UTC) <= moment)
    return replace(history, readings=readings, decisions=decisions)


def draft_id(at: datetime | None) -> UUID:
    """The id that a new session would get; another time gets another one."""
    known: tuple[datetime | None, UUID] | None = st.session_state.get(DRAFT)
    if known is None or known[0] != at:
        known = at, uuid4()
        st.session_state[DRAFT] = known
    return known[1]


def begin_anew() -> None:
    """The next save begins a session of its own. For callbacks."""
    st.session_state.pop(DRAFT, None)
