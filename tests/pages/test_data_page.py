"""Files in and out on the Data page as Streamlit runs it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.pages.form import ZONE, Dashboard, labels, press, said, stored, warnings

SAMPLE = ROOT / "data" / "sample"
NOTEBOOK, MORNINGS = (SAMPLE / "notebook.csv").read_bytes(), (SAMPLE / "morning.csv").read_bytes()
HEADER = b"started_at,exercise,holds_s,holds_left_s,holds_right_s,pain_before,pain_worst,pain_after,stopped,note\n"


def page(dashboard: Dashboard) -> AppTest:
    app = dashboard("data")
    assert not app.exception
    return app


def upload(app: AppTest, notebook: bytes | None = None, mornings: bytes | None = None) -> AppTest:
    for place, content in enumerate((notebook, mornings)):
        if content is not None:
            app.file_uploader[place].upload("file.csv", content, "text/csv")
    app.run()
    assert not app.exception
    return app


def successes(app: AppTest) -> list[str]:
    return [one.value for one in app.success]


def errors(app: AppTest) -> list[str]:
    return [one.value for one in app.error]


def test_the_page_names_the_file_that_the_notebook_is(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    assert app.code[0].value == str(book.settings.file)
    assert "Take it in" not in labels(app)


def test_the_sample_is_shown_before_anything_is_stored(dashboard: Dashboard, book: Open) -> None:
    app = upload(page(dashboard), NOTEBOOK, MORNINGS)
    assert "Understood: 91 sessions with 517 exercises, and 91 morning ratings." in said(app)
    rows = app.dataframe[0].value
    assert len(rows) == 8
    assert rows.iloc[0].to_dict() == {
        "When": "2025-01-06 20:43",
        "Exercise": "Knees to chest",
        "Holds, seconds": "5; 5; 5; 7; 5; 7; 6; 6",
        "Before": "4",
        "Worst": "",
        "After": "7",
        "Stopped": "no",
        "Note": "",
    }
    assert rows.iloc[1]["Holds, seconds"] == "left 19; left 21; right 18; right 20"
    assert stored(book) == ()


def test_the_sample_is_taken_in_once_and_known_the_second_time(dashboard: Dashboard, book: Open) -> None:
    app = press(upload(page(dashboard), NOTEBOOK, MORNINGS), "Take it in")
    assert successes(app) == [("91 sessions new and 0 known already. 91 morning ratings new and 0 known already.")]
    assert "Take it in" not in labels(app)
    logs = stored(book)
    assert len(logs) == 517
    assert logs[0].started_at == datetime(2025, 1, 6, 20, 43, tzinfo=ZoneInfo(ZONE))
    press(upload(app, NOTEBOOK, MORNINGS), "Take it in")
    assert successes(app) == [("0 sessions new and 91 known already. 0 morning ratings new and 91 known already.")]
    assert stored(book) == logs
    assert len(reads.mornings(book.engine, book.person)) == 91


def test_times_are_read_in_the_zone_that_was_chosen(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    assert app.selectbox[0].value == ZONE
    app.selectbox[0].set_value("America/New_York").run()
    press(upload(app, HEADER + b"2025-01-31T07:30,prayer-pose,10,,,3,,4,no,\n"), "Take it in")
    (log,) = stored(book)
    assert log.zone == "America/New_York"
    assert log.started_at == datetime(2025, 1, 31, 7, 30, tzinfo=ZoneInfo("America/New_York"))


def test_what_the_notebook_has_otherwise_is_kept_and_named(dashboard: Dashboard, book: Open) -> None:
    row = b"2025-01-31T07:30,prayer-pose,10,,,3,,%d,no,\n"
    app = press(upload(page(dashboard), HEADER + row % 4), "Take it in")
    press(upload(app, HEADER + row % 5), "Take it in")
    assert successes(app) == ["0 sessions new and 1 known already."]
    (words,) = [one.value for one in app.text]
    assert words.startswith("Kept as your notebook has it: ")
    assert [log.after for log in stored(book)] == [40]


def test_bad_rows_are_shown_with_line_column_and_reason_and_nothing_can_be_taken_in(
    dashboard: Dashboard, book: Open
) -> None:
    text = HEADER + (
        b"2025-01-31T07:30,prayer-pose,10,,,3,,4,no,\n"
        b"2025-01-31T07:30,handstand,10,,,3,,11,no,\n"
        b"2025-02-30T07:30,prayer-pose,10,,,3,,4,maybe,\n"
    )
    app = upload(page(dashboard), text, b"date,pain\n2025-01-31,\n")
    assert errors(app) == ["5 places could not be read, so nothing is taken in. Mend them and choose the file again."]
    name, *found = [one.value for one in app.text]
    assert name == "handstand (1 row)"
    assert found[0].startswith(
        "Notebook file, line 3, column exercise: 'handstand' is not an exercise here. The nearest"
    )
    assert found[1] == (
        "Notebook file, line 3, column pain_after: "
        "'11' is not a rating. Give a number from 0 to 10, such as 7 or 7.5, or leave it empty."
    )
    assert found[2].startswith("Notebook file, line 4, column started_at: '2025-02-30T07:30'")
    assert found[3:] == [
        "Notebook file, line 4, column stopped: 'maybe' is neither yes nor no.",
        "Morning ratings, line 2, column pain: The rating is missing.",
    ]
    assert "Take it in" not in labels(app)
    assert stored(book) == ()


def test_of_very_many_bad_rows_the_first_two_hundred_are_shown_and_the_rest_counted(dashboard: Dashboard) -> None:
    app = upload(page(dashboard), HEADER + b"2025-01-31T07:30,prayer-pose,ten,,,3,,4,no,\n" * 250)
    assert len(app.text) == 201
    assert app.text[-1].value == "And 50 more."


def test_one_bad_place_is_counted_as_one(dashboard: Dashboard) -> None:
    app = upload(page(dashboard), HEADER + b"2025-01-31T07:30,prayer-pose,ten,,,3,,4,no,\n")
    assert errors(app)[0].startswith("1 place could not be read")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04...", "The spreadsheet cannot be read: it is broken, or it is not a spreadsheet."),
        (b"started_at\n\x81\xd6", "Line 2 is not text in CP1252."),
        (b"started_at\nx", "No row of the file names its columns, so what they hold is not known."),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(dashboard: Dashboard, content: bytes, words: str) -> None:
    (error,) = errors(upload(page(dashboard), content))
    assert error.startswith(f"{words} Nothing was read.")


def test_a_file_without_rows_is_nothing_to_take_in(dashboard: Dashboard) -> None:
    app = upload(page(dashboard), HEADER)
    assert warnings(app) == ["The file holds no rows, so there is nothing to take in."]
    assert "Take it in" not in labels(app)


def test_three_files_are_offered_to_keep(dashboard: Dashboard) -> None:
    offered = [one.proto.label for one in page(dashboard).get("download_button")]
    assert offered == ["Notebook (CSV)", "Morning ratings (CSV)", "Everything (JSON)"]
