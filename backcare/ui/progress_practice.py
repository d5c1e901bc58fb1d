"""Practice on the Progress page: which days, how long, and how many in a row, over twelve months."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final, NamedTuple

import streamlit as st

from backcare.charts import words_practice as words
from backcare.charts.palette import palette
from backcare.charts.practice import practice_figure
from backcare.charts.ranges import A_DAY, Range, onward
from backcare.notebook import for_rules, sums
from backcare.notebook.opening import Open
from backcare.training.pauses import closed
from backcare.training.practice import PracticeDay, Streak, days_off, held_within, streak, weeks
from backcare.training.wishes import Wishes
from backcare.ui import store
from backcare.ui.progress_data import Fact, Key, RangeChart, draw_charts, draw_facts, draw_table, kept, link_to_session

TWELVE_MONTHS: Final = timedelta(days=364)  # before today
WEEK: Final = 7
FOUR_WEEKS: Final = 28
RANGES: Final = (("3 months", 92), ("1 year", 365))
SPARED: Final = (
    "Days off by your own plan, flare-ups, days too sore to practise and days with practice closed do not end "
    "a row of days."
)


class PracticeView(NamedTuple):
    """The days with something logged in the last twelve months, the days in a row, and the charts."""

    days: tuple[PracticeDay, ...]
    row: Streak
    charts: tuple[RangeChart, ...]
    opens: str


def draw(key: Key) -> None:
    """The sentence, the calendar, the numbers beside it and the table."""
    view = _view(store.notebook(), store.wishes(), store.now(), key)
    _draw(view, key)
    if view.days:
        draw_table(lambda: number_columns(view.days, key.day), "Each week with days and minutes")
    else:
        link_to_session("Start a session")


@st.cache_resource(show_spinner=False, max_entries=4)
def _draw(_view: PracticeView, key: Key) -> None:
    """What answers no click: Streamlit keeps what it sends, and sends it again."""
    st.header("Your practice", anchor=False)
    st.write(words.sentence(_view.days, _view.row, key.day))
    draw_charts(_view.charts, _view.opens, "practice")
    if _view.days:
        draw_facts(facts(_view, key.day))
        st.caption(SPARED)


@st.cache_resource(show_spinner=False, max_entries=4)
def _view(_book: Open, _wishes: Wishes, _now: datetime, key: Key) -> PracticeView:
    engine, person, today = _book.engine, _book.person, key.day
    logged = kept(_book, "practice", partial(sums.practice_days, engine, person))
    told = for_rules.told(engine, person)
    done = {day for day, one in logged.items() if one.exercises}
    left = logged.keys() - done  # begun, and left at the rating before: too sore
    spared = {*told.flares, *closed(told, _now), *left, *days_off(done, _wishes.plans, today)}
    row, since = streak(done, spared, today), min(logged, default=today)
    days = tuple(one for day, one in logged.items() if one.exercises and day >= today - TWELVE_MONTHS)
    every = year_ranges(since, today)
    charts = tuple(
        RangeChart(
            one.name,
            words.alt(onward(days, one.first), one.name),
            practice_figure(days, told.flares, since, one, palette(key.theme)),
        )
        for one in every
    )
    return PracticeView(days, row, charts, every[-1].name)


def year_ranges(since: date, today: date) -> tuple[Range, ...]:
    """Three months, so that a cell of the calendar is never wider than it is seen as one; a year if there is more."""
    every = [Range(name, today - (days - 1) * A_DAY, today) for name, days in RANGES]
    return tuple(every if since < every[0].first else every[:1])


def facts(view: PracticeView, today: date) -> list[Fact]:
    """The row of days that goes on, the longest one, days and minutes lately."""
    recent = sum(today - timedelta(days=FOUR_WEEKS) < one.day <= today for one in view.days)
    held = held_within(view.days, today, WEEK)
    return [
        Fact("Days in a row", f"{view.row.days}"),
        Fact("Longest row", f"{view.row.longest}"),
        Fact("Days, 4 weeks", f"{recent}"),
        Fact("Held, 7 days", words.minutes(held).replace("minutes", "min").replace("minute", "min")),
    ]


def number_columns(days: Sequence[PracticeDay], today: date) -> dict[str, list[Any]]:
    """The weeks as columns, the latest first."""
    every = list(reversed(weeks(days, days[0].day, today)))
    return {
        "Week of": [one.monday for one in every],
        "Days": [one.days for one in every],
        "Minutes held": [round(one.held / words.A_MINUTE, 1) for one in every],
    }
