from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.exchange import cells
from backcare.exchange.cells import BadCell

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("cell", "tenths"), [("7", 70), ("7.5", 75), ("0", 0), ("10", 100), ("10.0", 100), (" 3 ", 30), ("07.50", 75)]
)
def test_a_rating_becomes_tenths(cell: str, tenths: int) -> None:
    assert cells.rating(cell) == tenths


@pytest.mark.parametrize("cell", ["", "   "])
def test_an_empty_rating_is_missing_and_not_zero(cell: str) -> None:
    assert cells.rating(cell) is None


@pytest.mark.fault(18)
@pytest.mark.parametrize(
    "cell",
    [
        "11",
        "10.1",
        "-1",
        "-0",
        "+3",
        "NaN",
        "inf",
        "-inf",
        "1e400",
        "1e0",
        "7,5",
        "7.55",
        "7.",
        ".5",
        "NA",
        "x",
        "٣",
        "1_0",
        "9223372036854775808",
        "9" * 5000,
        "7\x00",
        "7 5",
        "\N{MINUS SIGN}1",
        "\u202e7",
    ],
)
def test_what_is_no_rating_is_refused_with_the_cell_and_an_example(cell: str) -> None:
    with pytest.raises(BadCell, match=r"is not a rating. Give a number from 0 to 10, such as 7 or 7\.5") as caught:
        cells.rating(cell)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


def test_a_rating_that_must_be_there_is_missed() -> None:
    assert cells.given_rating("0") == 0
    with pytest.raises(BadCell, match="The rating is missing"):
        cells.given_rating(" ")


def test_holds_are_seconds_in_tenths_in_their_order() -> None:
    assert cells.holds("20;12.5; 3600 ;0.1") == (200, 125, 36_000, 1)
    assert cells.holds("") == ()


@pytest.mark.fault(18)
@pytest.mark.parametrize(
    "cell", ["0", "-3", "20;", ";20", "20;;20", "1000000000", "3600.1", "NaN", "inf", "20,30", "ten"]
)
def test_a_hold_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(BadCell, match=r"is not the length of a hold\. Give seconds above 0 and up to 3600"):
        cells.holds(cell)


def test_more_holds_than_can_be_kept_are_refused() -> None:
    assert len(cells.holds(";".join(["5"] * 200))) == 200
    with pytest.raises(BadCell, match="There are 201 holds here; at most 200"):
        cells.holds(";".join(["5"] * 201))


@pytest.mark.parametrize(("cell", "value"), [("yes", True), ("YES ", True), ("no", False), ("", False)])
def test_stopped_is_yes_or_no_and_empty_is_no(cell: str, value: bool) -> None:  # noqa: FBT001 - a table of values
    assert cells.stopped(cell) is value


@pytest.mark.parametrize("cell", ["1", "true", "y", "nope"])
def test_stopped_takes_no_other_word(cell: str) -> None:
    with pytest.raises(BadCell, match="is neither yes nor no"):
        cells.stopped(cell)


@pytest.mark.parametrize(
    "text", ["NA", "nan", "", " spaced ", "two\r\nlines", "Rücken 😣 \u202eabc", "it's", "''", "x" * 4000]
)
def test_a_note_is_kept_exactly(text: str) -> None:
    assert cells.note(text) == text
    assert cells.note_cell(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "'=1", "''@x"])
def test_a_note_that_a_spreadsheet_would_run_gets_an_apostrophe_that_is_taken_off_again(text: str) -> None:
    assert cells.note_cell(text) == f"'{text}"
    assert cells.note(f"'{text}") == text


@pytest.mark.fault(21)
@given(st.text(max_size=50) | st.text("'=+-@\t\ra", max_size=8))
def test_any_note_comes_back_from_its_cell(text: str) -> None:
    cell = cells.note_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    try:
        assert cells.note(cell) == text
    except BadCell:
        assert "\0" in text


@pytest.mark.fault(19)
@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 4001, "x" * 1_000_000])
def test_a_note_that_cannot_be_stored_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadCell) as caught:
        cells.note(text)
    assert len(str(caught.value)) < 80


