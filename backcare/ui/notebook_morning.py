"""A morning's rating in the notebook: read, change, take away."""

from datetime import date
from typing import Final
from uuid import uuid4

import streamlit as st

from backcare.errors import BackCareError
from backcare.notebook import journal
from backcare.notebook.amend import remove_morning
from backcare.notebook.drafts import MorningDraft
from backcare.ui import store
from backcare.ui.rating import fill, rating, value, words

CHANGING: Final = "book-morning"  # the day whose rating is being changed
TAKEN: Final = "book-morning-taken"  # the day and the rating that were taken away last
TROUBLE: Final = "book-morning-trouble"


def draw(day: date, pain: int | None) -> None:
    """The rating in a line."""
    if st.session_state.get(CHANGING) == day:
        return
    if pain is not None:
        with st.container(horizontal=True, vertical_alignment="center", key=f"book-rated-{day}", width="content"):
            st.markdown(f"Morning **{words(pain)}**", width="content")
            key = f"book-morning-change-{day}"
            st.button("Change", key=key, type="tertiary", on_click=_begin, args=(day, pain))
    elif st.session_state.get(TAKEN, (None,))[0] == day:
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.caption("The morning's rating is taken away.", width="content")
            st.button("Undo", key="book-morning-undo", type="tertiary", on_click=_undo)


def draw_change(day: date) -> None:
    """The chips, once it is to be changed."""
    if st.session_state.get(CHANGING) == day:
        _draw_chips(day)


def _draw_chips(day: date) -> None:
    given = rating("How your back felt that morning", _key(day))
    if TROUBLE in st.session_state:
        st.warning(st.session_state.pop(TROUBLE), icon=":material/info:")
    with st.container(horizontal=True):
        st.button("Save the rating", type="primary", disabled=given is None, on_click=_save, args=(day,))
        st.button("Take the rating away", on_click=_take_away, args=(day,))
        st.button("Leave it as it was", on_click=_leave)


def _key(day: date) -> str:
    return f"book-morning-{day}"


def _begin(day: date, pain: int) -> None:
    fill(_key(day), pain)
    st.session_state[CHANGING] = day


def _leave() -> None:
    st.session_state.pop(CHANGING, None)


def _save(day: date) -> None:
    pain = value(_key(day))
    if pain is not None and _kept(day, pain):
        _leave()


def _take_away(day: date) -> None:
    book = store.notebook()
    before = next((one.pain for one in store.history().mornings if one.day == day), None)
    try:
        remove_morning(book.engine, book.person, day)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
        return
    st.session_state[TAKEN] = day, before
    _leave()


def _undo() -> None:
    day, pain = st.session_state[TAKEN]
    if pain is not None and _kept(day, pain):
        st.session_state.pop(TAKEN, None)


def _kept(day: date, pain: int) -> bool:
    book = store.notebook()
    try:
        journal.save_morning(book.engine, book.person, MorningDraft(id=uuid4(), day=day, pain=pain, zone=store.zone()))
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
        return False
    return True
