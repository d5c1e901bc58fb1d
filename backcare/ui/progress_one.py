"""One exercise on the Progress page: how long it was held, how pain went with it, and its pauses."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise
from backcare.charts import words_exercise as words
from backcare.charts.words import day_of, number
from backcare.notebook import reads
from backcare.notebook.reads import StoredLog
from backcare.safety.standing import Stop
from backcare.safety.verdict import Verdict
from backcare.ui import store
from backcare.ui.progress_data import A_YEAR, Fact, Key, draw_charts, draw_facts, draw_table, link_to_session
from backcare.ui.progress_exercise import ExerciseView, exercise_view
from backcare.ui.progress_pauses import draw_stops
from backcare.ui.verdict import explain


def draw(exercise: Exercise, verdict: Verdict, key: Key) -> None:
    """The sentence, the charts, the numbers beside them, the verdict, the pauses and the table."""
    slug = exercise.slug
    view = exercise_view(verdict, key)
    _draw(view, slug, key)
    if not view.days:
        link_to_session("Start a session")
        return
    with st.container(border=True):
        explain(verdict, key=f"progress-{slug}")
    _draw_stops(view.stops, slug, key)
    draw_table(lambda: number_columns(_logs(slug, view.days[-1].day)), "Each session with holds and ratings")


@st.cache_resource(show_spinner=False, max_entries=12)
def _draw(_view: ExerciseView, slug: str, key: Key) -> None:
    """What answers no click: Streamlit keeps what it sends, and sends it again."""
    st.write(words.sentence(_view.days, _view.marks, catalogue()[slug].name, key.day))
    draw_charts(_view.charts, _view.opens, slug)
    if _view.days:
        draw_facts(facts(_view, key.day))
    if _view.held.usual is not None:
        st.caption("Usual: the middle one of your days in the four weeks up to the last one.")


@st.cache_resource(show_spinner=False, max_entries=12)
def _draw_stops(_stops: tuple[Stop, ...], slug: str, key: Key) -> None:  # noqa: ARG001 - part of the cache's key
    draw_stops(_stops, key.day)


def facts(view: ExerciseView, today: date) -> list[Fact]:
    """The usual hold, the longest, the target and what pain usually does."""
    held, rise = view.held, words.usual_rise(view.days)
    found = [] if (target := view.days[-1].target) is None else [Fact("Target, last time", f"{target:g} s")]
    if held.usual is not None:
        found.append(Fact("Usual hold", f"{held.usual:g} s"))
    if held.longest is not None and held.longest_on is not None:
        found.append(Fact(f"Longest, {day_of(held.longest_on, today)}", f"{held.longest:g} s"))
    if rise is not None:
        found.append(Fact("Pain after it, usually", _signed(rise)))
    return found


def _signed(rise: float) -> str:
    return "the same" if rise == 0 else f"{number(abs(rise))} {'lower' if rise < 0 else 'higher'}"


def _logs(slug: str, last: date) -> tuple[StoredLog, ...]:
    book = store.notebook()
    return reads.logs(book.engine, book.person, exercise=slug, first=last - A_YEAR)


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


def _points(tenths: float | None) -> float | None:
    return None if tenths is None else round(tenths / 10, 1)
