"""The More page: the places that a phone's bar has no room for, each with what is found there."""

from typing import Final

import streamlit as st

from backcare.ui import first_start, places

FOUND: Final = {
    places.SESSION: "Be guided through today's stretches, or log them by hand",
    places.NOTEBOOK: "Read, change or delete what you logged",
    places.REPORT: "A sheet for your physiotherapist or doctor, to print or keep",
    places.DATA: "Backups, files to take in, and your data to take out",
    places.SIGNS: "When to get medical help, and two lists to answer",
    places.YOU: "Your plan, and what to ask a clinician about first",
    places.PHONE: "Open your notebook on a phone, beside the mat",
    places.RULES: "Each rule that pauses an exercise, with its numbers",
}


def draw() -> None:
    """One line for each place: its name, and what is found there."""
    with st.container(key="more", gap="xsmall"):
        for place in places.PLACES:
            if place.path in FOUND:
                label = f"**{place.title}** {FOUND[place.path]}"
                st.page_link(place.path, label=label, icon=place.icon, width="stretch")
        first_start.draw_link("**First start** See the first three pages once more", "stretch")
