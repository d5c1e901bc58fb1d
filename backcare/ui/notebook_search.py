"""The notes that hold certain words, the newest first."""

from datetime import date
from typing import Final

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.notebook import browse
from backcare.notebook.reads import StoredLog
from backcare.ui import places, store
from backcare.words import counted, full_day

WORDS: Final = "book-words"
AT: Final = "book-found-at"  # what was looked for, and the place of the first note that is shown
SHOWN: Final = 20


def draw(words: str) -> None:
    """How many notes there are, and as many as a page holds."""
    book = store.notebook()
    ids = browse.search(book.engine, book.person, words)
    asked, first = st.session_state.get(AT, ("", 0))
    first = first if asked == words and first < len(ids) else 0
    if not ids:
        st.write("No note holds these words.")
        return
    shown = ids[first : first + SHOWN]
    count = counted(len(ids), "note holds", "notes hold")
    st.write(f"{count} these words{_which(first, len(shown), len(ids))}.")
    for log in browse.found_logs(book.engine, shown):
        _draw(log)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if first:
            st.button("Newer notes", icon=":material/arrow_back:", on_click=_go, args=(words, first - SHOWN))
        if first + SHOWN < len(ids):
            st.button("Older notes", icon=":material/arrow_forward:", on_click=_go, args=(words, first + SHOWN))


def _which(first: int, shown: int, count: int) -> str:
    return "" if shown == count else f"; these are {first + 1} to {first + shown}, the newest first"


def _go(words: str, first: int) -> None:
    st.session_state[AT] = words, max(0, first)


def _show(day: date) -> None:
    st.session_state[WORDS] = ""
    st.query_params[places.BEFORE] = day.isoformat()


def _draw(log: StoredLog) -> None:
    at = log.started_at
    with st.container(border=True, key=f"book-found-{log.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{at:%A} {full_day(at)}** · {catalogue().name(log.exercise)}",
                width="stretch",
            )
            key = f"book-found-day-{log.id}"
            st.button("Show the day", key=key, type="tertiary", on_click=_show, args=(at.date(),))
        st.text(log.note)
