import streamlit as st

from backcare.ui import closed, signs

st.title("Warning signs", anchor=False)
st.write("Back pain together with one of these needs a person to look at it, not a stretch. Answer a list at any time.")
shown = closed.draw()
lists = [asked for asked in (signs.EMERGENCY, signs.DOCTOR) if asked.questions not in shown]
if lists:
    for column, asked in zip(st.columns(len(lists), gap="medium"), lists, strict=True):
        with column:
            signs.draw_list(asked)
