import streamlit as st

from backcare.ui import rules

st.title("How BackCare decides", anchor=False)
rules.draw()
