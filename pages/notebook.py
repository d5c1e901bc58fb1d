import streamlit as st

from backcare.ui import notebook

st.title("Notebook", anchor=False)
notebook.draw()
