from datetime import date

import streamlit as st

from benchmarks.speed.ordinary.data import EXERCISES, HOLDS, connected, logs, save

st.title("Session")
engine = connected()
name = st.selectbox("Exercise", EXERCISES)
with st.form("log"):
    text = st.text_input("Holds, in seconds", value=" ".join(["10"] * HOLDS))
    before = st.slider("Pain before", 0, 10, 2)
    after = st.slider("Pain after", 0, 10, 2)
    if st.form_submit_button("Save"):
        save(engine, name, [float(piece) for piece in text.split()], before, after)
        st.success(f"Saved: {name}")
st.dataframe(logs(engine, date.today()))  # noqa: DTZ011 - as a tutorial has it
