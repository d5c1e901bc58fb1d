"""What was deleted last, said in the place where it stood, with the way back."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

import streamlit as st

from backcare.errors import BackCareError
from backcare.notebook import bin as bin_
from backcare.notebook.browse import BookSession
from backcare.notebook.reads import StoredLog
from backcare.ui import store

LAST: Final = "book-gone"
DRAWN: Final = "book-gone-drawn"  # told in this run already


class Gone(NamedTuple):
    """A session in the bin and when it was; for one exercise of a session that session `of`, and its place there."""

    session: UUID
    at: datetime
    what: str
    of: UUID | None = None
    place: int = 0


def tell(gone: Gone) -> None:
    """Say it in the next run. For callbacks."""
    st.session_state[LAST] = gone


def draw_before(session: BookSession) -> None:
    """Where a session stood, before the next one of its day."""
    gone = _untold()
    if gone and gone.of is None and gone.at.date() == session.started_at.date() and gone.at <= session.started_at:
        _draw(gone)


def draw_before_log(log: StoredLog) -> None:
    """Where an exercise stood, before the next one of its session."""
    gone = _untold()
    if gone and gone.of == log.session and gone.place < log.place:
        _draw(gone)


def draw_in(session: UUID) -> None:
    """At the end of its session, where nothing came after it."""
    gone = _untold()
    if gone and gone.of == session:
        _draw(gone)


def draw_at(day: date) -> None:
    """At the end of its day."""
    gone = _untold()
    if gone and gone.at.date() == day:
        _draw(gone)


def draw_apart(days: Collection[date] = ()) -> None:
    """By itself, where its day holds nothing more, or another page is shown."""
    st.session_state[DRAWN] = False
    gone = _untold()
    if gone and gone.at.date() not in days:
        _draw(gone)


def _untold() -> Gone | None:
    gone: Gone | None = st.session_state.get(LAST)
    return None if st.session_state.get(DRAWN) else gone


def _draw(gone: Gone) -> None:
    st.session_state[DRAWN] = True
    with st.container(horizontal=True, vertical_alignment="center", key="book-gone", border=True):
        words = f":material/delete: {gone.what} is deleted. It waits in the bin for 30 days."
        st.markdown(words, width="stretch")
        st.button("Undo", icon=":material/undo:", key="book-undo", on_click=_undo, args=(gone.session,))


def _undo(session: UUID) -> None:
    try:
        bin_.put_back(store.notebook().engine, session)
    except BackCareError as error:
        st.toast(str(error), icon=":material/info:")
    else:
        st.toast("It is back.", icon=":material/undo:")
    st.session_state.pop(LAST, None)
