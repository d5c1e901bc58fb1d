"""The open notebook, one for all visits. What is read out of it stands in store.py, which takes longer to import."""

import os

import streamlit as st

from backcare.notebook.opening import Open, Refused, open_notebook
from backcare.settings import read_settings


@st.cache_resource(show_spinner=False)
def _opened(data_dir: str, url: str) -> Open | Refused:  # noqa: ARG001 - the arguments are the cache's key
    return open_notebook(read_settings(os.environ))


def opened() -> Open | Refused:
    """The notebook, opened once a server; a refusal is tried again at the next run."""
    settings = read_settings(os.environ)
    answer = _opened(str(settings.data_dir), settings.database_url)
    if isinstance(answer, Refused):
        _opened.clear()
    return answer


def open_anew() -> None:
    """Open it again at the next run: after a restore it may say other things of itself."""
    _opened.clear()
