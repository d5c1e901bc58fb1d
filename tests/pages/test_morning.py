"""The morning rating and the flare-up tick on Today: one tap each, kept at once, for the day of the tap."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import tzlocal
from streamlit.testing.v1 import AppTest

from backcare.notebook import reads
from backcare.notebook.drafts import FlareDraft, MorningDraft
from backcare.notebook.journal import mark_flare, save_morning
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.pages.form import ZONE, Dashboard, here, keep, labels, press, said, warnings
from tests.pages.in_use import IN_USE, in_use

pytestmark = [pytest.mark.usefixtures("through"), pytest.mark.slow]

ENDS = "0 is no pain, 10 the worst you can imagine"
Clock = Callable[[str], date]


def mornings(book: Open) -> list[tuple[date, int]]:
    return [(one.day, one.pain) for one in reads.mornings(book.engine, book.person)]


def flares(book: Open) -> tuple[date, ...]:
    return reads.history(book.engine, book.person).flares


def chips(app: AppTest) -> list[str]:
    return [str(one.key) for one in app.button_group if str(one.key).startswith("morning-")]


def tap(app: AppTest, points: int) -> AppTest:
    app.button_group(key=chips(app)[0]).set_value(points).run()
    assert not app.exception
    return app


def again(app: AppTest) -> AppTest:
    """Come back from another page."""
    for page in ("exercises", "today"):
        app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert not app.exception
    return app


def tick(app: AppTest, *, on: bool) -> AppTest:
    box = app.checkbox(key="morning-flare")
    (box.check() if on else box.uncheck()).run()
    assert not app.exception
    return app


def woke(book: Open, pain: int, *, ago: int = 0) -> None:
    day = here().date() - timedelta(days=ago)
    save_morning(book.engine, book.person, MorningDraft(id=uuid4(), day=day, pain=pain, zone=ZONE))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Take the person to another zone; two that are 25 hours apart never have the same day."""

    def to(zone: str) -> date:
        monkeypatch.setenv("TZ", zone)
        tzlocal.reload_localzone()
        return datetime.now(ZoneInfo(zone)).date()

    yield to
    monkeypatch.undo()
    tzlocal.reload_localzone()


def test_one_tap_on_a_number_keeps_it_for_today_and_shows_it_in_words_below_the_chips_which_stay(
    dashboard: Dashboard, book: Open
) -> None:
    app = dashboard()
    (question,) = [one for one in app.button_group if one.key == chips(app)[0]]
    assert question.label == f"How {'does' if here().hour < 12 else 'did'} your back feel this morning?"
    assert question.value is None
    assert ENDS in said(app)
    tap(app, 3)
    assert mornings(book) == [(here().date(), 30)]
    assert "**3 of 10: mild**" in said(app)
    assert app.button_group(key=chips(app)[0]).value == 3
    assert ENDS not in said(app)
    assert chips(again(app)) == []


def test_no_pain_is_a_rating_and_no_missing_one(dashboard: Dashboard, book: Open) -> None:
    app = tap(dashboard(), 0)
    assert mornings(book) == [(here().date(), 0)]
    assert "**0 of 10: no pain**" in said(app)


def test_a_morning_is_asked_about_once(dashboard: Dashboard, book: Open) -> None:
    woke(book, 20)
    app = dashboard()
    assert chips(app) == []
    assert "This morning **2 of 10: mild**" in said(app)


def test_yesterdays_rating_is_not_todays(dashboard: Dashboard, book: Open) -> None:
    woke(book, 20, ago=1)
    app = dashboard()
    assert "This morning" not in said(app)
    tap(app, 7)
    assert mornings(book) == [(here().date() - timedelta(days=1), 20), (here().date(), 70)]


def test_a_rating_can_be_changed_and_the_same_number_counts_as_a_tap_too(dashboard: Dashboard, book: Open) -> None:
    app = press(again(tap(dashboard(), 3)), "Change")
    assert "Now it is 3 of 10: mild" in said(app)
    assert app.button_group(key=chips(app)[0]).value is None
    tap(app, 3)
    assert "**3 of 10: mild**" in said(app)
    tap(app, 6)
    assert mornings(book) == [(here().date(), 60)]
    assert "**6 of 10: moderate**" in said(app)


def test_a_change_can_be_left(dashboard: Dashboard, book: Open) -> None:
    app = press(press(again(tap(dashboard(), 3)), "Change"), "Leave it")
    assert chips(app) == []
    assert mornings(book) == [(here().date(), 30)]


def test_half_a_point_can_be_added_and_taken_off_again(dashboard: Dashboard, book: Open) -> None:
    app = tap(dashboard(), 3)
    app.toggle(key="morning-half").set_value(True).run()
    assert mornings(book) == [(here().date(), 35)]
    assert "**3.5 of 10: mild**" in said(app)
    app.toggle(key="morning-half").set_value(False).run()
    assert mornings(book) == [(here().date(), 30)]


def test_nothing_can_be_added_to_ten(dashboard: Dashboard) -> None:
    assert tap(dashboard(), 10).toggle(key="morning-half").disabled


@pytest.mark.fault(6)
@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("points", [0, 4])
def test_a_rating_that_is_not_kept_says_so_and_stays_tapped(dashboard: Dashboard, book: Open, points: int) -> None:
    app = dashboard()
    with in_use(book):
        tap(app, points)
        assert warnings(app) == [IN_USE]
        assert app.button_group(key=chips(app)[0]).value == points
        app.run()
        assert warnings(app) == [IN_USE]
    assert mornings(book) == []
    press(app, "Save it again")
    assert warnings(app) == []
    assert mornings(book) == [(here().date(), points * 10)]
    assert chips(again(app)) == []


