"""The two lists of warning signs, each answered by one tap, and what such an answer stores."""

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID, uuid4, uuid5

import streamlit as st

from backcare.catalogue.questions import Sign, questions
from backcare.errors import BackCareError
from backcare.notebook import guided, reads
from backcare.notebook.drafts import Answer, AnswerDraft
from backcare.notebook.told import StoredAnswer
from backcare.safety.asking import Due, known_to_doctor, last_answer, left_over
from backcare.safety.history import Answer as Told
from backcare.safety.history import Questions
from backcare.ui import store
from backcare.words import full_day

ENTERED: Final = "signs-entered"  # a check was entered by the last click


class List(NamedTuple):
    """One list of warning signs and the words around it."""

    questions: Questions
    title: str
    intro: str
    signs: tuple[Sign, ...]


EMERGENCY: Final = List(
    "emergency", "Emergency signs", "Together with your back pain, is one of these there?", questions().emergency
)
DOCTOR: Final = List(
    "doctor",
    "Signs that a doctor should see",
    "Together with your back pain, is one of these true for you?",
    questions().doctor,
)

_WHY: Final[dict[Due, str]] = {
    "first": "Before your first hold: look through the emergency signs, and tap an answer.",
    "stop": "An exercise was paused for longer. Before you go on: look through the emergency signs.",
    "away": "It has been two weeks or more. Before you begin again: look through the emergency signs.",
}
_ICONS: Final[dict[Answer, str]] = {"no": ":material/check:", "yes": ":material/priority_high:"}
_LATER: Final = "This list may wait until after your session."


def draw_due(due: Due) -> None:
    """Both lists in place of a start, with the reason why they are asked now."""
    st.write(_WHY[due])
    first, second = st.columns(2, gap="medium")
    with first:
        draw_list(EMERGENCY)
    with second:
        draw_list(DOCTOR, _LATER)


def draw_left_over() -> None:
    """The list for a doctor, where the other one alone was answered."""
    if left_over(store.in_sight(), store.now()):
        draw_list(DOCTOR, "You left this list for later.")


def draw_list(asked: List, note: str = "") -> None:
    """One list as a card: its signs, two buttons, and when it was answered last. Nothing is chosen beforehand."""
    with st.container(border=True, key=f"signs-{asked.questions}"):
        st.header(asked.title, anchor=False)
        if note:
            st.caption(note)
        st.write(asked.intro)
        draw_bullets(asked)
        draft: UUID = st.session_state.setdefault(_key(asked.questions, "draft"), uuid4())
        with st.container(horizontal=True, wrap=False):
            _button(asked, "no", "None of these", draft)
            _button(asked, "yes", "One of these", draft)
        trouble(asked.questions)
        _answered(asked)


def draw_bullets(asked: List) -> None:
    """The signs; one that a doctor knows of says so."""
    known = known_to_doctor(store.in_sight(), store.now()) if asked is DOCTOR else frozenset()
    st.markdown(
        "\n".join(f"- {one.text}{' (a doctor knows about this)' if one.slug in known else ''}" for one in asked.signs)
    )


def _button(asked: List, answer: Answer, label: str, draft: UUID) -> None:
    st.button(
        label,
        key=_key(asked.questions, answer),
        icon=_ICONS[answer],
        width="stretch",
        on_click=_tapped,
        args=(asked.questions, answer, draft),
    )


def _answered(asked: List) -> None:
    last = last_answer(store.in_sight(), asked.questions, store.now())
    if last:
        st.caption(f"Your last answer: {answered_words(last)}.")


def answered_words(given: Told) -> str:
    """An answer to a list in words: "none of these, on 3 May 2025 at 09:41"."""
    return f"{'one' if given.yes else 'none'} of these, on {spoken(given.at)}"


def spoken(at: datetime) -> str:
    """A moment in words: "3 May 2025 at 09:41"."""
    return f"{full_day(at)} at {at:%H:%M}"


def _tapped(asked: Questions, answer: Answer, draft: UUID) -> None:
    """Store one tap. A second click on the same button has the same id, and is the same answer."""
    if tell(asked, fresh(asked, draft, None, answer)):
        st.session_state.pop(_key(asked, "draft"), None)
        st.session_state[_key(asked, "tapped")] = draft


def fresh(asked: Questions, id: UUID, item: str | None, answer: Answer = "yes") -> AnswerDraft:  # noqa: A002 - its id
    """An answer that is given now."""
    at, zone = store.now(), store.zone()
    return AnswerDraft(id=id, questions=asked, item=item, answer=answer, exercise=None, at=at, zone=zone)


def tell(asked: Questions, *answers: AnswerDraft) -> bool:
    """Store answers; False, with words beside the button, where the notebook cannot take them. For callbacks."""
    book = store.notebook()
    try:
        for one in answers:
            guided.answer(book.engine, book.person, one)
    except BackCareError as error:
        fail(asked, error)
        return False
    return True


def fail(asked: Questions, error: BackCareError) -> None:
    """Keep the words for `trouble`, which stands beside the button that was clicked."""
    st.session_state[_key(asked, "trouble")] = str(error)


def trouble(asked: Questions) -> None:
    """Why the last click on this list stored nothing."""
    words = st.session_state.pop(_key(asked, "trouble"), None)
    if words:
        st.error(words, icon=":material/error:")


def draw_mistaken(asked: Questions) -> None:
    """Let a tap of this visit be taken back; later only a check opens practice."""
    tapped: UUID | None = st.session_state.get(_key(asked, "tapped"))
    if tapped is not None:
        key = _key(asked, "mistaken")
        st.button("I tapped that by mistake", key=key, type="tertiary", on_click=_mistaken, args=(asked, tapped))


def _mistaken(asked: Questions, tapped: UUID) -> None:
    book, ids = store.notebook(), {tapped, *(also(tapped, one.slug) for one in DOCTOR.signs)}
    told = (one for one in reads.answers(book.engine, book.person) if one.id in ids)
    if tell(asked, *(changed(one, item=one.item, answer="no") for one in told)):
        st.session_state.pop(_key(asked, "tapped"), None)


def also(first: UUID, item: str) -> UUID:
    """The id of the answer that names one more sign than the answer `first` does: the same one each time."""
    return uuid5(first, item)


def changed(stored: StoredAnswer, *, item: str | None, answer: Answer = "yes") -> AnswerDraft:
    """A stored answer as it shall be; it keeps its id and its time."""
    return AnswerDraft(
        id=stored.id,
        questions=stored.questions,
        item=item,
        answer=answer,
        exercise=stored.exercise,
        at=stored.at,
        zone=stored.zone,
    )


def _key(asked: Questions, name: str) -> str:
    return f"signs-{asked}-{name}"
