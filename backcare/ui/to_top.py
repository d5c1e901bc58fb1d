"""Another page of a list begins at its top: Streamlit leaves the window where the link stood that led to it."""

import streamlit as st

_SCRIPT = """
const shown = new Map();
export default ({ data }) => {
  const last = shown.get(data.list);
  shown.set(data.list, data.page);
  if (last !== undefined && last !== data.page) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
};
"""


def to_top(name: str, page: str) -> None:
    """Bring the window to its top whenever the list of that name shows another page than before."""
    component = st.components.v2.component("backcare_to_top", js=_SCRIPT)
    component(key=f"to-top-{name}", data={"list": name, "page": page}, height=0)
