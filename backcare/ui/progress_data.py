"""What the Progress page draws, made once after each write: points, pauses and figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Final, NamedTuple

import plotly.graph_objects as go
import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.charts.exercise import ExercisePoint, StopMark, exercise_figure
from backcare.charts.pain import PainDay, pain_figure
from backcare.charts.palette import palette
from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from backcare.safety.history import Decision, History, Morning, Reading
from backcare.safety.standing import Stop, stops
from backcare.training.targets import holds_by_day
from backcare.ui import store

DAY_STOPS: Final = {"sharp-rise": "Paused a day: pain rose", "hurts": "Paused a day: it hurt"}
LASTING: Final = "Paused: pain rose"
A_YEAR: Final = timedelta(days=365)


class ExerciseView(NamedTuple):
    """One exercise in its last year: its logs as they are stored, as they are drawn, and its pauses.

    `earlier` says how many sessions are older, as "1 session" or "12 sessions"; empty where none is.
    """

    logs: tuple[StoredLog, ...]
    points: tuple[ExercisePoint, ...]
    stops: tuple[Stop, ...]
    marks: tuple[StopMark, ...]
    figure: go.Figure
    earlier: str = ""


class PainView(NamedTuple):
    """Pain from day to day over all years, and its chart."""

    days: tuple[PainDay, ...]
    figure: go.Figure


def exercise_view(slug: str) -> ExerciseView:
    """The exercise's year up to its last session, for the theme that is on."""
    book, moment = store.notebook(), store.now()
    key = (book.settings.database_url, reads.version(book.engine), f"{moment.date()} {store.zone()}")
    return _exercise_view(book, slug, st.context.theme.type, key)


def pain_view() -> PainView:
    """Pain over time, for the theme that is on."""
    book = store.notebook()
    key = (book.settings.database_url, reads.version(book.engine))
    return _pain_view(store.history(), st.context.theme.type, key)


@st.cache_resource(show_spinner=False, max_entries=24)
def _exercise_view(_book: Open, slug: str, theme: str | None, key: tuple[str, int, str]) -> ExerciseView:  # noqa: ARG001 - the key of the cache
    history = store.history()
    days = [reading.day for reading in history.readings if reading.exercise == slug]
    if not days:
        return ExerciseView((), (), (), (), exercise_figure((), (), palette(theme)))
    first = max(days) - A_YEAR
    logs = reads.logs(_book.engine, _book.person, exercise=slug, first=first)
    targets = holds_by_day(catalogue()[slug], history.readings, history.decisions)
    points = tuple(exercise_point(log, targets.get(log.started_at.date())) for log in logs)
    paused = year_of_stops(history, slug, first, store.now())
    marks = tuple(stop_mark(stop, history.decisions) for stop in paused)
    figure, earlier = exercise_figure(points, marks, palette(theme)), sum(day < first for day in days)
    return ExerciseView(logs, points, paused, marks, figure, f"{earlier} session{'s' * (earlier > 1)}" * bool(earlier))


def year_of_stops(history: History, slug: str, first: date, now: datetime) -> tuple[Stop, ...]:
    """The pauses that reach into the year from `first` on.

    Each moment of that year is judged from the 365 sessions before it, so that readings of more than a year before
    `first` change nothing for someone who exercises daily; leaving them out keeps ten years as quick as two.
    """
    recent = tuple(reading for reading in history.readings if reading.day >= first - A_YEAR)
    found = stops(replace(history, readings=recent), slug, now)
    return tuple(stop for stop in found if stop.ended is None or stop.ended.date() >= first)


@st.cache_resource(show_spinner=False, max_entries=4)
def _pain_view(_history: History, theme: str | None, key: tuple[str, int]) -> PainView:  # noqa: ARG001 - the key of the cache
    days = pain_days(_history.readings, _history.mornings)
    return PainView(days, pain_figure(days, palette(theme)))


def exercise_point(log: StoredLog, target: int | None) -> ExercisePoint:
    """One log in seconds and points, as the chart draws it; `target` is the day's hold in tenths of a second.

    The time is the wall clock's, so that the axis shows the person's own day.
    """
    sides: dict[str, list[int]] = defaultdict(list)
    for side, tenths in log.holds:
        sides[side].append(tenths)
    held = {side: fmean(tenths) / 10 for side, tenths in sides.items()}
    numbers = (target, log.before, log.worst, log.after)
    aimed, before, worst, after = (None if one is None else one / 10 for one in numbers)
    return ExercisePoint(
        log.started_at, held.get("left"), held.get("right"), held.get("both"), aimed, before, worst, after
    )


def stop_mark(stop: Stop, decisions: Iterable[Decision]) -> StopMark:
    """A pause as the chart names it; its end is named where the person took the exercise up again."""
    resumed = any(decision.at == stop.ended for decision in decisions)
    end_words = "Taken up again" if resumed else ""
    lasting = stop.code not in DAY_STOPS
    return StopMark(stop.at, DAY_STOPS.get(stop.code, LASTING), stop.ended, end_words, lasting)


def pain_days(readings: Sequence[Reading], mornings: Iterable[Morning]) -> tuple[PainDay, ...]:
    """Each day's mean of what was rated before and after, in points, with its morning. A carried rating counts once."""
    rated: dict[date, list[int]] = defaultdict(list)
    for reading in readings:
        before = None if reading.before_source == "carried" else reading.before
        rated[reading.day] += [tenths for tenths in (before, reading.after) if tenths is not None]
    woke = {morning.day: morning.pain / 10 for morning in mornings}
    means = {day: fmean(tenths) / 10 for day, tenths in rated.items() if tenths}
    return tuple(PainDay(day, means.get(day), woke.get(day)) for day in sorted({*means, *woke}))
