import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from defusedxml.common import EntitiesForbidden
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from backcare.catalogue.load import catalogue
from backcare.errors import FileRefused
from backcare.exchange.dialect import Dialect
from backcare.exchange.files import kind_of
from backcare.exchange.sittings import How, Parsed
from backcare.exchange.spreadsheet import MOST_COLUMNS, MOST_ROWS, sheets
from backcare.exchange.table import BadRow
from backcare.exchange.understood import Table, guess_of, matching_of, open_sheet, read_table

HEADER = ("Datum", "Übung", "Haltezeit (s)", "Schmerz vorher", "Schmerz nachher", "Abgebrochen", "Bemerkung")
ROW = (datetime(2025, 1, 31, 7, 30), "Prayer pose", 20.5, 3.5, 4, "ja", "=1+1")  # noqa: DTZ001 - a sheet knows no zone


def book(*rows: tuple[Any, ...], header: tuple[Any, ...] = HEADER, above: int = 0) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for number, cells in enumerate((*[("Mein Heft",)] * above, header, *rows), start=1):
        for column, value in enumerate(cells, start=1):
            sheet.cell(number, column).value = value
            if isinstance(value, str):
                sheet.cell(number, column).data_type = "s"
    made.create_sheet("Zweites")
    return saved(made)


def saved(made: Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(data: bytes) -> tuple[Table, Parsed]:
    table = open_sheet(data, None)
    matching = matching_of(table)
    dialect = guess_of(table, matching).settled
    assert dialect is not None
    return table, read_table(table, matching, How("Europe/Berlin", dialect, time(12)), catalogue())


def test_dates_numbers_and_text_come_as_they_are() -> None:
    table, parsed = read(book(ROW, (date(2025, 2, 1), "pelvic tilt", "20;20,5", 3, None, None, None), above=3))
    assert table.sheets == ("Sheet", "Zweites")
    assert parsed.bad == ()
    first, second = parsed.rows
    assert first.session.started_at.isoformat() == "2025-01-31T07:30:00+01:00"
    assert ([hold.seconds for hold in first.log.holds], first.log.before, first.log.after) == ([205], 35, 40)
    assert (first.log.stopped, first.log.note) == (True, "=1+1")
    assert second.session.started_at.isoformat() == "2025-02-01T12:00:00+01:00"
    assert [hold.seconds for hold in second.log.holds] == [200, 205]
    assert (second.log.after, second.log.stopped, second.line) == (None, False, 6)


def test_a_time_in_a_column_of_its_own_is_joined_to_its_day() -> None:
    _, parsed = read(book((date(2025, 1, 31), time(7, 30), "Prayer pose"), header=("Date", "Time", "Exercise")))
    assert [row.session.started_at.isoformat() for row in parsed.rows] == ["2025-01-31T07:30:00+01:00"]


def test_a_formula_gives_the_value_that_it_had() -> None:
    data = book((datetime(2025, 1, 31), "Prayer pose", 20, 3), header=HEADER)  # noqa: DTZ001 - a sheet knows no zone
    source = zipfile.ZipFile(io.BytesIO(data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in source.namelist():
            text = source.read(name).replace(b'<c r="D2" t="n"><v>3</v>', b'<c r="D2"><f>1+3.5</f><v>4.5</v>')
            packed.writestr(name, text)
    _, parsed = read(file.getvalue())
    assert [row.log.before for row in parsed.rows] == [45]


@pytest.mark.fault(24)
def test_every_bad_cell_is_named_by_its_row_in_the_sheet_and_its_own_column() -> None:
    rows = (ROW, ("gestern", *ROW[1:]), (*ROW[:3], 11, "x", "ja", ""))
    _, parsed = read(book(*rows, above=2))
    assert [(bad.line, bad.column) for bad in parsed.bad] == [
        (5, "Datum"),
        (6, "Schmerz vorher"),
        (6, "Schmerz nachher"),
    ]


@pytest.mark.fault(18)
@pytest.mark.parametrize("value", [-1, 11, 10**9, 2**63, 1e300, 7.55, "NaN", "inf", True, "zehn"])
def test_a_number_that_is_no_rating_is_a_bad_cell(value: object) -> None:
    _, parsed = read(book((*ROW[:3], value)))
    assert [bad.column for bad in parsed.bad] == ["Schmerz vorher"]


def packed_with(parts: dict[str, bytes]) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(book(ROW)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(name, parts.pop(name, source.read(name)))
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


@pytest.mark.slow
@pytest.mark.fault(22)
@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": b"0" * 300_000_000},
        {"xl/media/image.png": b"0" * 300_000_000},
        {f"xl/part{number}.xml": b"" for number in range(6_000)},
        {f"xl/part{number}.xml": bytes(range(256)) * 80_000 for number in range(11)},
    ],
)
def test_what_would_unpack_to_too_much_is_refused_before_it_is_opened(parts: dict[str, bytes]) -> None:
    with pytest.raises(FileRefused, match="would unpack to far more"):
        sheets(packed_with(parts))


@pytest.mark.fault(22)
def test_a_zip_within_a_zip_is_not_opened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("book.xlsx", book(ROW))
    with pytest.raises(FileRefused, match="cannot be read"):
        sheets(file.getvalue())
    assert len(read(packed_with({"xl/embeddings/inner.zip": file.getvalue()}))[1].rows) == 1


@pytest.mark.slow
@pytest.mark.fault(22)
def test_too_many_rows_or_columns_are_a_fault_and_formatted_ends_are_none() -> None:
    wide = open_sheet(book((*ROW, *[None] * 43, "x")), None)
    assert isinstance(wide.lines[-1], BadRow)
    assert f"more than {MOST_COLUMNS} columns" in wide.lines[-1].reason
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    for _ in range(MOST_ROWS + 5):
        sheet.append(HEADER[:3])
    long = open_sheet(saved(made), None).lines
    assert isinstance(long[-1], BadRow)
    assert f"more than {MOST_ROWS} rows" in long[-1].reason
    assert len(long) == MOST_ROWS + 2
    far = book(ROW, *[()] * 30_000, ROW)
    assert len(read(far)[1].rows) == 2


@pytest.mark.fault(22)
@pytest.mark.parametrize(
    "dtd",
    [
        '<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)),
        '<!ENTITY j SYSTEM "file:///etc/passwd">',
        '<!ENTITY j SYSTEM "http://127.0.0.1:9/x">',
    ],
)
def test_entities_neither_multiply_nor_fetch(dtd: str) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    source = zipfile.ZipFile(io.BytesIO(book(ROW))).read(sheet).replace(b"Prayer pose", b"&j;")
    with pytest.raises(FileRefused, match="cannot be read") as caught:
        open_sheet(packed_with({sheet: f'<?xml version="1.0"?><!DOCTYPE sst [{dtd}]>'.encode() + source}), None)
    assert isinstance(caught.value.__cause__, ValueError)
    assert isinstance(caught.value.__cause__.__cause__, EntitiesForbidden)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old form"),
        (b"%PDF-1.7", "It is a PDF"),
        (b"SQLite format 3\0", "It is a database"),
        (b"a" * 20_000_001, "larger than 20 MB"),
        (b"PK\x03\x04" + b"a" * 20_000_000, "larger than 20 MB"),
        (b"{" + b"a" * 60_000_000, "larger than 60 MB"),
    ],
)
@pytest.mark.fault(22)
def test_what_cannot_be_read_or_is_too_large_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        kind_of(data)


