"""The verdicts as the pages ask for them, timed in a process of their own that does what it is told on its input.

`cold` reads and judges anew what the pages would keep, on the notebook as it stands open; `again` asks as the next
click would.
"""

import logging
import sys
from time import perf_counter

from backcare.catalogue.load import catalogue
from backcare.notebook.for_rules import history
from backcare.notebook.recent import recent_history
from backcare.safety import verdicts
from backcare.safety.verdict import Verdict
from backcare.ui import store
from backcare.ui.rubbish import look_seldom


def main() -> None:
    """Answer each line of the input with seconds."""
    logging.disable(logging.WARNING)  # Streamlit warns of every call outside a server
    look_seldom()  # as the server does
    for order in sys.stdin:
        ask = from_nothing if order.strip() == "cold" else store.verdicts_now
        began = perf_counter()
        found = ask()
        seconds = perf_counter() - began
        assert found, "no exercise was judged"
        sys.stdout.write(f"{seconds}\n")
        sys.stdout.flush()


def from_nothing() -> dict[str, Verdict]:
    """Read as much of the notebook as is needed, and judge."""
    book, now = store.notebook(), store.now()
    seen = recent_history(book.engine, book.person, now)
    known = seen.history if seen else history(book.engine, book.person)
    return verdicts(known, now, [one.slug for one in catalogue().exercises])


if __name__ == "__main__":
    main()
