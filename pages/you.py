import streamlit as st

from backcare.ui import about_you, your_plan

st.title("About you", anchor=False)
st.header("Your plan", anchor=False)
your_plan.draw()
st.header("Before you start", anchor=False)
st.write(
    "Some exercises are not for everybody. A yes marks those to ask a clinician about first, and leaves them out of "
    "the guided session until you have asked. Your answers stay on this machine, and you can change them at any time."
)
about_you.draw_questions()
