"""The first start: three screens on Today and Session, until they are through or skipped, and again when asked for."""

from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import journal, reads
from backcare.notebook.drafts import MorningDraft
from backcare.notebook.opening import Open
from backcare.notebook.wishes import chosen
from backcare.ui.first_start import THROUGH
from tests.pages.form import Dashboard, headings, here, keep, said, tell, timer
from tests.pages.in_use import IN_USE, in_use

pytestmark = pytest.mark.slow

WELCOME, SIGNS, PLAN = "Welcome to BackCare", "Before your first hold", "Your exercises"
LISTS = ["Emergency signs", "Signs that a doctor should see"]
SHELVES = ("exercises", "progress", "notebook", "data", "signs", "you", "rules", "phone", "more")


def tap(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def skipped(book: Open) -> bool | None:
    return reads.setup_answers(book.engine, book.person).get(THROUGH)


@pytest.mark.parametrize("page", ["today", "session"])
def test_a_new_notebook_begins_with_the_three_screens_on_today_and_session(dashboard: Dashboard, page: str) -> None:
    app = dashboard(page)
    assert [one.value for one in app.title] == [page.capitalize()]
    assert headings(app) == [WELCOME]
    assert "First start: 1 of 3" in said(app)
    assert app.info[0].value.startswith("It is a log, not a doctor.")


@pytest.mark.parametrize("page", SHELVES)
def test_every_other_page_draws_itself(dashboard: Dashboard, page: str) -> None:
    app = dashboard(page)
    assert not app.exception
    assert WELCOME not in headings(app)
    assert len(app.title) == 1


def test_a_list_at_a_time_then_the_questions_then_the_plan_and_then_today(dashboard: Dashboard, book: Open) -> None:
    app = tap(dashboard(), "first-on-0")
    assert headings(app) == [SIGNS, LISTS[0]]
    tap(app, "signs-emergency-no")
    assert headings(app) == [SIGNS, LISTS[1]]
    tap(app, "signs-doctor-no")
    assert headings(app) == [SIGNS]
    assert said(app).count("none of these, on") == 2
    app.button_group(key="you-knee").set_value("yes").run()
    assert reads.setup_answers(book.engine, book.person) == {"knee": True}
    tap(app, "first-on-1")
    assert headings(app) == [PLAN]
    app.button_group(key="yours-days").set_value(4).run()
    tap(app, "first-on-2")
    assert headings(app) == ["Next: Pelvic tilt"]
    assert skipped(book) is True
    plan = chosen(book.engine, book.person).plan
    assert plan is not None
    assert plan.days == 4
    assert headings(dashboard()) == ["Next: Pelvic tilt"]


def test_back_leads_to_the_screen_before(dashboard: Dashboard) -> None:
    app = tap(tap(dashboard(), "first-on-0"), "first-back-1")
    assert headings(app) == [WELCOME]


def test_they_can_be_skipped_and_stay_away_but_the_lists_still_come_before_a_first_hold(
    dashboard: Dashboard, book: Open
) -> None:
    app = tap(dashboard(), "first-skip-0")
    assert headings(app) == ["Next: Pelvic tilt"]
    assert skipped(book) is True
    app = dashboard("session")
    assert headings(app) == LISTS
    assert timer(app)["shut"] == "due"


def test_an_answer_on_session_stays_in_the_screens_and_starts_nothing_beside_them(dashboard: Dashboard) -> None:
    app = tap(tap(dashboard("session"), "first-on-0"), "signs-emergency-no")
    assert headings(app) == [SIGNS, LISTS[1]]
    assert timer(app)["shut"] == "due"


def test_a_sign_that_is_there_puts_whom_to_call_in_the_place_of_the_screens(dashboard: Dashboard) -> None:
    app = tap(tap(dashboard(), "first-on-0"), "signs-emergency-yes")
    assert headings(app) == ["Call your emergency number now"]


def test_whatever_the_notebook_holds_already_they_are_not_pressed_on_a_person(dashboard: Dashboard, book: Open) -> None:
    draft = MorningDraft(id=uuid4(), day=here().date(), pain=30, zone="Europe/Berlin")
    journal.save_morning(book.engine, book.person, draft)
    assert WELCOME not in headings(dashboard())
    keep(book)
    assert WELCOME not in headings(dashboard())


def test_an_answered_list_is_a_start(dashboard: Dashboard, book: Open) -> None:
    tell(book)
    assert WELCOME not in headings(dashboard())


@pytest.mark.parametrize(
    ("step", "heading"), [("1", WELCOME), ("2", SIGNS), ("3", PLAN), ("4", WELCOME), ("x", WELCOME)]
)
def test_the_address_brings_them_back_at_any_time(dashboard: Dashboard, book: Open, step: str, heading: str) -> None:
    keep(book)
    tell(book)
    tell(book, "doctor")
    app = dashboard(step=step)
    assert headings(app) == [heading]
    assert not app.exception


@pytest.mark.parametrize("page", ["data", "more"])
def test_data_and_more_lead_back_to_them(dashboard: Dashboard, page: str) -> None:
    links = [one.proto for one in dashboard(page).get("page_link")]
    assert [one.query_string for one in links if one.query_string] == ["step=1"]


@pytest.mark.usefixtures("hasty")
def test_a_skip_that_is_not_kept_says_so_and_stays(dashboard: Dashboard, book: Open) -> None:
    app = dashboard()
    with in_use(book):
        tap(app, "first-skip-0")
        assert headings(app) == [WELCOME]
        assert [one.value for one in app.error] == [IN_USE]
    tap(app, "first-skip-0")
    assert headings(app) == ["Next: Pelvic tilt"]
