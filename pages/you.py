import streamlit as st

st.title("About you", anchor=False)
