import streamlit as st

from backcare.ui import by_hand, closed, first_start, guided, signs, store

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
        welcome = not shut and first_start.draw()
        due = None if shut else store.lists_due()
        if due and not welcome:
            signs.draw_due(due)
    guided.draw()
    if not (shut or due or welcome):
        signs.draw_left_over()
    by_hand.draw_sitting()
