"""A notebook of made-up data says so on every page, and takes nothing of anybody's own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backcare.demo import fill
from backcare.notebook.opening import Open
from tests.pages.form import Dashboard

PAGES = ("today", "session", "exercises", "progress", "data", "signs", "you", "rules")


@pytest.fixture
def made_up(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fill, "DAYS_A_YEAR", 20)
    return fill.fill(data_dir, fill.Wanted(1, 4, datetime.now(UTC), "Europe/Berlin"))[0]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_sample_notebook_says_that_its_data_is_made_up(dashboard: Dashboard, page: str) -> None:
    app = dashboard(page)
    assert not app.exception
    assert app.info[0].value == "**Sample data.** A made-up person's notebook, to look around in."


@pytest.mark.usefixtures("made_up")
def test_a_sample_notebook_takes_no_file_in(dashboard: Dashboard) -> None:
    app = dashboard("data")
    assert app.get("file_uploader") == []
    assert any("so it takes no file in" in one.value for one in app.markdown)


@pytest.mark.usefixtures("made_up")
def test_a_sample_person_has_answered_the_lists_of_warning_signs(dashboard: Dashboard) -> None:
    app = dashboard("session")
    assert [one.label for one in app.button if one.label == "None of these"] == []


def test_a_notebook_of_ones_own_says_nothing_of_samples(dashboard: Dashboard, book: Open) -> None:
    app = dashboard("progress")
    assert not book.sample
    assert not any("Sample data" in one.value for one in app.info)
