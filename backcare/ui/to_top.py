"""Another page of a list begins at its top: Streamlit leaves the window where the link stood that led to it."""

import streamlit as st

# The heading takes the focus, so that a keyboard goes on, and a voice reads on, where the eyes do. It may come after
# this script has, and this script after the person's first press: so the turns are counted where the pages are known.
_SCRIPT = """
const LONGEST = 5000; // ms that a heading is waited for
const taken = new Map();

const begin = (heading, until) => {
  const found = document.querySelector(heading);
  if (!found && performance.now() < until) return requestAnimationFrame(() => begin(heading, until));
  document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  found?.setAttribute("tabindex", "-1");
  found?.focus({ preventScroll: true });
};

export default ({ data }) => {
  const last = taken.get(data.list) ?? 0;
  taken.set(data.list, data.turn);
  if (data.turn && data.turn !== last) begin(data.heading, performance.now() + LONGEST);
};
"""


def to_top(name: str, page: str, heading: str = "h1") -> None:
    """Bring the window to its top, and the focus to a heading, whenever the list of that name shows another page.

    Args:
        name: of the list.
        page: which of its pages is shown.
        heading: the heading as CSS selects it.
    """
    kept = f"shown-{name}"
    last, turn = st.session_state.get(kept, (page, 0))
    turn += last != page
    st.session_state[kept] = (page, turn)
    component = st.components.v2.component("backcare_to_top", js=_SCRIPT)
    component(key=f"to-top-{name}", data={"list": name, "turn": turn, "heading": heading}, height=0)
