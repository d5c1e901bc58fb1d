"""Pain over time on the Progress page, whatever was done."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import streamlit as st

from backcare.charts import words_pain as words
from backcare.charts.pain import PainDay, pain_days, pain_figure
from backcare.charts.palette import palette
from backcare.charts.ranges import Range, first_shown, onward, ranges
from backcare.charts.words import number
from backcare.notebook import for_rules, sums
from backcare.notebook.opening import Open
from backcare.ui import store
from backcare.ui.progress_data import A_YEAR, Fact, Key, RangeChart, draw_charts, draw_facts, draw_table, kept

ABOUT: Final = "A dot is the mean of a day's ratings, the line that of the seven days that end there."
USUAL: Final = " Usual: the middle one of your days in the last three months."


class PainView(NamedTuple):
    """Pain from day to day over all years, what is usual in points, and its charts."""

    days: tuple[PainDay, ...]
    usual: float | None
    charts: tuple[RangeChart, ...]
    opens: str


def draw(key: Key) -> None:
    """The sentence, the charts, the numbers beside them and the table."""
    view = pain_view(key)
    _draw(view, key)
    if view.days:
        draw_table(lambda: number_columns(view.days), "Each day's pain")


def draw_empty(key: Key) -> None:
    """What will stand here, while the notebook is empty."""
    view = pain_view(key)
    st.write("Your notebook is empty. How long you hold each exercise and how your back feels will stand here.")
    draw_charts(view.charts, view.opens, "empty")


@st.cache_resource(show_spinner=False, max_entries=4)
def _draw(_view: PainView, key: Key) -> None:
    """What answers no click: Streamlit keeps what it sends, and sends it again."""
    st.header("Your pain over time", anchor=False)
    st.write(words.sentence(_view.days, key.day))
    draw_charts(_view.charts, _view.opens, "pain")
    if _view.days:
        draw_facts(facts(_view))
        st.caption(ABOUT + (USUAL if _view.usual is not None else ""))


def pain_view(key: Key) -> PainView:
    """Pain as its section draws it, for the theme that is on."""
    return _view(store.notebook(), key)


@st.cache_resource(show_spinner=False, max_entries=4)
def _view(_book: Open, key: Key) -> PainView:
    engine, person = _book.engine, _book.person
    marked = for_rules.told(engine, person).flares
    means = kept(_book, "pain", partial(sums.day_pain, engine, person))
    days = pain_days(means, sums.day_mornings(engine, person), marked)
    colours = palette(key.theme)
    usual = words.usual(days)
    every = ranges(days[0].day, days[-1].day) if days else (Range("All", key.day, key.day),)
    charts = tuple(
        RangeChart(
            one.name,
            words.alt(onward(days, one.first), one.name),
            pain_figure(days, usual, one, colours),
        )
        for one in every
    )
    return PainView(days, usual, charts, first_shown(every).name)


def facts(view: PainView) -> list[Fact]:
    """The last four weeks, their mornings, the usual and the flare-ups."""
    last = view.days[-1].day
    now, mornings = words.average(view.days, last), words.average(view.days, last, morning=True)
    found = [] if now is None else [Fact("Pain, 4 weeks", number(now))]
    if mornings is not None:
        found.append(Fact("Mornings, 4 weeks", number(mornings)))
    if view.usual is not None:
        found.append(Fact("Usual", number(view.usual)))
    return [*found, Fact("Flare-ups, 4 weeks", words.flares(view.days))]


def number_columns(days: Sequence[PainDay]) -> dict[str, list[Any]]:
    """The days of the last year as columns, the latest first; a column that nobody filled is left out."""
    latest = [one for one in reversed(days) if one.day > days[-1].day - A_YEAR]
    columns: dict[str, list[Any]] = {
        "Day": [one.day for one in latest],
        "Pain": [one.mean for one in latest],
        "In the morning": [one.morning for one in latest],
        "Flare-up": ["Flare-up" if one.flare else None for one in latest],
    }
    return {name: values for name, values in columns.items() if any(value is not None for value in values)}
