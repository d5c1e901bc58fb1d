"""The Progress page as Streamlit runs it, from a notebook that really is on the disk."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from backcare.charts.exercise import EMPTY
from backcare.charts.pain import EMPTY as EMPTY_PAIN
from backcare.charts.pain import PainDay
from backcare.notebook.drafts import HoldDraft, LogDraft, MorningDraft, SessionDraft
from backcare.notebook.journal import save_log, save_morning
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog, logs
from backcare.safety.history import Decision, Morning, Reading
from backcare.safety.standing import Stop
from backcare.ui.progress import ALL, number_columns, stop_line
from backcare.ui.progress_data import exercise_point, pain_days, stop_mark

Dashboard = Callable[..., AppTest]
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)


def keep(book: Open, exercise: str, *, ago: int, before: int | None = 30, after: int | None = 30, **more: Any) -> None:  # noqa: ANN401 - fields of a draft
    session = SessionDraft(id=uuid4(), started_at=NOON - timedelta(days=ago), zone="UTC")
    log = LogDraft(id=uuid4(), exercise=exercise, before=before, after=after, **more)
    assert save_log(book.engine, book.person, session, log)


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def trace(app: AppTest, name: str) -> dict[str, Any]:
    return next(one for one in charts(app)[0]["data"] if one["name"] == name)


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
    assert app.subheader[0].value == "Prayer pose"
    assert "you held for 12.5 seconds, and your pain was 3 before and 3 after." in "\n".join(lines(app))
    (chart,) = charts(app)
    assert [trace["name"] for trace in chart["data"]] == ["Hold", "Target", "Before", "After"]
    assert chart["data"][0]["y"] == [12.5]
    assert chart["data"][1]["y"] == [10, 10]


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
    assert "Paused:<br>pain rose" in [words["text"] for words in chart["layout"]["annotations"]]
    told = "\n".join(lines(app))
    assert "It has been paused since" in told
    assert "Paused: rest a week. Your pain rose with this exercise" in told
    assert app.checkbox(key="progress-pelvic-tilt-read").label == "I have read why it was paused"


def test_a_link_chooses_the_exercise_and_a_choice_changes_the_address(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=1)
    app = dashboard("progress", exercise="horse-back")
    app.query_params["exercise"] = "horse-back"
    app.run()
    assert app.subheader[0].value == "Horse back (cat) stretch"
    choice(app).set_value("pelvic-tilt").run()
    assert app.subheader[0].value == "Pelvic tilt"
    assert app.query_params["exercise"] == "pelvic-tilt"


def test_an_exercise_that_is_not_logged_says_what_will_stand_here(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=1)
    app = dashboard("progress")
    choice(app).set_value("side-knee-drop").run()
    assert not app.exception
    assert "Side knee drop is not logged yet." in "\n".join(lines(app))
    assert charts(app)[0]["layout"]["annotations"][0]["text"] == EMPTY
    assert "Start a session" in [link.proto.label for link in app.get("page_link")]


def test_all_exercises_shows_pain_over_time_and_no_exercise(dashboard: Dashboard, book: Open) -> None:
    for ago in (3, 2, 1):
        keep(book, "pelvic-tilt", ago=ago, before=40, after=20)
    save_morning(book.engine, book.person, MorningDraft(id=uuid4(), day=NOON.date(), pain=15, zone="UTC"))
    app = dashboard("progress")
    next(one for one in app.button_group if one.key == "show").set_value(ALL).run()
    assert not app.exception
    assert app.subheader[0].value == "Your pain over time"
    assert "In the last 4 weeks your pain was 3 on average and 1.5 in the mornings." in lines(app)
    (chart,) = charts(app)
    assert {trace["name"]: trace["y"] for trace in chart["data"]} == {
        "Day": [3.0, 3.0, 3.0, None],
        "Morning": [None, None, None, 1.5],
        "7-day mean": [None, None, 3.0, 3.0],
    }


def test_the_numbers_are_read_only_once_they_are_opened(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=1, note="stiff today")
    app = dashboard("progress")
    assert not app.dataframe
    app.session_state["numbers"] = True
    app.run()
    assert not app.exception
    assert list(app.dataframe[0].value.columns) == ["Day", "Pain before", "Pain after", "Note"]


def test_sessions_older_than_a_year_are_counted_below_the_chart(dashboard: Dashboard, book: Open) -> None:
    for ago in (800, 500, 1):
        keep(book, "pelvic-tilt", ago=ago)
    app = dashboard("progress")
    assert len(trace(app, "Before")["x"]) == 1
    assert "This is the year up to its last session. 2 sessions before it stay in your notebook." in [
        one.value for one in app.caption
    ]


def test_a_save_is_on_the_page_at_the_next_visit(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", ago=2)
    assert len(trace(dashboard("progress"), "Before")["x"]) == 1
    keep(book, "pelvic-tilt", ago=1)
    assert len(trace(dashboard("progress"), "Before")["x"]) == 2


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


def test_a_log_becomes_a_point_in_seconds_and_points_with_missing_left_missing() -> None:
    at = datetime(2025, 1, 6, 20, 43, tzinfo=BERLIN)
    log = StoredLog(
        id=UUID(int=1),
        session=UUID(int=2),
        started_at=at,
        zone="Europe/Berlin",
        exercise="side-knee-drop",
        variant="",
        place=0,
        before=None,
        worst=65,
        after=0,
        before_source="asked",
        stopped=False,
        note="",
        holds=(("left", 120), ("left", 125), ("right", 110)),
        version=1,
    )
    assert exercise_point(log, 300) == (at, 12.25, 11, None, 30, None, 6.5, 0)


@pytest.mark.parametrize(
    ("code", "words", "lasting"),
    [
        ("sharp-rise", "Paused a day: pain rose", False),
        ("hurts", "Paused a day: it hurt", False),
        ("worsening", "Paused: pain rose", True),
    ],
)
def test_a_pause_is_named_on_the_chart_by_what_brought_it(code: str, words: str, lasting: bool) -> None:  # noqa: FBT001 - a column
    mark = stop_mark(Stop(NOON, code, "", None), ())
    assert (mark.at, mark.words, mark.lasting, mark.end_words) == (NOON, words, lasting, "")


def test_the_end_of_a_pause_is_named_where_the_person_took_it_up_again() -> None:
    ended = NOON + timedelta(days=8)
    stop = Stop(NOON, "worsening", "", ended)
    assert stop_mark(stop, [Decision(ended, "pelvic-tilt", "resume")]).end_words == "Taken up again"
    assert stop_mark(stop, [Decision(NOON, "pelvic-tilt", "resume")]).end_words == ""


def test_a_pause_is_listed_with_its_day_its_reason_and_its_end() -> None:
    at = datetime(2025, 2, 28, 20, tzinfo=BERLIN)
    lasting = Stop(at, "worsening", "Your pain rose.", None)
    day_off = Stop(at, "sharp-rise", "Your pain went from 4 to 7.", at)
    over = Stop(at, "worsening", "Your pain rose.", at + timedelta(days=9))
    today = at.date()
    assert stop_line(lasting, today) == "**28 February**: Paused: rest a week. Your pain rose."
    assert stop_line(day_off, today) == "**28 February**: Paused for the day. Your pain went from 4 to 7."
    assert stop_line(over, today.replace(year=2026)) == (
        "**28 February 2025**: Paused: rest a week. Your pain rose. It ended on 9 March 2025."
    )


def test_the_pain_of_a_day_is_the_mean_of_its_ratings_and_a_carried_one_counts_once() -> None:
    at = datetime(2025, 1, 6, 20, tzinfo=BERLIN)
    readings = (
        Reading("a", at, 0, "pelvic-tilt", before=40, after=60),
        Reading("a", at, 1, "prayer-pose", before=60, before_source="carried", after=80),
        Reading("b", at + timedelta(days=1), 0, "prayer-pose"),
    )
    morning = Morning(at.date() + timedelta(days=1), 25)
    assert pain_days(readings, [morning]) == (PainDay(at.date(), 6.0, None), PainDay(morning.day, None, 2.5))
