"""Which of the doctor's signs are there: named by the person, and opened again one by one as a doctor knows of them."""

from datetime import timedelta
from uuid import UUID, uuid4

import streamlit as st

from backcare.errors import BackCareError
from backcare.notebook import journal, reads
from backcare.notebook.drafts import CheckDraft
from backcare.notebook.told import StoredAnswer
from backcare.safety.asking import known_to_doctor
from backcare.ui import signs, store
from backcare.ui.signs import DOCTOR

_TICK = timedelta(microseconds=1)


def draw() -> None:
    """The signs of the list to tick, as far as no doctor knows of them, each with the button that opens practice."""
    standing, known = _standing(), known_to_doctor(store.in_sight(), store.now())
    named = {one.item for one in standing}
    st.write("Which one? You may leave this out.")
    for sign in DOCTOR.signs:
        if sign.slug in known:
            st.caption(f"{sign.text}: a doctor knows about this.")
            continue
        key = f"signs-doctor-{sign.slug}"
        st.session_state[key] = sign.slug in named
        st.checkbox(sign.text, key=key, on_change=_name, args=(sign.slug,))
        if sign.slug in named:
            _known_button(sign.slug)
    if None in named:
        _known_button(None)


def _known_button(item: str | None) -> None:
    draft: UUID = st.session_state.setdefault(f"signs-known-{item}-draft", uuid4())
    st.button(
        "A doctor knows about this",
        key=f"signs-known-{item}",
        icon=":material/check:",
        on_click=_known,
        args=(item, draft),
    )


def _standing() -> list[StoredAnswer]:
    """The answers that keep practice closed, the oldest first, as signs.see_doctor sees them."""
    book, history = store.notebook(), store.in_sight()
    known = known_to_doctor(history, store.now())
    checks = [one.at for one in history.checks if one.questions == "doctor"]
    return [
        one
        for one in reads.answers(book.engine, book.person)
        if one.questions == "doctor" and one.answer == "yes" and one.item not in known
        if not any(at >= one.at for at in checks)
    ]


def _name(item: str) -> None:
    """Follow a tick: the answer that names nothing yet takes the sign, another sign is an answer of its own."""
    standing = _standing()
    if not standing:
        return
    mine = next((one for one in standing if one.item == item), None)
    unnamed = next((one for one in standing if one.item is None), None)
    if st.session_state[f"signs-doctor-{item}"]:
        if mine is None:
            first = signs.fresh("doctor", signs.also(standing[0].id, item), item)
            signs.tell("doctor", signs.changed(unnamed, item=item) if unnamed else first)
    elif mine is not None:  # with the last tick gone practice stays closed: only the sign is unnamed again
        last = len(standing) == 1
        signs.tell("doctor", signs.changed(mine, item=None, answer="yes" if last else "no"))


def _known(item: str | None, draft: UUID) -> None:
    """Enter that a doctor knows of one sign. A check is about all that was told before it, so the others move after it.

    They move first: where the second write fails, practice stays closed.
    """
    book, moment = store.notebook(), store.now()
    others = [one for one in _standing() if one.item != item]
    moved = (signs.changed(one._replace(at=moment), item=one.item) for one in others)
    if not signs.tell("doctor", *moved):
        return
    check = CheckDraft(id=draft, questions="doctor", day=moment.date(), at=moment - _TICK, zone=store.zone())
    try:
        journal.enter_check(book.engine, book.person, check)
    except BackCareError as error:
        signs.fail("doctor", error)
        return
    st.session_state.pop(f"signs-known-{item}-draft", None)
    st.session_state[signs.ENTERED] = True
