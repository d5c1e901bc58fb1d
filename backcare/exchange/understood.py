"""A file that a person takes in, from its bytes to rows: what it says of itself, what it leaves open, what it holds."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from backcare.catalogue.model import Catalogue
from backcare.errors import FileRefused
from backcare.exchange.columns import COLUMNS, HOLDS, MORNING_COLUMNS, RATINGS
from backcare.exchange.dialect import (
    COMMA,
    DAY,
    Guess,
    dates_of,
    decimal_of,
    decoded,
    encoding_of,
    separator_of,
)
from backcare.exchange.matching import Matching, header_of, known, match, matched_rows
from backcare.exchange.sittings import How, Parsed, parse_rows, silent
from backcare.exchange.spreadsheet import sheet_lines, sheets
from backcare.exchange.table import BadRow, Line, Row, csv_lines, plain, rows, twice

_UNQUOTED = " Holds with ; between them need quotes around them in a file that is separated by semicolons."
_NEAR = 5  # columns of the notebook's in a header that is meant as the notebook's, with a slip


class Table(NamedTuple):
    """A file as lines of cells.

    `header` is the place of the row that names the columns. `guess` is what encoding and separator are; of a
    spreadsheet, which has neither, `sheets` are the names of its sheets.
    """

    lines: tuple[Line | BadRow, ...]
    header: int
    guess: Guess
    sheets: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called."""
        line = self.lines[self.header]
        return tuple(str(cell or "").strip() for cell in line.cells) if isinstance(line, Line) else ()

    @property
    def is_notebook(self) -> bool:
        """Whether it has the notebook's own columns and no other."""
        return not self.sheets and sorted(map(plain, self.names)) == sorted(COLUMNS)

    @property
    def is_nearly_notebook(self) -> bool:
        """Whether its header is meant as the notebook's: what is wrong with it can be said."""
        return not self.sheets and len(set(map(plain, self.names)) & set(COLUMNS)) >= _NEAR


def text_guess(data: bytes, said: Guess, names: Sequence[str] = ()) -> tuple[Guess, str]:
    """What a text file says of its encoding and separator where the person said nothing, and its text.

    Raises:
        FileRefused: It is no text in that encoding.
    """
    encoding = said.encoding or encoding_of(data)
    text = decoded(data, encoding)
    columns = (lambda cells: len({plain(cell) for cell in cells} & set(names))) if names else known
    return Guess(encoding, said.separator or separator_of(text, columns)), text


def open_csv(data: bytes, said: Guess) -> Table:
    """The lines of a CSV; while its separator is not known, as they would be with commas.

    Raises:
        FileRefused: It is no text, or has no row that names columns.
    """
    guess, text = text_guess(data, said)
    lines = tuple(csv_lines(text, guess.separator or ","))
    first = lines[0] if lines else None
    if isinstance(first, Line) and (guess.separator is None or Table(lines, 0, guess).is_nearly_notebook):
        return Table(lines, 0, guess)
    return Table(lines, _header(lines), guess)


def open_sheet(data: bytes, sheet: str | None, progress: Callable[[float], None] = silent) -> Table:
    """The rows of a spreadsheet's sheet; of the first one, where None is named.

    Raises:
        FileRefused: It cannot be read, or has no row that names columns.
    """
    names = sheets(data)
    if not names:
        raise FileRefused("The spreadsheet has no sheet with cells.", "Nothing was read. Choose another file.")
    lines = sheet_lines(data, sheet or names[0], progress)
    # A sheet has cells: neither an encoding nor a separator is open.
    return Table(lines, _header(lines, names), Guess("utf-8", ","), names)


def _header(lines: tuple[Line | BadRow, ...], names: tuple[str, ...] = ()) -> int:
    found = header_of(lines)
    if found is not None:
        return found
    if bad := next((line for line in lines if isinstance(line, BadRow)), None):
        raise FileRefused(f"{bad}", "Nothing was read. Mend the file and try again.")
    if not lines:
        raise FileRefused("The file is empty." if not names else "The sheet is empty.", "Choose another one.")
    raise FileRefused(
        "No row of the file names its columns, so what they hold is not known.",
        "Nothing was read. Give each column a name in the first row, such as Date, Exercise, Pain before.",
    )


