import streamlit as st

from backcare.ui import by_hand, closed, guided, signs, store

st.title("Session", anchor=False)

form = by_hand.wanted()
top = st.container()  # always there, so that what runs in the browser below keeps its place
if form:
    by_hand.draw()
    with top:
        closed.draw()
else:
    with top:
        shut = closed.draw()
        due = None if shut else store.lists_due()
        if due:
            signs.draw_due(due)
    guided.draw()
    if not (shut or due):
        signs.draw_left_over()
    by_hand.draw_sitting()
