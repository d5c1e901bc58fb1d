from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from backcare.notebook.opening import Open
from tests.pages.form import BY_HAND, Dashboard, keep, rate, save


@contextmanager
def asked() -> Iterator[list[str]]:
    """The questions about the notebook's version alone, as they are put."""
    found: list[str] = []

    def note(*given: object) -> None:
        statement = " ".join(str(given[2]).split())
        if statement == "SELECT notebook_state.version FROM notebook_state":
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("page", ["today", "session", "exercises", "progress"])
def test_a_run_of_a_page_asks_once_which_version_the_notebook_has(book: Open, dashboard: Dashboard, page: str) -> None:
    keep(book)
    app = dashboard(page)
    with asked() as questions:
        app.run()
    assert not app.exception
    assert len(questions) == 1


def test_what_a_click_writes_is_in_what_its_run_draws(dashboard: Dashboard) -> None:
    app = dashboard("session", **BY_HAND)
    rate(app, "pelvic-tilt", before=3, after=3)
    save(app)
    assert [one.value for one in app.header] == ["Saved: Pelvic tilt"]
    assert "pain 3 before, 3 after" in "\n".join(one.value for one in app.caption)
