"""How a text file was written: its encoding, its separator, its decimals and its dates; found out, or asked for.

What a file does not say is None in a guess. Nothing is guessed where two readings give two histories.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from backcare.errors import FileRefused

Encoding: TypeAlias = Literal["utf-8", "utf-16", "cp1252", "cp1250", "mac-roman"]
Separator: TypeAlias = Literal[",", ";", "\t"]
Decimal: TypeAlias = Literal[".", ","]
Dates: TypeAlias = Literal["iso", "day-first", "month-first"]

SEPARATORS: Final[tuple[Separator, ...]] = get_args(Separator)

_LOOKED_AT = 50  # lines that say which separator it is
_CHARACTERS = 100_000  # of them
_SAID = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)  # a first line that some spreadsheets write, and hide
_POINT = re.compile(r"[0-9]\.[0-9]")
COMMA = re.compile(r"[0-9]+,[0-9]+")
_PAIR = re.compile(r"[0-9],[0-9]{2}|,[0-9]+,")
DAY = re.compile(r"\s*([0-9]{1,2})([./-])([0-9]{1,2})\2[0-9]{4}(?![0-9])")


class Dialect(NamedTuple):
    """How a file is read. Dates with the year first are read in any case."""

    encoding: Encoding = "utf-8"
    separator: Separator = ","
    decimal: Decimal = "."
    dates: Dates = "iso"


class Guess(NamedTuple):
    """What a file says of its dialect, or what a person says; None where nothing is said."""

    encoding: Encoding | None = None
    separator: Separator | None = None
    decimal: Decimal | None = None
    dates: Dates | None = None

    def over(self, other: "Guess | Dialect") -> "Guess":
        """What this one says, and what the other says where this one is silent."""
        return Guess._make(mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True))

    @property
    def silent(self) -> tuple[str, ...]:
        """The names of what is not known."""
        return tuple(name for name, value in self._asdict().items() if value is None)

    @property
    def settled(self) -> Dialect | None:
        """The dialect; None while something is not known."""
        if self.encoding is None or self.separator is None or self.decimal is None or self.dates is None:
            return None
        return Dialect(self.encoding, self.separator, self.decimal, self.dates)


PLAIN: Final = Dialect()


def encoding_of(data: bytes) -> Encoding:
    """The encoding: by its byte order mark, else UTF-8 where it is that, else what Windows writes in the West."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def decoded(data: bytes, encoding: Encoding) -> str:
    """The text, without a byte order mark; line ends are kept as they are.

    Raises:
        FileRefused: It is no text in that encoding.
    """
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError as fault:
        at = fault.start if isinstance(fault, UnicodeDecodeError) else 0
        line = data.count(b"\n", 0, at) + 1
        raise FileRefused(
            f"Line {line} is not text in {encoding.upper()}.",
            "Nothing was read. Choose another encoding, or save the file as CSV in UTF-8 and try again.",
        ) from fault


def said_separator(text: str) -> Separator | None:
    """The separator that a first line `sep=;` names."""
    found = _SAID.match(text)
    return next((one for one in SEPARATORS if found and found[1] == one), None)


def separator_of(text: str, known: Callable[[Sequence[str]], int]) -> Separator | None:
    """The separator; None where the file could be read with more than one.

    Args:
        text: the whole file.
        known: how many of some names of columns are known.
    """
    if said := said_separator(text):
        return said
    looked = {one: _first_rows(text, one) for one in SEPARATORS}
    columns = {one: known(rows[0]) if rows else 0 for one, rows in looked.items()}
    most = max(columns.values())
    best = [one for one in SEPARATORS if columns[one] == most]
    if most > 1 and len(best) == 1:
        return best[0]
    even = [one for one, rows in looked.items() if rows and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1]
    if len(even) == 1:
        return even[0]
    split = [one for one, rows in looked.items() if rows and len(rows[0]) > 1]
    return "," if not split else split[0] if len(split) == 1 else None


def _first_rows(text: str, separator: Separator) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text[:_CHARACTERS], newline=""), delimiter=separator)
    found: list[list[str]] = []
    with suppress(csv.Error):  # a cell that is far too long: the lines before it say enough
        found.extend(row for row in islice(reader, _LOOKED_AT) if row)
    return found


def decimal_of(ratings: Iterable[str], holds: Iterable[str], separator: Separator | None) -> Decimal | None:
    """The sign between points and tenths; None where cells do not say.

    Args:
        ratings: cells with one number each.
        holds: cells that may hold several, so that `20,30` may be 20.3 seconds, or 20 and 30.
        separator: what stands between cells: where it is a comma, `7,5` may be two numbers. None where cells are
            apart by themselves, as in a spreadsheet.
    """
    ratings, holds = list(ratings), list(holds)
    comma = any(COMMA.search(cell) for cell in (*ratings, *holds))
    point = any(_POINT.search(cell) for cell in (*ratings, *holds))
    if not comma:
        return "." if point or separator != ";" else ","
    return None if point or separator == "," or any(_PAIR.search(cell) for cell in holds) else ","


def dates_of(days: Iterable[str]) -> Dates | None:
    """The order of day and month; None where cells do not say, or not all the same."""
    day = month = unknown = False
    for cell in days:
        if found := DAY.match(cell):
            first, second = int(found[1]), int(found[3])
            if found[2] == "." or first > 12:  # noqa: PLR2004 - months of a year
                day = True
            elif second > 12:  # noqa: PLR2004 - months of a year
                month = True
            else:
                unknown = True
    if day and month:
        return None
    return "day-first" if day else "month-first" if month else None if unknown else "iso"


WORDS: Final[dict[str, dict[str, str]]] = {
    "encoding": {
        "utf-8": "UTF-8",
        "utf-16": "UTF-16",
        "cp1252": "Windows, Western Europe",
        "cp1250": "Windows, Central Europe",
        "mac-roman": "Mac, Western Europe",
    },
    "separator": {",": "commas", ";": "semicolons", "\t": "tabs"},
    "decimal": {",": "decimal commas", ".": "decimal points"},
    "dates": {"iso": "dates year first", "day-first": "dates day first", "month-first": "dates month first"},
}
"""What each value is called on the screen."""


def in_words(dialect: Dialect, *, table: bool) -> str:
    """The dialect as a person reads it; of a table, whose cells are apart by themselves, only what matters there."""
    words = [WORDS[name][value] for name, value in dialect._asdict().items()]
    if table:
        return ", ".join(words[2:]).capitalize()
    return f"Separated by {', '.join(words[1:])}, text as {words[0]}"
