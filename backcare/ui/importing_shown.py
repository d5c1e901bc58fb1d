"""What was understood of a file, shown before it is taken in."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.exchange.cells import number_cell
from backcare.exchange.notebook_csv import summary
from backcare.exchange.sittings import CsvRow, Parsed
from backcare.exchange.table import BadRow
from backcare.notebook.drafts import HoldDraft, MorningDraft
from backcare.notebook.intake import Batch
from backcare.words import counted, full_day

PREVIEW_ROWS = 8
MOST_FAULTS = 200  # shown; the command line lists all
# The table's own download writes a CSV in the browser, where a note that begins with = would be a formula.
_NO_DOWNLOAD = "<style>.st-key-import_preview [data-testid=stElementToolbar] { display: none }</style>"


def preview(parsed: Parsed, mornings: Sequence[MorningDraft], bad_mornings: Sequence[BadRow], *, sheet: bool) -> bool:
    """Show what was understood; False where a row is bad or there is none, since then nothing is taken in.

    Args:
        parsed: the rows of the notebook file.
        mornings: the morning ratings.
        bad_mornings: what could not be read of those.
        sheet: whether the file is a spreadsheet, whose rows have numbers.
    """
    place = "Spreadsheet" if sheet else "Notebook file"
    faults = [f"{place}, {row}".replace("line", "row", 1) if sheet else f"{place}, {row}" for row in parsed.bad]
    faults += [f"Morning ratings, {row}" for row in bad_mornings]
    if faults:
        _bad(faults, named=len(faults) == sum(count for _, count in parsed.unknown))
        return False
    if not parsed.rows and not mornings:
        st.warning("The file holds no rows, so there is nothing to take in.")
        return False
    total = summary(parsed)
    held = f"{counted(total.sessions, 'session')} with {counted(total.exercises, 'exercise')}"
    words = f"Understood: {held}, and {counted(len(mornings), 'morning rating')}."
    days = [day for day in (total.first, total.last, *(draft.day for draft in mornings)) if day is not None]
    st.write(f"{words} {_span(days)}")
    if parsed.left_out:
        st.write(f"Left out: {counted(parsed.left_out, 'row')}.")
    if parsed.rows:
        _table(parsed.rows)
    return True


def whole(given: Batch) -> bool:
    """Show what an export holds; False where that is nothing."""
    told = sum(map(len, given[2:9]))
    if not given.sessions and not given.mornings and not told:
        st.warning("The file holds nothing, so there is nothing to take in.")
        return False
    logs = sum(len(logs) for _, logs in given.sessions)
    binned = sum(getattr(session, "deleted_at", None) is not None for session, _ in given.sessions)
    words = f"Understood: everything of a notebook. {counted(len(given.sessions), 'session')}"
    words += f" with {counted(logs, 'exercise')}, {counted(len(given.mornings), 'morning rating')}"
    words += f", and {told} other things you told." if told else "."
    days = [session.started_at.date() for session, _ in given.sessions] + [draft.day for draft in given.mornings]
    st.write(f"{words} {_span(days)}")
    if binned:
        st.write(f"{counted(binned, 'session')} of them in the bin, where they stay.")
    return True


def _span(days: Sequence[date]) -> str:
    return f"From {full_day(min(days))} to {full_day(max(days))}." if days else ""


def _bad(faults: Sequence[str], *, named: bool) -> None:
    """List the faults; `named` where each is an exercise that the person can say the name of."""
    count = counted(len(faults), "place")
    if named:
        st.warning(f"{count} could not be read, so nothing is taken in until you chose an exercise for each name.")
    else:
        st.error(f"{count} could not be read, so nothing is taken in. Mend them and choose the file again.")
    # Lines of text wrap on a phone, where a table would cut the reason off; text shows no markup of the file's.
    for words in faults[:MOST_FAULTS]:
        st.text(words)
    if len(faults) > MOST_FAULTS:
        st.text(f"And {len(faults) - MOST_FAULTS} more.")


def _table(rows: Sequence[CsvRow]) -> None:
    st.caption(f"The first {min(PREVIEW_ROWS, len(rows))} rows as they were understood")
    st.html(_NO_DOWNLOAD)
    with st.container(key="import_preview"):
        st.dataframe([_shown(row) for row in rows[:PREVIEW_ROWS]], hide_index=True)


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
