"""Looking through the notebook and its backups, from the Data page."""

import streamlit as st

from backcare.notebook.check import check, check_backups
from backcare.ui.moment import notebook


def draw() -> None:
    """A button that reads all of it, and what was found."""
    if st.button("Look through all of it", icon=":material/fact_check:"):
        with st.spinner("Looking through your notebook"):
            settings = notebook().settings
            kept, damaged = check_backups(settings)
            problems = (*check(settings), *damaged)
        if not problems:
            st.success(f"Your notebook is whole{_backups(kept)}.", icon=":material/check_circle:")
            return
        st.error("Not all of it is whole. Keep a copy of the files as they are.", icon=":material/error:")
        for problem in problems:
            st.text(problem)


def _backups(count: int) -> str:
    if not count:
        return ""
    return ", and so is its backup" if count == 1 else f", and so are its {count} backups"
