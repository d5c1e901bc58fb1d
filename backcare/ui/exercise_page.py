"""One exercise in full: its picture, how it is done, its dose, and how it went so far."""

from collections.abc import Mapping, Sequence

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise, GentlerForm, Side
from backcare.notebook.reads import StoredLog
from backcare.safety.verdict import Level
from backcare.training.plan import PlanItem
from backcare.ui import clinician_word, figures, own_target, places
from backcare.ui.about_you import ask_badge, ask_words
from backcare.ui.exercise_words import areas, best_words, bullets, dose_words, goal_words, log_words
from backcare.ui.switched_off import draw_off
from backcare.ui.take_up import coming_back
from backcare.ui.verdict import explain

LAST_LOGS = 5


def draw_exercise(item: PlanItem, logs: Sequence[StoredLog], bests: Mapping[tuple[str, str, str], int]) -> None:
    """One exercise in full.

    Args:
        item: the exercise with its target and verdict.
        logs: its last ones, oldest first.
        bests: the longest holds in tenths by (exercise, variant, side).
    """
    exercise = item.exercise
    st.page_link(places.EXERCISES, label="All exercises", icon=":material/arrow_back:")
    st.title(exercise.name, anchor=False)
    st.caption(areas(exercise))
    careful = item.verdict.level >= Level.CAUTION or coming_back(item.verdict)
    with st.container():  # always there: what is saved below keeps its place, and the focus with it
        if item.off:
            with st.container(border=True):
                draw_off(item)
        if item.ask:
            _ask_first(item)
        if careful:  # read before the steps, on a phone too
            _standing(item)
    gentler, on = exercise.gentler, exercise.form(item.target.variant)
    _form(item, on or exercise, f"Now: {on.name}" if on else "How it is done")
    st.caption(f"On a bed: {exercise.bed}")
    do, done = st.columns([3, 2], gap="medium")
    with do:
        _dose(item)
        clinician_word.draw(item)
        _care(exercise)
    with done:
        _last(logs, best_words(exercise, bests))
        if logs and not careful:
            _standing(item)
    if on:
        _form(item, exercise, "Later: the full form")
    elif gentler:
        _form(item, gentler, f"Gentler: {gentler.name}")
    with st.expander("Down to the floor and up again", icon=":material/stairs:"):
        st.markdown(bullets(catalogue().floor))
    with st.expander("Where this comes from", icon=":material/info:"):
        st.write(exercise.source)


def _form(item: PlanItem, form: Exercise | GentlerForm, heading: str) -> None:
    """A form's picture, and its steps beside it."""
    variant = form.slug if isinstance(form, GentlerForm) else ""
    picture, steps = st.columns([3, 2], gap="medium")
    with picture:
        place = st.container()
        side = _choose_side(item.exercise, variant)
    with place:
        figures.draw_moving(item.exercise, variant, side, item.target)
    with steps:
        st.header(heading, anchor=False)
        st.write(f"**Start.** {form.start}")
        st.markdown("\n".join(f"{place}. {step}" for place, step in enumerate(form.steps, start=1)))


def _choose_side(exercise: Exercise, variant: str) -> Side:
    """Left or right where the form has sides. It stands under the picture, so that nothing moves with the choice."""
    sides = exercise.sides_of(variant)
    if len(sides) == 1:
        return sides[0]
    chosen = st.segmented_control(
        "Side",
        sides,
        default=sides[0],
        format_func=str.capitalize,
        required=True,
        key=f"side-{exercise.slug}-{variant}",
        label_visibility="collapsed",
    )
    return chosen or sides[0]


def _dose(item: PlanItem) -> None:
    exercise, target = item.exercise, item.target
    paused = item.verdict.level >= Level.STOP_TODAY
    with st.container(border=True):
        st.markdown(f"**:material/timer: {'When you go on' if paused or item.off else 'Your target now'}**")
        st.markdown(f"**{dose_words(exercise, target)}**")
        st.text(target.reason)  # it may hold a name, which is shown as it was typed
        own_target.draw(item)
        if not item.going:
            until = "while it is paused" if paused else "until you have asked"
            until = "until it is switched on again" if item.off else until
            st.write(f"The guided session leaves it out {until}.")
        elif st.button("Start the guided session", type="primary", icon=":material/play_arrow:"):
            st.switch_page(places.SESSION)
        st.markdown(f"**Where it leads:** {goal_words(exercise)}")
        st.write(exercise.progress)
        st.caption(
            "A good session is one that you rated, where you held for your target and your pain rose by less than "
            f"1 point. {exercise.handouts}"
        )


def _last(logs: Sequence[StoredLog], best: Sequence[str]) -> None:
    with st.container(border=True):
        st.markdown("**:material/history: Your last holds**")
        if logs:
            st.markdown(bullets([log_words(log) for log in reversed(logs)]))
        else:
            st.write("Nothing logged yet.")
        if best:
            st.markdown("**:material/trophy: Your longest holds**")
            for line in best:
                st.write(line)


def _standing(item: PlanItem) -> None:
    with st.container(border=True):
        st.markdown("**:material/monitor_heart: What your ratings say**")
        explain(item.verdict, f"exercise-{item.exercise.slug}")


def _ask_first(item: PlanItem) -> None:
    with st.container(border=True):
        ask_badge(item)
        st.write(ask_words(item))
        st.page_link(places.YOU, label="Go to what you told about yourself", icon=":material/person:")


def _care(exercise: Exercise) -> None:
    with st.container(border=True):
        st.markdown("**:material/block: What to avoid**")
        st.markdown(bullets(exercise.avoid))
    with st.container(border=True):
        st.markdown("**:material/front_hand: When to leave it out**")
        st.markdown(bullets(exercise.leave_out))
