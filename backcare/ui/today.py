"""Today's page: what is next, what is paused, switched off or to be asked about first and why, what is done."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

import streamlit as st

from backcare.notebook import reads
from backcare.notebook.reads import StoredLog
from backcare.safety.codes import BY_CHECK
from backcare.safety.reasons import reason
from backcare.safety.verdict import Level, Verdict
from backcare.training.plan import Day, PlanItem
from backcare.ui import figures, places, store
from backcare.ui.about_you import ASK
from backcare.ui.exercise_words import dose_words, short_dose
from backcare.ui.progress_data import Key
from backcare.ui.switched_off import BADGE, off_words
from backcare.ui.verdict import badge_words

WELCOME: Final = (
    "Your notebook is empty. The guided session shows each exercise, counts the seconds, and asks how your back "
    "feels. What you log stays on this machine."
)


class TodayState(NamedTuple):
    """What the page draws.

    `off`, which a clinician switched off, is out of today's plan, and so are `paused` and `ask`, which one is to be
    asked about first; each stands in the first of them that fits. `done` was logged today, `left` is still to do.
    """

    off: tuple[PlanItem, ...]
    paused: tuple[PlanItem, ...]
    ask: tuple[PlanItem, ...]
    done: tuple[PlanItem, ...]
    left: tuple[PlanItem, ...]

    @property
    def next(self) -> PlanItem | None:
        """The first exercise that is planned and not yet done."""
        return self.left[0] if self.left else None

    @property
    def bare(self) -> bool:
        """Whether nothing is planned."""
        return not self.done and not self.left


def today_state(plan: Sequence[PlanItem], logs: Sequence[StoredLog], today: date) -> TodayState:
    """Sort the plan by what was logged; `logs` holds at least today's."""
    done_today = {log.exercise for log in logs if log.started_at.date() == today}
    on = [item for item in plan if not item.off]
    paused = tuple(item for item in on if item.verdict.level >= Level.STOP_TODAY)
    going = tuple(item for item in plan if item.going)
    return TodayState(
        tuple(item for item in plan if item.off),
        paused,
        tuple(item for item in on if item.ask and item not in paused),
        tuple(item for item in going if item.exercise.slug in done_today),
        tuple(item for item in going if item.exercise.slug not in done_today),
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def state_now(key: Key) -> TodayState:
    """What the page draws at this moment."""
    book = store.notebook()
    logs = reads.logs(book.engine, book.person, first=key.day)
    return today_state(store.plan_now(), logs, key.day)


def draw_next(state: TodayState, day: Day) -> None:
    """The one thing to do now."""
    with st.container(border=True, key="next", gap="small"):
        if day.kind == "off" and not state.done:
            _off(day)
        elif state.next is not None:
            _next(state.next, day, begun=bool(state.done))
        elif state.done:
            st.header("All done for today", anchor=False)
            st.write("Everything that is planned for today is logged.")
            _by_hand("Log something more")
        else:
            st.header("Nothing is planned today", anchor=False)
            st.write("The reasons stand below.")
            _by_hand("Log something by hand")


def _off(day: Day) -> None:
    st.header("Today is a day off", anchor=False)
    st.write(day.words)
    if st.button("Practise all the same", icon=":material/play_arrow:"):
        st.switch_page(places.SESSION)
    _by_hand("Log something by hand")


def _next(item: PlanItem, day: Day, *, begun: bool) -> None:
    with st.container(horizontal=True, key="what"):
        st.header(f"Next: {item.exercise.name}", anchor=False, width="content")
        st.markdown(dose_words(item.exercise, item.target), width="content")
    if day.kind == "flare":
        st.write(day.words)
    else:
        st.text(item.target.reason)  # it may hold a name, which is shown as it was typed
    figures.draw_still(item.exercise, item.target)
    label = "Go on with the guided session" if begun else "Start the guided session"
    if st.button(label, type="primary", icon=":material/play_arrow:", width="stretch"):
        st.switch_page(places.SESSION)
    with st.container(horizontal=True, gap="small", key="next-more"):
        _link(item, "Read how it is done", ":material/menu_book:")
        _by_hand("Log it by hand")


def draw_shut() -> None:
    """What can be done while a warning sign closes practice; what it is stands above."""
    with st.container(border=True, key="shut"):
        st.write("No session can be started now. What you did before can still be logged.")
        _by_hand("Log something by hand")


def _by_hand(label: str) -> None:
    hand = {places.BY: places.HAND}
    st.page_link(places.SESSION, label=label, icon=":material/edit_note:", query_params=hand)


# What follows answers no click, so Streamlit keeps what each function sends, and sends it again under the same key.


@st.cache_resource(show_spinner=False, max_entries=4)
def draw_held_back(key: Key) -> None:
    """What is paused, switched off, or to be asked about first, with the reasons."""
    state = state_now(key)
    _draw_paused(state)
    _draw_ask(state)


def _draw_paused(state: TodayState) -> None:
    """Each exercise with a pause of its own, or switched off, as the way to what ends it.

    What closes all practice stands above.
    """
    pauses = [(item, _own(item.verdict)) for item in state.paused]
    pauses = [(item, own) for item, own in pauses if own.level >= Level.STOP_TODAY]
    if pauses or state.off:
        with st.container(border=True, gap="xsmall", key="paused"):
            for item, own in pauses:
                _link(item, f"**{item.exercise.name}** {badge_words(own)}", None, "stretch")
                st.caption(reason(own.findings[0]))
            for item in state.off:
                _link(item, f"**{item.exercise.name}** {BADGE}", None, "stretch")
                st.text(off_words(item))


def _own(verdict: Verdict) -> Verdict:
    return Verdict(verdict.exercise, tuple(one for one in verdict.findings if one.code not in BY_CHECK))


def _draw_ask(state: TodayState) -> None:
    """The exercises of one reason together."""
    by_reason: dict[tuple[str, ...], list[PlanItem]] = {}
    for item in state.ask:
        by_reason.setdefault(item.ask, []).append(item)
    for place, (reasons, items) in enumerate(by_reason.items()):
        with st.container(border=True, gap="xsmall", key=f"asked-{place}"):
            names = ", ".join(item.exercise.name for item in items)
            st.markdown("\n\n".join((f"**{names}** {ASK}", *reasons)))
            st.page_link(places.YOU, label="Say that you have asked", icon=":material/arrow_forward:", width="stretch")


@st.cache_resource(show_spinner=False, max_entries=4)
def draw_plan(key: Key) -> None:
    """Done and left, one line each. On a day off nothing is counted that was not done."""
    state, day = state_now(key), store.day_now()
    planned = len(state.done) + len(state.left)
    if not planned:
        return
    with st.container(key="plan", gap="xsmall"):
        if day.kind != "off" or state.done:
            st.progress(len(state.done) / planned, text=f"{len(state.done)} of {planned} done today")
        for item in state.done:
            _line(item, ":material/check_circle:", "Done")
        for item in state.left:
            _line(item, ":material/radio_button_unchecked:", short_dose(item.exercise, item.target))


def _line(item: PlanItem, icon: str, words: str) -> None:
    mark = badge_words(item.verdict) if item.verdict.level == Level.CAUTION else f":gray[{words}]"
    _link(item, f"{item.exercise.name} {mark}", icon, "stretch")


def _link(item: PlanItem, label: str, icon: str | None, width: Literal["content", "stretch"] = "content") -> None:
    query = {"exercise": item.exercise.slug}
    st.page_link(places.EXERCISES, label=label, icon=icon, query_params=query, width=width)
