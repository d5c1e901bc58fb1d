import streamlit as st

from backcare.ui import about_you, closed, lately, morning, progress_data, store, today, your_plan

moment, key = store.now(), progress_data.key()
day, state = store.day_now(), today.state_now(key)

st.title("Today", anchor=False)
st.caption(f"{moment:%A}, {moment.day} {moment:%B}")
shut = closed.draw()  # first: whom to call stands above all else
lately.draw_answer(key)
if not store.in_sight().readings and not shut:
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
    today.draw_paused(state)
    today.draw_ask(state)
with side:
    morning.draw(moment)
main, side = st.columns([3, 2], gap="large")
with main:
    lately.draw_chart(key)
    if not shut:
        your_plan.draw_offer(key)
        about_you.draw_offer()
with side:
    today.draw_plan(key)
    lately.draw_week(key)
