import streamlit as st

from backcare.ui import more

st.title("More", anchor=False)
more.draw()
