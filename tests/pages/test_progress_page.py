"""The Progress page as Streamlit runs it, from a notebook that really is on the disk."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from backcare.charts.exercise import EMPTY
from backcare.charts.pain import EMPTY as EMPTY_PAIN
from backcare.notebook.drafts import FlareDraft, HoldDraft, LogDraft, MorningDraft, PlanDraft, SessionDraft
from backcare.notebook.journal import mark_flare, save_log, save_morning
from backcare.notebook.opening import Open
from backcare.notebook.reads import logs
from backcare.notebook.wishes import choose_plan
from backcare.ui.progress import PAIN, PRACTICE
from backcare.ui.progress_one import number_columns
from tests.charts.drawn import numbers

Dashboard = Callable[..., AppTest]
BERLIN = ZoneInfo("Europe/Berlin")  # the person's zone here: their yesterday, at whatever hour this runs
NOON = datetime.now(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC) - timedelta(days=1)


def keep(book: Open, exercise: str, *, ago: int, before: int | None = 30, after: int | None = 30, **more: Any) -> None:  # noqa: ANN401 - fields of a draft
    session = SessionDraft(id=uuid4(), started_at=NOON - timedelta(days=ago), zone="UTC")
    log = LogDraft(id=uuid4(), exercise=exercise, before=before, after=after, **more)
    assert save_log(book.engine, book.person, session, log)


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def traces(app: AppTest) -> dict[str, list[float | None]]:
    return {one["name"]: numbers(one["y"]) for one in charts(app)[0]["data"] if "bdata" in one["y"]}


def facts(app: AppTest) -> str:
    return next(str(one.proto.body) for one in app.get("html") if "class='facts'" in one.proto.body)


def show(app: AppTest, section: str) -> AppTest:
    next(one for one in app.button_group if one.key == "show").set_value(section)
    return app.run()


def lines(app: AppTest) -> list[str]:
    return [str(one.value) for one in app.markdown]


def choice(app: AppTest) -> Any:  # noqa: ANN401 - a widget of AppTest
    return next(one for one in app.button_group if one.key == "progress_exercise")


def test_an_empty_notebook_says_what_will_stand_here_and_links_to_the_session(dashboard: Dashboard, book: Open) -> None:
    assert book.note == ""
    app = dashboard("progress")
    assert not app.exception
    assert app.title[0].value == "Progress"
    assert "Your notebook is empty." in "\n".join(lines(app))
    assert charts(app)[0]["layout"]["annotations"][0]["text"] == EMPTY_PAIN
    assert "Start your first session" in [link.proto.label for link in app.get("page_link")]


def test_the_page_opens_on_the_exercise_logged_last(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=9)
    keep(book, "prayer-pose", ago=3, holds=(HoldDraft(side="both", seconds=125),))
    app = dashboard("progress")
    assert not app.exception
    assert choice(app).value == "prayer-pose"
    assert "you held for 12.5 seconds, and your pain was 3 before and 3 after." in "\n".join(lines(app))
    (chart,) = charts(app)
    assert [one.get("name") for one in chart["data"]] == ["Target", "Held", None, "Before", "After"]
    assert traces(app) == {"Target": [10], "Held": [12.5], "Before": [3], "After": [3]}


def test_a_paused_exercise_is_shown_first_with_its_line_its_reason_and_the_way_back(
    dashboard: Dashboard, book: Open
) -> None:
    for ago in range(20, 8, -1):
        keep(book, "pelvic-tilt", ago=ago, after=20)
    for ago in range(8, 0, -1):
        keep(book, "pelvic-tilt", ago=ago, before=20, after=50)
    keep(book, "prayer-pose", ago=0)
    app = dashboard("progress")
    assert not app.exception
    assert choice(app).value == "pelvic-tilt"
    (chart,) = charts(app)
    assert "Paused" in [words["text"] for words in chart["layout"]["annotations"]]
    told = "\n".join(lines(app))
    assert "It has been paused since" in told
    assert "Paused: rest a week. Your pain rose with this exercise" in told
    assert app.checkbox(key="progress-pelvic-tilt-read").label == "I have read why it was paused"


def test_a_link_chooses_the_exercise_and_a_choice_changes_the_address(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=1)
    app = dashboard("progress", exercise="horse-back")
    app.query_params["exercise"] = "horse-back"
    app.run()
    assert choice(app).value == "horse-back"
    choice(app).set_value("pelvic-tilt").run()
    assert choice(app).value == "pelvic-tilt"
    assert app.query_params["exercise"] == "pelvic-tilt"


def test_an_exercise_that_is_not_logged_says_what_will_stand_here(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=1)
    app = dashboard("progress")
    choice(app).set_value("side-knee-drop").run()
    assert not app.exception
    assert "Side knee drop is not logged yet." in "\n".join(lines(app))
    assert charts(app)[0]["layout"]["annotations"][0]["text"] == EMPTY
    assert "Start a session" in [link.proto.label for link in app.get("page_link")]


def test_the_numbers_are_read_only_once_they_are_opened(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=1, note="stiff today")
    app = dashboard("progress")
    assert not app.dataframe
    app.session_state["numbers"] = True
    app.run()
    assert not app.exception
    assert list(app.dataframe[0].value.columns) == ["Day", "Pain before", "Pain after", "Note"]


def test_the_table_has_the_latest_first_the_holds_as_timed_and_no_empty_column(book: Open) -> None:
    holds = tuple(HoldDraft(side=side, seconds=s) for side, s in (("left", 120), ("right", 110), ("left", 125)))
    keep(book, "side-knee-drop", ago=2, holds=holds, after=None)
    keep(book, "side-knee-drop", ago=1, before=45, after=80, stopped=True)
    columns = number_columns(logs(book.engine, book.person))
    day = NOON.date()
    assert columns == {
        "Day": [day - timedelta(days=1), day - timedelta(days=2)],
        "Left, seconds": [None, "12, 12.5"],
        "Right, seconds": [None, "11"],
        "Pain before": [4.5, 3.0],
        "Pain after": [8.0, None],
        "Stopped": ["It hurt", None],
    }


def test_pain_shows_all_days_with_their_mornings_and_flare_ups_and_no_exercise(
    dashboard: Dashboard, book: Open
) -> None:
    for ago in (3, 2, 1):
        keep(book, "pelvic-tilt", ago=ago, before=40, after=20)
    save_morning(book.engine, book.person, MorningDraft(id=uuid4(), day=NOON.date(), pain=15, zone="UTC"))
    mark_flare(book.engine, book.person, FlareDraft(id=uuid4(), day=NOON.date(), at=NOON, zone="UTC"))
    app = show(dashboard("progress"), PAIN)
    assert not app.exception
    assert app.header[0].value == "Your pain over time"
    assert "In the last 4 weeks your pain was 3 on average and 1.5 in the mornings." in lines(app)
    assert traces(app) == {"Day": [3, 3, 3], "Morning": [1.5], "7-day mean": [3, 3], "Flare-up": [10.9]}
    assert "<span>Flare-ups, 4 weeks</span> <b>1 day</b>" in facts(app)


def test_practice_shows_the_calendar_the_row_of_days_and_what_was_held(dashboard: Dashboard, book: Open) -> None:
    for ago in (2, 1, 0):
        keep(book, "pelvic-tilt", ago=ago, holds=(HoldDraft(side="both", seconds=1200),))
    app = show(dashboard("progress"), PRACTICE)
    assert not app.exception
    assert app.header[0].value == "Your practice"
    assert "you practised on 3 days and held for 6 minutes in all. That is 3 days in a row now." in "\n".join(
        lines(app)
    )
    assert [one["type"] for one in charts(app)[0]["data"]] == ["bar", "heatmap"]
    assert "<span>Days in a row</span> <b>3</b>" in facts(app)


@pytest.mark.parametrize("section", ["One exercise", PAIN, PRACTICE])
def test_each_section_has_a_table_that_is_made_once_it_is_opened(
    dashboard: Dashboard, book: Open, section: str
) -> None:
    keep(book, "pelvic-tilt", ago=1)
    app = show(dashboard("progress"), section)
    assert not app.dataframe
    app.session_state["numbers"] = True
    app.run()
    assert not app.exception
    assert not app.dataframe[0].value.empty


def test_a_year_has_a_tab_for_each_range_and_opens_on_three_months(dashboard: Dashboard, book: Open) -> None:
    for ago in (800, 500, 1):
        keep(book, "pelvic-tilt", ago=ago)
    app = dashboard("progress")
    assert [tab.label for tab in app.tabs] == ["4 weeks", "3 months", "1 year", "All"]
    befores = [numbers(one["y"]) for chart in charts(app) for one in chart["data"] if one["name"] == "Before"]
    assert befores[:3] == [[3], [3], [3]]
    assert [value for value in befores[3] if value is not None] == [3, 3, 3]
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert alts[1].startswith("Pelvic tilt, 3 months of ")
    assert ", 1 day: seconds held" in alts[1]
    assert ", 3 days: seconds held" in alts[3]


def test_a_save_is_on_the_page_at_the_next_visit(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=2)
    assert traces(dashboard("progress"))["Before"] == [3]
    keep(book, "pelvic-tilt", ago=1)
    assert traces(dashboard("progress"))["Before"] == [3, 3]


def test_a_day_off_and_a_day_too_sore_neither_count_nor_break_the_row(dashboard: Dashboard, book: Open) -> None:
    for ago in (8, 6, 5, 1):
        keep(book, "pelvic-tilt", ago=ago, holds=(HoldDraft(side="both", seconds=1200),))
    keep(book, "pelvic-tilt", ago=7, before=80, after=None)  # begun, and left: too sore
    choose_plan(
        book.engine, book.person, PlanDraft(id=uuid4(), exercises=(), days=3, at=NOON - timedelta(days=9), zone="UTC")
    )
    app = show(dashboard("progress"), PRACTICE)
    assert not app.exception
    told = "\n".join(lines(app))
    assert "you practised on 4 days and held for 8 minutes in all" in told
    assert "<span>Days in a row</span> <b>4</b>" in facts(app)
    assert "<span>Longest row</span> <b>4</b>" in facts(app)
    assert "<span>Days, 4 weeks</span> <b>4</b>" in facts(app)
