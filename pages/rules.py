import streamlit as st

st.title("How BackCare decides", anchor=False)
