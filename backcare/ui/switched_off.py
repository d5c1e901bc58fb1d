"""An exercise that a clinician switched off: its mark, whose word it was, and since when."""

from typing import Final

import streamlit as st

from backcare.training.plan import PlanItem
from backcare.words import full_day, name_within

WORD: Final = "Switched off"
ICON: Final = ":material/do_not_disturb_on:"
BADGE: Final = f":gray-badge[{ICON} {WORD}]"  # to stand within a line


def off_words(item: PlanItem) -> str:
    """Who switched it off, and on which day; empty where nobody did."""
    return f"{WORD} by {name_within(item.off.clinician)} on {full_day(item.off.day)}." if item.off else ""


def draw_off(item: PlanItem) -> None:
    """The mark and the words; nothing where it is on."""
    if item.off:
        st.markdown(BADGE, width="content")
        st.text(off_words(item))  # a name is shown as it was typed: nothing in it is read as formatting
