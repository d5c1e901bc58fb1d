"""How it has been lately, for Today: whether it is getting better, the last weeks in small and the last seven days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from html import escape
from typing import Final

import streamlit as st

from backcare.charts.frame import CONFIG
from backcare.charts.pain import PainDay, pain_days
from backcare.charts.palette import palette
from backcare.charts.recent import recent, recent_figure
from backcare.charts.words_pain import recent_alt, usual
from backcare.notebook import sums
from backcare.training.better import Answer, Better, better
from backcare.training.pauses import closed
from backcare.training.practice import days_off
from backcare.training.week import WeekDay, last_seven
from backcare.ui import places, store
from backcare.ui.progress_data import Key
from backcare.words import counted

FORTNIGHT: Final = timedelta(days=13)  # before today: what the last seven days and their days off are told from
TRENDS: Final[dict[Answer, str]] = {
    "lower": ":material/trending_down:",
    "same": ":material/trending_flat:",
    "higher": ":material/trending_up:",
    "unknown": ":material/more_horiz:",
}
SOON: Final = "Your pain over the last weeks will stand here once you have rated two days."
_TICK: Final = '<path d="m7 12.5 3.4 3.4L17 9" class="line"/>'
_MARKS: Final = {
    "done": f'<circle cx="12" cy="12" r="11"/>{_TICK}',
    "kept": '<circle cx="12" cy="12" r="10"/><circle cx="12" cy="12" r="4" class="dot"/>',
    "flare": '<circle cx="12" cy="12" r="10"/><path d="M6.8 8.6h10.4L12 17.4z" class="dot"/>',
    "off": '<circle cx="12" cy="12" r="10"/><path d="M8 12h8" class="line"/>',
    "open": '<circle cx="12" cy="12" r="10"/>',
}
_SAID: Final = {
    "done": "practised",
    "kept": "kept without stretching",
    "flare": "flare-up",
    "off": "day off",
    "open": "nothing logged",
}
_NEEDS_WORDS: Final = ("flare", "kept", "off")


# None of this answers a click, so Streamlit keeps what each function sends, and sends it again under the same key.


@st.cache_resource(show_spinner=False, max_entries=4)
def draw_answer(key: Key) -> None:
    """Is it getting better? One sentence, as the way to the ratings behind it, once anything is rated."""
    pains = store.daily_pains()
    if pains:
        found = better(pains, key.day)
        icon, pain = TRENDS[found.answer], {"show": "Pain"}
        with st.container(key="better"):
            st.page_link(places.PROGRESS, label=_band(found), icon=icon, query_params=pain, width="stretch")


def _band(found: Better) -> str:
    if found.answer == "unknown":
        return f"**Is it getting better?** {found.words}"
    answer, colon, rest = found.words.partition(":")
    return f"**{answer}{colon}**{rest}"


@st.cache_resource(show_spinner=False, max_entries=4)
def draw_chart(key: Key) -> None:
    """The pain of the last weeks, small, or what will stand there."""
    days = recent_days(store.daily_pains(), store.in_sight().flares, key.day)
    shown, middle = recent(days, key.day), usual(days)
    with st.container(key="recent"):
        if shown is None:
            st.caption(SOON)
        else:
            figure, words = recent_figure(days, middle, shown, palette(key.theme)), recent_alt(days, middle, shown)
            st.plotly_chart(figure, theme=None, config=dict(CONFIG), key="chart-recent", alt=words)


def recent_days(pains: Mapping[date, Fraction], flares: Sequence[date], today: date) -> tuple[PainDay, ...]:
    """The rated days and the flare-ups up to today, in order and in points."""
    means = {day: float(pain) for day, pain in pains.items() if day <= today}
    return pain_days(means, {}, [day for day in flares if day <= today])


@st.cache_resource(show_spinner=False, max_entries=4)
def draw_week(key: Key) -> None:
    """The seven days that end today, and on how many of them something was logged."""
    book, history = store.notebook(), store.in_sight()
    recent = sums.practice_since(book.engine, book.person, key.day - FORTNIGHT)
    done = {day for day, one in recent.items() if one.exercises}
    spared = {*(recent.keys() - done), *closed(history, store.now())}
    off = set(days_off(done, store.wishes().plans, key.day))
    week = last_seven(done, spared, off, history.flares, key.day)
    with st.container(key="week", gap="xsmall"):
        st.caption(week_words(sum(one.day in recent for one in week)))
        st.markdown(strip(week), unsafe_allow_html=True)  # st.html would take the marks out


def strip(week: Sequence[WeekDay]) -> str:
    """The days as a row of marks with their names; words for whoever hears it, and for marks that need them."""
    cells = "".join(_cell(one, today=one is week[-1]) for one in week)
    told = [name for name in _NEEDS_WORDS if any(_mark(one) == name for one in week)]
    key = "".join(f"<span>{_svg(name)} {_SAID[name]}</span>" for name in told)
    return f'<ol class="week">{cells}</ol>' + (f'<div class="week-key" aria-hidden="true">{key}</div>' if key else "")


def _cell(one: WeekDay, *, today: bool) -> str:
    name = _mark(one)
    said = _SAID[name] + (", flare-up" if one.flare and name != "flare" else "")
    day = f"{one.day:%A}, today" if today else f"{one.day:%A}"
    flare = '<i aria-hidden="true">▼</i>' if one.flare and name != "flare" else ""
    label = f'<span aria-hidden="true">{one.day:%a}</span><span class="heard">{escape(day)}: {said}</span>'
    return f'<li class="{"today" if today else ""}" title="{escape(day)}: {said}">{_svg(name)}{flare}{label}</li>'


def _mark(one: WeekDay) -> str:
    return "flare" if one.flare and one.kind == "kept" else one.kind


def _svg(name: str) -> str:
    return f'<svg class="{name}" viewBox="0 0 24 24" aria-hidden="true">{_MARKS[name]}</svg>'


def week_words(days: int) -> str:
    """On how many of the seven days something was logged."""
    if days == 0:
        return "Nothing was logged in the last 7 days."
    return f"You logged something on {counted(days, 'day')} of the last 7."
