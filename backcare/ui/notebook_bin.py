"""What lies in the bin, how long it waits, and the way back."""

from datetime import datetime, timedelta
from math import ceil
from typing import Final
from uuid import UUID

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.notebook import bin as bin_
from backcare.notebook.bin import WAITS, Binned
from backcare.ui import store
from backcare.ui.exercise_words import done_words
from backcare.words import counted, full_day

TROUBLE: Final = "bin-trouble"


def draw() -> None:
    """Each session that was deleted, the last deleted first."""
    book, now = store.notebook(), store.now()
    waiting = bin_.binned(book.engine, book.person)
    st.header("Bin", anchor=False)
    if TROUBLE in st.session_state:
        st.warning(st.session_state.pop(TROUBLE), icon=":material/info:")
    if not waiting:
        st.write("The bin is empty. What you delete waits here for 30 days.")
        return
    st.write("What you deleted counts for nothing, and waits here for 30 days. Until then you can put it back.")
    for one in waiting:
        _draw(one, now)


def _draw(one: Binned, now: datetime) -> None:
    at = one.started_at
    with st.container(border=True, key=f"bin-{one.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{at:%A} {full_day(at)}, {at:%H:%M}** :gray[{_left(one, now)}]", width="stretch")
            key = f"bin-back-{one.id}"
            st.button("Put it back", icon=":material/undo:", key=key, on_click=_put_back, args=(one.id,))
        for log in one.logs:
            st.markdown(f"**{catalogue().name(log.exercise)}** · {done_words(log)}")
            if log.note:
                st.text(log.note)


def _left(one: Binned, now: datetime) -> str:
    days = ceil((one.deleted_at + WAITS - now) / timedelta(days=1))
    return "goes today" if days < 1 else f"{counted(days, 'day')} left"


def _put_back(session: UUID) -> None:
    try:
        bin_.put_back(store.notebook().engine, session)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
    else:
        st.toast("It is back in your notebook.", icon=":material/undo:")
