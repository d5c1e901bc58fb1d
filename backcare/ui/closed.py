"""Practice that a warning sign has closed: what was said, whom to see, and the way back."""

from datetime import date
from typing import Final, NamedTuple
from uuid import UUID, uuid4

import streamlit as st

from backcare.errors import BackCareError
from backcare.notebook import journal
from backcare.notebook.drafts import CheckDraft
from backcare.safety.asking import last_answer
from backcare.safety.codes import BY_CHECK
from backcare.safety.history import Questions
from backcare.safety.verdict import Finding
from backcare.ui import doctor_signs, signs, store
from backcare.ui.to_top import to_top


class _Panel(NamedTuple):
    """The words of one rule's panel."""

    questions: Questions
    title: str
    said: str
    see: str


_PANELS: Final = {
    "red-flag": _Panel(
        "emergency",
        "Call your emergency number now",
        "that one of the emergency signs is there",
        "On the phone, say which sign it is, and since when. Do not wait for it to pass.",
    ),
    "see-doctor": _Panel(
        "doctor",
        "Make an appointment soon",
        "that there is a sign that a doctor should see",
        "Call a doctor's practice and say which sign it is. Practice is closed until a doctor knows about it.",
    ),
    "numb-leg": _Panel(
        "leg",
        "Have your leg looked at today",
        "that numbness, tingling or weakness is new in a leg or foot",
        "Call a doctor's practice, or the line for urgent medical help, and say so.",
    ),
}


def draw() -> frozenset[Questions]:
    """A panel for each warning sign that closes practice; nothing where none does.

    Returns:
        What the panels are about or ask themselves; empty where practice is open.
    """
    entered = st.session_state.pop(signs.ENTERED, False)
    found = _standing()
    words = _PANELS[found[0].code].title if found else ""  # whom to call is seen first
    to_top("closed", " ".join(one.code for one in found), words)
    if entered and found:
        st.success("Noted. Practice stays closed for what stands below.", icon=":material/check:")
    elif entered:
        st.success("Noted. Practice is open again: begin gently.", icon=":material/lock_open:")
    about = {_draw_panel(one) for one in found}
    if "leg" in about and "emergency" not in about and _unasked(found):
        signs.draw_list(signs.EMERGENCY, "With something new in a leg or foot, answer this list now.")
        about.add("emergency")
    return frozenset(about)


def _standing() -> list[Finding]:
    verdict = next(iter(store.verdicts_now().values()))  # what is about all stands in each
    return [one for one in verdict.findings if one.code in BY_CHECK]


def _unasked(found: list[Finding]) -> bool:
    numb = next(one.since for one in found if one.code == "numb-leg")
    last = last_answer(store.in_sight(), "emergency", store.now())
    return last is None or (numb is not None and last.at < numb)


def _draw_panel(finding: Finding) -> Questions:
    panel = _PANELS[finding.code]
    with st.container(border=True, key=f"closed-{panel.questions}"):
        st.header(panel.title, anchor=False)
        if finding.since is not None:
            st.write(f"On {signs.spoken(finding.since)} you said {panel.said}. {panel.see}")
        if panel.questions == "doctor":
            doctor_signs.draw()
        else:
            _draw_check(panel.questions, finding)
        signs.trouble(panel.questions)
        signs.draw_mistaken(panel.questions)
        if panel.questions == "emergency":
            with st.expander("Which signs are these?"):
                signs.draw_bullets(signs.EMERGENCY)
    return panel.questions


def _draw_check(asked: Questions, finding: Finding) -> None:
    """Ask for the day of the medical check: that of the answer or a later one, and no appointment."""
    today = store.now().date()
    first = min(finding.since.date(), today) if finding.since else None
    st.write("Practice is closed until someone medical has looked at it. When they have, enter the day.")
    left, right = st.columns(2, vertical_alignment="bottom")
    day = left.date_input(
        "Someone medical looked at it on", value=None, min_value=first, max_value=today, key=f"closed-{asked}-day"
    )
    draft: UUID = st.session_state.setdefault(f"closed-{asked}-draft", uuid4())
    right.button(
        "Open practice again",
        key=f"closed-{asked}-open",
        icon=":material/lock_open:",
        width="stretch",
        disabled=day is None,
        on_click=_enter,
        args=(asked, day, draft),
    )


def _enter(asked: Questions, day: date, draft: UUID) -> None:
    book = store.notebook()
    check = CheckDraft(id=draft, questions=asked, day=day, at=store.now(), zone=store.zone())
    try:
        journal.enter_check(book.engine, book.person, check)
    except BackCareError as error:
        signs.fail(asked, error)
        return
    st.session_state.pop(f"closed-{asked}-draft", None)
    st.session_state[signs.ENTERED] = True
