import streamlit as st

from backcare.ui import progress
from backcare.ui.moment import one_moment

st.title("Progress", anchor=False)
with one_moment():
    progress.draw()
