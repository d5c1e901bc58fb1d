"""What stands around every page: a refusal, a banner, the foot."""

import streamlit as st

from backcare.notebook.opening import Open, Refused


def refused(answer: Refused) -> None:
    """The one page there is while the notebook cannot be opened."""
    st.title("Your notebook could not be opened")
    st.error(answer.reason, icon=":material/error:")
    st.write(answer.remedy)
    st.button("Try again", icon=":material/refresh:", type="primary")


def banner(book: Open) -> None:
    """Say on every page what limits the notebook, such as a folder that cannot be written."""
    if book.note:
        st.warning(book.note, icon=":material/lock:")


def foot() -> None:
    """What BackCare is not, and what to do about warning signs."""
    st.space("medium")
    st.caption(
        "A log of your own, not a medical device. No flag does not mean that an exercise is harmless for you. "
        "New numbness or weakness, trouble with bladder or bowel, fever, or pain after an accident: "
        "get medical help now."
    )
