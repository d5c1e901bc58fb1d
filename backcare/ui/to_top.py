"""Another page of a list begins at its top: Streamlit leaves the window where the link stood that led to it."""

import streamlit as st

# The heading takes the focus, so that a keyboard goes on, and a voice reads on, where the eyes do. It may come after
# this script has, and this script after the person's first press: so the turns are counted where the pages are known.
# It is known by its words: for a moment Streamlit shows an earlier heading in the place of the new one.
_SCRIPT = """
const LONGEST = 5000; // ms that a heading is waited for
const taken = new Map();

const find = (words) => words
  ? [...document.querySelectorAll("h2")].find((one) => one.textContent.trim() === words)
  : document.querySelector("h1");

const begin = (words, until) => {
  const found = find(words);
  if (!found && performance.now() < until) return requestAnimationFrame(() => begin(words, until));
  document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  found?.setAttribute("tabindex", "-1");
  found?.focus({ preventScroll: true });
};

export default ({ data }) => {
  const last = taken.get(data.list) ?? 0;
  taken.set(data.list, data.turn);
  if (data.turn && data.turn !== last) begin(data.words, performance.now() + LONGEST);
};
"""


def to_top(name: str, page: str, words: str = "") -> None:
    """Bring the window to its top, and the focus to a heading, whenever the list of that name shows another page.

    Args:
        name: of the list.
        page: which of its pages is shown.
        words: of the h2 that the page begins with; the title of the page where there are none.
    """
    kept = f"shown-{name}"
    last, turn = st.session_state.get(kept, (page, 0))
    turn += last != page
    st.session_state[kept] = (page, turn)
    component = st.components.v2.component("backcare_to_top", js=_SCRIPT)
    component(key=f"to-top-{name}", data={"list": name, "turn": turn, "words": words}, height=0)
