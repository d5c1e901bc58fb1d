"""The one style sheet that the pages share."""

from functools import cache
from importlib.resources import files

import streamlit as st


@cache
def _sheet() -> str:
    return (files("backcare.ui") / "theme.css").read_text(encoding="utf-8")


def style() -> None:
    """Put the style sheet into the page; Streamlit gives a style of its own no room."""
    st.html(f"<style>{_sheet()}</style>")
