"""The Progress page: one exercise, all pain, or practice. One section runs at a time; its name is in the address."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise
from backcare.notebook import sums
from backcare.safety.verdict import Level, Verdict
from backcare.ui import progress_one, progress_pain, progress_practice, store
from backcare.ui.progress_data import key, link_to_session

ONE: Final = "One exercise"
PAIN: Final = "Pain"
PRACTICE: Final = "Practice"
CHOICE: Final = "progress_exercise"
ADDRESS: Final = "exercise"


def draw() -> None:
    """The chosen section; the others do not run."""
    moment, book = key(), store.notebook()
    latest = sums.last_exercise(book.engine, book.person)
    if latest is None and not progress_pain.pain_view(moment).days:
        progress_pain.draw_empty(moment)
        link_to_session("Start your first session")
        return
    section = st.segmented_control(
        "Show",
        [ONE, PAIN, PRACTICE],
        default=ONE,
        required=True,
        key="show",
        bind="query-params",
        label_visibility="collapsed",
    )
    if section == PAIN:
        progress_pain.draw(moment)
    elif section == PRACTICE:
        progress_practice.draw(moment)
    else:
        verdicts = store.verdicts_now()
        chosen = _choose(default_exercise(latest, verdicts), verdicts)
        progress_one.draw(chosen, verdicts[chosen.slug], moment)


def default_exercise(latest: str | None, verdicts: Mapping[str, Verdict]) -> Exercise:
    """The exercise that is paused, else the one logged last, else the first of the catalogue."""
    shelf = catalogue()
    paused = [one for one in shelf.exercises if verdicts[one.slug].level >= Level.STOP_TODAY]
    if paused:
        return max(paused, key=lambda one: verdicts[one.slug].level)
    return (latest and shelf.find(latest)) or shelf.exercises[0]


def _choose(default: Exercise, verdicts: Mapping[str, Verdict]) -> Exercise:
    """Names to choose from. The address is the one truth, so that a link, Back and a reload show the same."""
    shelf = catalogue()

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
