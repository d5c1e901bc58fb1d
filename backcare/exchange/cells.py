"""The cells of files: text to checked values, and values to text.

Every reader takes the cell as it stands in the file and raises `BadCell` with a sentence for the person.
"""

import re
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from backcare.exchange.dialect import Dates, Decimal
from backcare.notebook.drafts import FIRST_YEAR, LAST_YEAR, MOST_HOLDS, MOST_NOTE, MOST_RATING, MOST_SECONDS
from backcare.safety.history import Tenths

YEARS = range(FIRST_YEAR + 1, LAST_YEAR)  # a day within the notebook's own years, so that any zone stays in them

_NUMBERS = {sign: re.compile(rf"0*([0-9]{{1,6}})(?:[{sign}]([0-9])0*)?") for sign in ".,"}
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2}(:[0-9]{2})?)?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPOKEN = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[./-])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})"
    r"(?:(?:,? +|T)(?P<hour>[0-9]{1,2}):(?P<minutes>[0-9]{2}(?::[0-9]{2})?) ?(?P<half>[aApP][mM])?)?"
)
_NOON = 12
_EXAMPLES: dict[Dates, str] = {"iso": "2025-01-31", "day-first": "31.01.2025", "month-first": "01/31/2025"}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SHOWN = 40  # characters of a wrong cell that a message repeats


class BadCell(ValueError):
    """A cell that cannot be read; the message says why, for the person."""


def shown(cell: str) -> str:
    """The cell in quotes for a message: cut short, with invisible characters written out."""
    return repr(cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "...")


def _tenths(cell: str, decimal: Decimal) -> Tenths | None:
    found = _NUMBERS[decimal].fullmatch(cell.strip())
    return int(found[1]) * 10 + int(found[2] or 0) if found else None


def rating(cell: str, decimal: Decimal = ".") -> Tenths | None:
    """A pain rating of 0 to 10 points with at most one decimal, in tenths; None for an empty cell."""
    if not cell.strip():
        return None
    value = _tenths(cell, decimal)
    if value is None or value > MOST_RATING:
        raise BadCell(
            f"{shown(cell)} is not a rating. Give a number from 0 to 10, such as 7 or 7{decimal}5, or leave it empty."
        )
    return value


def given_rating(cell: str, decimal: Decimal = ".") -> Tenths:
    """A rating where an empty cell is a fault."""
    value = rating(cell, decimal)
    if value is None:
        raise BadCell("The rating is missing.")
    return value


def holds(cell: str, decimal: Decimal = ".") -> tuple[int, ...]:
    """Seconds of each hold, separated by `;`, in tenths and in order; an empty cell has none."""
    if not cell.strip():
        return ()
    parts = cell.split(";")
    if len(parts) > MOST_HOLDS:
        raise BadCell(f"There are {len(parts)} holds here; at most {MOST_HOLDS} can be taken in.")
    return tuple(_hold(part, decimal) for part in parts)


def _hold(part: str, decimal: Decimal) -> int:
    value = _tenths(part, decimal)
    if not value or value > MOST_SECONDS:
        raise BadCell(
            f"{shown(part)} is not the length of a hold. Give seconds above 0 and up to {MOST_SECONDS // 10}, "
            f"such as 20 or 12{decimal}5, with ; between holds."
        )
    return value


def stopped(cell: str) -> bool:
    """Whether the exercise was stopped because it hurt: yes or no; empty is no."""
    word = cell.strip().lower()
    if word not in {"yes", "no", ""}:
        raise BadCell(f"{shown(cell)} is neither yes nor no.")
    return word == "yes"


def note(cell: str) -> str:
    """The note exactly as it was typed, without the apostrophe that keeps a spreadsheet from running it."""
    text = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    if len(text) > MOST_NOTE:
        raise BadCell(f"The note has {len(text)} characters; at most {MOST_NOTE} can be kept.")
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadCell("The note holds a character that cannot be stored.")
    return text


