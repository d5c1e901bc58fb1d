"""Another page of a list begins at its top: Streamlit leaves the window where the link stood that led to it."""

import streamlit as st

# The heading takes the focus, so that a keyboard goes on, and a voice reads on, where the eyes do.
_SCRIPT = """
const shown = new Map();
export default ({ data }) => {
  const last = shown.get(data.list);
  shown.set(data.list, data.page);
  if (last === undefined || last === data.page) return;
  document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  const heading = document.querySelector(data.heading) ?? document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
};
"""


def to_top(name: str, page: str, heading: str = "h1") -> None:
    """Bring the window to its top, and the focus to a heading, whenever the list of that name shows another page.

    Args:
        name: of the list.
        page: which of its pages is shown.
        heading: the heading as CSS selects it; the page's own where there is none.
    """
    component = st.components.v2.component("backcare_to_top", js=_SCRIPT)
    component(key=f"to-top-{name}", data={"list": name, "page": page, "heading": heading}, height=0)
