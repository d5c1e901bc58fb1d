"""The log form's fields between runs: read them into a draft, fill them from a stored log, save, change and undo.

Fields are kept by exercise, so that looking at another one loses nothing. Only plain values go into session_state.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import streamlit as st
from pydantic import ValidationError

from backcare.catalogue.model import Exercise
from backcare.errors import BackCareError
from backcare.notebook import journal, reads
from backcare.notebook.drafts import MOST_HOLDS, DecisionDraft, HoldDraft, LogDraft, SessionDraft, Side
from backcare.notebook.reads import StoredLog
from backcare.safety.codes import BY_DECISION
from backcare.safety.verdict import Verdict
from backcare.ui import rating, sitting, store
from backcare.ui.holds import parse_holds, typed

RATINGS = ("before", "worst", "after")
CHOSEN = "log-exercise"  # the slug whose fields are shown
TOAST = "log-toast"  # words that are shown once, wherever the page is scrolled to
SAVED = "log-saved"  # the id of the log that was saved last
JUST_SAVED = "log-just-saved"  # its exercise, until that was said
NOTICE = "log-notice"  # words about the last click that did not do what was asked
FULL = "full"  # the full form's name in the variant field: an empty one would read as nothing chosen


class Editing(NamedTuple):
    """Which log the fields of an exercise belong to: a new one at version 0, or a stored one."""

    id: UUID
    version: int


def field(slug: str, name: str) -> str:
    """The session_state key of one field of one exercise."""
    return f"log-{slug}-{name}"


def editing(slug: str) -> Editing:
    """The log that the fields will be saved as; its id is made once, so that a second click is the same log."""
    known: tuple[UUID, int] = st.session_state.setdefault(field(slug, "draft"), (uuid4(), 0))
    return Editing(*known)


def clear(slug: str) -> None:
    """Empty fields and a new draft. For callbacks."""
    _fill(slug, Editing(uuid4(), 0), None)


def edit(slug: str, log_id: UUID) -> None:
    """Put a stored log into the fields, to change it. For callbacks."""
    book = store.notebook()
    log = reads.log(book.engine, log_id)
    if log is None:
        st.session_state[TOAST] = "That log is no longer there."
        return
    st.session_state[CHOSEN] = slug
    st.session_state.pop(SAVED, None)
    _fill(slug, Editing(log.id, log.version), log)


def show(slug: str) -> None:
    """Go to the fields of an exercise. For callbacks."""
    st.session_state[CHOSEN] = slug
    st.session_state.pop(SAVED, None)


def undo(log_id: UUID) -> None:
    """Take back a saved log. For callbacks."""
    try:
        journal.remove_log(store.notebook().engine, log_id)
    except BackCareError as error:
        st.session_state[NOTICE] = f"{error.reason} {error.remedy}"
        return
    st.session_state.pop(SAVED, None)
    st.session_state[TOAST] = "Taken back. Nothing of it is kept."


def save(
    exercise: Exercise,
    into: Editing,
    *,
    session: SessionDraft,
    place: int,
    standing: Verdict,
) -> None:
    """Save what the fields hold, once, and say nothing was lost where it cannot be saved. For callbacks.

    `into` and `session` were fixed when the button was drawn, so that a second click saves nothing anew.
    """
    slug = exercise.slug
    if st.session_state.get(SAVED) == into.id:
        return
    try:
        log = _draft(exercise, into, place)
        if log is None:
            return
        _store(log, into, session, standing)
    except ValidationError as error:
        st.session_state[NOTICE] = "Not saved: " + "; ".join(str(fault["msg"]) for fault in error.errors()) + "."
        return
    except BackCareError as error:
        st.session_state[NOTICE] = f"{error.reason} {error.remedy} What you entered is still here."
        return
    clear(slug)
    sitting.begin_anew()
    st.session_state[SAVED] = into.id
    st.session_state[JUST_SAVED] = slug


def just_saved() -> str | None:
    """The slug of the exercise that the last click saved; told once."""
    slug: str | None = st.session_state.pop(JUST_SAVED, None)
    return slug


def _store(log: LogDraft, into: Editing, session: SessionDraft, standing: Verdict) -> None:
    book = store.notebook()
    if into.version:
        journal.change_log(book.engine, log, into.version)
        return
    journal.save_log(book.engine, book.person, session, log, _overrule(log, session, standing))


def _overrule(log: LogDraft, session: SessionDraft, standing: Verdict) -> DecisionDraft | None:
    """The decision to do a stopped exercise all the same; it has the log's id, and goes with it.

    None where nothing stops it that can be decided about, and none while practice is closed, now or at that time.
    """
    code = next((found.code for found in standing.findings if found.code in BY_DECISION), None)
    if code is None or standing.closing or store.closing():
        return None
    at = _decided(session, log.exercise)
    return DecisionDraft(id=log.id, exercise=log.exercise, kind="overrule", code=code, at=at, zone=session.zone)


def _decided(session: SessionDraft, slug: str) -> datetime:
    """When it was decided to go on: with the session, whose reading is then the first retry.

    Where the session holds the exercise already, it may have brought the stop itself: then just after its start, since
    a decision is about the readings before it.
    """
    book, day = store.notebook(), session.local_date
    before = reads.logs(book.engine, book.person, exercise=slug, first=day, last=day)
    known = any(log.session == session.id for log in before)
    return session.started_at + timedelta(seconds=1) if known else session.started_at


def _draft(exercise: Exercise, into: Editing, place: int) -> LogDraft | None:
    """The fields as a draft; None, with a notice, where they hold nothing or something unclear."""
    slug, state = exercise.slug, st.session_state
    variant = variant_of(slug)
    holds: list[HoldDraft] = []
    for side in exercise.sides_of(variant):
        found = parse_holds(state.get(field(slug, side)) or "")
        if found.problem or found.unclear:
            state[NOTICE] = "Not saved yet: look at the seconds you typed."
            return None
        holds += [HoldDraft(side=side, seconds=seconds) for seconds in found.seconds]
    if len(holds) > MOST_HOLDS:
        state[NOTICE] = f"Not saved: that is {len(holds)} holds, and one log keeps up to {MOST_HOLDS}."
        return None
    given = {name: rating.value(field(slug, name)) for name in RATINGS}
    stopped, note = bool(state.get(field(slug, "stopped"))), state.get(field(slug, "note")) or ""
    if not holds and not stopped and all(value is None for value in given.values()):
        state[NOTICE] = "Nothing to save yet: enter a hold or a rating first."
        return None
    return LogDraft(
        id=into.id, exercise=slug, variant=variant, place=place, stopped=stopped, note=note, holds=tuple(holds), **given
    )


def variant_of(slug: str) -> str:
    """The chosen form: a gentler form's slug, or empty for the full one."""
    chosen = st.session_state.get(field(slug, "variant")) or FULL
    return "" if chosen == FULL else str(chosen)


def _fill(slug: str, into: Editing, log: StoredLog | None) -> None:
    state = st.session_state
    state[field(slug, "draft")] = tuple(into)
    state.pop(field(slug, "anyway"), None)
    for name in RATINGS:
        rating.fill(field(slug, name), getattr(log, name) if log else None)
    for side in _SIDES:
        state[field(slug, side)] = typed(tuple(one for at, one in log.holds if at == side)) if log else ""
    state[field(slug, "stopped")] = log.stopped if log else False
    state[field(slug, "note")] = log.note if log else ""
    if log:
        state[field(slug, "variant")] = log.variant or FULL


_SIDES: tuple[Side, ...] = ("left", "right", "both")
