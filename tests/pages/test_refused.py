"""A notebook that cannot be opened: every page says so, and the file stays as it is."""

from pathlib import Path

import pytest

from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.pages.form import Dashboard, headings, press

PAGES = ("today", "session", "exercises", "progress", "data")


@pytest.fixture
def emptied(data_dir: Path) -> Path:
    """A notebook file of 0 bytes, as a failing disk leaves it."""
    data_dir.mkdir()
    file = data_dir / "backcare.db"
    file.touch(mode=0o600)
    return file


@pytest.mark.parametrize("page", PAGES)
def test_an_emptied_notebook_is_refused_on_every_page_and_left_as_it_is(
    dashboard: Dashboard, emptied: Path, page: str
) -> None:
    app = dashboard()
    if page != "today":
        app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not app.exception
    assert [one.value for one in app.title] == ["Your notebook could not be opened"]
    assert [one.value for one in app.error] == [f"The notebook file {emptied} is empty, so what it held is gone."]
    assert (
        "The file was left as it is. Move it away and start again for a new notebook, or put a backup in its place."
        in [one.value for one in app.markdown]
    )
    assert [one.label for one in app.button] == ["Try again"]
    assert len(app.text_input) == 0
    assert emptied.stat().st_size == 0
    assert [one.name for one in emptied.parent.iterdir()] == ["backcare.db"]


def test_another_programs_database_is_refused_and_left_byte_for_byte(dashboard: Dashboard, data_dir: Path) -> None:
    data_dir.mkdir()
    file = data_dir / "backcare.db"
    file.write_bytes(b"no database at all" * 100)
    app = dashboard()
    assert [one.value for one in app.title] == ["Your notebook could not be opened"]
    assert file.read_bytes() == b"no database at all" * 100


def test_once_the_file_is_moved_away_trying_again_opens_a_new_notebook(dashboard: Dashboard, emptied: Path) -> None:
    app = dashboard()
    emptied.rename(emptied.with_name("old.db"))
    press(app, "Try again")
    assert [one.value for one in app.title] == ["Today"]
    assert headings(app) == ["Next: Pelvic tilt"]
    assert emptied.stat().st_size > 0


def test_a_notebook_that_is_whole_is_not_refused(dashboard: Dashboard, book: Open) -> None:
    assert book.note == ""
    assert [one.value for one in dashboard().title] == ["Today"]
