"""The target of an exercise, set by hand on its page, and given back."""

from typing import Final
from uuid import uuid4

import streamlit as st

from backcare.errors import BackCareError
from backcare.notebook.drafts import TargetDraft
from backcare.notebook.wishes import set_target
from backcare.training.plan import PlanItem
from backcare.ui import store

LEAST_SECONDS, MOST_SECONDS, STEP = 1.0, 120.0, 0.5  # what the field offers; the notebook keeps more
MOST_REPS: Final = 20
OWN, SAID = "own", "said"  # the forms that have these fields: the person's own target, and what a clinician said
TROUBLE: Final = "own-trouble"  # why the last target was not kept


def draw(item: PlanItem) -> None:
    """Set it, or give it back to BackCare."""
    slug, aim = item.exercise.slug, item.target
    if aim.hand:
        st.button(
            "Let BackCare set it again", key=f"own-{slug}-back", icon=":material/undo:", on_click=_back, args=(item,)
        )
    with st.expander("Set it yourself", icon=":material/tune:"), st.form(f"own-{slug}", border=False):
        dose_fields(item, OWN)
        st.caption("It stays so until you change it. Pain still lowers it for a while, and nothing raises it.")
        st.form_submit_button("Set it", on_click=_set, args=(item,))
    if TROUBLE in st.session_state:
        st.warning(st.session_state.pop(TROUBLE), icon=":material/info:")


def dose_fields(item: PlanItem, form: str) -> None:
    """How long and how often. The fields begin with what stands now, whatever lowers it for a while, and follow it."""
    slug, aim, hand, state = item.exercise.slug, item.target, item.target.hand, st.session_state
    hold, reps = (hand.hold, hand.reps) if hand and hand.hold and hand.reps else (aim.hold, aim.reps)
    stands = min(max(hold / 10, LEAST_SECONDS), MOST_SECONDS), min(reps, MOST_REPS)
    keys = _field(form, slug, "hold"), _field(form, slug, "reps")
    if state.get(_field(form, slug, "stands")) != stands or not all(key in state for key in keys):
        state[_field(form, slug, "stands")] = stands
        state.update(zip(keys, stands, strict=True))
    left, right = st.columns(2, gap="small")
    left.number_input("Hold, in seconds", LEAST_SECONDS, MOST_SECONDS, step=STEP, format="%g", key=keys[0])
    sides = " on each side" if len(item.exercise.sides_of(aim.variant)) > 1 else ""
    right.number_input(f"Times{sides}", 1, MOST_REPS, key=keys[1])


def dose(form: str, slug: str) -> tuple[int, int]:
    """The hold in tenths of a second and the repeats that the fields hold."""
    hold, reps = (st.session_state[_field(form, slug, name)] for name in ("hold", "reps"))
    return round(hold * 10), reps


def _field(form: str, slug: str, name: str) -> str:
    return f"{form}-{slug}-{name}"


def _set(item: PlanItem) -> None:
    _keep(item, *dose(OWN, item.exercise.slug))


def _back(item: PlanItem) -> None:
    _keep(item, None, None)


def _keep(item: PlanItem, hold: int | None, reps: int | None) -> None:
    book, slug = store.notebook(), item.exercise.slug
    at, zone, variant = store.now(), store.zone(), item.target.variant
    draft = TargetDraft(id=uuid4(), exercise=slug, variant=variant, hold=hold, reps=reps, at=at, zone=zone)
    try:
        set_target(book.engine, book.person, draft)
    except BackCareError as error:
        st.session_state[TROUBLE] = str(error)
