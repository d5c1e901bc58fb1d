"""The Exercises page as Streamlit runs it, and the words on its cards."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from backcare.catalogue import catalogue
from backcare.notebook.drafts import HoldDraft, LogDraft, SessionDraft
from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from backcare.settings import machine_zone
from backcare.training.targets import Target
from backcare.ui.exercise_card import dose_words, goal_words, log_words

Dashboard = Callable[..., AppTest]
SHELF = catalogue()


def texts(app: AppTest) -> str:
    return "\n".join(
        str(element.value) for kind in (app.title, app.subheader, app.markdown, app.caption) for element in kind
    )


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.query_string for link in app.get("page_link")}


def here() -> datetime:
    """The present in the zone that the page takes, so that "today" is the same day on both sides."""
    return datetime.now(ZoneInfo(machine_zone()))


def hurt(book: Open, exercise: str = "side-knee-drop", *, ago: timedelta = timedelta()) -> None:
    """A session in which the person stopped this exercise because it hurt."""
    session = SessionDraft(id=uuid4(), started_at=here() - ago, zone=machine_zone())
    holds = (HoldDraft(side="left", seconds=52), HoldDraft(side="right", seconds=50))
    log = LogDraft(id=uuid4(), exercise=exercise, before=30, after=75, stopped=True, holds=holds)
    assert save_log(book.engine, book.person, session, log)


def test_the_page_shows_six_cards_each_with_its_first_dose_and_a_link(dashboard: Dashboard) -> None:
    app = dashboard("exercises")
    assert not app.exception
    assert app.title[0].value == "Exercises"
    names = [exercise.name for exercise in SHELF.exercises]
    assert [one.value for one in app.subheader][:6] == names
    shown = texts(app)
    for words in ("3 seconds, 5 times", "Single knee: 5 seconds, 3 times each side", "5 seconds, 3 times each side"):
        assert f"**{words}**" in shown
    found = links(app)
    assert {found[f"Open {one.name}"] for one in SHELF.exercises} == {f"exercise={s.slug}" for s in SHELF.exercises}


def test_the_tips_stand_at_the_bottom(dashboard: Dashboard) -> None:
    app = dashboard("exercises")
    assert app.subheader[-1].value == "Tips"
    assert all(tip in texts(app) for tip in (*SHELF.tips, *SHELF.floor))


@pytest.mark.parametrize("exercise", SHELF.exercises, ids=lambda one: one.slug)
def test_one_exercise_is_shown_whole(dashboard: Dashboard, exercise: object) -> None:
    one = next(each for each in SHELF.exercises if each is exercise)
    app = dashboard("exercises", exercise=one.slug)
    assert not app.exception
    assert app.title[0].value == one.name
    shown = texts(app)
    for line in (one.start, *one.steps, *one.avoid, *one.leave_out, one.progress, one.handouts, one.bed, one.source):
        assert line in shown
    if one.gentler:
        assert all(line in shown for line in (one.gentler.name, one.gentler.start, *one.gentler.steps))
    assert "Nothing logged yet." in shown
    assert links(app)["All exercises"] == ""


def test_the_gentler_form_comes_first_while_it_is_the_one_to_do(dashboard: Dashboard) -> None:
    headings = [one.value for one in dashboard("exercises", exercise="hamstring-stretch").subheader]
    assert headings[:2] == ["Now: Lying with a towel", "Later: the full form"]


def test_an_unknown_exercise_shows_the_list_with_a_plain_message(dashboard: Dashboard) -> None:
    app = dashboard("exercises", exercise="<b>handstand</b>")
    assert app.title[0].value == "Exercises"
    assert [one.value for one in app.info] == ["There is no exercise by that name. These are the six there are."]
    assert len(links(app)) >= 6


def test_an_exercise_that_hurt_today_wears_a_badge_on_its_card_alone(dashboard: Dashboard, book: Open) -> None:
    hurt(book)
    shown = texts(dashboard("exercises"))
    assert shown.count("Paused today") == 1
    assert shown.count("**When you go on: 2.5 seconds, 3 times each side**") == 1
    assert shown.count("When you go on") == 1


def test_an_exercise_that_hurt_shows_its_pause_its_half_target_and_its_log(dashboard: Dashboard, book: Open) -> None:
    hurt(book)
    shown = texts(dashboard("exercises", exercise="side-knee-drop"))
    assert shown.count("Paused today") == 1
    assert "When you go on" in shown
    assert "Your target now" not in shown
    assert "**2.5 seconds, 3 times each side**" in shown
    assert "left 5.2 s; right 5 s · pain 3 before, 7.5 after · stopped because it hurt" in shown


def test_only_the_last_five_logs_are_listed_the_newest_first(dashboard: Dashboard, book: Open) -> None:
    for days in range(7):
        hurt(book, ago=timedelta(days=days, minutes=1))
    lines = [
        line for line in texts(dashboard("exercises", exercise="side-knee-drop")).splitlines() if "left 5.2" in line
    ]
    newest = here() - timedelta(minutes=1)
    assert len(lines) == 5
    assert lines[0].startswith(f"- **{newest.day} {newest:%B %Y}**")


@pytest.mark.parametrize(
    ("slug", "target", "words"),
    [
        ("pelvic-tilt", Target(30, 5, "", ""), "3 seconds, 5 times"),
        ("pelvic-tilt", Target(15, 1, "", ""), "1.5 seconds, once"),
        ("pelvic-tilt", Target(10, 2, "", ""), "1 second, 2 times"),
        ("side-knee-drop", Target(50, 3, "", ""), "5 seconds, 3 times each side"),
        ("knees-to-chest", Target(50, 3, "", ""), "5 seconds, 3 times"),
        ("knees-to-chest", Target(50, 3, "single-knee", ""), "Single knee: 5 seconds, 3 times each side"),
    ],
)
def test_a_target_in_words(slug: str, target: Target, words: str) -> None:
    assert dose_words(SHELF[slug], target) == words


def test_every_goal_in_words() -> None:
    assert {exercise.slug: goal_words(exercise) for exercise in SHELF.exercises} == {
        "pelvic-tilt": "20 seconds, 5 times",
        "knees-to-chest": "10 seconds, 8 to 10 times",
        "side-knee-drop": "30 to 45 seconds, 3 times each side",
        "hamstring-stretch": "20 seconds, 5 to 10 times each side",
        "prayer-pose": "30 seconds, 3 times",
        "horse-back": "10 seconds, 5 to 10 times",
    }


def test_a_log_in_words_says_what_is_missing() -> None:
    some = UUID(int=1)
    at = datetime(2025, 3, 2, 20, tzinfo=UTC)
    bare = StoredLog(
        some,
        some,
        at,
        "UTC",
        "pelvic-tilt",
        "",
        0,
        None,
        None,
        None,
        "asked",
        stopped=False,
        note="",
        holds=(),
        version=1,
    )
    assert log_words(bare) == "**2 March 2025** · no holds noted"
    rated = bare._replace(after=0, holds=(("both", 30), ("both", 35)))
    assert log_words(rated) == "**2 March 2025** · 3, 3.5 s · pain not rated before, 0 after"
