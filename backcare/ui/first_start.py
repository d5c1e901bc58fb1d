"""The first start: three screens that say what BackCare is, ask the lists of warning signs, and let one choose.

They stand on Today and Session until they are through or skipped, and again where an address asks for one of them.
"""

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.questions import questions
from backcare.errors import BackCareError
from backcare.safety.asking import last_answer
from backcare.safety.history import History
from backcare.ui import about_you, figures, places, signs, store, your_plan
from backcare.ui.to_top import to_top

THROUGH: Final = "first-start"  # kept among the answers of the set-up, so that it comes along with the notebook
TROUBLE: Final = "first-trouble"
ENDED: Final = "first-ended"  # by the last click
LIST: Final = "first-start"

IS: Final = (
    (":material/self_improvement:", "**It shows and times your stretches.** You hold, it counts."),
    (":material/edit_note:", "**It keeps what you did.** How long you held, and how your back felt before and after."),
    (":material/pause_circle:", "**It pauses an exercise** when your own ratings rise above your usual."),
    (":material/lock:", "**It stays with you.** Your notebook is a file on this machine. Nothing is sent anywhere."),
)
IS_NOT: Final = (
    "It is a log, not a doctor. It cannot examine you, and no flag does not mean that an exercise is harmless for you."
)
BEFORE_HOLD: Final = "You can leave this for later. The emergency signs come up again before your first hold."


def wanted() -> bool:
    """Whether it stands here: the address asks for it, or the notebook holds nothing, not even that it was skipped."""
    return places.STEP in st.query_params or (store.in_sight() == History() and not store.about_you())


def draw() -> bool:
    """The screen that the address asks for, where one is wanted; whether it is."""
    if wanted():
        _draw()
        return True
    if st.session_state.pop(ENDED, False):
        to_top(LIST, "end")
    return False


def draw_link(label: str, width: Literal["content", "stretch"] = "content") -> None:
    """The way back to the first screen."""
    icon, query = ":material/replay:", {places.STEP: "1"}
    st.page_link(places.TODAY, label=label, icon=icon, query_params=query, width=width)


def _draw() -> None:
    place = next((n for n, _ in enumerate(_STEPS) if st.query_params.get(places.STEP) == str(n + 1)), 0)
    step = _STEPS[place]
    with st.container(key="first", gap="small"):
        st.caption(f"First start: {place + 1} of {len(_STEPS)}")
        st.header(step.title, anchor=False)
        step.draw()
        if TROUBLE in st.session_state:
            st.error(st.session_state.pop(TROUBLE), icon=":material/error:")
        with st.container(horizontal=True, key="first-ways"):
            _draw_ways(place)
    to_top(LIST, f"{place} {len(store.in_sight().answers)}", step.title)


def _draw_ways(place: int) -> None:
    last, on = place == len(_STEPS) - 1, f"first-on-{place}"
    if last:
        st.button("Done", type="primary", icon=":material/check:", key=on, on_click=_end)
    else:
        icon = ":material/arrow_forward:"
        st.button("Next", type="primary", icon=icon, key=on, on_click=_go, args=(place + 1,))
    if place:
        icon = ":material/arrow_back:"
        st.button("Back", icon=icon, key=f"first-back-{place}", on_click=_go, args=(place - 1,))
    if not last:
        st.button("Skip these pages", type="tertiary", key=f"first-skip-{place}", on_click=_end)


def _welcome() -> None:
    words, picture = st.columns([3, 2], gap="medium", vertical_alignment="center")
    with words:
        st.markdown("\n\n".join(f"{icon} {line}" for icon, line in IS))
    with picture:
        item = store.items_now()[0]
        figures.draw_still(item.exercise, item.target)
    st.info(IS_NOT, icon=":material/info:")


def _signs() -> None:
    """One list after the other, and then the questions of the set-up: a long page would not be read."""
    known, now = store.in_sight(), store.now()
    for asked in (signs.EMERGENCY, signs.DOCTOR):
        last = last_answer(known, asked.questions, now)
        if last is None:
            signs.draw_list(asked)
            st.caption(BEFORE_HOLD)
            return
        st.markdown(f":material/check_circle: **{asked.title}:** {signs.answered_words(last)}.")
    st.write(f"Now {len(questions().setup)} short questions. A yes marks the exercises to ask a clinician about first.")
    about_you.draw_questions()


def _plan() -> None:
    your_plan.draw()
    st.write(
        f"Your first day begins with three of the {len(catalogue().exercises)} stretches, for a few seconds each. All "
        "of this can be changed later on the page About you."
    )


class _Step(NamedTuple):
    title: str
    draw: Callable[[], None]


_STEPS: Final = (
    _Step("Welcome to BackCare", _welcome),
    _Step("Before your first hold", _signs),
    _Step("Your exercises", _plan),
)


def _go(place: int) -> None:
    st.query_params[places.STEP] = str(place + 1)


def _end() -> None:
    try:
        about_you.tell(THROUGH, yes=True)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
        return
    st.query_params.pop(places.STEP, None)
    st.session_state[ENDED] = True
