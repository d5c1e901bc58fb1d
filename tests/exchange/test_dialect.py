from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.errors import FileRefused
from backcare.exchange import cells
from backcare.exchange.cells import BadCell
from backcare.exchange.dialect import (
    PLAIN,
    Dialect,
    Guess,
    dates_of,
    decimal_of,
    decoded,
    encoding_of,
    in_words,
    separator_of,
)
from backcare.exchange.matching import known

pytestmark = pytest.mark.fault(23)
TEXT = "Datum;Übung\r\n31.01.2025;Rückenlage\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_and_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert encoding_of(data) == encoding
    assert decoded(data, encoding_of(data)) == TEXT


@pytest.mark.parametrize(
    ("data", "encoding"), [(b"a\n\x81", "cp1252"), (b"\xff\xfea", "utf-16"), (b"a\n\xff", "utf-8")]
)
def test_bytes_that_are_no_text_are_refused_with_their_line(data: bytes, encoding: str) -> None:
    with pytest.raises(FileRefused, match=r"Line \d is not text in"):
        decoded(data, encoding)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        (TEXT, ";"),
        (TEXT.replace(";", "\t"), "\t"),
        ("started_at,exercise,note\n2025-01-31,a,x;y;z\n", ","),
        ("sep=;\r\na,b;c\n", ";"),
        ("a;b\n1;2\n", ";"),
        ("a;b,c\n1;2,3\n", None),
        ("a\n1\n", ","),
        ("", ","),
    ],
)
def test_the_separator_is_the_one_that_gives_known_columns_or_even_rows(text: str, separator: str | None) -> None:
    assert separator_of(text, known) == separator


@pytest.mark.parametrize(
    ("ratings", "holds", "separator", "decimal"),
    [
        (["7,5", "3"], [], ";", ","),
        (["7.5", "3"], [], ";", "."),
        (["7", ""], ["20;20"], ";", ","),
        (["7", ""], ["20;20"], ",", "."),
        (["7,5"], [], ",", None),
        (["7,5", "7.5"], [], ";", None),
        (["7,5"], ["20,5;20"], ";", ","),
        (["7,5"], ["20,30"], ";", None),
        ([], ["2,2,2"], ";", None),
        (["7,50"], [], None, ","),
    ],
)
def test_the_decimal_sign_is_found_or_left_open(
    ratings: Sequence[str], holds: Sequence[str], separator: str | None, decimal: str | None
) -> None:
    assert decimal_of(ratings, holds, separator) == decimal  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "dates"),
    [
        (["2025-01-31", "2025-01-31T07:30+01:00"], "iso"),
        (["31/01/2025 07:30", "01/02/2025"], "day-first"),
        (["01/31/2025", "02/01/2025"], "month-first"),
        (["01.02.2025"], "day-first"),
        (["03/04/2025", "05-06-2025"], None),
        (["31/01/2025", "01/31/2025"], None),
        ([], "iso"),
    ],
)
def test_the_order_of_day_and_month_is_found_or_left_open(days: Sequence[str], dates: str | None) -> None:
    assert dates_of(days) == dates


@pytest.mark.parametrize(
    ("cell", "dates", "iso"),
    [
        ("31.01.2025 07:30", "day-first", "2025-01-31T07:30:00"),
        ("1/2/2025 7:05:09", "day-first", "2025-02-01T07:05:09"),
        ("1/2/2025 7:05", "month-first", "2025-01-02T07:05:00"),
        ("1/31/2025, 12:05 AM", "month-first", "2025-01-31T00:05:00"),
        ("1/31/2025 12:05 pm", "month-first", "2025-01-31T12:05:00"),
        ("31.01.2025 07:30", "month-first", "2025-01-31T07:30:00"),
        ("2025-01-31 07:30", "day-first", "2025-01-31T07:30:00"),
    ],
)
def test_dates_are_read_in_the_order_said(cell: str, dates: str, iso: str) -> None:
    assert cells.moment(cell, "Europe/Berlin", dates).replace(tzinfo=None).isoformat() == iso


@pytest.mark.parametrize(
    "cell", ["31.02.2025 07:30", "1/2/25 07:30", "31/1/2025 25:00", "1/2/2025 13:00 PM", "1/2.2025"]
)
def test_a_date_that_is_none_is_refused_as_it_stands_in_the_file(cell: str) -> None:
    with pytest.raises(BadCell) as caught:
        cells.moment(cell, "Europe/Berlin", "day-first")
    assert str(caught.value) == f"'{cell}' is not a date and time. Write it as 31.01.2025 07:30."


@pytest.mark.parametrize("cell", ["7.5", "1.000", "7,55", "7,"])
def test_with_decimal_commas_a_point_is_no_decimal(cell: str) -> None:
    assert cells.rating("7,5", ",") == 75
    assert cells.holds("20;20,5", ",") == (200, 205)
    with pytest.raises(BadCell, match=r"such as 7 or 7,5"):
        cells.rating(cell, ",")


def test_what_a_person_says_goes_before_what_the_file_says() -> None:
    guess = Guess("utf-8", ";", None, None)
    assert (guess.silent, guess.settled) == (("decimal", "dates"), None)
    settled = Guess(decimal=",", dates="day-first", separator=",").over(guess).settled
    assert settled == Dialect("utf-8", ",", ",", "day-first")


def test_a_dialect_is_said_in_plain_words() -> None:
    german = Dialect("cp1252", ";", ",", "day-first")
    words = "Separated by semicolons, decimal commas, dates day first, text as Windows, Western Europe"
    assert in_words(german, table=False) == words
    assert in_words(PLAIN, table=True) == "Decimal points, dates year first"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decoded(data, encoding_of(data))
    except FileRefused:
        return
    separator_of(text, known)
