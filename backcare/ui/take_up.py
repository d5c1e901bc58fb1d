"""The way back from a stop: how long it rests, what comes then, and the decision that was made about it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import takewhile
from typing import Final, NamedTuple
from uuid import UUID, uuid4

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.notebook import journal
from backcare.safety.codes import BY_DECISION
from backcare.safety.history import Decision, DecisionKind, History
from backcare.safety.lasting import come_back
from backcare.safety.sittings import sittings
from backcare.safety.standing import rest_over
from backcare.safety.thresholds import REST_DAYS, RETRIES, THREE_QUARTERS_SESSIONS
from backcare.safety.verdict import Level, Verdict
from backcare.training.coming_back import share_now
from backcare.training.days import by_day
from backcare.training.pauses import known_at
from backcare.ui import places, store
from backcare.ui.looked import looked
from backcare.ui.moment import Moment, moment
from backcare.words import full_day, name_within

ASKED = "Have you talked it over with a clinician?"
YES, NOT_YET = "Yes", "Not yet"

_MARGIN: Final = timedelta(days=7)  # more than the days of any two zones are apart


class WayBack(NamedTuple):
    """The last decision that took an exercise up while it was stopped.

    `share` is how much of its hold it comes back with, `rated` how many of its sessions since then are rated.
    """

    decision: Decision
    share: Fraction
    rated: int


def way_back(exercise: str) -> WayBack | None:
    """How far an exercise is on its way back; None where it was never taken up from a stop."""
    key = moment()
    history = store.history()  # after the key: a write in between is found under the next one
    if all(one.exercise != exercise for one in history.decisions):
        return None
    return _way_back(history, exercise, store.now(), key)


@st.cache_resource(show_spinner=False, max_entries=24)
def _way_back(_history: History, exercise: str, _now: datetime, key: Moment) -> WayBack | None:
    own = [one for one in _history.decisions if one.exercise == exercise]
    last = max((one.at for one in own if one.at <= _now), default=None)
    if last is None:
        return None
    known = known_at(_history, last)
    decision = looked(("come back", key.url, exercise), known, lambda: come_back(known.history, exercise, last))
    if decision is None:
        return None
    first = decision.at - _MARGIN  # what lies before has no say in how far the way back is
    latest = takewhile(lambda sitting: sitting.utc >= first, reversed(sittings(_history.readings, _now)))
    days = by_day(one for sitting in latest for one in sitting.readings if one.exercise == exercise).get(exercise, {})
    share = share_now(_history, exercise, days, own)
    since = (one for readings in days.values() for one in readings if one.at >= decision.at)
    return WayBack(decision, share, len({one.session for one in since if one.after is not None}))


def decided(verdict: Verdict) -> str:
    """The last decision that took the exercise up while it was stopped, in words; empty where there was none."""
    way = way_back(verdict.exercise)
    return _decided(way.decision) if way else ""


def _decided(decision: Decision) -> str:
    if decision.said:
        return f"{name_within(decision.said.clinician)} lifted the pause on {full_day(decision.said.day)}."
    day = full_day(decision.at.date())
    if decision.kind == "resume":
        return f"You took it up again on {day}, after its rest."
    return f"You went on with it on {day}, though it was paused."  # however long it had rested by then


def draw_decided(verdict: Verdict) -> None:
    """The decision, and how many of the sessions after it are done; nothing where none was made."""
    way = way_back(verdict.exercise)
    if way is None:
        return
    st.text(_decided(way.decision))  # a name in it is shown as it was typed
    if _coming_back(way, verdict):
        done, of, words = _progress(way)
        st.progress(done / of, text=f"{done} of {of} sessions at {words}")


def coming_back(verdict: Verdict) -> bool:
    """Whether it was taken up again, is not stopped, and has not all of its hold yet."""
    way = way_back(verdict.exercise)
    return way is not None and _coming_back(way, verdict)


def _coming_back(way: WayBack, verdict: Verdict) -> bool:
    return way.share < 1 and verdict.level < Level.STOP


def draw(verdict: Verdict, key: str) -> None:
    """How a stopped exercise comes back, and the form to take it up. Warning signs come first: there is none then."""
    if verdict.closing:
        st.write("No exercise can be taken up until that is looked at.")
        st.page_link(places.SIGNS, label="Go to the warning signs", icon=":material/medical_information:")
        return
    rested = rest_over(verdict, store.history(), store.now())
    st.write(f"{_rest(verdict, rested=rested)} {_then(verdict)}")
    with st.expander(f"Take up {catalogue()[verdict.exercise].name} again", icon=":material/replay:"):
        _form(verdict, key, rested=rested)


def rest_ends(verdict: Verdict, history: History, now: datetime) -> date | None:
    """The first day on which its rest is over; None where it is over today."""
    own = tuple(one for one in history.readings if one.exercise == verdict.exercise)
    days = (now + timedelta(days=ahead) for ahead in range(REST_DAYS + 1))
    first = next(day for day in days if rest_over(verdict, replace(history, readings=own), day))
    return None if first == now else first.date()


def _form(verdict: Verdict, key: str, *, rested: bool) -> None:
    """The question after a second stop, the tick, and the button; the decision is kept."""
    talked = _talked(key) if way_back(verdict.exercise) else True
    ready = rested and talked
    if not ready:
        st.write("You can go on all the same; your decision is kept and shown beside the verdict.")
    draft: UUID = st.session_state.setdefault(f"{key}-decision", uuid4())
    read = st.checkbox("I have read why it was paused", key=f"{key}-read")
    without = "Take it up before the rest is over" if not rested else "Take it up without that talk"
    label = "Take it up again" if ready else without
    st.button(label, key=f"{key}-take-up", disabled=not read, on_click=_store, args=(verdict, key, draft, talked))


def _talked(key: str) -> bool:
    st.write("It was paused again after you had taken it up. Talk it over with a clinician before you go on.")
    answer = st.segmented_control(ASKED, [YES, NOT_YET], key=f"{key}-talked")
    return answer == YES


def _rest(verdict: Verdict, *, rested: bool) -> str:
    until = None if rested else rest_ends(verdict, store.history(), store.now())
    if until is None:
        return f"It has rested for {REST_DAYS} days or more."
    return f"It rests until {full_day(until)}: {REST_DAYS} days without it."


def _then(verdict: Verdict) -> str:
    judged = (
        "are compared with how it was before your pain rose; if it rises again, it is paused again"
        if any(finding.code == "worsening" for finding in verdict.findings)
        else "show how it goes; if it happens again, it is paused again"
    )
    return (
        f"When you take it up again, you begin with half the hold. Your first {RETRIES} sessions {judged}. "
        f"After them come {THREE_QUARTERS_SESSIONS} sessions at three quarters of the hold, and then all of it."
    )


def _progress(way: WayBack) -> tuple[int, int, str]:
    """How many sessions are done, of how many, and at what share of the hold."""
    if way.share == Fraction(1, 2):
        return min(way.rated, RETRIES), RETRIES, "half the hold"
    done = min(way.rated - RETRIES, THREE_QUARTERS_SESSIONS)
    return done, THREE_QUARTERS_SESSIONS, "three quarters of the hold"


def _store(verdict: Verdict, key: str, draft: UUID, talked: bool) -> None:  # noqa: FBT001 - Streamlit hands it on by place
    book, now = store.notebook(), store.now()
    rested = rest_over(verdict, store.history(), now)
    kind: DecisionKind = "resume" if rested and talked else "overrule"
    code = next(finding.code for finding in verdict.findings if finding.code in BY_DECISION)
    try:
        journal.decide(book.engine, book.person, draft, verdict.exercise, kind, code, now, store.zone())
    except BackCareError as error:
        st.error(str(error), icon=":material/error:")
        return
    for name in ("decision", "talked", "read"):
        st.session_state.pop(f"{key}-{name}", None)
