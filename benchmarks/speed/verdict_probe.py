"""The verdicts as the pages ask for them, timed in a process of their own that does what it is told on its input.

`cold` forgets all that was kept first; `again` asks as the next click would.
"""

import logging
import sys
from time import perf_counter

import streamlit as st

from backcare.ui import store
from backcare.ui.opened import opened


def main() -> None:
    """Answer each line of the input with seconds."""
    logging.disable(logging.WARNING)  # Streamlit warns of every call outside a server
    for order in sys.stdin:
        if order.strip() == "cold":
            st.cache_resource.clear()
            opened()
        began = perf_counter()
        found = store.verdicts_now()
        seconds = perf_counter() - began
        assert found, "no exercise was judged"
        sys.stdout.write(f"{seconds}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
