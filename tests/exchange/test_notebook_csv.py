from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.catalogue.load import catalogue
from backcare.exchange.files import read_text
from backcare.exchange.notebook_csv import COLUMNS, Parsed, batch, parse_mornings, parse_notebook, summary
from backcare.settings import ROOT

BERLIN = "Europe/Berlin"
SAMPLE = ROOT / "data" / "sample"
HEADER = ",".join(COLUMNS)
GOOD = "2025-01-06T20:43,prayer-pose,15;15.5,,,7,9,8,no,"


def parsed(*rows: str, header: str = HEADER) -> Parsed:
    return parse_notebook("\n".join([header, *rows]), BERLIN, catalogue())


def faults(found: Parsed) -> Sequence[tuple[int, str]]:
    return [(row.line, row.column) for row in found.bad]


def test_a_row_becomes_a_session_and_a_log_in_tenths() -> None:
    found = parsed("2025-01-06T20:43,Hamstring-Stretch,,14;11,9;13.5,6,,7.5,yes,tight")
    (row,) = found.rows
    assert found.bad == ()
    assert (row.line, row.started_at) == (2, "2025-01-06T20:43")
    assert (row.session.started_at.isoformat(), row.session.zone) == ("2025-01-06T20:43:00+01:00", BERLIN)
    assert (row.session.source, row.log.before_source) == ("imported", "imported")
    assert (row.log.exercise, row.log.variant, row.log.place) == ("hamstring-stretch", "", 0)
    assert (row.log.before, row.log.worst, row.log.after) == (60, None, 75)
    assert (row.log.stopped, row.log.note) == (True, "tight")
    assert [(hold.side, hold.seconds) for hold in row.log.holds] == [
        ("left", 140),
        ("left", 110),
        ("right", 90),
        ("right", 135),
    ]


def test_an_exercise_is_known_by_its_name_too() -> None:
    name = catalogue()["side-knee-drop"].name.upper()
    assert parsed(f"2025-01-06T20:43,{name},,,,,,,,").rows[0].log.exercise == "side-knee-drop"


def test_rows_of_one_start_share_a_session_wherever_they_stand_and_however_the_time_is_written() -> None:
    found = parsed(
        GOOD,
        GOOD.replace("2025-01-06T20:43", "2025-01-07T08:00"),
        GOOD.replace("2025-01-06T20:43", "2025-01-06 20:43:00").replace("prayer-pose", "pelvic-tilt"),
        GOOD.replace("2025-01-06T20:43", "2025-01-06T19:43:00.5Z"),
    )
    first, other, second, third = found.rows
    assert first.session == second.session == third.session != other.session
    assert [row.log.place for row in found.rows] == [0, 0, 1, 2]
    assert len({row.log.id for row in found.rows}) == 4


def test_columns_may_stand_in_any_order_and_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    text = "\ufeff" + ",".join(reversed(COLUMNS)) + "\r\n\r\n" + ",".join(reversed(GOOD.split(","))) + "\r\n"
    found = parse_notebook(read_text(text.encode()), BERLIN, catalogue())
    assert found.bad == ()
    assert found.rows[0].line == 3
    assert found.rows[0].log.before == 70


def test_a_wrong_header_names_every_column_that_is_unknown_missing_or_twice() -> None:
    header = HEADER.replace("pain_worst", "pain_wors").replace("note", "stopped")
    found = parsed(GOOD, header=header)
    assert found.rows == ()
    assert faults(found) == [(1, "pain_wors"), (1, "stopped"), (1, "pain_worst"), (1, "note")]
    assert found.bad[0].reason == "There is no column 'pain_wors'. The nearest is pain_worst."
    assert found.bad[1].reason == "The column stands in the header more than once."
    assert found.bad[2].reason == "The column is missing from the header."


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_with_other_separators_is_told_so_once(separator: str) -> None:
    found = parsed(header=HEADER.replace(",", separator))
    assert [row.reason for row in found.bad] == [
        "The columns are not separated by commas. Save the file with commas between the columns."
    ]


def test_an_empty_file_is_a_fault_and_a_header_alone_is_not() -> None:
    assert [row.reason for row in parse_notebook("", BERLIN, catalogue()).bad] == ["The file is empty."]
    assert parsed() == Parsed((), ())


def test_an_unknown_exercise_is_a_bad_row_that_names_the_nearest() -> None:
    (bad,) = parsed(GOOD.replace("prayer-pose", "hamstrings")).bad
    assert (bad.line, bad.column) == (2, "exercise")
    assert bad.reason == "'hamstrings' is not an exercise here. The nearest is hamstring-stretch."


def test_every_bad_cell_of_every_bad_row_is_listed_and_good_rows_are_still_read() -> None:
    found = parsed(GOOD, "yesterday,cat,x,0,-1,11,NaN,1e400,maybe,\0", GOOD, GOOD.replace(",7,", ",inf,"))
    assert faults(found) == [*((3, column) for column in COLUMNS), (5, "pain_before")]
    assert [row.line for row in found.rows] == [2, 4]


