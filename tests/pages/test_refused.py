"""A notebook that cannot be opened: every page says so, and the file stays as it is."""

import os
from pathlib import Path

import pytest
import streamlit as st

from backcare.notebook.opening import Open
from tests.pages.form import Dashboard, headings, press

TITLE = "Your notebook could not be opened"


@pytest.fixture
def emptied(data_dir: Path) -> Path:
    """A notebook file of 0 bytes, as a failing disk leaves it."""
    data_dir.mkdir()
    file = data_dir / "backcare.db"
    file.touch(mode=0o600)
    return file


@pytest.mark.fault(10)
def test_an_emptied_notebook_is_refused_and_left_as_it_is(dashboard: Dashboard, emptied: Path) -> None:
    app = dashboard()
    assert not app.exception
    assert [one.value for one in app.title] == [TITLE]
    assert [one.value for one in app.error] == [f"The notebook file {emptied} is empty, so what it held is gone."]
    assert [one.value for one in app.markdown] == [
        "The file was left as it is. Move it away and start again for a new notebook, or put a backup in its place.",
        "There is no backup that could take its place.",
    ]
    assert [one.label for one in app.button] == ["Try again"]
    assert emptied.stat().st_size == 0
    assert [one.name for one in emptied.parent.iterdir()] == ["backcare.db"]


@pytest.mark.fault(10)
@pytest.mark.parametrize("page", ["today", "session", "exercises", "progress", "data"])
def test_every_page_says_so_when_the_notebook_was_emptied_since_the_last_visit(
    dashboard: Dashboard, data_dir: Path, page: str
) -> None:
    app = dashboard(page)
    assert [one.value for one in app.title] != [TITLE]
    os.truncate(data_dir / "backcare.db", 0)
    st.cache_resource.clear()  # as a new start of the server does
    app.run()
    assert not app.exception
    assert [one.value for one in app.title] == [TITLE]
    assert [one.label for one in app.button] == ["Try again"]
    assert (data_dir / "backcare.db").stat().st_size == 0


@pytest.mark.fault(15)
def test_another_programs_database_is_refused_and_left_byte_for_byte(dashboard: Dashboard, data_dir: Path) -> None:
    data_dir.mkdir()
    file = data_dir / "backcare.db"
    file.write_bytes(b"no database at all" * 100)
    app = dashboard()
    assert [one.value for one in app.title] == [TITLE]
    assert file.read_bytes() == b"no database at all" * 100


def test_once_the_file_is_moved_away_trying_again_opens_a_new_notebook(dashboard: Dashboard, emptied: Path) -> None:
    app = dashboard()
    emptied.rename(emptied.with_name("old.db"))
    press(app, "Try again")
    assert [one.value for one in app.title] == ["Today"]
    assert headings(app) == ["Welcome to BackCare"]
    assert emptied.stat().st_size > 0


def test_a_notebook_that_is_whole_is_not_refused(dashboard: Dashboard, book: Open) -> None:
    assert book.note == ""
    assert [one.value for one in dashboard().title] == ["Today"]
