"""When a session was: its day and time, changed in the notebook."""

from typing import Final

import streamlit as st
from pydantic import ValidationError

from backcare.errors import BackCareError
from backcare.notebook.amend import change_session
from backcare.notebook.browse import BookSession
from backcare.notebook.drafts import SessionDraft
from backcare.ui import sitting, store

TROUBLE: Final = "book-time-trouble"  # why the last click changed nothing


def draw(session: BookSession) -> None:
    """Its day and time, with a button once they are others."""
    at = session.started_at
    day_key, time_key = f"book-day-{session.id}", f"book-time-{session.id}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"book-when-{session.id}"):
        day = st.date_input("Day", value=at.date(), max_value=store.now().date(), key=day_key, width=170)
        clock = st.time_input(
            "Time", value=at.time().replace(second=0, microsecond=0), step=60, key=time_key, width=120
        )
        changed = (day, clock) != (at.date(), at.time().replace(second=0, microsecond=0))
        key = f"book-move-{session.id}"
        if changed:
            st.button("Change day and time", icon=":material/schedule:", key=key, on_click=_move, args=(session,))
    if TROUBLE in st.session_state:
        st.warning(st.session_state.pop(TROUBLE), icon=":material/info:")


def _move(session: BookSession) -> None:
    state = st.session_state
    day, clock = state[f"book-day-{session.id}"], state[f"book-time-{session.id}"]
    chosen = sitting.local_time(day, clock, session.zone, store.now())
    if chosen.at is None:
        state[TROUBLE] = chosen.problem
        return
    try:
        draft = SessionDraft(id=session.id, started_at=chosen.at, zone=session.zone)
        change_session(store.notebook().engine, draft, session.version)
    except ValidationError as error:
        state[TROUBLE] = "; ".join(str(fault["msg"]) for fault in error.errors()) + "."
    except BackCareError as error:
        state[TROUBLE] = str(error)
    else:
        st.toast("Day and time are changed.", icon=":material/check:")