def matching_of(table: Table) -> dict[str, int]:
    """Which column is which, as far as their names say."""
    if table.is_notebook:
        return {plain(name): at for at, name in enumerate(table.names)}
    return match(table.names)


def guess_of(table: Table, matching: Matching) -> Guess:
    """What the file says of its dialect, with the decimals and dates of the columns that are matched."""
    separator = None if table.sheets else table.guess.separator
    decimal = decimal_of(_texts(table, matching, RATINGS), _texts(table, matching, HOLDS), separator)
    dates = dates_of(_texts(table, matching, ("started_at",)))
    return table.guess._replace(decimal=decimal, dates=dates)


def _texts(table: Table, matching: Matching, fields: Sequence[str]) -> Iterator[str]:
    for line in table.lines[table.header + 1 :]:
        if isinstance(line, Line):
            for at in (matching[field] for field in fields if field in matching):
                cell = line.cells[at] if at < len(line.cells) else None
                if isinstance(cell, str):
                    yield cell


def read_table(
    table: Table, matching: Matching, how: How, catalogue: Catalogue, progress: Callable[[float], None] = silent
) -> Parsed:
    """The rows of a table as sessions and logs; faults name the columns as the file does.

    Args:
        table: the file.
        matching: which of its columns is which.
        how: how its cells are read; in the notebook's own form, every start has a time.
        catalogue: where exercises are looked up.
        progress: told the share that is done, 0 to 1.
    """
    last = table.lines[-1]
    count = last.number if isinstance(last, Line) else last.line
    hint = _UNQUOTED if how.dialect.separator == ";" else ""
    if table.is_notebook:
        named = rows(table.lines, COLUMNS, hint)
        return parse_rows(named, count, how._replace(usual=None), catalogue, progress)
    if faults := _named_twice(table):
        return Parsed((), faults)
    found: Iterator[Row | BadRow] = matched_rows(table.lines, table.header, matching, how.dialect.decimal, hint)
    parsed = parse_rows(found, count, how, catalogue, progress)
    own = {field: table.names[at] for field, at in matching.items() if at < len(table.names)}
    return parsed._replace(bad=tuple(bad._replace(column=own.get(bad.column, bad.column)) for bad in parsed.bad))


def header_faults(table: Table) -> tuple[BadRow, ...]:
    """What is wrong with a header that is meant as the notebook's."""
    return tuple(bad for bad in rows(table.lines[:1], COLUMNS) if isinstance(bad, BadRow))


def _named_twice(table: Table) -> tuple[BadRow, ...]:
    line = table.lines[table.header]
    number = line.number if isinstance(line, Line) else line.line
    again = set(twice([plain(name) for name in table.names]))
    names = dict.fromkeys(name for name in table.names if plain(name) in again)
    return tuple(BadRow(number, name, "The column stands in the header more than once.") for name in names)


def morning_guess(data: bytes, said: Guess) -> tuple[Guess, str]:
    """What a file of morning ratings says of its dialect, and its text.

    Raises:
        FileRefused: It is no text.
    """
    guess, text = text_guess(data, said, MORNING_COLUMNS)
    found = [row for row in rows(csv_lines(text, guess.separator or ","), MORNING_COLUMNS) if isinstance(row, Row)]
    decimal = decimal_of((row.cells["pain"] for row in found), (), guess.separator)
    return guess._replace(decimal=decimal, dates=dates_of(row.cells["date"] for row in found)), text


def example_of(table: Table, matching: Matching, name: str) -> str:
    """A cell that can be read in more than one way, for the question: a date, or a number with a comma; signs alone."""
    fields, pattern = (("started_at",), DAY) if name == "dates" else ((*RATINGS, *HOLDS), COMMA)
    found = (pattern.search(cell) for cell in _texts(table, matching, fields))
    return next((one[0].strip() for one in found if one), "")
