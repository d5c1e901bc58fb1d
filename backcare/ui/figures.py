"""The figures of an exercise on a page: the hold pose on its own, or the way into it and back."""

from functools import cache

import streamlit as st

from backcare.catalogue import figure
from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise, Side
from backcare.training.targets import Target


def draw_still(exercise: Exercise, target: Target) -> None:
    """The hold pose of the form that is on now; of its first side, the left one."""
    side = exercise.sides_of(target.variant)[0]
    _draw(_still(exercise.slug, target.variant, side, _seconds(target)))


def draw_moving(exercise: Exercise, variant: str, side: Side, target: Target) -> None:
    """One form in motion; its two poses side by side where the person's machine asks for less motion."""
    _draw(_moving(exercise.slug, variant, side, _seconds(target) if variant == target.variant else None))


def _seconds(target: Target) -> int | None:
    """The hold as a figure's sign says it; None where it is no whole number of seconds."""
    return None if target.hold % 10 else target.hold // 10


def _draw(markup: str) -> None:
    st.markdown(markup, unsafe_allow_html=True)


# A figure is a few milliseconds of arithmetic, and always the same one.


@cache
def _still(slug: str, variant: str, side: Side, hold: int | None) -> str:
    return f'<div class="pose">{figure.still(catalogue()[slug], variant, side, "hold", hold)}</div>'


@cache
def _moving(slug: str, variant: str, side: Side, hold: int | None) -> str:
    exercise = catalogue()[slug]
    poses = "".join(figure.still(exercise, variant, side, moment, hold) for moment in ("start", "hold"))
    moving = figure.moving(exercise, variant, side, hold)
    return f'<div class="pose"><div class="pose-moving">{moving}</div><div class="pose-both">{poses}</div></div>'
