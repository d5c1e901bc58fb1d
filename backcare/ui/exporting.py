"""The person's data as files to keep, from the Data page."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from backcare.exchange.notebook_out import write_csv, write_json
from backcare.ui import store


def downloads() -> None:
    """Offer the files; each is written only when its button is pressed."""
    st.write("The CSV files open in a spreadsheet. The JSON file holds everything, exactly as stored.")
    with st.container(horizontal=True):
        st.download_button("Notebook (CSV)", _csv("notebook.csv"), "notebook.csv", "text/csv", icon=":material/table:")
        st.download_button(
            "Morning ratings (CSV)", _csv("morning.csv"), "morning.csv", "text/csv", icon=":material/table:"
        )
        st.download_button(
            "Everything (JSON)", _json, "backcare.json", "application/json", icon=":material/data_object:"
        )


def _csv(name: str) -> Callable[[], bytes]:
    def make() -> bytes:
        book = store.notebook()
        with TemporaryDirectory() as folder:
            write_csv(book.engine, book.person, Path(folder))
            return (Path(folder) / name).read_bytes()

    return make


def _json() -> bytes:
    book = store.notebook()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "backcare.json"
        write_json(book.engine, book.person, file)
        return file.read_bytes()
