"""What stands around every page: a refusal, a banner, the foot."""

import streamlit as st

from backcare.notebook.opening import Open, Refused
from backcare.ui import places
from backcare.ui.focus import keep_focus

PAGE = "page"  # the page that was drawn last, and what its address asked for


def refused(answer: Refused) -> None:
    """The one page there is while the notebook cannot be opened."""
    st.title("Your notebook could not be opened")
    st.error(answer.reason, icon=":material/error:")
    st.write(answer.remedy)
    if answer.damaged:
        from backcare.ui import backing_up  # noqa: PLC0415 - a start that goes well does not wait for it

        backing_up.offer_newest()
    st.button("Try again", icon=":material/refresh:")


def bring_address_along(page: str) -> None:
    """Tell the browser the address of what it shows.

    A link within one page leaves the browser's address as it was, and the next click would ask for what stands there.
    Only then: each telling makes a new entry in the browser's history, and takes its Forward button away.
    """
    asked = st.query_params.to_dict()
    last, asked_before = st.session_state.get(PAGE, ("", {}))
    if last == page and asked != asked_before:
        st.query_params.update()
    st.session_state[PAGE] = (page, asked)


def banner(book: Open) -> None:
    """Say on every page that its data is made up, and what limits it, such as a folder that cannot be written."""
    if book.sample:
        st.info("**Sample data.** A made-up person's notebook, to look around in.", icon=":material/science:")
    if book.note:
        st.warning(book.note, icon=":material/info:")


def foot() -> None:
    """What BackCare is not, what to do about warning signs, and the pages that no bar has."""
    st.space("medium")
    with st.container(key="foot", gap="xsmall"):
        keep_focus()
        st.caption(
            "A log of your own, not a medical device. No flag does not mean that an exercise is harmless for you. "
            "New numbness or weakness, trouble with bladder or bowel, fever, or pain after an accident: "
            "get medical help now."
        )
        with st.container(horizontal=True, gap="small"):
            for place in places.PLACES:
                if place.where == "foot":
                    st.page_link(place.path, label=place.title, icon=place.icon)


def thumb_bar() -> None:
    """The main places within a thumb's reach; theme.css shows it on a phone alone."""
    with st.bottom, st.container(horizontal=True, horizontal_alignment="distribute", key="thumb-bar", wrap=False):
        for place in places.PLACES:
            if place.path in places.THUMB:
                st.page_link(place.path, label=place.title, icon=place.icon)
