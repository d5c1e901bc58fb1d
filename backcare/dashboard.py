"""The router: what every page shares. Streamlit runs this file at each visit and click."""

from functools import partial

import streamlit as st

from backcare.notebook.opening import Refused
from backcare.settings import ROOT
from backcare.ui import boundary, frame, places, store, theme

st.set_page_config(page_title="BackCare", page_icon=str(ROOT / "backcare" / "ui" / "icon.svg"), layout="wide")
theme.style()

answer = store.opened()
if isinstance(answer, Refused):
    words = partial(frame.refused, answer)
    st.navigation([st.Page(words, title="BackCare", url_path="refused", default=True)], position="hidden").run()
else:
    page = st.navigation(
        [
            st.Page(places.TODAY, title="Today", icon=":material/today:", default=True),
            st.Page(places.SESSION, title="Log a session", icon=":material/edit_note:", url_path="session"),
            st.Page(places.EXERCISES, title="Exercises", icon=":material/menu_book:", url_path="exercises"),
            st.Page(places.PROGRESS, title="Progress", icon=":material/show_chart:", url_path="progress"),
            st.Page(places.DATA, title="Data", icon=":material/folder_open:", url_path="data"),
        ],
        position="top",
    )
    frame.banner(answer)
    try:
        page.run()
    except boundary.NAMED as fault:
        boundary.say(fault)
    frame.foot()
    frame.thumb_bar()
