import streamlit as st

from backcare.notebook import reads
from backcare.ui import about_you, closed, morning, store, today, your_plan

book, moment = store.notebook(), store.now()
logs = reads.logs(book.engine, book.person, first=moment.date() - today.WEEK)
day = store.day_now()
state = today.today_state(day.items, logs, moment.date())

st.title("Today", anchor=False)
st.caption(f"{moment:%A}, {moment.day} {moment:%B}")
shut = closed.draw()
if not store.history().readings and not shut:
    st.info(
        "Your notebook is empty. The guided session shows each exercise, counts the seconds, and asks how your back "
        "feels. What you log stays on this machine.",
        icon=":material/waving_hand:",
    )
main, side = st.columns([3, 2], gap="large")
with main:
    if shut:
        today.draw_shut()
    else:
        today.draw_next(state, day)
        your_plan.draw_offer()
        about_you.draw_offer()
with side:
    morning.draw(moment)
    today.draw_paused(state)
    today.draw_ask(state)
    today.draw_plan(state, day)
