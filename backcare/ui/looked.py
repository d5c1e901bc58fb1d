"""What was worked out from the past, kept while what was known then stays the same.

A new session leaves the past as it was; a rating of long ago that is changed does not. So what was known is compared,
session by session: of a history of ten years that takes a thousandth of what the working out does, since a history that
was read again holds the same sittings as before where nothing has changed.
"""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

import streamlit as st

from backcare.training.pauses import Then

T = TypeVar("T")


class _Looked(NamedTuple):
    known: Then
    found: Any


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[Hashable, _Looked]:
    """By what was asked. A newer answer takes the place of the older one."""
    return {}


def looked(question: Hashable, known: Then, answer: Callable[[], T]) -> T:
    """The answer; it is worked out anew only where something else was known the last time.

    Args:
        question: what is asked, and of which notebook. The answer must hang on nothing but this and `known`.
        known: what was known at the time that is asked about.
        answer: works it out.
    """
    shelf = _shelf()
    kept = shelf.get(question)
    if kept is None or kept.known != known:
        kept = shelf[question] = _Looked(known, answer())
    found: T = kept.found
    return found
