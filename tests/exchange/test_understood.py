"""Files as spreadsheets write them, from bytes to sessions."""

import time
from datetime import date
from datetime import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.catalogue.load import catalogue
from backcare.errors import FileRefused
from backcare.exchange.columns import COLUMNS
from backcare.exchange.dialect import Dialect, Guess
from backcare.exchange.notebook_csv import parse_mornings, summary
from backcare.exchange.sittings import How, Parsed
from backcare.exchange.understood import (
    Table,
    example_of,
    guess_of,
    matching_of,
    morning_guess,
    open_csv,
    read_table,
)

ZONE = "Europe/Berlin"
HEADER = ";".join(COLUMNS)
GERMAN = (
    HEADER
    + '\r\n31.01.2025 07:30;Prayer pose;"20;20,5";;;3,5;;4;no;NA\r\n01.02.2025 08:00;pelvic-tilt;;;;3;;2,5;;ü\r\n'
)
OWN = "Datum;Uhrzeit;Übung;Haltezeit;Schmerz vorher (0-10);Wetter\n31.01.2025;07:30;Prayer pose;20 20;3,5;Regen\n"


def understood(data: bytes, said: Guess = Guess(), **exercises: str) -> tuple[Table, Parsed]:  # noqa: B008 - it is a tuple
    table = open_csv(data, said)
    matching = matching_of(table)
    dialect = said.over(guess_of(table, matching)).settled
    assert dialect is not None
    how = How(ZONE, dialect, clock(12), {name.replace("_", " "): slug for name, slug in exercises.items()})
    return table, read_table(table, matching, how, catalogue())


@pytest.mark.fault(23)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_as_a_german_spreadsheet_writes_it_is_read_without_a_question(encoding: str, separator: str) -> None:
    text = GERMAN.replace('"20;20,5"', "\0").replace(";", separator).replace("\0", '"20;20,5"')
    _, parsed = understood(text.encode(encoding))
    assert parsed.bad == ()
    first, second = parsed.rows
    assert first.session.started_at.isoformat() == "2025-01-31T07:30:00+01:00"
    assert [hold.seconds for hold in first.log.holds] == [200, 205]
    assert (first.log.before, first.log.after, first.log.note) == (35, 40, "NA")
    assert (second.log.after, second.log.note) == (25, "ü")
    assert summary(parsed)[2:] == (date(2025, 1, 31), date(2025, 2, 1))


@pytest.mark.fault(23)
def test_names_of_columns_may_have_other_capitals_and_spaces() -> None:
    names = {name: name.replace("_", " ").title() + " " for name in COLUMNS}
    text = GERMAN.replace(HEADER, ";".join(names.values()))
    table, parsed = understood(text.encode())
    assert table.is_notebook
    assert (len(parsed.rows), parsed.bad) == (2, ())


@pytest.mark.fault(23)
@pytest.mark.parametrize(
    ("text", "silent", "example"),
    [
        (GERMAN.replace("31.01.", "03/04/").replace("01.02.", "05/06/"), ("dates",), "03/04/2025"),
        (GERMAN.replace("20,5", "20,30"), ("decimal",), "20,30"),
        (",".join(COLUMNS) + '\n2025-01-31T07:30,prayer-pose,,,,"7,5",,,,\n', ("decimal",), "7,5"),
    ],
)
def test_what_a_file_does_not_say_is_left_open_with_an_example(
    text: str, silent: tuple[str, ...], example: str
) -> None:
    table = open_csv(text.encode(), Guess())
    matching = matching_of(table)
    assert guess_of(table, matching).silent == silent
    if silent == ("dates",):
        assert example_of(table, matching, "dates") == example
    else:
        assert "," in example_of(table, matching, "decimal")


@pytest.mark.fault(23)
def test_holds_without_quotes_in_a_file_with_semicolons_are_bad_rows_that_say_so() -> None:
    _, parsed = understood(GERMAN.replace('"', "").encode())
    (bad,) = parsed.bad
    assert (bad.line, bad.column) == (2, "")
    assert "Holds with ; between them need quotes" in bad.reason


@pytest.mark.fault(23)
def test_columns_of_ones_own_are_matched_by_their_names() -> None:
    table, parsed = understood(OWN.encode())
    assert matching_of(table) == {"started_at": 0, "time": 1, "exercise": 2, "holds_s": 3, "pain_before": 4}
    (row,) = parsed.rows
    assert row.session.started_at.isoformat() == "2025-01-31T07:30:00+01:00"
    assert (row.log.before, row.log.after, [hold.seconds for hold in row.log.holds]) == (35, None, [200, 200])


def test_a_day_without_a_time_has_the_usual_one_in_a_table_of_ones_own_alone() -> None:
    _, parsed = understood(OWN.replace("07:30", "").encode())
    assert [f"{row.session.started_at:%H:%M}" for row in parsed.rows] == ["12:00"]
    _, strict = understood(GERMAN.replace(" 07:30", "").encode())
    assert [(bad.line, bad.column) for bad in strict.bad] == [(2, "started_at")]


def test_faults_name_the_columns_as_the_file_does() -> None:
    _, parsed = understood(OWN.replace("3,5", "11").encode())
    assert [str(bad)[:43] for bad in parsed.bad] == ["line 2, column Schmerz vorher (0-10): '11' "]


