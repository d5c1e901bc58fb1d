"""The pauses of an exercise as the Progress page has them: found, marked on the chart, and in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

import streamlit as st

from backcare.charts.exercise import StopMark
from backcare.charts.words import day_of
from backcare.safety.codes import BY_DAY
from backcare.safety.history import Decision
from backcare.safety.standing import Stop
from backcare.training.pauses import Then, look_back
from backcare.ui.looked import looked

LATEST: Final = 4  # pauses listed in the open; the earlier ones are a click away


def look_once(url: str, known: Then, exercise: str, moments: Sequence[datetime]) -> Stop | None:
    """As `look_back`, for as long as what was known then stays the same; `url` names the notebook."""
    return looked(("stop", url, exercise, moments[0]), known, partial(look_back, known, exercise, moments))


def stop_mark(stop: Stop, decisions: Iterable[Decision]) -> StopMark:
    """A pause as the chart names it; its end is named where the person took the exercise up again."""
    resumed = any(decision.at == stop.ended for decision in decisions)
    lasting = stop.code not in BY_DAY
    ended = stop.ended.date() if stop.ended else None
    return StopMark(
        stop.at.date(), "Paused" if lasting else "Paused a day", ended, "Taken up again" if resumed else "", lasting
    )


def draw_stops(stops: Sequence[Stop], today: date) -> None:
    """Every pause in words, the latest first."""
    if not stops:
        return
    with st.container(key="pauses-name"):
        st.header("Pauses in the last 12 months", anchor=False)
    st.caption("On the chart a dashed line is a pause for the day, a full line and its shade a longer one.")
    lines = [f"- {stop_line(stop, today)}" for stop in reversed(stops)]
    st.markdown("\n".join(lines[:LATEST]))
    if lines[LATEST:]:
        with st.expander(f"Earlier pauses ({len(lines) - LATEST})"):
            st.markdown("\n".join(lines[LATEST:]))


def stop_line(stop: Stop, today: date) -> str:
    """One pause: "**28 February**: Paused for the day. Your pain went from 4 to 7 with this exercise ..."."""
    day = day_of(stop.at.date(), today)
    if stop.code in BY_DAY:
        return f"**{day}**: Paused for the day. {stop.reason}"
    ended = f" It ended on {day_of(stop.ended.date(), today)}." if stop.ended else ""
    return f"**{day}**: Paused: rest a week. {stop.reason}{ended}"
