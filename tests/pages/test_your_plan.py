"""The plan on About you, a target by hand on its exercise, a day off, a flare-up day and the offer of upkeep."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from backcare.catalogue import catalogue
from backcare.notebook import journal
from backcare.notebook.drafts import FlareDraft, HoldDraft, LogDraft, SessionDraft, TargetDraft
from backcare.notebook.opening import Open
from backcare.notebook.wishes import chosen, set_target
from backcare.settings import ROOT
from tests.pages.form import Dashboard, headings, labels, press, said, warnings
from tests.pages.in_use import IN_USE, in_use

ZONE = "Europe/Berlin"
SLUGS = [exercise.slug for exercise in catalogue().exercises]


def here() -> datetime:
    return datetime.now(ZoneInfo(ZONE))


def practised(book: Open, ago: Iterable[int], pain: int = 30, exercise: str = "pelvic-tilt") -> None:
    for back in ago:
        session = SessionDraft(id=uuid4(), started_at=here() - timedelta(days=back), zone=ZONE)
        log = LogDraft(
            id=uuid4(), exercise=exercise, before=pain, after=pain, holds=(HoldDraft(side="both", seconds=100),)
        )
        journal.save_log(book.engine, book.person, session, log)


def to(app: AppTest, page: str) -> AppTest:
    app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not app.exception
    return app


def choose(app: AppTest, *, exercises: list[str] | None = None, days: int | None = None) -> AppTest:
    if exercises is not None:
        app.button_group(key="yours-exercises").set_value(exercises).run()
    if days is not None:
        app.button_group(key="yours-days").set_value(days).run()
    assert not app.exception
    return app


def done(app: AppTest) -> list[str]:
    return [line for line in said(app).split("\n") if " of " in line and "done" in line]


def test_all_are_on_every_day_until_the_person_chooses(dashboard: Dashboard, book: Open) -> None:
    app = dashboard("you")
    assert app.button_group(key="yours-exercises").value == SLUGS
    assert app.button_group(key="yours-days").value == 7
    assert chosen(book.engine, book.person).plans == ()


def test_a_tap_is_kept_at_once_and_today_says_what_is_on(dashboard: Dashboard, book: Open) -> None:
    practised(book, [1])
    app = choose(dashboard("you"), exercises=["prayer-pose", "horse-back"], days=5)
    plan = chosen(book.engine, book.person).plan
    assert plan is not None
    assert (plan.exercises, plan.days) == (("prayer-pose", "horse-back"), 5)
    assert headings(to(app, "today"))[0] == "Next: Prayer pose"
    assert app.get("progress")[0].proto.text == "0 of 2 done today"
    assert to(app, "you").button_group(key="yours-exercises").value == ["prayer-pose", "horse-back"]
    choose(app, exercises=SLUGS)
    plan = chosen(book.engine, book.person).plan
    assert plan is not None
    assert (plan.exercises, plan.days) == ((), 5)


def test_one_exercise_at_least_stays_on(dashboard: Dashboard, book: Open) -> None:
    app = choose(choose(dashboard("you"), exercises=["prayer-pose"]), exercises=[])
    assert warnings(app) == ["One exercise at least stays on."]
    assert app.button_group(key="yours-exercises").value == ["prayer-pose"]
    assert len(chosen(book.engine, book.person).plans) == 1


@pytest.mark.usefixtures("hasty")
def test_a_choice_that_is_not_kept_shows_the_one_before_and_says_so(dashboard: Dashboard, book: Open) -> None:
    app = choose(dashboard("you"), days=4)
    with in_use(book):
        choose(app, days=3)
        assert warnings(app) == [IN_USE]
        assert app.button_group(key="yours-days").value == 4


def test_a_day_off_is_said_kindly_and_counts_nothing(dashboard: Dashboard, book: Open) -> None:
    practised(book, [1, 2, 4])
    app = to(choose(dashboard("you"), days=3), "today")
    assert headings(app)[0] == "Today is a day off"
    assert "You chose 3 days a week, and you practised on 3 of the last 7 days. You can practise" in said(app)
    assert app.get("progress") == []
    assert "Practise all the same" in labels(app)
    practised(book, [0])
    app.run()
    assert headings(app)[0] == "Next: Knees to chest"


def test_a_flare_up_day_has_a_shorter_plan_and_says_why(dashboard: Dashboard, book: Open) -> None:
    practised(book, [1])
    flare = FlareDraft(id=uuid4(), day=here().date(), at=here(), zone=ZONE)
    journal.mark_flare(book.engine, book.person, flare)
    app = dashboard()
    assert app.get("progress")[0].proto.text == "0 of 3 done today"
    assert "A shorter plan for a flare-up day. Moving a little is enough; so is leaving it for today." in said(app)
    assert "3 seconds, 3 times" in said(app)


def test_a_target_by_hand_is_set_on_its_page_and_given_back(dashboard: Dashboard, book: Open) -> None:
    app = dashboard("exercises", exercise="prayer-pose")
    assert app.number_input(key="own-prayer-pose-hold").value == 10
    app.number_input(key="own-prayer-pose-hold").set_value(12)
    app.number_input(key="own-prayer-pose-reps").set_value(4)
    press(app, "Set it")
    assert "**12 seconds, 4 times**" in said(app)
    assert f"You set this on {here().day} {here():%B}." in said(app)
    assert app.number_input(key="own-prayer-pose-hold").value == 12
    press(app, "Let BackCare set it again")
    assert "**10 seconds, 2 times**" in said(app)
    assert "You set this on" not in said(app)
    assert [one.hold for one in chosen(book.engine, book.person).targets] == [120, None]


def test_half_a_second_of_a_target_stays_when_the_repeats_alone_are_changed(dashboard: Dashboard, book: Open) -> None:
    draft = TargetDraft(id=uuid4(), exercise="prayer-pose", variant="", hold=25, reps=4, at=here(), zone=ZONE)
    set_target(book.engine, book.person, draft)
    app = dashboard("exercises", exercise="prayer-pose")
    assert app.number_input(key="own-prayer-pose-hold").value == 2.5
    app.number_input(key="own-prayer-pose-reps").set_value(3)
    press(app, "Set it")
    assert [(one.hold, one.reps) for one in chosen(book.engine, book.person).targets] == [(25, 4), (25, 3)]


def test_a_target_by_hand_is_no_more_than_half_after_two_weeks_away(dashboard: Dashboard, book: Open) -> None:
    practised(book, [15, 16], exercise="prayer-pose")
    at = here() - timedelta(days=20)
    draft = TargetDraft(id=uuid4(), exercise="prayer-pose", variant="", hold=120, reps=4, at=at, zone=ZONE)
    set_target(book.engine, book.person, draft)
    app = dashboard("exercises", exercise="prayer-pose")
    assert "**6 seconds, 4 times**" in said(app)
    assert "Half the hold, after 14 days or more away. 3 good sessions bring the full hold back." in said(app)


@pytest.mark.usefixtures("hasty")
def test_a_target_that_is_not_kept_says_so(dashboard: Dashboard, book: Open) -> None:
    app = dashboard("exercises", exercise="prayer-pose")
    with in_use(book):
        press(app, "Set it")
        assert warnings(app) == [IN_USE]
    assert chosen(book.engine, book.person).targets == ()


QUIET = "Your back has been quiet for four weeks"


def test_upkeep_is_offered_when_it_has_long_been_quiet_and_a_yes_is_the_plan(dashboard: Dashboard, book: Open) -> None:
    practised(book, range(1, 31), pain=10)
    app = dashboard()
    assert QUIET in headings(app)
    assert "on three days a week: Pelvic tilt, Knees to chest, Side knee drop." in said(app)
    press(app, "Go on with these")
    plan = chosen(book.engine, book.person).plan
    assert plan is not None
    assert (plan.exercises, plan.days) == (tuple(SLUGS[:3]), 3)
    assert QUIET not in headings(app)


def test_a_declined_offer_stays_away(dashboard: Dashboard, book: Open) -> None:
    practised(book, range(1, 31), pain=10)
    app = press(dashboard(), "Not now")
    assert QUIET not in headings(app)
    assert QUIET not in headings(dashboard())
    assert chosen(book.engine, book.person).plan is None
    assert to(app, "you").button_group(key="you-knee").value is None  # it is no question of the set-up


def test_nothing_is_offered_while_it_is_not_quiet(dashboard: Dashboard, book: Open) -> None:
    practised(book, range(1, 31))
    assert QUIET not in headings(dashboard())
