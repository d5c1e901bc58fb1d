"""The Notebook page: every session by day, the newest first; the notes searched; what lies in the bin."""

from datetime import date
from typing import Final

import streamlit as st

from backcare.notebook import bin as bin_
from backcare.notebook import browse
from backcare.notebook.browse import Page
from backcare.ui import notebook_bin, notebook_days, notebook_edit, notebook_gone, notebook_search, places, store
from backcare.ui.progress_data import link_to_session
from backcare.ui.to_top import to_top
from backcare.words import counted

SHOW: Final = "show"
BIN: Final = "bin"
GO_TO: Final = "book-go-to"


def draw() -> None:
    """The bin, what was searched for, or a page of days, as the address and the search field say."""
    if st.query_params.get(SHOW) == BIN:
        _back_to_days()
        notebook_bin.draw()
        return
    book, last = store.notebook(), _last()
    page = browse.page(book.engine, book.person, last)
    if not page.days and last is None:
        _draw_empty()
    else:
        words = _ask()
        if words.strip():
            notebook_search.draw(words)
        else:
            _draw_page(page)
    _link_to_bin()


def _draw_empty() -> None:
    notebook_edit.draw_apart(())
    notebook_gone.draw_apart()
    st.write("Each session you log stands here by day, the newest first. You can read it, change it or delete it.")
    link_to_session("Start your first session")


def _ask() -> str:
    """What to look for, and which day to go to."""
    with st.container(horizontal=True, key="book-ask", vertical_alignment="bottom"):
        words = st.text_input("Search your notes", key=notebook_search.WORDS, icon=":material/search:")
        today = store.now().date()
        st.date_input("Go to a day", value=None, max_value=today, key=GO_TO, on_change=_go, width=190)
    return words or ""


def _go() -> None:
    day: date | None = st.session_state[GO_TO]
    st.session_state[notebook_search.WORDS] = ""
    if day is not None:
        st.query_params[places.BEFORE] = day.isoformat()


def _last() -> date | None:
    """The last day that is asked for; anything that is no day asks for the newest."""
    try:
        return date.fromisoformat(st.query_params.get(places.BEFORE, ""))
    except ValueError:
        return None


def _draw_page(page: Page) -> None:
    to_top("days", st.query_params.get(places.BEFORE, ""))
    shown = {session.id for day in page.days for session in day.sessions}
    notebook_edit.draw_apart(shown)
    notebook_gone.draw_apart({day.day for day in page.days})
    if not page.days:
        st.write("Nothing was logged on that day or before it.")
    for day in page.days:
        notebook_days.draw(day)
    _draw_pager(page)


def _draw_pager(page: Page) -> None:
    if page.newer is None and page.older is None and not st.query_params.get(places.BEFORE):
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", key="book-pager"):
        if page.newer is not None or not page.days:
            query = {places.BEFORE: page.newer.isoformat()} if page.newer else {}
            st.page_link(places.NOTEBOOK, label="Newer days", icon=":material/arrow_back:", query_params=query)
        if page.older is not None:
            query = {places.BEFORE: page.older.isoformat()}
            st.page_link(places.NOTEBOOK, label="Older days", icon=":material/arrow_forward:", query_params=query)


def _link_to_bin() -> None:
    book = store.notebook()
    count = bin_.waiting(book.engine, book.person)
    if count:
        label = f"Bin: {counted(count, 'session')}"
        st.page_link(places.NOTEBOOK, label=label, icon=":material/delete:", query_params={SHOW: BIN})


def _back_to_days() -> None:
    st.page_link(places.NOTEBOOK, label="Back to your days", icon=":material/arrow_back:")
