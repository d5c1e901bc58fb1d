"""The log form's fields between runs: read them into a draft, fill them from a stored log, save, change and undo.

Fields are kept by form, so that looking at another one loses nothing: the Session page has a form for each exercise, by
its slug, and the Notebook one for each log that is changed. Only plain values go into session_state.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import streamlit as st
from pydantic import ValidationError

from backcare.catalogue.model import Exercise
from backcare.errors import BackCareError
from backcare.notebook import bin as bin_
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


def field(form: str, name: str) -> str:
    """The session_state key of one field of one form."""
    return f"log-{form}-{name}"


def editing(form: str) -> Editing:
    """The log that the fields will be saved as; its id is made once, so that a second click is the same log."""
    known: tuple[UUID, int] = st.session_state.setdefault(field(form, "draft"), (uuid4(), 0))
    return Editing(*known)


def clear(form: str) -> None:
    """Empty fields and a new draft. For callbacks."""
    fill(form, Editing(uuid4(), 0), None)


def edit(slug: str, log_id: UUID) -> None:
    """Put a stored log into the fields, to change it. For callbacks."""
    book = store.notebook()
    log = reads.log(book.engine, log_id)
    if log is None:
        st.session_state[TOAST] = "That log is no longer there."
        return
    st.session_state[CHOSEN] = slug
    st.session_state.pop(SAVED, None)
    fill(slug, Editing(log.id, log.version), log)


def show(slug: str) -> None:
    """Go to the fields of an exercise. For callbacks."""
    st.session_state[CHOSEN] = slug
    st.session_state.pop(SAVED, None)


def undo(log_id: UUID) -> None:
    """Put a saved log into the bin. For callbacks."""
    try:
        bin_.delete_log(store.notebook().engine, log_id, store.now())
    except BackCareError as error:
        st.session_state[NOTICE] = str(error)
        return
    st.session_state.pop(SAVED, None)
    st.session_state[TOAST] = "Taken back. It waits in your notebook's bin for 30 days."


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
        log = draft(exercise, slug, into, place)
        if log is None:
            return
        _store(log, into, session, standing)
    except ValidationError as error:
        st.session_state[NOTICE] = "Not saved: " + "; ".join(str(fault["msg"]) for fault in error.errors()) + "."
        return
    except BackCareError as error:
        st.session_state[NOTICE] = f"{error} What you entered is still here."
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


def draft(exercise: Exercise, form: str, into: Editing, place: int) -> LogDraft | None:
    """The fields as a draft; None, with a notice, where they hold nothing or something unclear.

    Raises:
        ValidationError: A value is none that can be kept.
    """
    state, variant = st.session_state, variant_of(form)
    holds: list[HoldDraft] = []
    for side in exercise.sides_of(variant):
        found = parse_holds(state.get(field(form, side)) or "")
        if found.problem or found.unclear:
            state[NOTICE] = "Not saved yet: look at the seconds you typed."
            return None
        holds += [HoldDraft(side=side, seconds=seconds) for seconds in found.seconds]
    if len(holds) > MOST_HOLDS:
        state[NOTICE] = f"Not saved: that is {len(holds)} holds, and one log keeps up to {MOST_HOLDS}."
        return None
    given = {name: rating.value(field(form, name)) for name in RATINGS}
    stopped, note = bool(state.get(field(form, "stopped"))), state.get(field(form, "note")) or ""
    if not holds and not stopped and all(value is None for value in given.values()):
        state[NOTICE] = "Nothing to save yet: enter a hold or a rating first."
        return None
    return LogDraft(
        id=into.id,
        exercise=exercise.slug,
        variant=variant,
        place=place,
        stopped=stopped,
        note=note,
        holds=tuple(holds),
        **given,
    )


def variant_of(form: str) -> str:
    """How it was done: the gentler way's slug, or empty for the full one."""
    chosen = st.session_state.get(field(form, "variant")) or FULL
    return "" if chosen == FULL else str(chosen)


def fill(form: str, into: Editing, log: StoredLog | None) -> None:
    """Put a stored log into the fields, or nothing. For callbacks."""
    state = st.session_state
    state[field(form, "draft")] = tuple(into)
    state.pop(field(form, "anyway"), None)
    for name in RATINGS:
        rating.fill(field(form, name), getattr(log, name) if log else None)
    for side in _SIDES:
        state[field(form, side)] = typed(tuple(one for at, one in log.holds if at == side)) if log else ""
    state[field(form, "stopped")] = log.stopped if log else False
    state[field(form, "note")] = log.note if log else ""
    if log:
        state[field(form, "variant")] = log.variant or FULL


_SIDES: tuple[Side, ...] = ("left", "right", "both")
