"""The log form: one exercise at a time, saved by itself."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise, Side
from backcare.notebook.drafts import MOST_NOTE, SessionDraft
from backcare.notebook.reads import StoredLog
from backcare.safety.codes import BY_DECISION
from backcare.safety.verdict import Level, Verdict
from backcare.training.plan import PlanItem
from backcare.ui import log_state, places, sitting
from backcare.ui.exercise_words import dose_words, log_words
from backcare.ui.holds import answered, parse_holds
from backcare.ui.log_state import CHOSEN, FULL, NOTICE, SAVED, TOAST, field
from backcare.ui.rating import rating
from backcare.ui.switched_off import ICON, draw_off
from backcare.ui.verdict import badge, sentences

QUESTION = "How much does your back hurt now? Not the pull of the stretch."
_SIDE_WORDS: dict[Side, str] = {"left": "Left side", "right": "Right side", "both": "Holds"}
_MARKS = {Level.STOP: ":material/block: ", Level.STOP_TODAY: ":material/pause_circle: "}


class Sitting(NamedTuple):
    """What the form writes into: the session, and the logs that it holds already, oldest first."""

    session: SessionDraft
    logs: tuple[StoredLog, ...]


def choose_exercise(items: Sequence[PlanItem], done: set[str]) -> PlanItem:
    """Chips for the exercises: done ones ticked; those paused, switched off, or to be asked about marked."""
    by_slug = {item.exercise.slug: item for item in items}
    first = next_exercise(items, done) or items[0].exercise.slug

    def label(slug: str) -> str:
        item = by_slug[slug]
        mark = _MARKS.get(item.verdict.level, ":material/contact_support: " if item.ask else "")
        mark = f"{ICON} " if item.off else mark
        return f"{':material/check_circle: ' if slug in done else mark}{item.exercise.name}"

    st.session_state.setdefault(CHOSEN, first)
    chosen = st.pills("Exercise", list(by_slug), format_func=label, required=True, key=CHOSEN, persist_state="session")
    return by_slug[chosen or first]


def next_exercise(items: Sequence[PlanItem], done: set[str]) -> str | None:
    """The slug of the first exercise that is not done and can be done now; None where there is none."""
    return next((item.exercise.slug for item in items if item.exercise.slug not in done and item.going), None)


def saved_log(into: Sitting) -> StoredLog | None:
    """The log that was saved last, while its session and its exercise are still the chosen ones."""
    saved, chosen = st.session_state.get(SAVED), st.session_state.get(CHOSEN)
    return next((log for log in into.logs if log.id == saved and log.exercise == chosen), None)


def confirm(slug: str) -> None:
    """That it is saved, in the place of the fields, so that it is seen wherever the page is scrolled to."""
    st.header(f"Saved: {_name(slug)}", anchor=False)


def draw_saved(log: StoredLog, verdict: Verdict, then: str | None) -> None:
    """What the save means, under the words that confirm it."""
    badge(verdict)
    if not verdict.findings:
        st.write("Your ratings give no reason to pause this exercise.")
    for sentence in sentences(verdict):
        st.text(sentence)  # a name in it is shown as it was typed
    st.caption(log_words(log))
    if any(found.code in BY_DECISION for found in verdict.findings):
        st.write("Before you go on, look through the warning signs.")
        st.page_link(places.SIGNS, label="Look at the warning signs", icon=":material/medical_information:")
    if then is not None:
        st.button(
            f"Next: {_name(then)}",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=log_state.show,
            args=(then,),
        )
    with st.container(horizontal=True):
        _change_or_undo(log, "saved")
        st.button("Log another set", icon=":material/add:", on_click=log_state.show, args=(log.exercise,))
    draw_notice()


def draw_form(item: PlanItem, into: Sitting) -> None:
    """The fields of one exercise. A paused one is asked about first."""
    exercise, standing = item.exercise, item.verdict
    st.header(exercise.name, anchor=False)
    draw_off(item)
    editing = log_state.editing(exercise.slug)
    if editing.version:
        st.caption("You are changing what you saved.")
    elif standing.level >= Level.STOP_TODAY and not _ask(exercise, standing):
        draw_notice()
        return
    else:
        st.write(f"Aim: {dose_words(exercise, item.target)}")
        for why in item.ask:
            st.info(why, icon=":material/contact_support:")
    draw_fields(exercise, exercise.slug, item.target.variant)
    draw_notice()
    with st.container(horizontal=True):
        _save_button(item, editing, into)
        if editing.version:
            st.button("Leave it as it was", on_click=log_state.clear, args=(exercise.slug,))


def _save_button(item: PlanItem, editing: log_state.Editing, into: Sitting) -> None:
    slug = item.exercise.slug
    st.button(
        "Save the change" if editing.version else f"Save {item.exercise.name}",
        type="primary",
        icon=":material/check:",
        key=field(slug, "save"),
        on_click=log_state.save,
        args=(item.exercise, editing),
        kwargs={
            "session": into.session,
            "place": max((log.place for log in into.logs), default=-1) + 1,
            "standing": item.verdict,
        },
    )


def draw_notice() -> None:
    """Why the last click did not do what was asked, beside the button that was clicked."""
    notice = st.session_state.pop(NOTICE, None)
    if notice:
        st.warning(notice, icon=":material/info:")


def draw_sitting(logs: Sequence[StoredLog]) -> None:
    """What this session holds besides what was just saved."""
    if TOAST in st.session_state:
        st.toast(st.session_state.pop(TOAST), icon=":material/check:")
    if not logs:
        return
    st.header("In this session", anchor=False)
    for log in logs:
        with st.container(border=True):
            st.markdown(f"**{_name(log.exercise)}**")
            st.write(log_words(log))
            if log.note:
                st.text(log.note)
            with st.container(horizontal=True):
                _change_or_undo(log, "listed")


def _ask(exercise: Exercise, standing: Verdict) -> bool:
    """Why it is paused, before it can be logged; True once the person wants to log it all the same."""
    badge(standing)
    for sentence in sentences(standing):
        st.text(sentence)
    if standing.closing:
        st.write("If you did it all the same, log it. Practice stays closed.")
    elif standing.level == Level.STOP:
        st.write(
            "If you did it all the same, log it. Your decision is kept; your next sessions are compared with before."
        )
    key = field(exercise.slug, "anyway")
    return st.checkbox("I have read this. Log it all the same.", key=key, persist_state="session")


def draw_fields(exercise: Exercise, form: str, variant: str) -> None:
    """The fields of a form, without its buttons; `variant` is the way it is done while no other was chosen."""
    if exercise.gentler:
        names = {FULL: "Full form", exercise.gentler.slug: exercise.gentler.name}
        st.session_state.setdefault(field(form, "variant"), variant or FULL)
        key = field(form, "variant")
        st.segmented_control(
            "How did you do it?",
            list(names),
            format_func=names.__getitem__,
            required=True,
            key=key,
            persist_state="session",
        )
    sides = exercise.sides_of(log_state.variant_of(form))
    for column, side in zip(st.columns(len(sides)), sides, strict=True):
        with column:
            _holds(form, side)
    st.markdown(f"**{QUESTION}**")
    rating("Before it", field(form, "before"))
    rating("At its worst, during it", field(form, "worst"))
    rating("After it", field(form, "after"))
    st.checkbox("I stopped because it hurt", key=field(form, "stopped"), persist_state="session")
    st.text_area("Note", max_chars=MOST_NOTE, height=68, key=field(form, "note"), persist_state="session")


def _holds(form: str, side: Side) -> None:
    key = field(form, side)
    text = st.text_input(
        f"{_SIDE_WORDS[side]}, in seconds", placeholder="10, 12, 9", max_chars=1000, key=key, persist_state="session"
    )
    found = parse_holds(text or "")
    if found.problem:
        st.error(_as_typed(found.problem))
    elif found.unclear:
        one = found.unclear
        st.warning(f"What does {one.piece} mean?")
        with st.container(horizontal=True):
            two = f"Two holds: {one.split.replace(' ', ' and ')} seconds"
            st.button(two, key=f"{key}-split", on_click=_mean, args=(key, answered(text, one, one.split)))
            single = f"One hold: {one.decimal} seconds"
            st.button(single, key=f"{key}-decimal", on_click=_mean, args=(key, answered(text, one, one.decimal)))
    elif found.seconds:
        count = len(found.seconds)
        st.caption(f"{count} hold{'s' if count > 1 else ''}, {sum(found.seconds) / 10:g} seconds in all")


def _as_typed(words: str) -> str:
    """Words that quote what was typed: nothing in them is read as formatting or fetched as a picture."""
    return re.sub(r"([\\`*_\[\]<>$:~&])", r"\\\1", words)


def _mean(key: str, text: str) -> None:
    st.session_state[key] = text


def _change_or_undo(log: StoredLog, where: str) -> None:
    edit, undo = f"{where}-change-{log.id}", f"{where}-undo-{log.id}"
    st.button("Change", icon=":material/edit:", key=edit, on_click=_change, args=(log,))
    st.button("Undo", icon=":material/undo:", key=undo, on_click=log_state.undo, args=(log.id,))


def _change(log: StoredLog) -> None:
    """Bring a log into the form. A session that was guided is changed by hand too, and is the one of now."""
    if st.query_params.get(places.BY) != places.HAND:
        st.query_params[places.BY] = places.HAND
        st.session_state[sitting.WHEN] = sitting.NOW
    log_state.edit(log.exercise, log.id)


def _name(slug: str) -> str:
    return catalogue()[slug].name