def test_a_file_is_known_by_what_is_in_it() -> None:
    assert [kind_of(data) for data in (book(ROW), b'\xef\xbb\xbf {"format"', b"started_at,exercise")] == [
        *("xlsx", "json", "csv")
    ]


def test_an_encrypted_part_is_said_to_have_a_password() -> None:
    data = bytearray(book(ROW))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(FileRefused, match="has a password"):
        sheets(bytes(data))


WHOLE = book(ROW, ROW)


@pytest.mark.slow
@pytest.mark.fault(22)
@settings(max_examples=150)
@given(st.data())
def test_a_broken_spreadsheet_is_rows_or_faults_or_refused(data: st.DataObject) -> None:
    mutated = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        mutated[data.draw(st.integers(4, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    seen(bytes(mutated[: data.draw(st.integers(4, len(mutated)))] if data.draw(st.booleans()) else mutated))


SOURCE = zipfile.ZipFile(io.BytesIO(WHOLE))
PARTS = {name: SOURCE.read(name) for name in SOURCE.namelist()}


@pytest.mark.slow
@pytest.mark.fault(22)
@settings(max_examples=150)
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_spreadsheet_with_a_broken_part_is_rows_or_faults_or_refused(name: str, data: st.DataObject) -> None:
    part = PARTS[name]
    at = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(at, min(len(part), at + 40)))
    put = data.draw(st.binary(max_size=8) | st.sampled_from([b"1e400", b"-1", b"9" * 30, b"&lt;", b'r="XFD1"', b"NaN"]))
    seen(packed_with({name: part[:at] + put + part[end:]}))


def seen(data: bytes) -> None:
    try:
        table = open_sheet(data, None)
    except FileRefused:
        return
    matching = matching_of(table)
    dialect = guess_of(table, matching).over(Dialect()).settled
    assert dialect is not None
    if {"started_at", "exercise"} <= set(matching):
        read_table(table, matching, How("UTC", dialect, time(12)), catalogue())
