"""Changing a log in the notebook: its fields in its place, and what to do where somebody else was first."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError, EditConflict
from backcare.notebook import bin as bin_
from backcare.notebook import browse, journal, reads
from backcare.notebook.drafts import LogDraft
from backcare.notebook.reads import StoredLog
from backcare.ui import log_form, log_state, store
from backcare.ui.exercise_words import done_words
from backcare.words import full_day

EDITED: Final = "book-edited"  # the ids of the logs that are being changed, each with its session
CONFLICT: Final = "book-conflict"  # of those, the ones that somebody else changed or deleted in the meantime


def editing(log: UUID) -> bool:
    """Whether the log is being changed here."""
    return log in st.session_state.get(EDITED, {})


def begin(log: StoredLog) -> None:
    """Put the log into fields of its own. For callbacks."""
    log_state.fill(_form(log.id), log_state.Editing(log.id, log.version), log)
    st.session_state[EDITED] = {**st.session_state.get(EDITED, {}), log.id: log.session}


def end(log: UUID) -> None:
    """Leave the fields. For callbacks."""
    st.session_state[EDITED] = {id_: of for id_, of in st.session_state.get(EDITED, {}).items() if id_ != log}
    st.session_state[CONFLICT] = st.session_state.get(CONFLICT, frozenset()) - {log}


def draw(log: StoredLog) -> None:
    """The fields of a log, over what is stored now where that is not what they were filled with."""
    exercise, form = catalogue()[log.exercise], _form(log.id)
    st.markdown(f"**{exercise.name}**")
    log_form.draw_fields(exercise, form, log.variant)
    log_form.draw_notice()
    if log.id in st.session_state.get(CONFLICT, ()):
        _draw_conflict(log)
        return
    with st.container(horizontal=True):
        key = log_state.field(form, "save")
        icon = ":material/check:"
        st.button("Save the change", type="primary", icon=icon, key=key, on_click=_save, args=(log,))
        st.button("Leave it as it was", key=log_state.field(form, "leave"), on_click=end, args=(log.id,))


def draw_apart(sessions: Collection[UUID]) -> None:
    """Logs that are being changed and stand on no day of this page: deleted, moved, or of another page."""
    book = store.notebook()
    for id_, session in dict(st.session_state.get(EDITED, {})).items():
        log = reads.log(book.engine, id_)
        if log is None:
            st.warning("An exercise that you were changing is no longer in the notebook.", icon=":material/info:")
            end(id_)
        elif log.session not in sessions:
            with st.container(border=True, key=f"book-apart-{session}"):
                at = log.started_at
                st.caption(f"You are changing what you logged on {at:%A} {full_day(at)}, {at:%H:%M}.")
                draw(log)


def _form(log: UUID) -> str:
    return f"of-{log}"


def _draw_conflict(log: StoredLog) -> None:
    """What is stored now beside what was typed, and the two ways on. What was typed stays in the fields."""
    live = _is_live(log)
    if live:
        words = "This was changed in another tab or by another program in the meantime. It is now:"
        st.warning(words, icon=":material/info:")
        st.markdown(done_words(log))
        if log.note:
            st.text(log.note)
    else:
        words = "This was deleted in the meantime, and lies in the bin. What you typed is still here."
        st.warning(words, icon=":material/info:")
    with st.container(horizontal=True):
        mine = "Save mine all the same" if live else "Put it back, and save mine"
        form = _form(log.id)
        key = log_state.field(form, "mine")
        st.button(mine, type="primary", key=key, on_click=_save_mine, args=(log,))
        theirs = "Keep what is stored" if live else "Leave it in the bin"
        st.button(theirs, key=log_state.field(form, "theirs"), on_click=end, args=(log.id,))


def _is_live(log: StoredLog) -> bool:
    return bool(browse.found_logs(store.notebook().engine, (log.id,)))


def _save(log: StoredLog) -> None:
    editing = log_state.editing(_form(log.id))
    _store(log, editing)


def _save_mine(log: StoredLog) -> None:
    """Over what is stored now, as the person has seen it."""
    if not _is_live(log):
        try:
            bin_.put_back(store.notebook().engine, log.session)
        except BackCareError as error:
            st.session_state[log_state.NOTICE] = str(error)
            return
    _store(log, log_state.Editing(log.id, log.version))


def _store(log: StoredLog, into: log_state.Editing) -> None:
    state = st.session_state
    try:
        draft: LogDraft | None = log_state.draft(catalogue()[log.exercise], _form(log.id), into, log.place)
        if draft is None:
            return
        journal.change_log(store.notebook().engine, draft, into.version)
    except ValidationError as error:
        state[log_state.NOTICE] = "Not saved: " + "; ".join(str(fault["msg"]) for fault in error.errors()) + "."
    except EditConflict:
        state[CONFLICT] = state.get(CONFLICT, frozenset()) | {log.id}
    except BackCareError as error:
        state[log_state.NOTICE] = f"{error} What you entered is still here."
    else:
        end(log.id)
        st.toast("The change is saved.", icon=":material/check:")
