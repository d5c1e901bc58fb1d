"""The preview of a file in a real browser: a file of one's own in few clicks, and no way out past the export."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from backcare.exchange.columns import COLUMNS
from tests.conftest import Server

ROWS = ";".join(COLUMNS) + "\r\n31.01.2025 07:30;Prayer pose;20;;;3,5;;4;no;=1+1\r\n"


@pytest.mark.fault(21)
def test_the_table_of_the_preview_offers_no_file_in_which_a_note_is_a_formula(
    server: Server, chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "german.csv"
    file.write_bytes(ROWS.encode("cp1252"))
    with server.running() as url:
        page = chromium.new_page()
        page.goto(f"{url}/data")
        page.locator("input[type=file]").first.set_input_files(file)
        table = page.get_by_test_id("stDataFrame")
        expect(table).to_be_visible(timeout=20_000)
        table.hover()
        expect(table.get_by_test_id("stElementToolbar")).to_be_hidden()
        page.get_by_role("button", name="Take it in").click()
        expect(page.get_by_text("1 session new and 0 known already.")).to_be_visible()
        page.close()
