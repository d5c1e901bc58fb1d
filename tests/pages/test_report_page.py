"""The report page as Streamlit runs it, from a notebook that really is on the disk."""

from collections.abc import Callable
from datetime import date, timedelta

from streamlit.testing.v1 import AppTest

from backcare.notebook.opening import Open
from tests.pages.form import here, keep

Dashboard = Callable[..., AppTest]
FIRST = "Start your first session"


def sheet(app: AppTest) -> str:
    """The sheet's HTML; empty where there is none."""
    return next((str(one.value) for one in app.markdown if "<article" in str(one.value)), "")


def span(first: date, last: date) -> str:
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def test_an_empty_notebook_has_a_sheet_that_says_so_and_leads_to_the_first_session(dashboard: Dashboard) -> None:
    app = dashboard("report")
    today = here().date()
    assert [one.value for one in app.title] == ["Report"]
    assert "Nothing is logged yet." in sheet(app)
    assert span(today - timedelta(days=27), today) in sheet(app)
    assert FIRST in [one.proto.label for one in app.get("page_link")]


def test_the_days_are_chosen_and_both_may_be_any(dashboard: Dashboard, book: Open) -> None:
    keep(book, ago=timedelta(days=40), before=70, after=70)
    keep(book, ago=timedelta(days=2), before=20, after=30)
    app = dashboard("report")
    assert FIRST not in [one.proto.label for one in app.get("page_link")]
    assert "<b>2.5</b> <small>1 of 28 days rated</small>" in sheet(app)
    app.button_group(key="report-span").set_value("Last 3 months").run()
    assert "<b>4.8</b> <small>2 of 92 days rated</small>" in sheet(app)
    app.button_group(key="report-span").set_value("Other days").run()
    day = here().date() - timedelta(days=40)
    app.date_input(key="report-first").set_value(day).run()
    app.date_input(key="report-last").set_value(day).run()
    assert "<b>7.0</b> <small>1 of 1 day rated</small>" in sheet(app)


def test_days_the_wrong_way_round_get_words_and_keep_what_was_chosen(dashboard: Dashboard) -> None:
    app = dashboard("report")
    app.text_input(key="report-name").set_value("Renate").run()
    app.button_group(key="report-span").set_value("Other days").run()
    today = here().date()
    app.date_input(key="report-last").set_value(today - timedelta(days=60)).run()
    assert [one.value for one in app.error] == ["The first day is after the last one."]
    assert sheet(app) == ""
    assert app.text_input(key="report-name").value == "Renate"
    app.date_input(key="report-last").set_value(today).run()
    assert "Name: <bdi>Renate</bdi>" in sheet(app)


def test_notes_stand_on_it_only_when_they_are_chosen(dashboard: Dashboard, book: Open) -> None:
    keep(book, note="<img src=x onerror=alert(1)> **not bold** :smile:\n\n# no heading")
    app = dashboard("report")
    assert "not bold" not in sheet(app)
    app.button_group(key="report-parts").set_value(["notes"]).run()
    assert "&lt;img src=x onerror=alert(1)&gt; **not bold** :smile:<br># no heading" in sheet(app)
    assert "<table" not in sheet(app)
    assert "\n" not in sheet(app)


def test_a_new_log_is_on_the_sheet_at_once(dashboard: Dashboard, book: Open) -> None:
    app = dashboard("report")
    assert "Pelvic tilt" not in sheet(app)
    keep(book)
    assert "Pelvic tilt" in sheet(app.run())


def test_a_name_is_shown_as_it_was_typed(dashboard: Dashboard) -> None:
    app = dashboard("report")
    app.text_input(key="report-name").set_value("<b>Re</b> *na* כהן").run()
    assert "Name: <bdi>&lt;b&gt;Re&lt;/b&gt; *na* כהן</bdi>" in sheet(app)
