"""The floor that times are compared with: one line under Streamlit's defaults, and a button to click."""

from time import time_ns

import streamlit as st

st.write("Blank", time_ns(), st.button("Go"))
