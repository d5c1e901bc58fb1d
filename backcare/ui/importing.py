"""Taking files in on the Data page: what was understood is shown before anything is stored."""

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import streamlit as st

from backcare.errors import BackCareError, FileRefused
from backcare.notebook.intake import Batch, TakenIn, take_in
from backcare.notebook.upkeep import keep_before
from backcare.ui import store
from backcare.ui.importing_read import FRESH, clear, read
from backcare.words import counted

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

RESULT = "import_result"


def draw() -> None:
    """Take a file in: choose it, see what was understood, keep it."""
    st.write(
        "A notebook file, a spreadsheet of your own, or everything that BackCare exported. "
        "You see what was understood before anything is kept."
    )
    last_result()
    given = choose()
    if given is not None:
        st.button("Take it in", type="primary", icon=":material/download:", on_click=keep, args=(given,))


def choose() -> Batch | None:
    """Ask for the files and the zone; None until all in them is understood."""
    turn = st.session_state.setdefault(FRESH, 0)
    file = st.file_uploader(
        "Your file (CSV, xlsx or JSON)",
        type=["csv", "tsv", "txt", "xlsx", "json"],
        key=f"import_notebook_{turn}",
    )
    mornings = st.file_uploader(
        "Morning ratings (CSV, if you have them)", type=["csv", "tsv", "txt"], key=f"import_mornings_{turn}"
    )
    zone = _zone()
    if file is None and mornings is None:
        clear()
        return None
    return _understood(file, mornings, zone)


def _zone() -> str:
    zones = sorted(available_timezones())
    return st.selectbox(
        "Times without a zone were noted in",
        zones,
        index=zones.index(store.zone()) if store.zone() in zones else 0,
    )


def _understood(file: "UploadedFile | None", mornings: "UploadedFile | None", zone: str) -> Batch | None:
    try:
        return read(file, mornings, zone)
    except FileRefused as error:
        if "\n" not in error.reason and "'" not in error.reason:
            st.error(str(error), icon=":material/error:")
            return None
        st.error(f"The file cannot be taken in. {error.remedy}", icon=":material/error:")
        st.text(error.reason)  # it repeats what stands in the file, so it is shown as it is and not as Markdown
        return None


def keep(given: Batch) -> None:
    """Write everything in one transaction; no Streamlit call stands inside it, since one could be cut off half-way.

    Runs as the button's callback. On success the pickers start empty again; on a fault the files stay chosen.
    """
    book = store.notebook()
    try:
        keep_before(book, "import", store.now())
        taken = take_in(book.engine, book.person, given)
    except BackCareError as error:
        st.session_state[RESULT] = error
        return
    st.session_state[RESULT] = taken
    st.session_state[FRESH] += 1
    clear()


def last_result() -> None:
    """Say once what the import did."""
    result = st.session_state.pop(RESULT, None)
    if isinstance(result, BackCareError):
        st.error(str(result), icon=":material/error:")
    elif result is not None:
        st.success(outcome(result), icon=":material/check_circle:")
        for words in (*result.differing, *result.differing_mornings):
            st.text(f"Kept as your notebook has it: {words}")


def outcome(taken: TakenIn) -> str:
    """What an import did, in a sentence or two."""
    words = f"{counted(taken.new_sessions, 'session')} new and {taken.known_sessions} known already."
    if taken.new_mornings or taken.known_mornings:
        words += f" {counted(taken.new_mornings, 'morning rating')} new and {taken.known_mornings} known already."
    if taken.new_told or taken.known_told:
        words += f" Of what else you told, {taken.new_told} new and {taken.known_told} known already."
    return words
