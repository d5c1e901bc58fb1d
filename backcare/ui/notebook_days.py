"""A day of the notebook: its morning, its sessions, what was decided; and what can be done with each."""

from datetime import date
from typing import Final
from uuid import UUID

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.notebook import bin as bin_
from backcare.notebook.browse import BookDay, BookSession
from backcare.notebook.reads import StoredLog
from backcare.ui import notebook_edit, notebook_gone, notebook_morning, notebook_time, store
from backcare.ui.exercise_words import done_words
from backcare.ui.notebook_gone import Gone
from backcare.words import name_within

OPEN: Final = "book-open"  # the session whose buttons are shown
TROUBLE: Final = "book-trouble"  # why the last click did not do what was asked
_DECIDED: Final = {"resume": "You took {} up again.", "overrule": "You went on with {} all the same."}


def draw(day: BookDay) -> None:
    """The day under its name."""
    with st.container(key=f"book-{day.day}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"book-head-{day.day}"):
            st.header(day_name(day.day, store.now().date()), anchor=False, width="content")
            notebook_morning.draw(day.day, day.morning)
        notebook_morning.draw_change(day.day)
        if day.flare:
            st.caption(":material/flag: Flare-up")
        for exercise, kind in day.decisions:
            st.caption(f":material/restart_alt: {_DECIDED[kind].format(catalogue().name(exercise))}")
        for word in day.lifts:
            st.text(f"{name_within(word.clinician)} lifted the pause of {catalogue().name(word.exercise)}.")
        for session in day.sessions:
            notebook_gone.draw_before(session)
            _draw_session(session)
        notebook_gone.draw_at(day.day)


def day_name(day: date, today: date) -> str:
    """A day in words: "Today, Monday 23 November"; with its year where it is another one than today's."""
    ago = {0: "Today, ", 1: "Yesterday, "}.get((today - day).days, "")
    year = "" if day.year == today.year else f" {day.year}"
    return f"{ago}{day:%A} {day.day} {day:%B}{year}"


def _draw_session(session: BookSession) -> None:
    chosen = st.session_state.get(OPEN) == session.id
    with st.container(border=True, key=f"book-session-{session.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"book-top-{session.id}"):
            st.markdown(f"**{session.started_at:%H:%M}**{_origin(session)}", width="stretch")
            label, icon = ("Done", ":material/check:") if chosen else ("Change", ":material/edit:")
            key = f"book-{'close' if chosen else 'open'}-{session.id}"
            target = None if chosen else session.id
            st.button(label, icon=icon, key=key, type="tertiary", on_click=_open, args=(target,))
        for log in session.logs:
            notebook_gone.draw_before_log(log)
            _draw_log(log, chosen=chosen)
        notebook_gone.draw_in(session.id)
        if chosen:
            _draw_choices(session)


def _origin(session: BookSession) -> str:
    return " :gray[from a file]" if session.source == "imported" else ""


def _draw_log(log: StoredLog, *, chosen: bool) -> None:
    with st.container(key=f"book-log-{log.id}", gap=None):
        if notebook_edit.editing(log.id):
            notebook_edit.draw(log)
            return
        st.markdown(f"**{catalogue().name(log.exercise)}**{_form(log)} · {done_words(log)}")
        if log.note:
            st.text(log.note)  # as it was typed: nothing in it is read as formatting, or fetched
    if chosen and not notebook_edit.editing(log.id):
        with st.container(horizontal=True, gap="small", key=f"book-log-choices-{log.id}"):
            change, delete = f"book-change-{log.id}", f"book-delete-{log.id}"
            st.button("Change", icon=":material/edit:", key=change, on_click=notebook_edit.begin, args=(log,))
            st.button("Delete", icon=":material/delete:", key=delete, on_click=_delete_log, args=(log,))


def _draw_choices(session: BookSession) -> None:
    """What can be done with the session as a whole."""
    notebook_time.draw(session)
    key = f"book-delete-{session.id}"
    st.button("Delete this session", icon=":material/delete:", key=key, on_click=_delete_session, args=(session,))
    if TROUBLE in st.session_state:
        st.warning(st.session_state.pop(TROUBLE), icon=":material/info:")


def _form(log: StoredLog) -> str:
    found = catalogue().find(log.exercise)
    form = found.form(log.variant) if found else None
    return f", {form.name.lower()}" if form else ""


def _open(session: UUID | None) -> None:
    st.session_state[OPEN] = session


def _delete_session(session: BookSession) -> None:
    book, now = store.notebook(), store.now()
    try:
        bin_.delete_session(book.engine, session.id, now)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
        return
    notebook_gone.tell(Gone(session.id, session.started_at, "The session"))
    _open(None)


def _delete_log(log: StoredLog) -> None:
    book, now = store.notebook(), store.now()
    try:
        binned = bin_.delete_log(book.engine, log.id, now)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
        return
    if binned is not None:
        of = None if binned == log.session else log.session
        notebook_gone.tell(Gone(binned, log.started_at, catalogue().name(log.exercise), of, log.place))
