"""A spreadsheet (.xlsx) as lines of cells: numbers as numbers, dates as dates, of formulas the value last worked out.

What a file claims to hold is looked at before it is opened. Its XML is read by Python's own parser, which fetches
nothing and ends entities that multiply.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from backcare.errors import FileRefused
from backcare.exchange.table import BadRow, Line, Value

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 50
_MOST_UNPACKED = 200_000_000  # bytes
_MOST_PARTS = 5_000
_RATIO = 250  # of what a part holds to what it takes in the file; tables of numbers reach some 30
_SMALL = 1_000_000  # bytes that any part may have
_LAST_ROW = 1_048_576  # of a sheet; below what is filled in, many are formatted to their end
_STEP = 500
_BROKEN = FileRefused(
    "The spreadsheet cannot be read: it is broken, or it is not a spreadsheet.",
    "Nothing was read. Open it in the program that made it, save it again as xlsx, and choose that file.",
)
_TOO_MUCH = FileRefused(
    "The spreadsheet would unpack to far more than a notebook holds.",
    "Nothing was read. Copy the table alone into a new spreadsheet and choose that file.",
)


def sheets(data: bytes) -> tuple[str, ...]:
    """The names of the sheets that hold cells, in their order.

    Raises:
        FileRefused: It is broken, has a password, or would unpack to too much.
    """
    with _opened(data) as book:
        return tuple(sheet.title for sheet in book.worksheets)


def sheet_lines(data: bytes, sheet: str, progress: Callable[[float], None]) -> tuple[Line | BadRow, ...]:
    """The rows of one sheet that hold something; the last is bad where there are too many.

    Raises:
        FileRefused: It is broken, has a password, or would unpack to too much.
    """
    found: list[Line | BadRow] = []
    with _opened(data) as book:
        table = book[sheet]
        table.reset_dimensions()  # what a sheet says of its own size is often wrong
        numbered = enumerate(table.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1)
        for number, cells in islice(numbered, _LAST_ROW):
            line = Line(number, tuple(_value(cell) for cell in cells))
            if line.blank:
                continue
            if len(found) > MOST_ROWS or line.cells[MOST_COLUMNS] is not None:
                found.append(_too_large(line))
                break
            found.append(line)
            if len(found) % _STEP == 0:
                progress(len(found) / MOST_ROWS)
    return tuple(found)


def _too_large(line: Line) -> BadRow:
    if line.cells[MOST_COLUMNS] is not None:
        return BadRow(line.number, "", f"The row has more than {MOST_COLUMNS} columns.")
    return BadRow(line.number, "", f"The sheet has more than {MOST_ROWS} rows. Take it in in parts.")


def _value(cell: object) -> Value:
    """A cell as it is understood: a day at midnight is a day, a number that is whole has no decimals."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell
    if cell is None or isinstance(cell, str | int | float | date | time):
        return cell
    return str(cell)  # a length of time


@contextmanager
def _opened(data: bytes) -> "Iterator[Workbook]":
    from openpyxl import load_workbook  # noqa: PLC0415 - only who takes a spreadsheet in waits for it

    try:
        _look_at(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except FileRefused:
        raise
    except Exception as fault:
        raise _BROKEN from fault


def _look_at(data: bytes) -> None:
    """Refuse what claims to unpack to too much. What a part claims is all that is unpacked of it."""
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except BadZipFile:
        raise _BROKEN from None
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused("The spreadsheet has a password.", "Nothing was read. Save it without one and try again.")
    dense = (part.file_size > max(_SMALL, _RATIO * part.compress_size) for part in parts)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED or any(dense):
        raise _TOO_MUCH
