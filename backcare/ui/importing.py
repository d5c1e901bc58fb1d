"""Taking files in on the Data page: what was understood is shown before anything is stored."""

from typing import NamedTuple
from zoneinfo import available_timezones

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.errors import BackCareError
from backcare.exchange.cells import number_cell
from backcare.exchange.notebook_csv import (
    BadRow,
    CsvRow,
    Parsed,
    batch,
    parse_mornings,
    parse_notebook,
    read_text,
    summary,
)
from backcare.notebook.drafts import HoldDraft, MorningDraft
from backcare.notebook.intake import Batch, TakenIn, take_in
from backcare.ui import store

PREVIEW_ROWS = 8
MOST_FAULTS = 200  # shown; the command line lists all
RESULT = "import_result"
FRESH = "import_round"  # raised after an import, so that the file pickers start empty


class Understood(NamedTuple):
    """Both files as parsed; nothing is stored yet."""

    notebook: Parsed
    mornings: tuple[MorningDraft, ...]
    bad_mornings: tuple[BadRow, ...]


def draw() -> None:
    """Take a file in: choose it, see what was understood, keep it."""
    st.write(
        "A notebook file has one row for each exercise you did. You see what was understood before anything is kept."
    )
    last_result()
    found = choose()
    given = preview(found) if found is not None else None
    if given is not None:
        st.button("Take it in", type="primary", icon=":material/download:", on_click=keep, args=(given,))


def choose() -> Understood | None:
    """Ask for the files and the zone; None until there is a file that could be read."""
    turn = st.session_state.setdefault(FRESH, 0)
    file = st.file_uploader("Notebook file (CSV)", type="csv", key=f"import_notebook_{turn}")
    mornings = st.file_uploader("Morning ratings (CSV, if you have them)", type="csv", key=f"import_mornings_{turn}")
    zones = sorted(available_timezones())
    zone = st.selectbox(
        "Times without a zone were noted in",
        zones,
        index=zones.index(store.zone()) if store.zone() in zones else 0,
        help="Where you were when the times were written down.",
    )
    if file is None and mornings is None:
        return None
    try:
        return _read(file.getvalue() if file else None, mornings.getvalue() if mornings else None, zone)
    except BackCareError as error:
        st.error(f"{error.reason} {error.remedy}", icon=":material/error:")
        return None


def _read(file: bytes | None, mornings: bytes | None, zone: str) -> Understood:
    bar = st.progress(0.0, text="Reading the file")

    def show(share: float) -> None:
        bar.progress(share, text="Reading the file")

    parsed = Parsed((), ())
    if file is not None:
        parsed = parse_notebook(read_text(file), zone, catalogue(), show)
    good, bad = parse_mornings(read_text(mornings), zone) if mornings is not None else ((), ())
    bar.empty()
    return Understood(parsed, good, bad)


def preview(found: Understood) -> Batch | None:
    """Show what was understood; None where a row is bad, since then nothing is taken in."""
    bad = [("Notebook file", row) for row in found.notebook.bad]
    bad += [("Morning ratings", row) for row in found.bad_mornings]
    if bad:
        count = "1 place" if len(bad) == 1 else f"{len(bad)} places"
        st.error(f"{count} could not be read, so nothing is taken in. Mend them and choose the file again.")
        # Lines of text wrap on a phone, where a table would cut the reason off; text shows no markup of the file's.
        for name, row in bad[:MOST_FAULTS]:
            st.text(f"{name}, {row}")
        if len(bad) > MOST_FAULTS:
            st.text(f"And {len(bad) - MOST_FAULTS} more.")
        return None
    rows, total = found.notebook.rows, summary(found.notebook)
    if not rows and not found.mornings:
        st.warning("The file holds no rows, so there is nothing to take in.")
        return None
    held = f"{_counted(total.sessions, 'session')} with {_counted(total.exercises, 'exercise')}"
    st.write(f"Understood: {held}, and {_counted(len(found.mornings), 'morning rating')}.")
    if rows:
        st.caption(f"The first {min(PREVIEW_ROWS, len(rows))} rows as they were understood")
        st.dataframe([_shown(row) for row in rows[:PREVIEW_ROWS]], hide_index=True)
    return batch(found.notebook, found.mornings)


def _shown(row: CsvRow) -> dict[str, str]:
    log = row.log
    return {
        "When": f"{row.session.started_at:%Y-%m-%d %H:%M}",
        "Exercise": catalogue()[log.exercise].name,
        "Holds, seconds": "; ".join(_hold(hold) for hold in log.holds),
        "Before": number_cell(log.before),
        "Worst": number_cell(log.worst),
        "After": number_cell(log.after),
        "Stopped": "yes" if log.stopped else "no",
        "Note": log.note,
    }


def _hold(hold: HoldDraft) -> str:
    side = "" if hold.side == "both" else f"{hold.side} "
    return f"{side}{number_cell(hold.seconds)}"


def keep(given: Batch) -> None:
    """Write everything in one transaction; no Streamlit call stands inside it, since one could be cut off half-way.

    Runs as the button's callback. On success the pickers start empty again; on a fault the files stay chosen.
    """
    book = store.notebook()
    try:
        taken = take_in(book.engine, book.person, given)
    except BackCareError as error:
        st.session_state[RESULT] = error
        return
    st.session_state[RESULT] = taken
    st.session_state[FRESH] += 1


def last_result() -> None:
    """Say once what the import did."""
    result = st.session_state.pop(RESULT, None)
    if isinstance(result, BackCareError):
        st.error(f"{result.reason} {result.remedy}", icon=":material/error:")
    elif result is not None:
        st.success(outcome(result), icon=":material/check_circle:")
        for words in (*result.differing, *result.differing_mornings):
            st.text(f"Kept as your notebook has it: {words}")


def outcome(taken: TakenIn) -> str:
    """What an import did, in a sentence or two."""
    words = f"{_counted(taken.new_sessions, 'session')} new and {taken.known_sessions} known already."
    if taken.new_mornings or taken.known_mornings:
        words += f" {_counted(taken.new_mornings, 'morning rating')} new and {taken.known_mornings} known already."
    return words


def _counted(count: int, thing: str) -> str:
    return f"1 {thing}" if count == 1 else f"{count} {thing}s"
