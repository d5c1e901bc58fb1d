"""One exercise as the Progress page sees it: its days, its pauses, and its charts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.charts import words_exercise as words
from backcare.charts.exercise import ExerciseDay, Held, StopMark, exercise_figure
from backcare.charts.palette import palette
from backcare.charts.ranges import Range, first_shown, onward, ranges
from backcare.charts.stops import within
from backcare.notebook import sums
from backcare.notebook.opening import Open
from backcare.notebook.sums import ExerciseSums, Side
from backcare.safety.history import History
from backcare.safety.sittings import sittings
from backcare.safety.standing import Stop
from backcare.safety.verdict import Verdict
from backcare.training.days import Days
from backcare.training.pauses import pauses
from backcare.training.steps import Step
from backcare.training.targets import holds_by_day, path_of
from backcare.training.walk import Path, returns
from backcare.training.walked import Walked, walked
from backcare.training.wishes import Wishes
from backcare.ui import store
from backcare.ui.progress_data import A_YEAR, Key, RangeChart, kept
from backcare.ui.progress_pauses import look_once, stop_mark


class ExerciseView(NamedTuple):
    """One exercise: its days, the pauses of its last year, what its holds are seen against, and its charts."""

    days: tuple[ExerciseDay, ...]
    stops: tuple[Stop, ...]
    marks: tuple[StopMark, ...]
    held: Held
    charts: tuple[RangeChart, ...]
    opens: str


def exercise_view(verdict: Verdict, key: Key) -> ExerciseView:
    """The exercise of a verdict as its section draws it."""
    return _view(store.notebook(), verdict, verdict.exercise, key)


@st.cache_resource(show_spinner=False, max_entries=6)
def _view(_book: Open, _verdict: Verdict, slug: str, key: Key) -> ExerciseView:
    known = kept(_book, slug, partial(sums.exercise_days, _book.engine, _book.person, slug))
    if not known:
        return _empty(slug, key)
    history, last = store.history(), max(known)
    own = tuple([one for one in history.readings if one.exercise == slug])
    path = walk_of(history, slug, store.readings_by_day().get(slug, {}), store.wishes(), store.now())
    days = exercise_days(known, holds_by_day(_walked(_book.settings.database_url, path)))
    look = partial(look_once, _book.settings.database_url)
    stops = pauses(history, own, _verdict, last - A_YEAR, store.now(), look=look)
    marks = tuple(stop_mark(stop, history.decisions) for stop in stops)
    held = Held(*longest(known), words.usual_hold(days))
    every = ranges(days[0].day, last)
    view = ExerciseView(days, stops, marks, held, (), first_shown(every).name)
    return view._replace(charts=tuple(_chart(view, one, slug, key) for one in every))


def _empty(slug: str, key: Key) -> ExerciseView:
    view = ExerciseView((), (), (), Held(), (), "")
    return view._replace(charts=(_chart(view, Range("", key.day, key.day), slug, key),))


def _chart(view: ExerciseView, shown: Range, slug: str, key: Key) -> RangeChart:
    inside = onward(view.days, shown.first)
    told = words.alt(inside, within(view.marks, shown), catalogue()[slug].name, shown.name)
    figure = exercise_figure(view.days, view.marks, view.held, shown, palette(key.theme))
    return RangeChart(shown.name, told, figure)


def walk_of(history: History, slug: str, own: Days, wishes: Wishes, now: datetime) -> Path:
    """What the targets of an exercise come from; `own` are its readings by day."""
    back = returns(sitting.day for sitting in sittings(history.readings, now))
    return path_of(catalogue()[slug], own, history.decisions, wishes.targets, back)


@st.cache_resource(show_spinner=False)
def _walks() -> dict[tuple[str, Sequence[Step]], Walked]:
    """The walks that were made last, by notebook and exercise. A newer one takes the place of the older."""
    return {}


def _walked(url: str, path: Path) -> Walked:
    walks, place = _walks(), (url, path.ladder)
    found = walks[place] = walked(path, walks.get(place))
    return found


def exercise_days(known: Mapping[date, ExerciseSums], aims: Mapping[date, int]) -> tuple[ExerciseDay, ...]:
    """Sums in tenths as days in seconds and points, in order."""
    found = []
    for day, (before, after, left, right, both) in known.items():  # by hand: there are thousands of them
        aim = aims.get(day)
        found.append(
            ExerciseDay(
                day,
                left.mean / 10 if left else None,
                right.mean / 10 if right else None,
                both.mean / 10 if both else None,
                None if aim is None else aim / 10,
                None if before is None else before / 10,
                None if after is None else after / 10,
            )
        )
    return tuple(found)


def longest(known: Mapping[date, ExerciseSums]) -> tuple[float | None, date | None]:
    """The longest hold in seconds and its latest day, of the sides that were held last."""
    latest = next((one for one in reversed([*known.values()]) if one.left or one.right or one.both), None)
    found: list[tuple[int, date]] = []
    for name in ("left", "right", "both"):
        if latest and getattr(latest, name):
            held: list[tuple[Side | None, date]] = [(getattr(one, name), day) for day, one in known.items()]
            found += [(side.longest, day) for side, day in held if side and side.longest is not None]
    seconds, on = max(found, default=(None, None))
    return _points(seconds), on


def _points(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10
