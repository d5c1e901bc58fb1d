"""The one error boundary: a page never shows a traceback."""

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import DatabaseError

from backcare.errors import BackCareError, NotebookUnusable
from backcare.notebook.engine import words_for
from backcare.ui.wordless import told

NAMED = (BackCareError, DatabaseError)
MOST = 1_000_000  # bytes of a log; one older of that size is kept beside it


def say(error: BackCareError | DatabaseError) -> None:
    """A fault that has words of its own, or that the database gives the words for."""
    if isinstance(error, DatabaseError):
        what, remedy = words_for(error.orig)
        error = NotebookUnusable(f"Your notebook cannot be read just now: {what}.", remedy)
    st.error(error.reason, icon=":material/error:")
    st.write(error.remedy)


class ErrorBoundary:
    """Called by Streamlit with what a script raised; True says that the page has been given its words."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def __call__(self, error: Exception) -> bool:
        """Say what happened; a fault without words of its own is also written to the log file."""
        if isinstance(error, NAMED):
            say(error)
            return True
        self._write(error)
        st.error("Something on this page did not work.", icon=":material/error:")
        st.write("What you saved before is kept. Reload the page. If it happens again, the file below says where.")
        st.text(str(self.log))
        return True

    def _write(self, error: Exception) -> None:
        text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {told(error)}\n"
        try:
            if self.log.exists() and self.log.stat().st_size + len(text) > MOST:
                self.log.replace(self.log.with_name(f"{self.log.name}.1"))
            with open(self.log, "a", encoding="utf-8", opener=_for_the_owner) as file:
                file.write(text)
        except OSError:
            return  # a full or read-only disk must not hide the words on the page


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
