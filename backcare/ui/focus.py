"""What a keyboard is on may vanish with the click that it made: the focus then goes on close by.

A mouse or a finger moves no focus: on a phone that would call up the keyboard.
"""

import streamlit as st

_SCRIPT = """
const CAN = 'a[href], button:not(:disabled), input:not(:disabled), textarea, summary, [tabindex="0"]';
const all = (from) => [...from.querySelectorAll(CAN)].filter((one) => one.checkVisibility());
const here = (one) => one.isConnected && one.checkVisibility();
let last = [], place = 0, soon = 0; // what had the focus with all around it, and its place on the page
let byKey = false; // a press of a mouse or a finger gives a button the focus, too

const goOn = () => {
  if (!last.length || document.activeElement !== document.body || !document.hasFocus()) return;
  const near = last.find((one) => here(one) && (one.matches(CAN) || all(one).length));
  if (!near) return;
  const order = all(document), close = near.matches(CAN) ? [near] : all(near);
  (close.find((one) => order.indexOf(one) >= place) ?? close.at(-1)).focus();
};

// The rest of the page may be on its way, and may take the focus itself.
const soonGoOn = () => {
  clearTimeout(soon);
  soon = setTimeout(goOn, 200);
};

const begin = () => {
  addEventListener("pointerdown", () => { byKey = false; last = []; }, true);
  addEventListener("keydown", () => { byKey = true; }, true);
  document.addEventListener("focusin", ({ target }) => {
    if (!byKey) return;
    place = all(document).indexOf(target);
    last = [];
    for (let one = target; one && one !== document.body; one = one.parentElement) last.push(one);
  });
  document.addEventListener("focusout", soonGoOn);
  new MutationObserver(soonGoOn).observe(document.body, { childList: true, subtree: true });
};

export default () => {
  if (document.body.dataset.focus) return;
  document.body.dataset.focus = "kept";
  begin();
};
"""


def keep_focus() -> None:
    """Watch over the focus of the page that is open; once is enough for all pages after it."""
    st.components.v2.component("backcare_focus", js=_SCRIPT)(key="focus", height=0)
