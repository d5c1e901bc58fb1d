"""What a file leaves open, or may have been understood wrongly, is asked of the person beside the preview.

Every answer belongs to one file: its widgets carry the file's id, and another file starts without answers.
"""

from collections.abc import Mapping
from datetime import time

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.exchange.dialect import WORDS, Dialect, Guess, in_words
from backcare.exchange.matching import FIELDS, NEEDED, Matching
from backcare.exchange.sittings import LEFT_OUT, Parsed
from backcare.exchange.understood import Table, example_of, matching_of
from backcare.words import counted

NOON = time(12)
MOST_NAMES = 30  # of unknown exercises that are asked for at once
LABELS = {
    "encoding": "The text is stored as",
    "separator": "Columns are separated by",
    "decimal": "Numbers are written with",
    "dates": "Dates are written with",
}
QUESTIONS = {
    "separator": "The file does not say what stands between its columns.",
    "decimal": "Is a number such as {example} one number with a decimal comma?",
    "dates": "Is the day or the month first in a date such as {example}?",
}
ANSWERS = {
    ("decimal", ","): "Yes, the comma is a decimal comma",
    ("decimal", "."): "No, numbers have decimal points",
    ("dates", "day-first"): "The day is first",
    ("dates", "month-first"): "The month is first",
}


def said(of: str) -> Guess:
    """What the person said of the dialect of the file with that id; None where they said nothing."""
    return Guess(*(st.session_state.get(_key(name, of)) for name in Guess._fields))


def _key(name: str, of: str) -> str:
    return f"import_{name}_{of}"


def dialect(
    guess: Guess, of: str, *, table: Table | None = None, matching: Matching | None = None, name: str = "Read as"
) -> Dialect | None:
    """Say how a file is read, and offer to change it; None while something is open.

    Args:
        guess: what the file says.
        of: its id.
        table: the file, for examples of what is open.
        matching: which of its columns is which.
        name: what the line begins with.
    """
    is_sheet = table is not None and bool(table.sheets)
    open_ = guess.silent
    for one in open_:
        _ask(one, of, example_of(table, matching, one) if table and matching else "")
    found = said(of).over(guess).settled
    if found is None:
        st.warning("Answer this first: the file can be read in more than one way.", icon=":material/help:")
        return None
    st.write(f"{name}: {in_words(found, table=is_sheet)}.")
    change(guess, of, names=tuple(one for one in _fields(is_sheet=is_sheet) if one not in open_))
    return found


def _fields(*, is_sheet: bool) -> tuple[str, ...]:
    return Guess._fields[2:] if is_sheet else Guess._fields


def _ask(name: str, of: str, example: str) -> None:
    options = [value for value in WORDS[name] if (name, value) != ("dates", "iso")]
    question = QUESTIONS[name].format(example=example or "7,5")
    st.radio(
        question,
        options,
        index=None,
        key=_key(name, of),
        format_func=lambda value: ANSWERS.get((name, value), WORDS[name][value].capitalize()),
    )


def change(guess: Guess, of: str, names: tuple[str, ...] = ("encoding",)) -> None:
    """Offer to read a file otherwise than it says."""
    with st.expander("Not right? Change how the file is read", key=_key("change", of)):
        for name in names:
            _select(name, str(getattr(guess, name)), of)


def _select(name: str, found: str, of: str) -> None:
    options: list[str | None] = [None, *WORDS[name]]
    as_found = f"{WORDS[name].get(found, 'as')} (found)"
    st.selectbox(
        LABELS[name],
        options,
        key=_key(name, of),
        format_func=lambda value: as_found if value is None else WORDS[name][value],
    )


def sheet_said(of: str) -> str | None:
    """The sheet that the person chose; None for the first."""
    name: str | None = st.session_state.get(_key("sheet", of))
    return name


def sheet(names: tuple[str, ...], of: str) -> None:
    """Ask for the sheet where there is more than one."""
    if len(names) > 1:
        st.selectbox("Sheet of your spreadsheet", names, key=_key("sheet", of))


def matching(table: Table, of: str) -> tuple[dict[str, int], time | None]:
    """Which column is which, and the time of a day without one; a notebook's own columns need no question."""
    found = matching_of(table)
    if table.is_notebook:
        return found, None
    st.write("The columns have names of your own. Check which is which.")
    missing = any(name not in found for name in NEEDED)
    with st.expander("Which column is which", expanded=missing, key=_key("matching", of)):
        return _chosen(table, found, of), _usual(of)


def _chosen(table: Table, found: Matching, of: str) -> dict[str, int]:
    places = [at for at, name in enumerate(table.names) if name]
    chosen = {}
    left, right = st.columns(2)
    of_sheet = f"{of}_{sheet_said(of)}_{len(places)}"
    for number, (field, (label, _)) in enumerate(FIELDS.items()):
        at = (right if number % 2 else left).selectbox(
            label,
            [None, *places],
            index=places.index(found[field]) + 1 if field in found else 0,
            key=_key(f"column_{field}", of_sheet),
            format_func=lambda at: "Not in my file" if at is None else table.names[at],
        )
        if at is not None:
            chosen[field] = at
    return chosen


def _usual(of: str) -> time:
    return st.time_input("Time of a day that has none", NOON, key=_key("usual", of))


def exercises_said(of: str) -> dict[str, str]:
    """What the person said of exercises that are not known here, by the name in the file."""
    given: dict[str, str] = st.session_state.get(_key("exercises", of), {})
    return given


def exercises(parsed: Parsed, given: Mapping[str, str], of: str) -> None:
    """Ask for each unknown exercise which one is meant, or whether its rows are left out."""
    names = [*given, *(name for name, _ in parsed.unknown if name not in given)]
    if not names:
        return
    rows = dict(parsed.unknown)
    st.write("Some exercises are not known here. Say which is meant, or leave their rows out.")
    for number, name in enumerate(names[:MOST_NAMES]):
        said_, field = st.columns(2, vertical_alignment="center")
        said_.text(f"{name[:80]} ({counted(rows[name], 'row')})" if name in rows else name[:80])
        field.selectbox(
            "Which exercise it is",
            _options(name),
            index=None,
            key=_key(f"exercise_{number}", of),
            placeholder="Choose",
            format_func=_offered,
            label_visibility="collapsed",
            on_change=_meant,
            args=(name, number, of),
        )
    if len(names) > MOST_NAMES:
        st.text(f"And {len(names) - MOST_NAMES} more.")


def _options(name: str) -> list[str]:
    """The nearest first."""
    nearest = catalogue().nearest(name[:80]).slug
    others = [exercise.slug for exercise in catalogue().exercises if exercise.slug != nearest]
    return [nearest, *others, LEFT_OUT]


def _offered(slug: str) -> str:
    return "Leave its rows out" if slug == LEFT_OUT else catalogue()[slug].name


def _meant(name: str, number: int, of: str) -> None:
    """Keep what was said under the name, whose place in the list may change."""
    meant = st.session_state[_key(f"exercise_{number}", of)]
    given = {one: slug for one, slug in exercises_said(of).items() if one != name}
    st.session_state[_key("exercises", of)] = given if meant is None else given | {name: meant}
