"""What the person tells about themselves once, and the exercises that are to be asked about first for it."""

from typing import Final
from uuid import uuid4

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.questions import SetupQuestion, questions
from backcare.errors import BackCareError
from backcare.notebook import journal
from backcare.notebook.drafts import Answer, SetupDraft
from backcare.training.ask_first import asked
from backcare.training.plan import PlanItem
from backcare.ui import places, store
from backcare.words import counted

TROUBLE: Final = "you-trouble"  # the question whose last answer was not kept, and why
ASK: Final = ":blue-badge[:material/contact_support: Ask first]"  # the mark, to stand within a line
_ANSWERS: Final[tuple[Answer, ...]] = ("yes", "no")


def ask_badge(item: PlanItem) -> None:
    """The mark "Ask first" of an exercise that has a reason for it; nothing for the others."""
    if item.ask:
        _badge()


def ask_words(item: PlanItem) -> str:
    """Why a clinician is to be asked before this exercise; empty where there is no reason."""
    return " ".join(item.ask)


def draw_questions() -> None:
    """Each question of the set-up, with what a yes marks. A tap is kept at once and can be changed at any time."""
    for question in questions().setup:
        with st.container(border=True, gap="small"):
            _question(question, store.about_you())


def draw_offer() -> None:
    """One quiet line while a question of the set-up has no answer."""
    about = store.about_you()
    count = sum(question.slug not in about for question in questions().setup)
    if count:
        label = f"About you: {counted(count, 'short question')}, answered once"
        st.page_link(places.YOU, label=label, icon=":material/person:")


def key(question: str) -> str:
    """The session_state key of the answer to a question."""
    return f"you-{question}"


def _question(question: SetupQuestion, about: dict[str, bool]) -> None:
    slug, answer = question.slug, about.get(question.slug)
    st.session_state[key(slug)] = None if answer is None else _word(yes=answer)
    st.segmented_control(
        f"**{question.text}**",
        _ANSWERS,
        format_func=str.capitalize,
        required=True,
        key=key(slug),
        on_change=_answered,
        args=(slug,),
    )
    names = ", ".join(catalogue()[exercise].name for exercise in question.exercises)
    if answer:
        _yes(question, names, fine=about.get(asked(slug), False))
    else:
        st.caption(f"A yes marks: {names}.")
    failed, why = st.session_state.get(TROUBLE, ("", ""))
    if failed == slug:
        st.warning(why, icon=":material/info:")
        del st.session_state[TROUBLE]


def _yes(question: SetupQuestion, names: str, *, fine: bool) -> None:
    if not fine:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _badge()
            st.markdown(f"**{names}**", width="content")
        st.write(question.reason)
    widget = key(asked(question.slug))
    st.session_state[widget] = fine
    st.checkbox("I have asked, and it is fine for me", key=widget, on_change=_asked, args=(question.slug,))
    if fine:
        st.caption(f"No longer marked for this: {names}.")


def _badge() -> None:
    st.markdown(ASK, width="content")


def _answered(slug: str) -> None:
    """Keep an answer. A new one takes back that a clinician was asked: a later yes is to be asked about again."""
    yes = st.session_state[key(slug)] == _word(yes=True)
    if store.about_you().get(asked(slug)):  # first, so that a fault in between asks too often and not too seldom
        _keep(slug, {asked(slug): False, slug: yes})
    else:
        _keep(slug, {slug: yes})


def _asked(slug: str) -> None:
    _keep(slug, {asked(slug): st.session_state[key(asked(slug))]})


def _keep(slug: str, answers: dict[str, bool]) -> None:
    try:
        for question, yes in answers.items():
            tell(question, yes=yes)
    except BackCareError as error:
        st.session_state[TROUBLE] = slug, str(error)


def tell(question: str, *, yes: bool) -> None:
    """Keep an answer of the set-up, or what else was said once: that an offer is declined, that the start is through.

    Raises:
        NotSaved: the answer before it stands.
    """
    book = store.notebook()
    draft = SetupDraft(id=uuid4(), question=question, answer=_word(yes=yes), at=store.now(), zone=store.zone())
    journal.answer_setup(book.engine, book.person, draft)


def _word(*, yes: bool) -> Answer:
    return "yes" if yes else "no"
