"""One exercise on the Progress page: how long it was held, how pain went with it, and its pauses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise
from backcare.charts import words_exercise as words
from backcare.charts.exercise import ExerciseDay, Held, StopMark, exercise_figure
from backcare.charts.palette import palette
from backcare.charts.ranges import Range, first_shown, ranges
from backcare.charts.stops import within
from backcare.charts.words import day_of, number
from backcare.notebook import for_rules, reads, sums
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from backcare.notebook.sums import DayHold, DayPain
from backcare.safety.codes import BY_DECISION
from backcare.safety.history import Decision, History, Reading
from backcare.safety.standing import Stop
from backcare.safety.verdict import Verdict
from backcare.training.pauses import pauses
from backcare.training.targets import holds_by_day
from backcare.ui import store
from backcare.ui.progress_data import (
    A_YEAR,
    Fact,
    Key,
    RangeChart,
    draw_charts,
    draw_facts,
    draw_table,
    link_to_session,
)
from backcare.ui.verdict import explain

DAY_STOPS: Final = {"sharp-rise", "hurts"}
LATEST: Final = 4  # pauses listed in the open; the earlier ones are a click away


class ExerciseView(NamedTuple):
    """One exercise: its days, the pauses of its last year, what its holds are seen against, and its charts."""

    days: tuple[ExerciseDay, ...]
    stops: tuple[Stop, ...]
    marks: tuple[StopMark, ...]
    held: Held
    charts: tuple[RangeChart, ...]
    opens: str


def draw(exercise: Exercise, verdict: Verdict, key: Key) -> None:
    """The sentence, the charts, the numbers beside them, the verdict, the pauses and the table."""
    slug = exercise.slug
    view = _view(store.notebook(), verdict, store.now(), slug, key)
    _draw(view, slug, key)
    if not view.days:
        link_to_session("Start a session")
        return
    with st.container(border=True):
        explain(verdict, key=f"progress-{slug}")
    _draw_stops(view, slug, key)
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
def _view(_book: Open, _verdict: Verdict, _now: datetime, slug: str, key: Key) -> ExerciseView:
    engine, person = _book.engine, _book.person
    ratings = sums.day_pain(engine, person, slug)
    colours = palette(key.theme)
    if not ratings:
        empty = Range("", _now.date(), _now.date())
        figure = exercise_figure((), (), Held(), empty, colours)
        return ExerciseView(
            (), (), (), Held(), (RangeChart("", words.alt((), (), catalogue()[slug].name, ""), figure),), ""
        )
    first = ratings[-1].day - A_YEAR
    told, readings = for_rules.told(engine, person), sums.readings(engine, person, first - A_YEAR, slug)
    held = sums.day_holds(engine, person, slug)
    targets = holds_by_day(catalogue()[slug], readings, told.decisions)
    days = exercise_days(ratings, held, {day: hold for day, hold in targets.items() if day >= first})
    paused = _pauses(_book, told, readings, _verdict, _now)
    marks = tuple(stop_mark(stop, told.decisions) for stop in paused)
    seen = Held(*_longest(held), words.usual_hold(days))
    every = ranges(days[0].day, days[-1].day)
    name = catalogue()[slug].name
    charts = tuple(
        RangeChart(
            one.name,
            words.alt([day for day in days if day.day >= one.first], within(marks, one), name, one.name),
            exercise_figure(days, marks, seen, one, colours),
        )
        for one in every
    )
    return ExerciseView(days, paused, marks, seen, charts, first_shown(every).name)


def _pauses(
    book: Open, told: History, readings: Sequence[Reading], verdict: Verdict, now: datetime
) -> tuple[Stop, ...]:
    """The pauses that reach into the year up to the last reading; those of all exercises are read only if need be."""
    first = readings[-1].day - A_YEAR
    decided = any(one.exercise == verdict.exercise and one.at.date() >= first for one in told.decisions)
    stopped = any(finding.code in BY_DECISION for finding in verdict.findings)
    known = sums.readings(book.engine, book.person, first - A_YEAR) if decided or stopped else ()
    history = History(readings=known, decisions=told.decisions, answers=told.answers, checks=told.checks)
    found = pauses(history, readings, verdict.exercise, first, now)
    return tuple(stop for stop in found if stop.ended is None or stop.ended.date() >= first)


def exercise_days(
    ratings: Iterable[DayPain], held: Iterable[DayHold], targets: Mapping[date, int]
) -> tuple[ExerciseDay, ...]:
    """Sums in tenths as days in seconds and points, in order."""
    sides: dict[date, dict[str, float]] = {}
    for one in held:
        sides.setdefault(one.day, {})[one.side] = round(one.mean / 10, 1)
    return tuple(
        ExerciseDay(
            one.day,
            **sides.get(one.day, {}),
            target=_points(targets.get(one.day)),
            before=_points(one.before),
            after=_points(one.after),
        )
        for one in ratings
    )


def _longest(held: Sequence[DayHold]) -> tuple[float | None, date | None]:
    """The longest hold in seconds and its latest day, of the sides that were held last."""
    latest = {one.side for one in held if one.day == held[-1].day}
    known = [(one.longest, one.day) for one in held if one.side in latest and one.longest is not None]
    longest, day = max(known, default=(None, None))
    return _points(longest), day


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


def stop_mark(stop: Stop, decisions: Iterable[Decision]) -> StopMark:
    """A pause as the chart names it; its end is named where the person took the exercise up again."""
    resumed = any(decision.at == stop.ended for decision in decisions)
    lasting = stop.code not in DAY_STOPS
    ended = stop.ended.date() if stop.ended else None
    return StopMark(
        stop.at.date(), "Paused" if lasting else "Paused a day", ended, "Taken up again" if resumed else "", lasting
    )


@st.cache_resource(show_spinner=False, max_entries=12)
def _draw_stops(_view: ExerciseView, slug: str, key: Key) -> None:  # noqa: ARG001 - the slug is part of the cache's key
    """Every pause in words, the latest first."""
    if not _view.stops:
        return
    st.markdown("##### Pauses in the last 12 months")
    st.caption("On the chart a dashed line is a pause for the day, a full line and its shade a longer one.")
    lines = [f"- {stop_line(stop, key.day)}" for stop in reversed(_view.stops)]
    st.markdown("\n".join(lines[:LATEST]))
    if lines[LATEST:]:
        with st.expander(f"Earlier pauses ({len(lines) - LATEST})"):
            st.markdown("\n".join(lines[LATEST:]))


def stop_line(stop: Stop, today: date) -> str:
    """One pause: "**28 February**: Paused for the day. Your pain went from 4 to 7 with this exercise ..."."""
    day = day_of(stop.at.date(), today)
    if stop.code in DAY_STOPS:
        return f"**{day}**: Paused for the day. {stop.reason}"
    ended = f" It ended on {day_of(stop.ended.date(), today)}." if stop.ended else ""
    return f"**{day}**: Paused: rest a week. {stop.reason}{ended}"


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
