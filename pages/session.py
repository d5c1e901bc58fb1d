import streamlit as st

from backcare.ui import by_hand, guided

st.title("Session", anchor=False)

if by_hand.wanted():
    by_hand.draw()
else:
    guided.draw()
    by_hand.draw_sitting()
