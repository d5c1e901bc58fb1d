"""The Exercises page as Streamlit runs it, and the words on its cards."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from backcare.catalogue import catalogue, figure
from backcare.catalogue.model import Side
from backcare.notebook.drafts import HoldDraft, LogDraft, SessionDraft
from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from backcare.settings import machine_zone
from backcare.ui.exercise_words import best_words, goal_words, log_words
from tests.pages.form import Dashboard, labels, press

SHELF = catalogue()


def texts(app: AppTest) -> str:
    return "\n".join(
        str(element.value) for kind in (app.title, app.header, app.markdown, app.caption) for element in kind
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


def pictures(app: AppTest) -> list[str]:
    """What each picture of the page says, in their order."""
    return [unescape(label) for label in re.findall(r'<svg[^>]* aria-label="([^"]+)"', texts(app))]


def test_the_page_shows_six_cards_each_a_link_with_its_picture_and_first_dose(dashboard: Dashboard) -> None:
    app = dashboard("exercises")
    assert not app.exception
    assert app.title[0].value == "Exercises"
    found = links(app)
    assert {found[f"**{one.name}**"] for one in SHELF.exercises} == {f"exercise={one.slug}" for one in SHELF.exercises}
    lines = texts(app).splitlines()
    for words in ("3 seconds, 5 times", "Single knee: 5 seconds, 3 times each side", "5 seconds, 3 times each side"):
        assert words in lines
    forms = ["", "single-knee", "", "towel", "", ""]
    assert pictures(app) == [
        figure.words(one, form, one.sides_of(form)[0]) for one, form in zip(SHELF.exercises, forms, strict=True)
    ]


def test_the_tips_stand_at_the_bottom(dashboard: Dashboard) -> None:
    app = dashboard("exercises")
    assert app.header[-1].value == "Tips"
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
    headings = [one.value for one in dashboard("exercises", exercise="hamstring-stretch").header]
    assert headings[:2] == ["Now: Lying with a towel", "Later: the full form"]


def test_each_form_is_pictured_moving_and_for_those_who_want_no_motion_in_both_poses(dashboard: Dashboard) -> None:
    shown = texts(dashboard("exercises", exercise="knees-to-chest"))
    exercise = SHELF["knees-to-chest"]
    forms: tuple[tuple[str, Side, int | None], ...] = (("single-knee", "left", 5), ("", "both", None))
    for variant, side, hold in forms:
        assert figure.moving(exercise, variant, side, hold) in shown
        assert figure.still(exercise, variant, side, "start", hold) in shown
        assert figure.still(exercise, variant, side, "hold", hold) in shown


def test_the_picture_turns_to_the_side_that_is_chosen(dashboard: Dashboard) -> None:
    app = dashboard("exercises", exercise="side-knee-drop")
    choice = app.button_group(key="side-side-knee-drop-")
    assert (choice.options, choice.value) == (["Left", "Right"], "left")
    exercise = SHELF["side-knee-drop"]
    assert figure.moving(exercise, "", "left", 5) in texts(app)
    choice.set_value("right").run()
    assert figure.moving(exercise, "", "right", 5) in texts(app)
    assert figure.moving(exercise, "", "left", 5) not in texts(app)
    assert app.title[0].value == "Side knee drop"


def test_a_form_without_sides_asks_for_none(dashboard: Dashboard) -> None:
    choices = dashboard("exercises", exercise="prayer-pose").button_group
    assert [one.label for one in choices] == ["What was said"]


def test_the_button_leads_to_the_guided_session(dashboard: Dashboard) -> None:
    app = press(dashboard("exercises", exercise="prayer-pose"), "Start the guided session")
    assert app.title[0].value == "Session"
    assert app.query_params == {}


def test_a_paused_exercise_says_that_the_session_leaves_it_out(dashboard: Dashboard, book: Open) -> None:
    hurt(book)
    app = dashboard("exercises", exercise="side-knee-drop")
    assert "Start the guided session" not in labels(app)
    assert "The guided session leaves it out while it is paused." in texts(app)


def test_the_longest_holds_stand_beside_the_last_ones(dashboard: Dashboard, book: Open) -> None:
    assert "Your longest holds" not in texts(dashboard("exercises", exercise="side-knee-drop"))
    hurt(book)
    assert "Left 5.2 s, right 5 s" in texts(dashboard("exercises", exercise="side-knee-drop")).splitlines()


def test_an_unknown_exercise_shows_the_list_with_a_plain_message(dashboard: Dashboard) -> None:
    app = dashboard("exercises", exercise="<b>handstand</b>")
    assert app.title[0].value == "Exercises"
    assert [one.value for one in app.info] == ["There is no exercise by that name. These are all there are."]
    assert len(links(app)) >= 6


def test_an_exercise_that_hurt_today_wears_a_badge_on_its_card_alone(dashboard: Dashboard, book: Open) -> None:
    hurt(book)
    shown = texts(dashboard("exercises"))
    assert shown.count("Paused today") == 1
    assert shown.splitlines().count("When you go on: 2.5 seconds, 3 times each side") == 1
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


def test_every_goal_in_words() -> None:
    assert {exercise.slug: goal_words(exercise) for exercise in SHELF.exercises} == {
        "pelvic-tilt": "20 seconds, 5 times",
        "knees-to-chest": "10 seconds, 8 to 10 times",
        "side-knee-drop": "30 to 45 seconds, 3 times each side",
        "hamstring-stretch": "20 seconds, 5 to 10 times each side",
        "prayer-pose": "30 seconds, 3 times",
        "horse-back": "10 seconds, 5 to 10 times",
    }


def test_the_longest_holds_in_words_by_form_and_side() -> None:
    bests = {
        ("knees-to-chest", "", "both"): 100,
        ("knees-to-chest", "single-knee", "right"): 55,
        ("knees-to-chest", "single-knee", "left"): 60,
        ("side-knee-drop", "", "left"): 300,
        ("pelvic-tilt", "", "both"): 35,
    }
    assert best_words(SHELF["knees-to-chest"], bests) == ["Full form: 10 s", "Single knee: left 6 s, right 5.5 s"]
    assert best_words(SHELF["side-knee-drop"], bests) == ["Left 30 s"]
    assert best_words(SHELF["pelvic-tilt"], bests) == ["3.5 s"]
    assert best_words(SHELF["horse-back"], bests) == []


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