def note_cell(text: str) -> str:
    """A note as a cell: an apostrophe goes before what a spreadsheet would run as a formula.

    Notes that begin with apostrophes and then such a character get one more, so that `note(note_cell(text))` is `text`.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def number_cell(tenths: Tenths | None) -> str:
    """Tenths as a decimal number: 75 is 7.5, 70 is 7, None is an empty cell."""
    return "" if tenths is None else f"{tenths // 10}.{tenths % 10}".removesuffix(".0")


def day(cell: str, dates: Dates = "iso") -> date:
    """A date written as 2025-01-31, or with day or month first where `dates` says so."""
    try:
        text = _year_first(cell.strip(), dates)
        if _DAY.fullmatch(text) and (value := date.fromisoformat(text)).year in YEARS:
            return value
    except ValueError:
        pass  # a 31st of February: the same words as for any other text
    raise BadCell(f"{shown(cell)} is not a date. Write it as {_EXAMPLES[dates]}.")


@lru_cache(maxsize=64)
def moment(cell: str, zone: str, dates: Dates = "iso", usual: time | None = None) -> datetime:
    """The start of a session, aware, to the whole second, its zone one with a name.

    Args:
        cell: ISO 8601 date and time, or with day or month first where `dates` says so. Without an offset it is local
            to `zone`: of the two times that a clock set back shows, the first; a time that a clock set forward skips
            is refused.
        zone: IANA name.
        dates: the order of day and month where the year does not stand first.
        usual: the time of a day without one; where it is None, such a day is refused.
    """
    text = _year_first(cell.strip(), dates)
    try:
        if usual is not None and _DAY.fullmatch(text):
            text = f"{text}T{usual.isoformat()}"
        given = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        given = None
    if given is None or given.year not in YEARS:
        example = f"{_EXAMPLES[dates]}T07:30, with or without +01:00" if dates == "iso" else f"{_EXAMPLES[dates]} 07:30"
        raise BadCell(f"{shown(cell)} is not a date and time. Write it as {example}.")
    given = given.replace(microsecond=0)
    if given.tzinfo is not None:
        return given.astimezone(_zone_at(given, zone))
    local = given.replace(tzinfo=ZoneInfo(zone))
    if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != given:
        raise BadCell(f"{shown(cell)} does not exist in {zone}: the clocks were set forward past it.")
    return local


def _year_first(text: str, dates: Dates) -> str:
    """Date and time as ISO 8601 has them; other text as it is."""
    found = None if dates == "iso" else _SPOKEN.fullmatch(text)
    if found is None:
        return text
    first, second = found["first"].zfill(2), found["second"].zfill(2)
    day, month = (first, second) if dates == "day-first" or found["sign"] == "." else (second, first)
    if found["hour"] is None:
        return f"{found['year']}-{month}-{day}"
    half = (found["half"] or "").lower()
    if half and not 1 <= int(found["hour"]) <= _NOON:
        return text
    hour = int(found["hour"]) % _NOON + (_NOON if half == "pm" else 0) if half else int(found["hour"])
    return f"{found['year']}-{month}-{day}T{hour:02}:{found['minutes']}"


def _zone_at(given: datetime, zone: str) -> ZoneInfo:
    """A named zone with the offset of `given` at that moment, so that the person's own day is kept.

    The zone asked for goes first, then those that are nothing but an offset.
    """
    for found in (ZoneInfo(zone), *_zones()):
        if given.astimezone(found).utcoffset() == given.utcoffset():
            return found
    raise BadCell(f"{shown(given.isoformat())} has an offset from UTC that no time zone had at that time.")


@cache
def _zones() -> tuple[ZoneInfo, ...]:
    """All of them, held: to load one again for each row would take minutes."""
    names = sorted(available_timezones(), key=lambda name: (not name.startswith("Etc/GMT"), name))
    return tuple(map(ZoneInfo, names))
