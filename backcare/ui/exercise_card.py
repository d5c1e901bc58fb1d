"""The exercises to choose from, and what holds for all of them."""

from collections.abc import Sequence

import streamlit as st

from backcare.catalogue.model import Catalogue
from backcare.safety.verdict import Level
from backcare.training.plan import PlanItem
from backcare.ui import figures, places
from backcare.ui.about_you import ask_badge
from backcare.ui.exercise_words import areas, bullets, dose_words
from backcare.ui.switched_off import draw_off
from backcare.ui.verdict import badge

COLUMNS = 3


def draw_cards(items: Sequence[PlanItem]) -> None:
    """A grid of cards, one for each exercise; one under the other on a phone."""
    for start in range(0, len(items), COLUMNS):
        row = items[start : start + COLUMNS]
        for column, item in zip(st.columns(COLUMNS), row, strict=False):
            # theme.css makes the link as large as the card
            with column, st.container(border=True, height="stretch", gap="xsmall", key=f"card-{item.exercise.slug}"):
                _card(item)


def draw_tips(catalogue: Catalogue) -> None:
    """How to get down to the floor and up again, and the tips."""
    floor, tips = st.columns([2, 3], gap="medium")
    with floor:
        st.header("Down to the floor and up again", anchor=False)
        st.markdown(bullets(catalogue.floor))
    with tips:
        st.header("Tips", anchor=False)
        st.markdown(bullets(catalogue.tips))


def _card(item: PlanItem) -> None:
    exercise = item.exercise
    figures.draw_still(exercise, item.target)
    st.page_link(
        places.EXERCISES,
        label=f"**{exercise.name}**",
        icon="",
        query_params={"exercise": exercise.slug},
        width="stretch",
    )
    st.caption(areas(exercise))
    dose = dose_words(exercise, item.target)
    if item.verdict.level >= Level.STOP_TODAY:
        badge(item.verdict)
    draw_off(item)
    ask_badge(item)
    st.write(dose if item.going else f"When you go on: {dose}")
    for words in item.ask:
        st.caption(words)
