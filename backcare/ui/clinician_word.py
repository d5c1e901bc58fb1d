"""What a clinician said about an exercise: entered on its page with name and day, and taken back after a mistake."""

from datetime import date
from typing import Final
from uuid import UUID, uuid4

import streamlit as st
from pydantic import ValidationError

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.notebook import clinician
from backcare.notebook.clinician import ClinicianWord
from backcare.notebook.clinician_draft import MOST_NAME, WordDraft, WordKind
from backcare.notebook.drafts import FIRST_YEAR
from backcare.safety.codes import BY_DECISION
from backcare.training.plan import PlanItem
from backcare.training.targets import Target
from backcare.ui import own_target, store
from backcare.ui.exercise_words import dose_words
from backcare.words import full_day, name_within

TROUBLE: Final = "said-trouble"  # what the last click was about, and why nothing was kept
ASKED: Final = "said-asked"  # the word that is to be taken back, once that is said again
CHOICES: Final[dict[WordKind, str]] = {
    "dose": "Set the dose",
    "off": "Switch it off",
    "on": "Switch it on again",
    "lift": "Lift the pause",
}
_THEN: Final[dict[WordKind, str]] = {
    "dose": "It is your target until you or a clinician set another one. Pain still lowers it for a while.",
    "off": "The guided session leaves it out until it is switched on again. What you do all the same can be logged.",
    "on": "It is part of your plan again.",
    "lift": "It ends now, whatever is left of its rest. You begin with half the hold, and are compared with before.",
}
_SAID: Final[dict[WordKind, str]] = {
    "dose": "Dose set",
    "off": "Switched off",
    "on": "Switched on again",
    "lift": "Pause lifted",
}
_AT_FIELD: Final = {
    "clinician": f"Enter the name of who said it, in one line of up to {MOST_NAME} characters.",
    "said_on": "Enter the day on which it was said: today or a day before.",
}


def draw(item: PlanItem) -> None:
    """The form, and under it what was entered so far."""
    slug = item.exercise.slug
    opened = _field(slug, "open")  # a state of its own: what is saved in it changes the page around it
    with st.expander("What your clinician said", icon=":material/stethoscope:", key=opened, on_change="rerun"):
        kind = _choose(item)
        draft: UUID = st.session_state.setdefault(_field(slug, "draft"), uuid4())
        with st.form(_field(slug, "form"), border=False, enter_to_submit=False):
            st.caption(_THEN[kind])
            with st.container():  # always there, as each field's: so the button that was pressed keeps its place
                if kind == "dose":
                    own_target.dose_fields(item, own_target.SAID)
            _name_and_day(slug)
            st.form_submit_button("Save what was said", on_click=_enter, args=(slug, kind, draft))
        _trouble(slug)
        _draw_words(slug)


def _choose(item: PlanItem) -> WordKind:
    """What was said, of what makes sense now."""
    key, choices = _field(item.exercise.slug, "kind"), kinds(item)
    if st.session_state.get(key) not in choices:
        st.session_state[key] = choices[0]
    st.segmented_control("What was said", choices, format_func=CHOICES.__getitem__, required=True, key=key)
    chosen: WordKind = st.session_state[key]
    return chosen


def kinds(item: PlanItem) -> list[WordKind]:
    """What a clinician can say of it now: a pause is lifted while one lasts, and none that a warning sign brought."""
    lift: list[WordKind] = ["lift"] if _stop(item) and not item.verdict.closing else []
    return ["dose", "on" if item.off else "off", *lift]


def _stop(item: PlanItem) -> str | None:
    """The rule that stops it until a decision."""
    return next((one.code for one in item.verdict.findings if one.code in BY_DECISION), None)


def _name_and_day(slug: str) -> None:
    faults = st.session_state.pop(_field(slug, "faults"), frozenset[str]())
    if _field(slug, "said_on") not in st.session_state:
        _empty(slug)
    with st.container():
        st.text_input("Who said it", autocomplete="off", key=_field(slug, "clinician"))
        _fault("clinician", faults)
    with st.container():
        st.date_input("On which day", min_value=date(FIRST_YEAR, 1, 1), key=_field(slug, "said_on"))
        _fault("said_on", faults)


