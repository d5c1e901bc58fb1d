"""The Progress page: what was logged over time, as a sentence, a chart, a list of pauses and a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise
from backcare.charts import words
from backcare.charts.frame import CONFIG
from backcare.notebook.reads import StoredLog
from backcare.safety.history import Reading
from backcare.safety.standing import Stop
from backcare.safety.verdict import Level, Verdict
from backcare.ui import places, store
from backcare.ui.progress_data import DAY_STOPS, ExerciseView, exercise_view, pain_view
from backcare.ui.verdict import explain

ONE: Final = "One exercise"
ALL: Final = "All exercises"
CHOICE: Final = "progress_exercise"
ADDRESS: Final = "exercise"
LATEST: Final = 4  # pauses listed in the open; the earlier ones are a click away


def draw() -> None:
    """The chosen section; the other one does not run."""
    readings = store.history().readings
    if not readings and not store.history().mornings:
        _draw_empty()
        return
    section = st.segmented_control(
        "Show", [ONE, ALL], default=ONE, required=True, key="show", bind="query-params", label_visibility="collapsed"
    )
    if section == ALL:
        _draw_pain()
    else:
        _draw_exercise(_choose(default_exercise(readings, store.verdicts_now())))


def default_exercise(readings: Sequence[Reading], verdicts: Mapping[str, Verdict]) -> Exercise:
    """The exercise that is paused, else the one logged last, else the first of the catalogue."""
    shelf = catalogue()
    paused = [one for one in shelf.exercises if verdicts[one.slug].level >= Level.STOP_TODAY]
    if paused:
        return max(paused, key=lambda one: verdicts[one.slug].level)
    logged = [reading for reading in readings if shelf.find(reading.exercise)]
    latest = max(logged, key=lambda reading: (reading.at, reading.place), default=None)
    return shelf[latest.exercise] if latest else shelf.exercises[0]


def _choose(default: Exercise) -> Exercise:
    """Names to choose from. The address is the one truth, so that a link, Back and a reload show the same."""
    shelf, verdicts = catalogue(), store.verdicts_now()

    def label(slug: str) -> str:
        mark = ":material/pause_circle: " if verdicts[slug].level >= Level.STOP_TODAY else ""
        return mark + shelf[slug].name

    wanted = shelf.find(st.query_params.get(ADDRESS, "")) or default
    st.session_state[CHOICE] = wanted.slug
    st.pills(
        "Exercise",
        [one.slug for one in shelf.exercises],
        required=True,
        key=CHOICE,
        format_func=label,
        on_change=_to_address,
        label_visibility="collapsed",
    )
    return wanted


def _to_address() -> None:
    st.query_params[ADDRESS] = st.session_state[CHOICE]


def _draw_exercise(exercise: Exercise) -> None:
    view, today = exercise_view(exercise.slug), store.now().date()
    verdict = store.verdicts_now()[exercise.slug]
    st.subheader(exercise.name, anchor=False)
    st.write(words.exercise_sentence(view.points, view.marks, exercise.name, today))
    alt = words.exercise_alt(view.points, view.marks, exercise.name)
    st.plotly_chart(view.figure, theme=None, config=dict(CONFIG), key=f"chart_{exercise.slug}", alt=alt)
    if view.earlier:
        st.caption(f"This is the year up to its last session. {view.earlier} before it stay in your notebook.")
    if not view.points:
        _link_to_session("Start a session")
        return
    with st.container(border=True):
        explain(verdict, key=f"progress-{exercise.slug}")
    _draw_stops(view, today)
    _draw_numbers(view.logs)


def _draw_pain() -> None:
    view, today = pain_view(), store.now().date()
    st.subheader("Your pain over time", anchor=False)
    st.write(words.pain_sentence(view.days, today))
    st.plotly_chart(view.figure, theme=None, config=dict(CONFIG), key="chart_pain", alt=words.pain_alt(view.days))
    st.caption("A dot is the mean of all ratings of a day. The line is the mean of the seven days that end there.")


def _draw_empty() -> None:
    st.write("Your notebook is empty. How long you hold each exercise and how your back feels will stand here.")
    st.plotly_chart(pain_view().figure, theme=None, config=dict(CONFIG), alt=words.pain_alt(()))
    _link_to_session("Start your first session")


def _link_to_session(label: str) -> None:
    st.page_link(places.SESSION, label=label, icon=":material/self_improvement:")


def _draw_stops(view: ExerciseView, today: date) -> None:
    """Every pause in words, the latest first."""
    if not view.stops:
        return
    st.markdown("##### Pauses")
    st.caption("On the chart a dashed line is a pause for the day, a full line and its shade a longer one.")
    lines = [f"- {stop_line(stop, today)}" for stop in reversed(view.stops)]
    st.markdown("\n".join(lines[:LATEST]))
    if lines[LATEST:]:
        with st.expander(f"Earlier pauses ({len(lines) - LATEST})"):
            st.markdown("\n".join(lines[LATEST:]))


def stop_line(stop: Stop, today: date) -> str:
    """One pause: "**28 February**: Paused for the day. Your pain went from 4 to 7 with this exercise ..."."""
    if stop.code in DAY_STOPS:
        return f"**{_day(stop.at.date(), today)}**: Paused for the day. {stop.reason}"
    ended = f" It ended on {_day(stop.ended.date(), today)}." if stop.ended else ""
    return f"**{_day(stop.at.date(), today)}**: Paused: rest a week. {stop.reason}{ended}"


def _day(day: date, today: date) -> str:
    return f"{day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B %Y}"


def _draw_numbers(logs: Sequence[StoredLog]) -> None:
    """The same as a table, the latest first; read only once it is opened, for it brings pandas."""
    numbers = st.expander("The numbers", icon=":material/table_rows:", key="numbers", on_change="rerun")
    if numbers.open:
        with numbers:
            st.dataframe(
                number_columns(logs),
                hide_index=True,
                column_config={"Day": st.column_config.DateColumn(format="D MMM YYYY")},
                alt="Each session with its holds and ratings",
            )


def number_columns(logs: Sequence[StoredLog]) -> dict[str, list[Any]]:
    """The logs as columns, the latest first; a column that nobody filled is left out."""
    latest = list(reversed(logs))
    columns: dict[str, list[Any]] = {
        "Day": [log.started_at.date() for log in latest],
        **{
            f"{name}, seconds": [_holds(log, side) for log in latest]
            for name, side in (("Left", "left"), ("Right", "right"), ("Held", "both"))
        },
        "Pain before": [_points(log.before) for log in latest],
        "Worst": [_points(log.worst) for log in latest],
        "Pain after": [_points(log.after) for log in latest],
        "Stopped": ["It hurt" if log.stopped else None for log in latest],
        "Note": [log.note or None for log in latest],
    }
    return {name: values for name, values in columns.items() if any(value is not None for value in values)}


def _holds(log: StoredLog, side: str) -> str | None:
    """The holds of a side as they were timed: "12, 12.5"."""
    return ", ".join(f"{tenths / 10:g}" for held, tenths in log.holds if held == side) or None


def _points(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10
