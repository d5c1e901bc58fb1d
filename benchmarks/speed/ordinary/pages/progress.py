import pandas as pd
import plotly.express as px
import streamlit as st

from benchmarks.speed.ordinary.data import EXERCISES, connected, holds, logs, mornings

RANGES = {"All": None, "A year": 365, "Three months": 91, "A month": 30}


def cut(frame: pd.DataFrame, days: int | None) -> pd.DataFrame:
    """The last days of a frame."""
    return frame if days is None else frame[frame["day"] > frame["day"].max() - pd.Timedelta(days=days)]


st.title("Progress")
engine = connected()
days = RANGES[st.radio("Range", list(RANGES), horizontal=True)]
held, rated, woken = (cut(frame, days) for frame in (holds(engine), logs(engine), mornings(engine)))
one, everything, practice = st.tabs(["One exercise", "All exercises", "Practice"])
with one:
    name = st.selectbox("Exercise", EXERCISES)
    mine = held[held["exercise"] == name].groupby(["day", "side"], as_index=False)["seconds"].mean()
    st.plotly_chart(px.line(mine, x="day", y="seconds", color="side", title="Seconds held", markers=True))
    pain = rated[rated["exercise"] == name].melt("day", ["before", "worst", "after"], "when", "pain")
    st.plotly_chart(px.scatter(pain, x="day", y="pain", color="when", title="Pain"))
with everything:
    daily = rated.assign(pain=rated[["before", "after"]].mean(axis=1)).groupby("day", as_index=False)["pain"].mean()
    daily = daily.assign(week=daily["pain"].rolling(7, min_periods=3).mean()).merge(woken, on="day", how="outer")
    st.plotly_chart(px.line(daily, x="day", y=["pain", "week", "morning"], title="Pain over time"))
with practice:
    minutes = held.groupby("day")["seconds"].sum() / 60
    st.plotly_chart(px.bar(minutes.resample("W").sum(), title="Minutes held a week"))
    year = minutes[minutes.index > minutes.index.max() - pd.Timedelta(days=365)].reset_index()
    grid = year.assign(week=year["day"].dt.strftime("%G-%V"), weekday=year["day"].dt.dayofweek)
    st.plotly_chart(px.imshow(grid.pivot_table(index="weekday", columns="week", values="seconds"), title="Days"))
