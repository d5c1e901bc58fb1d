"""What the person chooses about their practice: which exercises, on how many days a week, and the offer of less."""

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.notebook.drafts import PlanDraft
from backcare.notebook.wishes import choose_plan
from backcare.training.plan import PlanItem
from backcare.training.upkeep import QUESTION, UPKEEP_DAYS, upkeep
from backcare.training.wishes import EVERY_DAY, FEWEST_DAYS
from backcare.ui import about_you, places, store
from backcare.ui.progress_data import Key

EXERCISES: Final = "yours-exercises"
DAYS: Final = "yours-days"
TROUBLE: Final = "yours-trouble"  # why the last tap was not kept


def draw() -> None:
    """Which exercises and how often. A tap is kept at once and can be changed at any time."""
    every = [exercise.slug for exercise in catalogue().exercises]
    choice = store.wishes().plan
    known = [slug for slug in every if choice and slug in choice.exercises]
    st.session_state[EXERCISES] = known or every
    st.session_state[DAYS] = choice.days if choice else EVERY_DAY
    with st.container(border=True, gap="small"):
        names = {exercise.slug: exercise.name for exercise in catalogue().exercises}
        st.pills(
            "**Which exercises shall be on?**",
            every,
            selection_mode="multi",
            format_func=names.__getitem__,
            key=EXERCISES,
            on_change=_chosen,
        )
        if not known and not store.in_sight().readings:
            st.caption("All of them are on; your first day begins with three.")
        st.segmented_control(
            "**On how many days a week?**",
            range(FEWEST_DAYS, EVERY_DAY + 1),
            format_func=_days,
            required=True,
            key=DAYS,
            on_change=_chosen,
        )
        st.caption(
            "When you have practised on as many of the last 7 days, the next one is a day off. You can practise all "
            "the same, and a day that you miss is not counted against you."
        )
        _trouble()


def draw_offer(key: Key) -> None:
    """The offer to go on with less, where it has long been quiet; nothing otherwise."""
    offered = _offered(key)
    if not offered:
        return
    with st.container(border=True, key="upkeep"):
        st.header("Your back has been quiet for four weeks", anchor=False)
        names = ", ".join(item.exercise.name for item in offered)
        st.write(f"If you like, go on with three exercises on three days a week: {names}.")
        with st.container(horizontal=True, gap="small"):
            st.button("Go on with these", key="upkeep-yes", on_click=_accepted, args=(offered,))
            st.button("Not now", key="upkeep-no", type="tertiary", on_click=_declined)
        st.page_link(places.YOU, label="Choose other exercises or days", icon=":material/tune:")
        _trouble()


@st.cache_resource(show_spinner=False, max_entries=2)
def _offered(key: Key) -> tuple[PlanItem, ...]:  # noqa: ARG001 - the key of what is kept
    return upkeep(store.items_now(), store.daily_pains(), store.wishes(), store.now())


def _trouble() -> None:
    if TROUBLE in st.session_state:
        st.warning(st.session_state.pop(TROUBLE), icon=":material/info:")


def _days(count: int) -> str:
    return "Every day" if count == EVERY_DAY else str(count)


def _chosen() -> None:
    """Keep both fields as they stand: all exercises as no choice of some, so that one that comes later is on too."""
    chosen = st.session_state[EXERCISES]
    if not chosen:
        st.session_state[TROUBLE] = "One exercise at least stays on."
    else:
        _keep(() if len(chosen) == len(catalogue().exercises) else tuple(chosen), st.session_state[DAYS])


def _accepted(offered: Sequence[PlanItem]) -> None:
    _keep(tuple(item.exercise.slug for item in offered), UPKEEP_DAYS)


def _keep(exercises: tuple[str, ...], days: int) -> None:
    book = store.notebook()
    draft = PlanDraft(id=uuid4(), exercises=exercises, days=days, at=store.now(), zone=store.zone())
    try:
        choose_plan(book.engine, book.person, draft)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)


def _declined() -> None:
    try:
        about_you.tell(QUESTION, yes=False)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
