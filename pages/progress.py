import streamlit as st

from backcare.ui import progress

st.title("Progress", anchor=False)
progress.draw()
