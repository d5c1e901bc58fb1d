"""The morning rating and the flare-up tick on Today: one tap each, kept at once."""

from datetime import date, datetime
from typing import Final
from uuid import uuid4

import streamlit as st

from backcare.errors import BackCareError
from backcare.notebook import journal
from backcare.notebook.drafts import FlareDraft, MorningDraft
from backcare.safety.after_morning import morning_after
from backcare.safety.points import number
from backcare.ui import store
from backcare.ui.rating import MOST, words

CHANGING: Final = "morning-changing"  # the day whose rating is about to be changed
TROUBLE: Final = "morning-trouble"  # why the last tap was not kept
HALF: Final = "morning-half"
FLARE: Final = "morning-flare"
_NOON: Final = 12


def draw(moment: datetime) -> None:
    """Ask for the rating of this morning, or show it; the tick stands below. `moment` is the present."""
    day, history = moment.date(), store.in_sight()
    rated = next((one.pain for one in history.mornings if one.day == day), None)
    with st.container(key="morning", gap="xsmall"):
        tapped = st.session_state.get(chips(day))
        if rated is None or tapped is not None or st.session_state.get(CHANGING) == day:
            _ask(moment, rated)  # what was tapped stays in this visit: nothing may move under the finger
        else:
            _rated(day, rated)
        _flare(marked=day in history.flares)
        if rated is not None and st.session_state.get(CHANGING) != day:
            _after(moment)
        if (tapped is None or _is(rated, tapped)) and TROUBLE in st.session_state:
            st.warning(st.session_state.pop(TROUBLE), icon=":material/info:")


def chips(day: date) -> str:
    """The key of a day's chips: another morning begins with none chosen."""
    return f"morning-{day}"


def _ask(moment: datetime, rated: int | None) -> None:
    key = chips(moment.date())
    with st.container(key=f"rate-{key}", gap="xsmall"):
        st.pills(
            f"How {'does' if moment.hour < _NOON else 'did'} your back feel this morning?",
            range(MOST + 1),
            required=True,
            width="stretch",
            key=key,
            on_change=_tapped,
            args=(key,),
        )
    tapped = st.session_state.get(key)
    if tapped is not None and not _is(rated, tapped):
        st.warning(st.session_state.get(TROUBLE, "It is not saved yet."), icon=":material/info:")
        st.button("Save it again", icon=":material/refresh:", key="morning-again", on_click=_tapped, args=(key,))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"rated-{key}"):
        if rated is None:
            st.caption("0 is no pain, 10 the worst you can imagine")
        elif tapped is None:
            st.caption(f"Now it is {words(rated)}", width="content")
            st.button("Leave it", key="morning-leave", type="tertiary", on_click=_change, args=(None,))
        else:
            st.markdown(f"**{words(rated)}**", width="stretch")
            _half(moment.date(), rated)


def _is(rated: int | None, tapped: int) -> bool:
    """Whether the chip is the one of the rating that is kept, in tenths."""
    return rated is not None and rated // 10 == tapped


def _half(day: date, pain: int) -> None:
    st.session_state[HALF] = pain % 10 >= 5  # noqa: PLR2004 - half a point, in tenths
    st.toggle("½ more", key=HALF, disabled=pain >= MOST * 10, on_change=_halved, args=(day, pain))


def _rated(day: date, pain: int) -> None:
    st.markdown(f"This morning **{words(pain)}**")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _half(day, pain)
        st.button("Change", key="morning-change", type="tertiary", on_click=_change, args=(day,))


def _after(moment: datetime) -> None:
    """Yesterday's session beside this morning, where that is worth a look. Nothing follows from it."""
    found = morning_after(store.in_sight(), moment)
    if found:
        st.write(
            f"Your back was at {number(found.before)} before yesterday's session and at {number(found.morning)} this "
            "morning; mornings differ by themselves, so nothing is paused for it."
        )


def _flare(*, marked: bool) -> None:
    st.session_state[FLARE] = marked
    with st.container(gap=None):
        # No help sign for the words below it: it stands inside the label, where a finger on it ticks the box unseen.
        st.checkbox("Flare-up today", key=FLARE, on_change=_ticked)
        st.caption("Marked on your charts; nothing is counted against you.")


def _change(day: date | None) -> None:
    st.session_state[CHANGING] = day


def _tapped(key: str) -> None:
    """Keep the tapped chip for the day that it is now: the page may have stood open over midnight."""
    _keep(store.now().date(), int(st.session_state[key]) * 10)


def _halved(day: date, pain: int) -> None:
    """Half a point more or less of the rating that is shown, whatever day it is by now."""
    _keep(day, pain // 10 * 10 + (5 if st.session_state[HALF] else 0))


def _keep(day: date, pain: int) -> None:
    book = store.notebook()
    draft = MorningDraft(id=uuid4(), day=day, pain=pain, zone=store.zone())
    try:
        journal.save_morning(book.engine, book.person, draft)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
    else:
        st.session_state.pop(TROUBLE, None)
        _change(None)


def _ticked() -> None:
    book, moment = store.notebook(), store.now()
    try:
        if st.session_state[FLARE]:
            draft = FlareDraft(id=uuid4(), day=moment.date(), at=moment, zone=store.zone())
            journal.mark_flare(book.engine, book.person, draft)
        else:
            journal.unmark_flare(book.engine, book.person, moment.date())
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
