"""From chosen files to what is taken in; what was parsed is kept while the files and the choices stay the same."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.exchange.dialect import Dialect, Guess
from backcare.exchange.files import LARGEST_JSON, kind_of, read_text
from backcare.exchange.matching import NEEDED
from backcare.exchange.notebook_csv import batch, parse_mornings
from backcare.exchange.sittings import How, Parsed
from backcare.exchange.table import BadRow
from backcare.exchange.understood import Table, guess_of, morning_guess, open_csv, open_sheet, read_table
from backcare.notebook.drafts import MorningDraft
from backcare.notebook.intake import Batch
from backcare.ui import importing_asked as asked
from backcare.ui import importing_shown as shown

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

SHELF = "import_parsed"
FRESH = "import_round"  # raised after an import, so that the file pickers start empty
NO_MORNINGS: tuple[tuple[MorningDraft, ...], tuple[BadRow, ...]] = ((), ())
Found = TypeVar("Found")


def clear() -> None:
    """Let go of what was parsed."""
    st.session_state.pop(SHELF, None)


def _kept(stage: str, key: Hashable, make: Callable[[Callable[[float], None]], Found]) -> Found:
    """What was made before of the same, or is made now beneath a bar that fills."""
    shelf: dict[str, tuple[Hashable, Any]] = st.session_state.setdefault(SHELF, {})
    if stage not in shelf or shelf[stage][0] != key:
        bar = st.progress(0.0, text="Reading the file")

        def show(share: float) -> None:
            bar.progress(share, text="Reading the file")

        try:
            shelf[stage] = key, make(show)
        finally:
            bar.empty()
    found: Found = shelf[stage][1]
    return found


def read(file: "UploadedFile | None", mornings: "UploadedFile | None", zone: str) -> Batch | None:
    """Ask what the files leave open and show what was understood; None until everything is.

    Raises:
        FileRefused: A file cannot be read at all.
    """
    if file is not None and kind_of(file.getvalue()) == "json":
        return _whole(file, mornings)
    how, parsed = How(zone), Parsed((), ())
    table = _table(file) if file is not None else None
    if table is not None and file is not None:
        answered = _rows(file, table, zone)
        if answered is None:
            return None
        how, parsed = answered
    found = _mornings(mornings, zone, how.dialect if table else None) if mornings is not None else NO_MORNINGS
    if found is None:
        return None
    ready = shown.preview(parsed, *found, sheet=table is not None and bool(table.sheets))
    return batch(parsed, found[0]) if ready else None


def _whole(file: "UploadedFile", mornings: "UploadedFile | None") -> Batch | None:
    from backcare.exchange.notebook_json import parse_json  # noqa: PLC0415 - only for an export

    if mornings is not None:
        st.warning("An export holds its morning ratings itself. Take the second file away.")
        return None
    given = _kept("whole", file.file_id, lambda _: parse_json(read_text(file.getvalue(), LARGEST_JSON), catalogue()))
    return given if shown.whole(given) else None


def _table(file: "UploadedFile") -> Table:
    data, said = file.getvalue(), asked.said(file.file_id)
    if kind_of(data) == "csv":
        try:
            return _kept("table", (file.file_id, said[:2]), lambda _: open_csv(data, said))
        except Exception:
            asked.change(Guess("utf-8"), file.file_id)  # a wrong encoding can be taken back
            raise
    sheet = asked.sheet_said(file.file_id)
    table = _kept("table", (file.file_id, sheet), lambda bar: open_sheet(data, sheet, bar))
    asked.sheet(table.sheets, file.file_id)
    return table


def _rows(file: "UploadedFile", table: Table, zone: str) -> tuple[How, Parsed] | None:
    """What stands in the table, once it is known how to read it."""
    matching, usual = asked.matching(table, file.file_id)
    dialect = _dialect(table, matching, file.file_id)
    if any(name not in matching for name in NEEDED):
        st.warning("Say which column holds the day and which the exercise. Nothing can be taken in before.")
        return None
    if dialect is None:
        return None
    how = How(zone, dialect, usual, asked.exercises_said(file.file_id))
    key = file.file_id, table.guess, tuple(matching.items()), how._replace(exercises={}), tuple(how.exercises.items())
    sheet = asked.sheet_said(file.file_id)
    parsed = _kept("rows", (key, sheet), lambda bar: read_table(table, matching, how, catalogue(), bar))
    asked.exercises(parsed, how.exercises, file.file_id)
    return how, parsed


def _dialect(table: Table, matching: dict[str, int], of: str) -> Dialect | None:
    guess = guess_of(table, matching)
    return asked.dialect(guess, of, table=table, matching=matching)


def _mornings(
    file: "UploadedFile", zone: str, other: Dialect | None
) -> tuple[tuple[MorningDraft, ...], tuple[BadRow, ...]] | None:
    said, of = asked.said(file.file_id), file.file_id
    guess, text = _kept("mornings", (of, said), lambda _: morning_guess(file.getvalue(), said))
    found = asked.dialect(guess.over(other) if other else guess, of, name="Morning ratings")
    if found is None:
        return None
    return _kept("ratings", (of, zone, found), lambda _: parse_mornings(text, zone, found))
