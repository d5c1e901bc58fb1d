"""A session logged by hand: when it was, which exercise, its fields, and what the session holds already."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from time import sleep
from typing import Final

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.notebook import reads
from backcare.notebook.reads import StoredLog
from backcare.safety import verdicts
from backcare.training.ask_first import ask_first
from backcare.training.plan import PlanItem, items
from backcare.ui import log_form, log_state, places, sitting, store
from backcare.ui.lean import SENT_EVERY

GUIDED: Final = "Guided"
BY_HAND: Final = "By hand"
TO_LEAVE: Final = 2 * SENT_EVERY  # seconds: nothing is sent while this thread is busy with the rest
WAY: Final = "session-way"
_DAY: Final = timedelta(days=1)


def wanted() -> bool:
    """Ask how to log; True for by hand. The address is the one truth, so that a link, Back and a reload agree."""
    by_hand = st.query_params.get(places.BY) == places.HAND
    st.session_state[WAY] = BY_HAND if by_hand else GUIDED
    st.segmented_control("How do you want to log?", [GUIDED, BY_HAND], required=True, key=WAY, on_change=_to_address)
    return by_hand


def _to_address() -> None:
    if st.session_state[WAY] == BY_HAND:
        st.query_params[places.BY] = places.HAND
    else:
        st.query_params.pop(places.BY, None)


def draw() -> None:
    """The form for one exercise, and under it what its session holds."""
    st.write("Each exercise is saved by itself, as soon as you press Save.")
    chosen = sitting.choose_time()
    if chosen.problem:
        st.error(chosen.problem, icon=":material/error:")
        return
    chips, panel = st.container(), st.container(border=True)
    just_saved = log_state.just_saved()
    if just_saved:
        with panel:  # first of all: a person who has just saved waits for this, and what follows from it takes longer
            log_form.confirm(just_saved)
        sleep(TO_LEAVE)
    into = _sitting(chosen.at)
    saved, done = log_form.saved_log(into), {log.exercise for log in into.logs}
    if saved is not None and not just_saved:
        with panel:
            log_form.confirm(saved.exercise)
    plan = _plan(chosen.at)
    with chips:
        item = log_form.choose_exercise(plan, done)
    with panel:
        if saved is not None:
            then = log_form.next_exercise(plan, done | {saved.exercise})
            log_form.draw_saved(saved, store.verdicts_now()[saved.exercise], then)
        else:
            log_form.draw_form(item, into)
    log_form.draw_sitting([log for log in into.logs if saved is None or log.id != saved.id])


def draw_sitting() -> None:
    """What the session of the last two hours holds, however it was logged."""
    log_form.draw_sitting(_sitting(None).logs)


def _sitting(at: datetime | None) -> log_form.Sitting:
    """The session of that time, of now where it is None, with the logs that it holds already."""
    around = _around(at or store.now())
    session = sitting.current(around, at, store.now(), sitting.draft_id(at))
    return log_form.Sitting(session, tuple(log for log in around if log.session == session.id))


def _around(moment: datetime) -> Sequence[StoredLog]:
    book = store.notebook()
    return reads.logs(book.engine, book.person, first=moment.date() - _DAY, last=moment.date() + _DAY)


def _plan(at: datetime | None) -> tuple[PlanItem, ...]:
    """Every exercise as it stands now, or as it stood at an earlier time."""
    if at is None:
        return store.items_now()
    past = sitting.until(store.history(), at)
    then = verdicts(past, at, [exercise.slug for exercise in catalogue().exercises])
    wishes = store.wishes().known_at(at)
    return items(catalogue(), past, then, at.date(), ask=ask_first(store.about_you()), wishes=wishes)
