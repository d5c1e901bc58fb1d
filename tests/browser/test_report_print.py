"""The sheet as a browser prints it."""

import io
import re
from datetime import date, timedelta

from playwright.sync_api import Browser
from pypdf import PdfReader

from backcare.catalogue.load import catalogue
from backcare.exchange.files import read_text
from backcare.exchange.notebook_csv import batch, parse_notebook
from backcare.notebook.intake import take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from tests.conftest import SAMPLE, Server
from tests.pages.form import here
from tests.report.conftest import ZONE

LAST = date(2025, 3, 19)


def moved(text: str, last: date) -> str:
    """The sample up to the 19th of March, as if that were the last day."""
    head, *rows = text.splitlines()
    past = ((date.fromisoformat(row[:10]), row[10:]) for row in rows)
    return "\n".join([head, *(f"{day + (last - LAST)}{rest}" for day, rest in past if day <= LAST)])


def test_four_weeks_are_printed_on_one_page_without_the_dashboard_around_them(
    server: Server, chromium: Browser
) -> None:
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(server.data_dir)}))
    assert isinstance(book, Open)
    text = moved(read_text(SAMPLE / "notebook.csv"), here().date() - timedelta(days=1))
    take_in(book.engine, book.person, batch(parse_notebook(text, ZONE, catalogue()), ()))
    with server.running() as url:
        page = chromium.new_page(color_scheme="dark", timezone_id=ZONE)
        page.goto(f"{url}/report")
        page.get_by_text("22 of 28 days rated").wait_for(timeout=20_000)
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        page.close()
    text = re.sub(r"\s+", "", "".join(one.extract_text() for one in printed.pages))
    assert len(printed.pages) == 1
    assert text.startswith("Backpainandstretches")
    assert text.endswith("notadiagnosis.")
