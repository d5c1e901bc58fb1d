"""The command `report`: the sheet for the clinician as a PDF file."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backcare.commands import opened_if_there
from backcare.errors import FileRefused
from backcare.exchange.files import write_new
from backcare.notebook.clinician import words
from backcare.notebook.for_rules import history
from backcare.notebook.wishes import chosen
from backcare.report.asked import MOST_NAME, PARTS, USUAL_PARTS, Asked, fault, last_days
from backcare.report.model import Known
from backcare.report.pdf import pdf
from backcare.report.report import report
from backcare.report.sheet import sheet
from backcare.settings import Settings, machine_zone
from backcare.words import full_day


class Wanted(NamedTuple):
    """Where the file goes, its first and last day where they were named, a name, and whether notes stand in it."""

    file: Path
    first: date | None
    last: date | None
    name: str
    notes: bool


def write_report(settings: Settings, wanted: Wanted, say: Callable[[str], None]) -> None:
    """Write the sheet to a file that is not there yet."""
    now = datetime.now(ZoneInfo(machine_zone()))
    asked = _asked(wanted, now.date())
    with opened_if_there(settings) as book:
        mine = book.engine, book.person
        known = Known(history(*mine), chosen(*mine), words(*mine))
        write_new({wanted.file: pdf(sheet(report(book, known, asked, now)), now)})
    say(f"Written: {wanted.file}, {full_day(asked.first)} to {full_day(asked.last)}")


def _asked(wanted: Wanted, today: date) -> Asked:
    last = wanted.last or today
    first = wanted.first or last_days(last)[0]
    if words := fault(first, last, today):
        raise FileRefused(words, "Name other days with --from and --to.")
    if len(wanted.name) > MOST_NAME:
        raise FileRefused(f"A name has at most {MOST_NAME} characters.", "Shorten it.")
    return Asked(first, last, PARTS if wanted.notes else USUAL_PARTS, wanted.name.strip())