@pytest.mark.fault(23)
def test_a_column_that_stands_twice_is_refused() -> None:
    _, own = understood(OWN.replace("Wetter", "übung").encode())
    assert [bad.column for bad in own.bad] == ["Übung", "übung"]
    assert own.rows == ()
    _, notebook = understood(GERMAN.replace("note", "stopped").encode())
    assert "stopped" in {bad.column for bad in notebook.bad}


def test_an_unknown_exercise_is_counted_and_can_be_assigned_or_left_out() -> None:
    data = (OWN + OWN.splitlines()[1].replace("Prayer pose", "Plank") + "\n").encode()
    _, found = understood(data)
    assert found.unknown == (("Plank", 1),)
    assert [bad.line for bad in found.bad] == [3]
    _, assigned = understood(data, Plank="pelvic-tilt")
    assert [row.log.exercise for row in assigned.rows] == ["prayer-pose", "pelvic-tilt"]
    _, left = understood(data, Plank="")
    assert (len(left.rows), left.bad, left.left_out) == (1, (), 1)


@pytest.mark.fault(24)
def test_of_a_thousand_rows_of_which_two_are_bad_both_are_listed() -> None:
    rows = ["31.01.2025 07:30;prayer-pose;20;;;3,5;;4;no;"] * 1_000
    rows[898] = rows[898].replace("3,5", "11")
    rows[950] = rows[950].replace("prayer-pose", "cat")
    _, parsed = understood("\n".join([HEADER, *rows]).encode())
    assert [(bad.line, bad.column) for bad in parsed.bad] == [(900, "pain_before"), (952, "exercise")]


@pytest.mark.fault(18)
@pytest.mark.parametrize(
    "value", ["NaN", "inf", "-inf", "1e400", "-1", "11", "1000000000", "9223372036854775808", "ten", "1 0", "7,5,5"]
)
def test_what_is_no_rating_is_a_bad_row_with_decimal_commas_too(value: str) -> None:
    said = Guess(decimal=",")
    _, parsed = understood(GERMAN.replace(";3,5;", f";{value};").encode(), said)
    assert [(bad.line, bad.column) for bad in parsed.bad] == [(2, "pain_before")]


@pytest.mark.fault(19)
@pytest.mark.parametrize("note", ["a\0b", "x" * 100_000, "x" * 1_000_000])
def test_a_note_that_cannot_be_kept_is_a_bad_row(note: str) -> None:
    _, parsed = understood(GERMAN.replace(";NA", f";{note}").encode())
    assert [bad.line for bad in parsed.bad] == [2]


@pytest.mark.fault(19)
@pytest.mark.parametrize("note", ["😣 \u202eabc", "NA", "null", "e\u0301", "=1+1"])
def test_a_note_of_any_signs_is_kept_exactly(note: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        _, parsed = understood(GERMAN.replace(";NA", f";{note}").encode(encoding))
        assert parsed.rows[0].log.note == note


@pytest.mark.fault(23)
@pytest.mark.parametrize("text", ["date;pain\n31.01.2025;4,5\n", "sep=;\ndate;pain\n31.01.2025;4,5\n"])
def test_morning_ratings_come_as_spreadsheets_write_them_too(text: str) -> None:
    guess, read = morning_guess(text.encode("utf-16"), Guess())
    assert guess.settled == Dialect("utf-16", ";", ",", "day-first")
    good, bad = parse_mornings(read, ZONE, guess.settled)
    assert ([(one.day, one.pain) for one in good], bad) == ([(date(2025, 1, 31), 45)], ())


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a\nb\n", b'"a', b"\xff\xfe"])
def test_a_file_that_names_no_columns_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        open_csv(data, Guess())


PIECES = st.lists(
    st.sampled_from(
        [GERMAN.encode(), OWN.encode(), b";", b",", b"\t", b"\n", b"\r", b'"', b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
         "Ü".encode("cp1252"), b"31.01.2025", b"7,5", b"1e400", b"sep=;\n", b"Datum", b"date,pain\n", b"'=1"]
    )
    | st.binary(max_size=8),
    max_size=12,
).map(b"".join)  # fmt: skip
ENCODINGS = st.sampled_from([None, "utf-8", "utf-16", "cp1252", "cp1250", "mac-roman"])


@settings(max_examples=150)
@given(PIECES, st.builds(Guess, ENCODINGS, st.sampled_from([None, ",", ";", "\t"])))
@pytest.mark.fault(23)
def test_any_bytes_are_rows_or_faults_or_refused(data: bytes, said: Guess) -> None:
    try:
        table = open_csv(data, said)
    except FileRefused:
        return
    matching = matching_of(table)
    dialect = guess_of(table, matching).over(Dialect("utf-8", ",", ",", "day-first")).settled
    assert dialect is not None
    if {"started_at", "exercise"} <= set(matching):
        read_table(table, matching, How(ZONE, dialect, clock(12)), catalogue())
    guess, text = morning_guess(data, said)
    parse_mornings(text, ZONE, guess.settled or Dialect())


@pytest.mark.slow
@pytest.mark.parametrize("piece", [b"(", b'"', b";", b"1,", b" ", b"sep=", b"1/", b"\n", b"a b-"])
def test_a_megabyte_of_one_sign_takes_no_time(piece: bytes) -> None:
    began = time.monotonic()
    for data in (piece * (1_000_000 // len(piece)), OWN.encode() + piece * (1_000_000 // len(piece))):
        try:
            understood(data, Guess(decimal=",", dates="day-first"))
        except FileRefused:
            continue
    assert time.monotonic() - began < 20
