import streamlit as st

from backcare.ui import about_you, closed, first_start, lately, morning, progress_data, store, today, your_plan

moment, key = store.now(), progress_data.key()
day, state = store.day_now(), today.state_now(key)

with st.container(key="head", horizontal=True, vertical_alignment="bottom"):
    st.title("Today", anchor=False, width="content")
    st.caption(f"{moment:%A}, {moment.day} {moment:%B}", width="content")
shut = closed.draw()  # first: whom to call stands above all else
if shut or not first_start.draw():
    lately.draw_answer(key)
    if not store.in_sight().readings and not shut:
        st.info(today.WELCOME, icon=":material/waving_hand:")
    with st.container(key="today"):
        with st.container(key="now", gap="small"):
            if shut:
                today.draw_shut()
            else:
                today.draw_next(state, day)
                your_plan.draw_offer(key)
                about_you.draw_offer()
            if state.bare:  # then its reasons are what the page has to say
                today.draw_held_back(key)
        with st.container(key="side"):
            morning.draw(moment)
            if not state.bare:
                today.draw_held_back(key)
            today.draw_plan(key)
            lately.draw_week(key)
        lately.draw_chart(key)
