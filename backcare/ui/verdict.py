"""A verdict on the screen: its word, its reasons, and the way back from a stop."""

from uuid import UUID, uuid4

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.notebook import journal
from backcare.safety.history import DecisionKind
from backcare.safety.reasons import ending, headline, reason, rule
from backcare.safety.retry import taken_up
from backcare.safety.standing import rest_over
from backcare.safety.thresholds import REST_DAYS
from backcare.safety.verdict import Level, Verdict
from backcare.ui import store

_LOOKS = {
    Level.OK: (":material/check_circle:", "green"),
    Level.UNKNOWN: (":material/help:", "gray"),
    Level.CAUTION: (":material/warning:", "orange"),
    Level.STOP_TODAY: (":material/pause_circle:", "orange"),
    Level.STOP: (":material/block:", "red"),
}


def badge(verdict: Verdict) -> None:
    """The level as a word with a sign; the colour only repeats it."""
    icon, colour = _LOOKS[verdict.level]
    st.badge(word(verdict), icon=icon, color=colour)  # type: ignore[arg-type] # a plain str of a known set


def word(verdict: Verdict) -> str:
    """The level in words; an exercise that was never logged is not called unrated."""
    if verdict.code == "unrated" and not verdict.findings[0]["logged"]:
        return "Not done yet"
    return headline(verdict.level)


def sentences(verdict: Verdict) -> list[str]:
    """The reasons of the highest level, then what ends them, each said once."""
    top = [finding for finding in verdict.findings if finding.level == verdict.level]
    return list(dict.fromkeys([*map(reason, top), *map(ending, top)]))


def explain(verdict: Verdict, key: str) -> None:
    """The badge, every reason, the rule behind it, and what ends it; with the way back where it is stopped."""
    badge(verdict)
    if not verdict.findings:
        st.write("Your ratings give no reason to pause this exercise.")
    for finding in verdict.findings:
        st.write(f"{reason(finding)} {ending(finding)}")
        st.caption(f"The rule: {rule(finding.code)}")
    _taken_up(verdict)
    if verdict.level == Level.STOP:
        _take_up(verdict, key)


def _taken_up(verdict: Verdict) -> None:
    decision = taken_up(store.history(), verdict.exercise, store.now())
    if decision is not None:
        day = f"{decision.at.day} {decision.at:%B %Y}"
        if decision.kind == "resume":
            st.caption(f"You took it up again on {day}, after its rest.")
        else:  # also where it was logged while paused, however long it had rested by then
            st.caption(f"You went on with it on {day}, though it was paused.")


def _take_up(verdict: Verdict, key: str) -> None:
    """Let the person take a stopped exercise up again after reading why. The decision is kept."""
    rested = rest_over(verdict, store.history(), store.now())
    name = catalogue()[verdict.exercise].name
    with st.expander(f"Take up {name} again", icon=":material/replay:"):
        st.write(
            "Begin with half the hold. Your next six sessions are compared with how it was before your pain rose; "
            "if it rises again, it is paused again."
        )
        if not rested:
            st.write(
                f"It has not rested for {REST_DAYS} days yet. You can go on all the same; your decision is kept and "
                "shown beside the verdict."
            )
        draft: UUID = st.session_state.setdefault(f"{key}-decision", uuid4())
        read = st.checkbox("I have read why it was paused", key=f"{key}-read")
        label = "Take it up again" if rested else "Take it up before the rest is over"
        st.button(label, key=f"{key}-take-up", disabled=not read, on_click=_store, args=(verdict, key, draft))


def _store(verdict: Verdict, key: str, draft: UUID) -> None:
    book, moment = store.notebook(), store.now()
    kind: DecisionKind = "resume" if rest_over(verdict, store.history(), moment) else "overrule"
    try:
        journal.decide(book.engine, book.person, draft, verdict.exercise, kind, verdict.code, moment, store.zone())
    except BackCareError as error:
        st.error(f"{error.reason} {error.remedy}", icon=":material/error:")
        return
    st.session_state.pop(f"{key}-decision", None)
