"""A figure is the same wherever it is read: on the page, in the PDF, in the JSON export and from `replay`."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from backcare.catalogue.load import catalogue
from backcare.exchange.files import read_text
from backcare.exchange.notebook_csv import batch, parse_mornings, parse_notebook
from backcare.exchange.notebook_out import write_json
from backcare.exchange.replay import replay
from backcare.notebook.intake import take_in
from backcare.notebook.opening import Open
from backcare.report_command import Wanted, write_report
from backcare.settings import read_settings
from tests.conftest import SAMPLE
from tests.report.conftest import ZONE

pytestmark = pytest.mark.slow

FIRST, LAST = date(2025, 2, 20), date(2025, 3, 19)


def plain(text: str) -> str:
    """Without blanks: where a line is broken is of no matter."""
    return re.sub(r"\s+", "", text)


@pytest.fixture
def exported(book: Open, tmp_path: Path) -> dict[str, Any]:
    """The sample, taken in, and its JSON export."""
    rows = parse_notebook(read_text(SAMPLE / "notebook.csv"), ZONE, catalogue())
    mornings, _ = parse_mornings(read_text(SAMPLE / "morning.csv"), ZONE)
    take_in(book.engine, book.person, batch(rows, mornings))
    write_json(book.engine, book.person, tmp_path / "all.json")
    found: dict[str, Any] = json.loads((tmp_path / "all.json").read_text())
    return found


def on_the_page(dashboard: Callable[[str], AppTest]) -> str:
    app = dashboard("report")
    app.button_group(key="report-span").set_value("Other days").run()
    app.date_input(key="report-first").set_value(FIRST).run()
    app.date_input(key="report-last").set_value(LAST).run()
    sheet = next(str(one.value) for one in app.markdown if "<article" in str(one.value))
    return plain(unescape(re.sub(r"<[^>]+>", "", sheet)))


def in_the_pdf(data_dir: Path, file: Path) -> str:
    settings = read_settings({"BACKCARE_DATA_DIR": str(data_dir)})
    write_report(settings, Wanted(file, FIRST, LAST, "", notes=False), lambda _: None)
    return plain("".join(page.extract_text() for page in PdfReader(file).pages))


def counted(exported: dict[str, Any]) -> Iterator[str]:
    """What the sheet must say, counted from the export alone."""
    within = [one for one in exported["sessions"] if str(FIRST) <= one["local_date"] <= str(LAST)]
    logs = [log for one in within for log in one["logs"]]
    rated = [log for log in logs if log["after"] is not None]
    days = {
        one["local_date"]: [v for log in one["logs"] for v in (log["before"], log["after"]) if v is not None]
        for one in within
    }  # the sample has one session a day
    woke = [one["pain"] / 10 for one in exported["mornings"] if str(FIRST) <= one["local_date"] <= str(LAST)]
    yield f"Pain{fmean(round(fmean(own) / 10, 1) for own in days.values()):.1f}{len(days)} of 28 days rated"
    yield f"Mornings{fmean(woke):.1f}{len(woke)} of 28 mornings rated"
    yield f"{round(sum(hold['seconds'] for log in logs for hold in log['holds']) / 600)} minutes held"
    yield f"not rated {len(logs) - len(rated)} time of {len(logs)}."
    for exercise in catalogue().exercises:
        yield f"{exercise.name}{sum(log['exercise'] == exercise.slug for log in logs)} times"


def replayed() -> str:
    """The reason that `replay` gives for the last row of the stretch which it stops."""
    rows = parse_notebook(read_text(SAMPLE / "notebook.csv"), ZONE, catalogue()).rows
    lines = replay(rows, parse_mornings(read_text(SAMPLE / "morning.csv"), ZONE)[0])
    own = [one for one in lines if one.exercise == "hamstring-stretch" and one.started_at[:10] <= str(LAST)]
    assert (own[-1].level, own[-1].rule) == ("stop", "worsening")
    return own[-1].reason


@pytest.mark.slow
def test_page_pdf_export_and_replay_give_the_same_numbers(
    exported: dict[str, Any], dashboard: Callable[[str], AppTest], data_dir: Path, tmp_path: Path
) -> None:
    expected = [*counted(exported), replayed()]
    assert expected[:2] == ["Pain4.922 of 28 days rated", "Mornings4.621 of 28 mornings rated"]
    assert expected[2:4] == ["188 minutes held", "not rated 1 time of 125."]
    assert len(expected) == 11
    page, printed = on_the_page(dashboard), in_the_pdf(data_dir, tmp_path / "sheet.pdf")
    assert [one for one in expected if plain(one) not in page] == []
    assert [one for one in expected if plain(one) not in printed] == []
