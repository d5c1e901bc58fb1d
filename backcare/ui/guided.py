"""The guided session: what its component is given, and what is stored of what the browser sends back."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, Literal, NamedTuple

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.exchange.guided import heard
from backcare.notebook import guided, reads
from backcare.notebook.reads import StoredLog
from backcare.safety.asking import last_answer
from backcare.safety.reasons import ending, reason
from backcare.safety.verdict import Level, Verdict
from backcare.training.plan import PlanItem
from backcare.ui import first_start, sitting, store, timer
from backcare.ui.switched_off import off_words
from backcare.ui.verdict import sentences, word

KEY = "guided"
KEPT = "guided-kept"  # what was stored of the browser's messages: id -> Stored
REFUSED = "guided-refused"  # what could not be understood: id -> words
TROUBLE = "guided-trouble"  # why nothing could be stored just now
ONE_DAY = timedelta(days=1)
ASK_FIRST: Final = "Ask first"
MOST_KEPT = 200  # a browser asks for what it sent a moment ago


class Stored(NamedTuple):
    """The number of the message that is stored; the exercise where it was a log."""

    rev: int
    exercise: str = ""


def draw() -> None:
    """The card that starts the session; once started, the session fills the screen."""
    component = st.components.v2.component(
        "backcare_guided", html=timer.html(), css=timer.css(), js=timer.script(), isolate_styles=True
    )
    component(key=KEY, data=_data(), on_parcels_change=_arrived)


def _data() -> dict[str, Any]:
    book, moment, state = store.notebook(), store.now(), st.session_state
    logs = reads.logs(book.engine, book.person, first=moment.date() - ONE_DAY, last=moment.date() + ONE_DAY)
    session = sitting.current(_since_asked(logs, moment), None, moment, sitting.draft_id(None))
    places = [log.place for log in logs if log.session == session.id]
    plan = store.plan_now()
    going = [item for item in plan if item.going]
    today = {log.exercise for log in logs if log.started_at.date() == moment.date()}
    left = [item for item in going if item.exercise.slug not in today]
    longest = store.longest_holds()
    kept: dict[str, Stored] = state.get(KEPT, {})
    return {
        "shut": _shut(),
        "notebook": str(reads.notebook_id(book.engine)),
        "session": {"id": str(session.id), "place": max(places, default=-1) + 1},
        "plan": [_item(item, longest) for item in left or going],
        "done": [item.exercise.name for item in going if item not in left],
        "left_out": [_left_out(item) for item in plan if item not in going],
        "care": _care(plan),
        "too_sore": store.too_sore(),
        "times": timer.TIMES,
        "cues": timer.cues(),
        "kept": {id_: one.rev for id_, one in kept.items()},
        "verdicts": _verdicts(kept),
        "refused": state.get(REFUSED, {}),
        "trouble": state.get(TROUBLE, ""),
    }


def _since_asked(logs: Sequence[StoredLog], moment: datetime) -> list[StoredLog]:
    """The answered list begins a session of its own: a stop that it brings is then later than the answer."""
    asked = last_answer(store.in_sight(), "emergency", moment)
    return [log for log in logs if asked is None or log.started_at >= asked.at]


def _shut() -> Literal["", "due", "closed"]:
    """Whether a session can be started: not before what stands above it is through, nor while practice is closed."""
    if store.closing():
        return "closed"
    return "due" if store.lists_due() or first_start.wanted() else ""


def _item(item: PlanItem, longest: dict[tuple[str, str, str], int]) -> dict[str, Any]:
    exercise, target = item.exercise, item.target
    form, sides = exercise.form(target.variant), exercise.sides_of(target.variant)
    return {
        "slug": exercise.slug,
        "name": exercise.name,
        "variant": target.variant,
        "form": form.name if form else "",
        "sides": list(sides),
        "hold": target.hold,
        "reps": target.reps,
        "best": {side: longest.get((exercise.slug, target.variant, side)) for side in sides},
    }


def _left_out(item: PlanItem) -> dict[str, str]:
    """One that is not on today: switched off, paused, or to be asked about first."""
    if item.off:
        return {"name": item.exercise.name, "word": off_words(item).removesuffix("."), "reason": ""}
    paused = item.verdict.level >= Level.STOP_TODAY
    return {
        "name": item.exercise.name,
        "word": word(item.verdict) if paused else ASK_FIRST,
        "reason": reason(item.verdict.findings[0]) if paused else item.ask[0],
    }


def _care(plan: tuple[PlanItem, ...]) -> str:
    """What holds for every exercise today, such as a high rating before the first one; empty where nothing does."""
    shared = [one for item in plan for one in item.verdict.findings if one.scope == "all"]
    return f"{reason(shared[0])} {ending(shared[0])}" if shared else ""


def _verdicts(kept: dict[str, Stored]) -> dict[str, Any]:
    """What the notebook says now about each exercise that was stored, for the message that it had in it."""
    now = store.verdicts_now()
    return {id_: _said(now[one.exercise], one.rev) for id_, one in kept.items() if one.exercise}


def _said(verdict: Verdict, rev: int) -> dict[str, Any]:
    return {"rev": rev, "level": int(verdict.level), "word": word(verdict), "sentences": sentences(verdict)}


def _arrived() -> None:
    # Where the page was left in the same moment the message has gone with it; the browser sends it again.
    if KEY in st.session_state:
        take(st.session_state[KEY]["parcels"])


def take(message: object) -> None:
    """Store what the browser has sent. It is sent again until its ids come back in the component's data."""
    state, book = st.session_state, store.notebook()
    found = heard(message, catalogue(), store.now(), store.zone())
    kept: dict[str, Stored] = dict(state.get(KEPT, {}))
    state[REFUSED] = {**state.get(REFUSED, {}), **found.faults}
    state[TROUBLE] = ""
    # Answers first: a log that cannot be stored must not hold back what is new in a leg.
    for answer in found.answers:
        if _stored(partial(guided.answer, book.engine, book.person, answer.answer)):
            kept[str(answer.answer.id)] = Stored(answer.rev)
    for one in found.logs:
        if _stored(partial(guided.keep_log, book.engine, book.person, one.session, one.log, one.rev)):
            kept[str(one.log.id)] = Stored(one.rev, one.log.exercise)
    if found.logs:
        sitting.begin_anew()  # the next session gets an id of its own
    state[KEPT] = dict(list(kept.items())[-MOST_KEPT:])


def _stored(write: Callable[[], None]) -> bool:
    """False, with the trouble in words, where the notebook cannot take it just now."""
    try:
        write()
    except BackCareError as error:
        st.session_state[TROUBLE] = f"{error} What you did is kept in this browser."
        return False
    return True
