"""The router."""

import streamlit as st

st.set_page_config(page_title="Back exercises", layout="wide")
st.navigation(
    [
        st.Page("pages/today.py", title="Today", default=True),
        st.Page("pages/session.py", title="Session"),
        st.Page("pages/progress.py", title="Progress"),
    ],
    position="top",
).run()