@pytest.mark.usefixtures("hasty")
def test_a_change_that_is_not_kept_leaves_the_rating_before(dashboard: Dashboard, book: Open) -> None:
    app = press(again(tap(dashboard(), 4)), "Change")
    with in_use(book):
        tap(app, 8)
    assert warnings(app) == [IN_USE]
    assert mornings(book) == [(here().date(), 40)]
    press(app, "Save it again")
    assert mornings(book) == [(here().date(), 80)]


@pytest.mark.fault(17)
def test_a_page_that_stood_open_over_midnight_keeps_the_day_of_the_tap(
    dashboard: Dashboard, book: Open, clock: Clock
) -> None:
    earlier = clock("Pacific/Pago_Pago")
    app = dashboard()
    later = clock("Pacific/Kiritimati")
    assert later > earlier
    tap(app, 5)
    assert mornings(book) == [(later, 50)]
    assert "This morning **5 of 10: moderate**" in said(app)


def test_a_change_begun_before_midnight_is_one_of_the_new_morning(
    dashboard: Dashboard, book: Open, clock: Clock
) -> None:
    earlier = clock("Pacific/Pago_Pago")
    app = press(again(tap(dashboard(), 2)), "Change")
    later = clock("Pacific/Kiritimati")
    tap(app, 6)
    assert mornings(book) == [(earlier, 20), (later, 60)]


def test_a_change_begun_before_midnight_is_over_where_the_new_morning_is_rated(
    dashboard: Dashboard, book: Open, clock: Clock
) -> None:
    clock("Pacific/Pago_Pago")
    app = press(again(tap(dashboard(), 2)), "Change")
    later = clock("Pacific/Kiritimati")
    save_morning(book.engine, book.person, MorningDraft(id=uuid4(), day=later, pain=70, zone="Pacific/Kiritimati"))
    assert chips(app.run()) == []
    assert "This morning **7 of 10: severe**" in said(app)


def test_a_half_added_after_midnight_belongs_to_the_rating_that_it_stands_beside(
    dashboard: Dashboard, book: Open, clock: Clock
) -> None:
    earlier = clock("Pacific/Pago_Pago")
    app = tap(dashboard(), 2)
    clock("Pacific/Kiritimati")
    app.toggle(key="morning-half").set_value(True).run()
    assert mornings(book) == [(earlier, 25)]
    assert len(chips(app)) == 1


AFTER = (
    "Your back was at 3 before yesterday's session and at 5 this morning; mornings differ by themselves, so nothing is "
    "paused for it."
)


@pytest.mark.parametrize(("points", "shown"), [(5, True), (4, False)])
def test_a_morning_two_points_above_yesterdays_session_is_said_and_nothing_is_paused(
    dashboard: Dashboard, book: Open, points: int, *, shown: bool
) -> None:
    keep(book, before=30, after=30, ago=timedelta(days=1))
    app = dashboard()
    assert AFTER not in said(app)
    tap(app, points)
    assert (AFTER in said(app)) is shown
    assert "Paused" not in said(app)


def test_a_tick_marks_today_as_a_flare_up_and_taking_it_off_unmarks_it(dashboard: Dashboard, book: Open) -> None:
    app = dashboard()
    assert app.checkbox(key="morning-flare").label == "Flare-up today"
    assert "Marked on your charts; nothing is counted against you." in said(app)
    tick(app, on=True)
    assert flares(book) == (here().date(),)
    assert app.checkbox(key="morning-flare").value is True
    tick(app, on=False)
    assert flares(book) == ()


def test_the_tick_stands_as_the_notebook_has_it_and_yesterdays_is_not_todays(dashboard: Dashboard, book: Open) -> None:
    at = here()
    mark_flare(book.engine, book.person, FlareDraft(id=uuid4(), day=at.date() - timedelta(days=1), at=at, zone=ZONE))
    app = dashboard()
    assert app.checkbox(key="morning-flare").value is False
    mark_flare(book.engine, book.person, FlareDraft(id=uuid4(), day=at.date(), at=at, zone=ZONE))
    assert app.run().checkbox(key="morning-flare").value is True


@pytest.mark.usefixtures("hasty")
def test_a_tick_that_is_not_kept_goes_off_again_and_the_page_says_so_once(dashboard: Dashboard, book: Open) -> None:
    app = dashboard()
    with in_use(book):
        tick(app, on=True)
    assert warnings(app) == [IN_USE]
    assert app.checkbox(key="morning-flare").value is False
    assert warnings(app.run()) == []


def test_a_tick_on_a_page_of_yesterday_marks_the_day_that_it_is(dashboard: Dashboard, book: Open, clock: Clock) -> None:
    clock("Pacific/Pago_Pago")
    app = dashboard()
    later = clock("Pacific/Kiritimati")
    tick(app, on=True)
    assert flares(book) == (later,)


def test_taking_it_off_after_midnight_leaves_yesterday_marked(dashboard: Dashboard, book: Open, clock: Clock) -> None:
    earlier = clock("Pacific/Pago_Pago")
    app = tick(dashboard(), on=True)
    clock("Pacific/Kiritimati")
    tick(app, on=False)
    assert flares(book) == (earlier,)


def test_the_morning_is_no_rating_of_a_session(dashboard: Dashboard, book: Open) -> None:
    app = tap(dashboard(), 9)
    assert reads.logs(book.engine, book.person) == ()
    assert "Take care" not in said(app)
    assert labels(app)[0] == "Start the guided session"


def test_a_rating_is_still_there_after_another_page(dashboard: Dashboard) -> None:
    app = again(tap(dashboard(), 3))
    assert "This morning **3 of 10: mild**" in said(app)
