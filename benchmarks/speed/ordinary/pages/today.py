from datetime import date, timedelta

import plotly.express as px
import streamlit as st

from benchmarks.speed.ordinary.data import EXERCISES, connected, logs, week_before

st.title("Today")
today = date.today()  # noqa: DTZ011 - as a tutorial has it
recent = logs(connected(), today - timedelta(days=28))
done = set(recent[recent["day"].dt.date == today]["exercise"])
left = [name for name in EXERCISES if name not in done]
main, side = st.columns([3, 2])
with main:
    st.subheader(f"Next: {left[0]}" if left else "All done for today")
    st.page_link("pages/session.py", label="Start")
    days = recent.groupby("day", as_index=False)["after"].mean()
    st.plotly_chart(px.line(days, x="day", y="after", title="Pain in the last weeks", markers=True))
with side:
    st.progress(len(done & set(EXERCISES)) / len(EXERCISES), text=f"{len(done)} of {len(EXERCISES)} done today")
    for name in EXERCISES:
        st.checkbox(name, value=name in done, disabled=True)
    practised = recent[recent["day"].dt.date >= week_before(today)]["day"].nunique()
    st.caption(f"{practised} of the last 7 days")
