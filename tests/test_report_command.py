"""`backcare report` as it is called from a shell."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from tests.test_command_line import BOTH, Shell, shell

pytestmark = pytest.mark.slow

__all__ = ["shell"]
SPAN = ("--from", "2025-02-20", "--to", "2025-03-19")


def text_of(shell: Shell, name: str) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO((shell.folder / name).read_bytes())).pages)


@pytest.mark.slow
def test_the_sheet_is_written_for_the_days_that_are_named(shell: Shell) -> None:
    shell("import", *BOTH)
    found = shell("report", "--pdf", "sheet.pdf", *SPAN, "--name", "Renate Beispiel")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "Written: sheet.pdf, 20 February 2025 to 19 March 2025\n"
    text = text_of(shell, "sheet.pdf")
    assert "Name: Renate Beispiel" in text
    assert "22 of 28 days rated" in text
    assert "Notes" not in text
    assert (shell.folder / "sheet.pdf").stat().st_mode & 0o777 == 0o600
    again = shell("report", "--pdf", "sheet.pdf", *SPAN)
    assert (again.returncode, "sheet.pdf exists already." in again.stderr) == (1, True)


@pytest.mark.slow
def test_without_days_it_is_the_last_four_weeks_and_notes_stand_in_it_when_asked_for(shell: Shell) -> None:
    shell("import", *BOTH)
    assert shell("report", "--pdf", "sheet.pdf", "--notes").returncode == 0
    today = date.today()  # noqa: DTZ011 - the day that the command takes
    text = text_of(shell, "sheet.pdf")
    assert f"{(today - timedelta(days=27)).day} {today - timedelta(days=27):%B %Y} to {today.day} {today:%B %Y}" in text
    assert "Nothing was noted on these days." in text


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("--from", "2025-03-20", "--to", "2025-03-19"), "The first day is after the last one."),
        (("--to", "2999-01-01"), "The last day has not come yet."),
        (("--name", "x" * 81), "A name has at most 80 characters."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(
    shell: Shell, call: tuple[str, ...], words: str
) -> None:
    found = shell("report", "--pdf", "sheet.pdf", *call)
    assert (found.returncode, words in found.stderr) == (1, True)
    assert not (shell.folder / "sheet.pdf").exists()


def test_a_day_that_is_none_is_a_wrong_call(shell: Shell) -> None:
    found = shell("report", "--pdf", "sheet.pdf", "--from", "31.12.2025")
    assert found.returncode == 2
    assert "'31.12.2025' is not a day, such as 2026-10-27" in found.stderr


def test_it_needs_a_notebook_and_makes_none(shell: Shell) -> None:
    found = shell("report", "--pdf", "sheet.pdf")
    assert (found.returncode, "There is no notebook at" in found.stderr) == (1, True)
    assert not shell.data_dir.exists()