def test_a_local_time_is_in_the_zone_given() -> None:
    at = cells.moment("2025-01-06T20:43", BERLIN)
    assert at == datetime(2025, 1, 6, 20, 43, tzinfo=ZoneInfo(BERLIN))
    assert at.tzinfo == ZoneInfo(BERLIN)


def test_an_offset_that_fits_the_zone_given_is_in_that_zone() -> None:
    at = cells.moment("2025-07-06T20:43:10+02:00", BERLIN)
    assert (at.isoformat(), str(at.tzinfo)) == ("2025-07-06T20:43:10+02:00", BERLIN)


@pytest.mark.parametrize(
    ("cell", "zone"),
    [
        ("2025-07-06T23:43-05:00", "Etc/GMT+5"),
        ("2025-07-06T23:43Z", "Etc/GMT"),
        ("2025-07-06T23:43+05:45", "Asia/Kathmandu"),
    ],
)
def test_another_offset_keeps_the_persons_own_day_in_a_zone_that_has_it(cell: str, zone: str) -> None:
    at = cells.moment(cell, BERLIN)
    assert at.date() == date(2025, 7, 6)
    assert str(at.tzinfo) == zone


@pytest.mark.fault(17)
def test_a_time_in_the_gap_of_a_clock_set_forward_is_refused() -> None:
    with pytest.raises(BadCell, match=r"'2025-03-30T02:30' does not exist in Europe/Berlin"):
        cells.moment("2025-03-30T02:30", BERLIN)
    assert cells.moment("2025-03-30T03:00", BERLIN).utcoffset() == timedelta(hours=2)


def test_of_the_two_times_of_a_clock_set_back_the_first_is_meant() -> None:
    assert cells.moment("2025-10-26T02:30", BERLIN).isoformat() == "2025-10-26T02:30:00+02:00"
    assert cells.moment("2025-10-26T02:30+01:00", BERLIN).isoformat() == "2025-10-26T02:30:00+01:00"


@pytest.mark.fault(17)
@pytest.mark.parametrize(
    "cell", ["2024-02-29T07:00", "2020-12-31 07:00", "2025-01-31T07:30:10,5", "2025-01-31T07:30:10.123456"]
)
def test_leap_days_spaces_and_fractions_are_read_to_the_second(cell: str) -> None:
    assert cells.moment(cell, BERLIN).microsecond == 0


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "2025-01-06",
        "20250106T2043",
        "06/01/2025 20:43",
        "2025-02-29T07:00",
        "2025-01-06T24:00",
        "2025-W01-1T07:00",
        "1899-01-01T00:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-12:00",
        "2025-01-06T20:43+25:00",
        "2025-01-06T20:43 CET",
    ],
)
def test_what_is_no_date_and_time_is_refused_with_an_example(cell: str) -> None:
    with pytest.raises(BadCell, match=r"is not a date and time. Write it as 2025-01-31T07:30"):
        cells.moment(cell, BERLIN)


def test_an_offset_that_no_zone_has_is_refused() -> None:
    with pytest.raises(BadCell, match="an offset from UTC that no time zone had"):
        cells.moment("2025-01-06T20:43+03:17", BERLIN)


@pytest.mark.parametrize(
    ("tenths", "cell"), [(75, "7.5"), (70, "7"), (0, "0"), (100, "10"), (None, ""), (36_000, "3600")]
)
def test_tenths_are_written_as_a_decimal_number(tenths: int | None, cell: str) -> None:
    assert cells.number_cell(tenths) == cell


@given(st.integers(0, 100))
def test_every_rating_comes_back_from_its_cell(tenths: int) -> None:
    assert cells.rating(cells.number_cell(tenths)) == tenths


@pytest.mark.parametrize(
    "cell", ["2025-02-29", "20250106", "2025-01-06T00:00", "06.01.2025", "", "0000-01-01", "1800-01-01"]
)
def test_what_is_no_date_is_refused(cell: str) -> None:
    assert cells.day("2024-02-29") == date(2024, 2, 29)
    with pytest.raises(BadCell, match=r"is not a date\. Write it as 2025-01-31"):
        cells.day(cell)