def test_a_row_with_too_few_or_too_many_cells_is_bad_as_a_whole() -> None:
    found = parsed("2025-01-06T20:43,prayer-pose", GOOD + ",more")
    assert [(*row,) for row in found.bad] == [
        (2, "", "The row has 2 cells, the header 10 columns."),
        (3, "", "The row has 11 cells, the header 10 columns."),
    ]


def test_the_line_is_that_of_the_file_where_notes_run_over_several_lines() -> None:
    found = parsed(
        GOOD + '"one\ntwo\n\nfour"', "", GOOD + '"a ""quoted"" word, and a comma"', GOOD.replace(",8,", ",80,")
    )
    assert [row.line for row in found.rows] == [2, 7]
    assert [row.log.note for row in found.rows] == ["one\ntwo\n\nfour", 'a "quoted" word, and a comma']
    assert faults(found) == [(8, "pain_after")]


@pytest.mark.parametrize("cell", ['"never closed', '"closed"too early', "x" * 200_000])
def test_a_row_that_cannot_be_split_into_cells_is_bad_as_a_whole(cell: str) -> None:
    found = parsed(GOOD, GOOD + cell)
    assert [row.line for row in found.rows] == [2]
    assert faults(found) == [(3, "")]
    assert "cannot be split into cells" in found.bad[0].reason


def test_more_holds_in_a_row_than_can_be_kept_are_refused() -> None:
    many = ";".join(["5"] * 101)
    (bad,) = parsed(f"2025-01-06T20:43,prayer-pose,,{many},{many},,,,,").bad
    assert bad.reason == "The row has 202 holds; at most 200 can be kept."


def test_more_rows_of_one_start_than_a_session_can_have_are_refused() -> None:
    found = parsed(*[GOOD] * 1_001)
    assert len(found.rows) == 1_000
    assert faults(found) == [(1_002, "started_at")]


def test_the_sample_is_read_without_a_fault() -> None:
    found = parse_notebook(read_text(SAMPLE / "notebook.csv"), BERLIN, catalogue())
    assert found.bad == ()
    assert summary(found) == (91, 517, date(2025, 1, 6), date(2025, 5, 4))
    mornings, bad = parse_mornings(read_text(SAMPLE / "morning.csv"), BERLIN)
    assert (len(mornings), bad) == (91, ())
    assert (mornings[0].day, mornings[0].pain, mornings[0].zone) == (date(2025, 1, 7), 40, BERLIN)


def test_a_batch_holds_each_session_once_with_its_logs() -> None:
    given_ = batch(parse_notebook(read_text(SAMPLE / "notebook.csv"), BERLIN, catalogue()), ())
    assert len(given_.sessions) == 91
    assert sum(len(logs) for _, logs in given_.sessions) == 517
    session, logs = given_.sessions[0]
    assert isinstance(session.id, UUID)
    assert [log.place for log in logs] == [0, 1, 2, 3, 4, 5]


def test_an_empty_file_has_an_empty_summary() -> None:
    assert summary(Parsed((), ())) == (0, 0, None, None)


def test_progress_rises_to_one() -> None:
    shares: list[float] = []
    parse_notebook("\n".join([HEADER, *[GOOD] * 900]), BERLIN, catalogue(), shares.append)
    assert shares == sorted(shares)
    assert len(shares) >= 5
    assert 0 <= shares[0] <= shares[-1] == 1


def test_bad_mornings_are_listed_with_line_column_and_reason() -> None:
    text = "date,pain\n2025-01-07,4\n2025-01-07,4\n2025-02-30,4\n2025-01-08,\n2025-01-09,11\n2025-01-10"
    good, bad = parse_mornings(text, BERLIN)
    assert [draft.pain for draft in good] == [40]
    assert [(row.line, row.column) for row in bad] == [(3, "date"), (4, "date"), (5, "pain"), (6, "pain"), (7, "")]
    assert bad[0].reason == "The file has more than one rating for 2025-01-07."


CELLS = st.sampled_from(
    [
        *GOOD.split(","),
        "11",
        "NaN",
        "1e400",
        "-1",
        "=1",
        "'=1",
        "\x00",
        "�",
        '"',
        "2025-03-30T02:30",
        "1900-01-01T00:00",
        "0001-01-01T00:00Z",
        "9999-12-31T23:59-23:59",
        "2025-01-06T20:43+05:45",
        "cat",
        ";",
        ";;",
        "9" * 20,
        "\n",
    ]
) | st.text(st.characters(), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=9, max_size=11), max_size=4), st.booleans())
def test_nothing_in_a_cell_makes_the_reader_fail(rows: list[list[str]], quoted: bool) -> None:  # noqa: FBT001 - drawn
    def write(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if quoted else cell

    found = parsed(*(",".join(write(cell) for cell in row) for row in rows))
    if quoted:
        assert len(found.rows) + len({row.line for row in found.bad}) == len(rows)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters()) | st.text('a,;\n\r"\t'))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    parse_notebook(text, BERLIN, catalogue())
    parse_notebook(f"{HEADER}\n{text}", BERLIN, catalogue())
    parse_mornings(text, BERLIN)
    parse_mornings(f"date,pain\n{text}", BERLIN)
