"""Pain in one tap: eleven chips, words beside them, halves where wanted, and a button of its own to clear."""

import streamlit as st

_WORDS = ("no pain", "mild", "mild", "mild", "moderate", "moderate", "moderate", "severe", "severe", "severe")
MOST = 10
_STEP = 5  # tenths: what the chips offer


def words(tenths: int) -> str:
    """A rating in words: 65 is "6.5 of 10: moderate". The bands are those usual for the 0-10 scale (1-3, 4-6, 7-9)."""
    return f"{tenths / 10:g} of 10: {'the worst you can imagine' if tenths >= MOST * 10 else _WORDS[tenths // 10]}"


def rating(label: str, key: str) -> int | None:
    """Ask for a rating; None while none was tapped. Nothing is chosen beforehand, and a chosen chip stays chosen.

    Returns:
        Tenths of a point, 0 to 100 in steps of 5.
    """
    with st.container(key=f"rate-{key}", gap="xsmall"):
        st.pills(
            label,
            range(MOST + 1),
            required=True,
            width="stretch",
            key=_whole(key),
            on_change=_whole_again,
            args=(key,),
            persist_state="session",
        )
        given = value(key)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"rated-{key}"):
            if given is None:
                st.caption("0 is no pain, 10 the worst you can imagine", width="stretch")
            else:
                st.markdown(f"**{words(given)}**", width="stretch")
                st.toggle("½ more", key=_half(key), disabled=given >= MOST * 10, persist_state="session")
                st.button("Clear", key=f"{key}-clear", on_click=fill, args=(key, None), type="tertiary")
    return given


def value(key: str) -> int | None:
    """What is chosen now, in tenths."""
    whole = st.session_state.get(_whole(key))
    if whole is None:
        return None
    shown = int(whole) * 10 + (_STEP if st.session_state.get(_half(key)) and whole < MOST else 0)
    exact: int | None = st.session_state.get(_exact(key))
    return exact if exact is not None and _on_chips(exact) == shown else shown


def fill(key: str, tenths: int | None) -> None:
    """Choose a rating for the person, as when a saved one is changed; None clears it. For callbacks.

    A finer rating, out of a file, is kept as it is until other chips are tapped.
    """
    shown = None if tenths is None else _on_chips(tenths)
    st.session_state[_exact(key)] = tenths
    st.session_state[_whole(key)] = None if shown is None else shown // 10
    st.session_state[_half(key)] = shown is not None and shown % 10 == _STEP


def _whole_again(key: str) -> None:
    """A tapped chip means its own number; a half that was added to another one does not carry over."""
    st.session_state[_half(key)] = False
    st.session_state[_exact(key)] = None


def _on_chips(tenths: int) -> int:
    return tenths // _STEP * _STEP


def _whole(key: str) -> str:
    return f"{key}-whole"


def _half(key: str) -> str:
    return f"{key}-half"


def _exact(key: str) -> str:
    return f"{key}-exact"
