import streamlit as st

st.title("Warning signs", anchor=False)
