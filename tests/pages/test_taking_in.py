"""A person's own files on the Data page: what is understood, what is asked, what is taken in."""

import io
import json
from datetime import datetime
from unicodedata import name as sign_name

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from backcare.exchange.columns import COLUMNS
from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from backcare.ui.importing_read import SHELF
from tests.pages.form import Dashboard, labels, press, said, stored, warnings

HEADER = ";".join(COLUMNS) + "\r\n"
GERMAN = HEADER + '31.01.2025 07:30;Prayer pose;"20;20,5";;;3,5;;4;no;Rücken\r\n'
OPEN = GERMAN.replace("31.01.", "03/04/")
EXPORT = ROOT / "tests" / "exchange" / "exports" / "schema-0007.json"


def chosen(dashboard: Dashboard, data: bytes, name: str = "file.csv", mornings: bytes | None = None) -> AppTest:
    app = dashboard("data")
    app.file_uploader[0].upload(name, data, "application/octet-stream")
    if mornings is not None:
        app.file_uploader[1].upload("mornings.csv", mornings, "text/csv")
    app.run()
    assert not app.exception
    return app


def asked(app: AppTest) -> list[str]:
    return [one.label for one in app.radio]


@pytest.mark.fault(23)
def test_a_german_file_is_taken_in_by_choosing_it_and_pressing_once(dashboard: Dashboard, book: Open) -> None:
    app = chosen(dashboard, GERMAN.encode("cp1252"), mornings=b"date;pain\r\n01.02.2025;4,5\r\n")
    assert "Read as: Separated by semicolons, decimal commas, dates day first, text as Windows" in said(app)
    assert "From 31 January 2025 to 1 February 2025." in said(app)
    press(app, "Take it in")
    (log,) = stored(book)
    assert (log.before, log.after, log.note, log.holds) == (35, 40, "Rücken", (("both", 200), ("both", 205)))
    assert [morning.pain for morning in reads.mornings(book.engine, book.person)] == [45]
    assert SHELF not in app.session_state


@pytest.mark.fault(23)
def test_what_a_file_does_not_say_is_asked_before_it_can_be_taken_in(dashboard: Dashboard, book: Open) -> None:
    app = chosen(dashboard, OPEN.encode())
    assert asked(app) == ["Is the day or the month first in a date such as 03/04/2025?"]
    assert "Take it in" not in labels(app)
    app.radio[0].set_value("month-first").run()
    press(app, "Take it in")
    assert [log.started_at.month for log in stored(book)] == [3]


@pytest.mark.fault(23)
def test_a_guess_can_be_changed_and_changed_back(dashboard: Dashboard) -> None:
    app = chosen(dashboard, GERMAN.encode("utf-16"))
    key = next(str(one.key) for one in app.selectbox if str(one.key).startswith("import_encoding"))
    app.selectbox(key=key).set_value("utf-8").run()
    assert app.error[0].value.startswith("Line 1 is not text in UTF-8.")
    app.selectbox(key=key).set_value(None).run()
    assert "Take it in" in labels(app)


def test_a_click_elsewhere_parses_nothing_again(dashboard: Dashboard) -> None:
    app = chosen(dashboard, GERMAN.encode())
    before = app.session_state[SHELF]["rows"][1]
    app.run()
    assert app.session_state[SHELF]["rows"][1] is before


def own() -> bytes:
    made, file = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Tag", "Was", "Schmerz danach"])
    sheet.append([datetime(2025, 1, 31), "Plank", 3.5])  # noqa: DTZ001 - a sheet knows no zone
    sheet.append([datetime(2025, 2, 1), "Handstand", 4])  # noqa: DTZ001 - a sheet knows no zone
    made.save(file)
    return file.getvalue()


def test_columns_and_exercises_of_ones_own_are_matched_by_the_person(dashboard: Dashboard, book: Open) -> None:
    app = chosen(dashboard, own(), "own.xlsx")
    assert warnings(app) == ["Say which column holds the day and which the exercise. Nothing can be taken in before."]
    key = next(str(one.key) for one in app.selectbox if str(one.key).startswith("import_column_exercise"))
    app.selectbox(key=key).set_value(1).run()
    assert [one.value for one in app.text][:2] == ["Plank (1 row)", "Handstand (1 row)"]
    assert "Take it in" not in labels(app)
    names = [str(one.key) for one in app.selectbox if str(one.key).startswith("import_exercise_")]
    app.selectbox(key=names[0]).set_value("pelvic-tilt").run()
    app.selectbox(key=names[1]).set_value("").run()
    assert "Left out: 1 row." in said(app)
    press(app, "Take it in")
    (log,) = stored(book)
    assert (log.exercise, log.after, log.started_at.isoformat()) == ("pelvic-tilt", 35, "2025-01-31T12:00:00+01:00")


def test_everything_that_was_exported_is_taken_in_once(dashboard: Dashboard, book: Open) -> None:
    app = chosen(dashboard, EXPORT.read_bytes(), "all.json")
    assert "Understood: everything of a notebook. 4 sessions with 9 exercises, 1 morning rating, and 19" in said(app)
    press(app, "Take it in")
    assert len(reads.everything(book.engine, book.person)["sessions"]) == 4
    app.file_uploader[0].upload("all.json", EXPORT.read_bytes(), "application/json")
    app.run()
    press(app, "Take it in")
    assert app.success[0].value.startswith("0 sessions new and 4 known already.")


@pytest.mark.fault(20)
def test_what_stands_in_a_refused_file_is_shown_as_text_alone(dashboard: Dashboard) -> None:
    value = json.loads(EXPORT.read_text())
    value["sessions"][0]["zone"] = "![x](http://127.0.0.1:9/beacon)"
    app = chosen(dashboard, json.dumps(value).encode(), "all.json")
    assert "beacon" in app.text[0].value
    shown = [*app.error, *app.warning, *app.markdown, *app.caption]
    assert not any("beacon" in str(one.value) for one in shown)


@pytest.mark.fault(19)
@pytest.mark.parametrize("sign", ["\0", "\u202e", "😣"])
def test_a_note_with_a_strange_sign_is_refused_or_kept_exactly(dashboard: Dashboard, book: Open, sign: str) -> None:
    app = chosen(dashboard, GERMAN.replace("Rücken", f"a{sign}b").encode())
    if sign == "\0":
        assert "Take it in" not in labels(app)
        assert "cannot be stored" in app.text[0].value
    else:
        press(app, "Take it in")
        assert [log.note for log in stored(book)] == [f"a{sign}b"], sign_name(sign)