def _empty(slug: str) -> None:
    """Nobody's name, and today."""
    st.session_state[_field(slug, "clinician")] = ""
    st.session_state[_field(slug, "said_on")] = store.now().date()


def _fault(name: str, faults: frozenset[str]) -> None:
    if name in faults:
        st.error(_AT_FIELD[name], icon=":material/error:")


def _enter(slug: str, kind: WordKind, draft: UUID) -> None:
    """Keep it once. What was typed stays where it cannot be kept."""
    state = st.session_state
    if state.get(_field(slug, "kept")) == draft:  # a second click on the same button
        return
    item = next(one for one in store.items_now() if one.exercise.slug == slug)
    if kind not in kinds(item):
        state[TROUBLE] = slug, "Something else was entered in the meantime. Look at it as it is now."
        return
    try:
        clinician.enter(store.notebook().engine, store.notebook().person, _drafted(item, kind, draft))
    except ValidationError as error:
        state[_field(slug, "faults")] = frozenset(str(fault["loc"][0]) for fault in error.errors())
    except BackCareError as error:
        state[TROUBLE] = slug, f"{error} What you entered is still here."
    else:
        state[_field(slug, "kept")] = draft
        state[_field(slug, "draft")] = uuid4()
        state[_field(slug, "kind")] = None
        _empty(slug)


def _drafted(item: PlanItem, kind: WordKind, draft: UUID) -> WordDraft:
    slug, state = item.exercise.slug, st.session_state
    given = {name: state[_field(slug, name)] for name in ("clinician", "said_on")}
    given |= {"id": draft, "exercise": slug, "kind": kind, "at": store.now(), "zone": store.zone()}
    if kind == "dose":
        hold, reps = own_target.dose(own_target.SAID, slug)
        given |= {"hold": hold, "reps": reps, "variant": item.target.variant}
    if kind == "lift":
        given |= {"code": _stop(item)}
    return WordDraft.model_validate(given)


def _draw_words(slug: str) -> None:
    """What was entered for this exercise, the newest first."""
    book = store.notebook()
    for word in reversed([one for one in clinician.words(book.engine, book.person) if one.exercise == slug]):
        with st.container(border=True, gap="xsmall", key=f"said-{word.id}"):
            st.markdown(f"**{_what(word)}**{' :gray-badge[Taken back]' if word.taken_back else ''}")
            st.text(f"{name_within(word.clinician)}, {full_day(word.said_on)}")
            if not word.taken_back:
                _draw_back(word)
            _trouble(str(word.id))


def _what(word: ClinicianWord) -> str:
    if word.hold is None or word.reps is None:
        return _SAID[word.kind]
    dose = Target(word.hold, word.reps, word.variant, "")
    return f"{_SAID[word.kind]}: {dose_words(catalogue()[word.exercise], dose)}"


def _draw_back(word: ClinicianWord) -> None:
    """Take it back, asked once more."""
    undo = ":material/undo:"
    if st.session_state.get(ASKED) != word.id:
        st.button("Take it back", icon=undo, key=f"said-back-{word.id}", on_click=_ask, args=(word.id,))
        return
    st.write("It stays in this list, and acts no more.")
    with st.container(horizontal=True, gap="small"):
        st.button("Yes, take it back", icon=undo, key=f"said-yes-{word.id}", on_click=_take_back, args=(word,))
        st.button("Leave it", key=f"said-no-{word.id}", on_click=_ask, args=(None,))


def _ask(word: UUID | None) -> None:
    st.session_state[ASKED] = word


def _take_back(word: ClinicianWord) -> None:
    try:
        clinician.take_back(store.notebook().engine, word.id, store.now())
    except BackCareError as error:
        st.session_state[TROUBLE] = str(word.id), str(error)
    else:
        _ask(None)


def _trouble(about: str) -> None:
    """Why the last click there kept nothing."""
    where, why = st.session_state.get(TROUBLE, ("", ""))
    if where == about:
        st.warning(why, icon=":material/info:")
        del st.session_state[TROUBLE]


def _field(slug: str, name: str) -> str:
    return f"said-{slug}-{name}"
