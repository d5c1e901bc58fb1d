"""Lines of cells to rows of named cells, with the line or the sheet's row that each began at."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias, TypeVar

from backcare.exchange.cells import BadCell, shown
from backcare.exchange.dialect import Separator, said_separator

Parsed = TypeVar("Parsed")
Value: TypeAlias = str | float | datetime | date | time | None
"""What a cell holds; in a CSV it is text."""

MOST_ROWS = 100_000  # of a CSV: some sixty years of practice


class BadRow(NamedTuple):
    """What could not be read: the line in the file (from 1), the column ("" for the whole row) and why."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        """As every list of faults has it: "line 3, column exercise: ..."."""
        return f"line {self.line}{f', column {self.column}' if self.column else ''}: {self.reason}"


class Line(NamedTuple):
    """The cells of one row, and the line or the sheet's row that it begins at."""

    number: int
    cells: Sequence[Value]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(cell is None or cell == "" for cell in self.cells)


class Row(NamedTuple):
    """One row: the line it begins at, and its cells by column."""

    line: int
    cells: dict[str, str]

    def read(self, column: str, parse: Callable[[str], Parsed], bad: list[BadRow]) -> Parsed | None:
        """The value of one cell; None, with a line added to `bad`, where it cannot be read."""
        try:
            return parse(self.cells[column])
        except BadCell as fault:
            bad.append(BadRow(self.line, column, str(fault)))
            return None


def csv_lines(text: str, separator: Separator = ",") -> Iterator[Line | BadRow]:
    """The lines of a CSV that hold cells; those that cannot be split into cells are bad."""
    file = io.StringIO(text, newline="")
    skipped = 1 if said_separator(text) and file.readline() else 0
    reader = csv.reader(file, delimiter=separator, strict=True)
    for _ in range(MOST_ROWS + 1):
        line = reader.line_num + 1 + skipped
        try:
            found = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield BadRow(
                line, "", "The row cannot be split into cells: a quote is not closed, or a cell is far too long."
            )
            continue
        if found:
            yield Line(line, found)
    yield BadRow(line, "", f"The file has more than {MOST_ROWS} rows. Split it and take the parts in one by one.")


def plain(name: Value) -> str:
    """The name of a column whatever its capitals and spaces: `Pain before` is `pain_before`."""
    return re.sub(r"[\s_-]+", "_", str(name or "").strip().casefold())


def rows(lines: Iterable[Line | BadRow], columns: Sequence[str], hint: str = "") -> Iterator[Row | BadRow]:
    """The rows below a header that names each of `columns` once, in any order. Blank lines are passed over.

    With a wrong header the rows are not read: what they mean is not known. `hint` is said of rows that are too long.
    """
    lines = iter(lines)
    header = next(lines, None)
    if header is None:
        yield BadRow(1, "", "The file is empty.")
        return
    if isinstance(header, BadRow):
        yield header
        return
    names = [plain(name) for name in header.cells]
    wrong = [BadRow(header.number, *fault) for fault in _faults(names, columns)]
    if len(names) == 1 and any(sign in str(header.cells[0]) for sign in "\t;"):
        words = "The columns are not separated by commas. Save the file with commas between the columns."
        wrong = [BadRow(header.number, "", words)]
    yield from wrong
    if wrong:
        return
    for line in lines:
        fault = line if isinstance(line, BadRow) else too_long(line, len(names), hint)
        if fault is not None:
            yield fault
        elif isinstance(line, Line):
            yield Row(line.number, {name: str(cell) for name, cell in zip(names, line.cells, strict=True)})


def too_long(line: Line, columns: int, hint: str) -> BadRow | None:
    """The fault of a row that has not as many cells as its header; `hint` is what may have made it too long."""
    if len(line.cells) == columns:
        return None
    words = f"The row has {len(line.cells)} cells, the header {columns} columns."
    return BadRow(line.number, "", words + hint if len(line.cells) > columns else words)


def twice(names: Sequence[str]) -> list[str]:
    """The names that stand for more than one column."""
    return [name for name in dict.fromkeys(names) if name and names.count(name) > 1]


def _faults(names: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(names):
        if name not in columns:
            nearest = get_close_matches(name, columns, n=1, cutoff=0.0)[0]
            yield name, f"There is no column {shown(name)}. The nearest is {nearest}."
        elif names.count(name) > 1:
            yield name, "The column stands in the header more than once."
    for name in columns:
        if name not in names:
            yield name, "The column is missing from the header."
