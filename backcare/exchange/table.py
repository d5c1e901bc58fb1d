"""CSV text to rows of named cells, with the physical line that each began at."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from backcare.exchange.cells import BadCell, shown

Value = TypeVar("Value")


class BadRow(NamedTuple):
    """What could not be read: the line in the file (from 1), the column ("" for the whole row) and why."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        """As every list of faults has it: "line 3, column exercise: ..."."""
        return f"line {self.line}{f', column {self.column}' if self.column else ''}: {self.reason}"


class Row(NamedTuple):
    """One row: the line it begins at, and its cells by column."""

    line: int
    cells: dict[str, str]

    def read(self, column: str, parse: Callable[[str], Value], bad: list[BadRow]) -> Value | None:
        """The value of one cell; None, with a line added to `bad`, where it cannot be read."""
        try:
            return parse(self.cells[column])
        except BadCell as fault:
            bad.append(BadRow(self.line, column, str(fault)))
            return None


def rows(text: str, columns: Sequence[str]) -> Iterator[Row | BadRow]:
    """The rows below a header that names each of `columns` once, in any order. Blank lines are passed over.

    With a wrong header the rows are not read: what they mean is not known.
    """
    lines = _lines(text)
    header = next(lines, None)
    if header is None:
        yield BadRow(1, "", "The file is empty.")
        return
    if isinstance(header, BadRow):
        yield header
        return
    names = [name.strip() for name in header[1]]
    wrong = [BadRow(header[0], *fault) for fault in _faults(names, columns)]
    yield from wrong
    if wrong:
        return
    for item in lines:
        if isinstance(item, BadRow):
            yield item
        elif len(item[1]) != len(names):
            yield BadRow(item[0], "", f"The row has {len(item[1])} cells, the header {len(names)} columns.")
        else:
            yield Row(item[0], dict(zip(names, item[1], strict=True)))


def _lines(text: str) -> Iterator[tuple[int, list[str]] | BadRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
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
            yield line, found


def _faults(names: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(names) == 1 and ("\t" in names[0] or ";" in names[0]):
        yield "", "The columns are not separated by commas. Save the file with commas between the columns."
        return
    for name in dict.fromkeys(names):
        if name not in columns:
            nearest = get_close_matches(name, columns, n=1, cutoff=0.0)[0]
            yield name, f"There is no column {shown(name)}. The nearest is {nearest}."
        elif names.count(name) > 1:
            yield name, "The column stands in the header more than once."
    for name in columns:
        if name not in names:
            yield name, "The column is missing from the header."
