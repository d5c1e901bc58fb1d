"""Other files than the notebook CSV on the command line."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from backcare.__main__ import main
from backcare.exchange.columns import COLUMNS

HEADER = ";".join(COLUMNS) + "\n"
ROW = "31.01.2025 07:30;prayer-pose;20,5;;;3,5;;4;no;ü\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BACKCARE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "file.csv"


@pytest.mark.fault(23)
def test_a_german_file_is_taken_in_and_how_it_was_read_is_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes((HEADER + ROW).encode("cp1252"))
    assert main(["import", str(file)]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    words = "Separated by semicolons, decimal commas, dates day first, text as Windows, Western Europe."
    assert first == f"{file}: {words}"
    assert last == "Sessions: 1 new, 0 known."


@pytest.mark.fault(23)
@pytest.mark.parametrize(
    ("text", "option", "given"),
    [
        (HEADER + ROW.replace("31.01.", "03/04/"), "--dates", "day-first"),
        (HEADER + ROW.replace("20,5", "20,30"), "--decimal", "comma"),
    ],
)
def test_what_cannot_be_known_is_refused_with_what_to_add(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, option: str, given: str
) -> None:
    file.write_text(text)
    for command in ("replay", "import"):
        assert main([command, str(file)]) == 1
        assert f"Add {option} " in capsys.readouterr().err
        assert not (file.parent / "data").exists()
        assert main([command, str(file), option, given]) == 0


def test_a_spreadsheet_with_known_columns_is_taken_in(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Datum", "Übung", "Wetter"], ["31.01.2025", "Prayer pose", "Regen"]):
        sheet.append(row)
    made.save(file)
    assert main(["import", str(file)]) == 0
    assert "Columns: Datum is started_at, Übung is exercise." in capsys.readouterr().out
    assert main(["replay", str(file)]) == 1
    assert "is not a notebook CSV" in capsys.readouterr().err


def test_a_table_without_known_columns_is_refused_with_where_to_go(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("one;two\n1;2\n")
    assert main(["import", str(file)]) == 1
    assert "no column that is known as started_at or exercise" in capsys.readouterr().err


def test_a_slip_in_the_notebooks_header_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text((HEADER + ROW).replace("pain_worst", "pain_wors"))
    assert main(["import", str(file)]) == 1
    assert "column pain_wors: There is no column 'pain_wors'. The nearest is pain_worst." in capsys.readouterr().err
