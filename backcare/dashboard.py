"""The router: what every page shares. Streamlit runs this file at each visit and click."""

from functools import partial

import streamlit as st

from backcare.notebook.opening import Refused
from backcare.ui import boundary, frame, page_settings, places, theme
from backcare.ui.moment import one_moment
from backcare.ui.opened import opened

page_settings.tell()
theme.style()

answer = opened()
if isinstance(answer, Refused):
    words = partial(frame.refused, answer)
    # Every address says the same, and keeps its name for when the notebook opens again.
    pages = [
        st.Page(words, title=place.title, url_path=place.address, default=place.path == places.TODAY)
        for place in places.PLACES
    ]
    st.navigation(pages, position="hidden").run()
else:
    pages = [
        st.Page(
            place.path,
            title=place.title,
            icon=place.icon,
            default=place.path == places.TODAY,
            visibility="visible" if place.where == "bar" else "hidden",
        )
        for place in places.PLACES
    ]
    page = st.navigation(pages, position="top")
    frame.bring_address_along(page.url_path)
    frame.banner(answer)
    try:
        with one_moment():  # whatever a click writes was written before: callbacks run first
            page.run()
    except boundary.NAMED as fault:
        boundary.say(fault)
    frame.foot()
    frame.thumb_bar()
