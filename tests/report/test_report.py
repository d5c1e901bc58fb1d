"""Every figure of a report, counted here in another way."""

from datetime import date, timedelta

import pytest

from backcare.notebook import clinician
from backcare.notebook.bin import delete_session
from backcare.report.model import Dose, Mean, SideHold
from backcare.safety.history import Said
from tests.report.conftest import Keeper, Reporting


def test_an_empty_notebook_has_no_figures_and_no_zeros_in_place_of_ratings(reporting: Reporting) -> None:
    found = reporting()
    assert found.glance.pain == Mean(None, 0, 28)
    assert found.glance.mornings == Mean(None, 0, 28)
    assert (found.glance.usual, found.glance.since) == (None, None)
    assert (found.rows, found.changes, found.notes) == ((), (), [])
    assert found.signs is not None
    assert found.signs.asked == ()


def test_pain_is_the_mean_of_the_rated_days_and_says_of_how_many(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 20, 40)  # 3.0
    keeper.log(2, 50, 50)  # 5.0
    keeper.log(9, 10, 20)  # 1.5
    keeper.log(28, 80, 80)  # the day before
    keeper.morning(1, 25)
    keeper.morning(28, 90)
    shown = reporting().glance
    assert shown.pain == Mean((3.0 + 5.0 + 1.5) / 3, 3, 28)
    assert shown.week == Mean(4.0, 2, 7)
    assert shown.before == Mean(8.0, 1, 28)
    assert shown.mornings == Mean(2.5, 1, 28)
    assert shown.since == date(2026, 3, 3)


def test_practice_is_counted_in_days_and_in_seconds_held(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 20, 20, "pelvic-tilt", "", 100, 100)
    keeper.log(0, 20, 20, "hamstring-stretch", "", 100)
    keeper.log(3, 20, None)  # begun, and not done
    keeper.log(28, 20, 20, "pelvic-tilt", "", 300)
    shown = reporting().glance
    assert (shown.practised, shown.held) == (1, 400)


def test_flares_outside_the_days_are_not_counted(keeper: Keeper, reporting: Reporting) -> None:
    for ago in (0, 27, 28):
        keeper.flare(ago)
    assert reporting().glance.flares == 2


def test_a_row_has_times_holds_by_side_target_and_what_pain_did(keeper: Keeper, reporting: Reporting) -> None:
    for ago, held, rise in ((6, 100, 0), (5, 120, 5), (4, 140, 10)):
        keeper.log(ago, 20, 20 + rise, "hamstring-stretch", "", held)
    keeper.log(3, 20, None, "hamstring-stretch", "", 160)
    keeper.log(2, 20, 25, "hamstring-stretch")
    (row,) = reporting().rows
    assert (row.name, row.done.times, row.done.days, row.done.unrated, row.done.unheld) == (
        "Hamstring stretch",
        5,
        5,
        1,
        1,
    )
    assert row.sides == (SideHold("left", 13.0, 4), SideHold("right", 13.0, 4))
    assert (row.rise, row.rises) == (0.5, 4)
    assert row.target == 10.0
    assert row.verdict.code == "ok"


def test_of_two_rated_days_nothing_is_called_usual(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(1, 20, 30)
    keeper.log(0, 20, 30)
    (row,) = reporting().rows
    assert (row.rise, row.rises) == (None, 2)


@pytest.mark.parametrize(("first", "last", "times"), [(10, 10, 1), (11, 9, 3), (9, 9, 1), (8, 1, 0), (20, 11, 1)])
def test_both_days_asked_for_count_and_no_other(
    keeper: Keeper, reporting: Reporting, first: int, last: int, times: int
) -> None:
    for ago in (11, 10, 9):
        keeper.log(ago, 20, 20, "pelvic-tilt", f"{ago} days ago", 100)
    found = reporting(keeper.at(first).date(), keeper.at(last).date())
    assert sum(row.done.times for row in found.rows) == times
    assert len(found.notes) == times
    assert found.glance.practised == times


def test_what_lies_in_the_bin_is_nowhere(keeper: Keeper, reporting: Reporting) -> None:
    session = keeper.log(1, 20, 90, "pelvic-tilt", "deleted", 100)
    delete_session(keeper.book.engine, session, keeper.at(0))
    found = reporting()
    assert (found.rows, found.notes, found.changes) == ((), [], ())
    assert found.glance.since is None


def test_a_pause_for_a_day_and_what_was_decided_stand_among_the_changes(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(5, 20, 60)
    (change,) = reporting().changes
    assert (change.day, change.exercise, change.kind) == (date(2026, 3, 26), "pelvic-tilt", "pause-day")
    assert change.reason == "Your pain went from 2 to 6 with this exercise, 4 points higher."


def test_a_verdict_is_that_of_the_last_day_asked_for(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(5, 20, 60)
    day = keeper.at(5).date()
    assert reporting(day - timedelta(days=9), day).rows[0].verdict.level.code == "stop-today"
    assert reporting().rows[0].verdict.level.code == "caution"


def test_answers_carry_what_followed_and_what_was_told_about_oneself(keeper: Keeper, reporting: Reporting) -> None:
    keeper.answer(9, "emergency", "no")
    keeper.answer(9, "doctor", "yes", "fever")
    keeper.answer(3, "doctor", "yes", "lump")
    keeper.check(8, "doctor")
    keeper.answer(40, "leg", "no")
    keeper.about("hip-replacement")
    found = reporting().signs
    assert found is not None
    assert found.asked == (("emergency", 1, date(2026, 3, 22)), ("doctor", 2, date(2026, 3, 28)))
    assert [(one.text, one.checked) for one in found.yes] == [
        ("A fever", date(2026, 3, 23)),
        ("A lump on your back, or a change in its shape", None),
    ]
    assert found.about == ("Do you have a hip replacement?",)


def test_parts_that_were_not_asked_for_are_not_read(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(5, 20, 60, "pelvic-tilt", "mine", 100)
    found = reporting(parts=("chart",))
    assert (found.rows, found.changes, found.signs, found.notes) == ((), (), None, ())


def test_a_report_of_the_past_knows_nothing_of_what_came_later(keeper: Keeper, reporting: Reporting) -> None:
    for ago in range(60, 40, -1):
        keeper.log(ago, 20, 20, "pelvic-tilt", "", 30)
    then = keeper.at(41).date()
    before = reporting(then - timedelta(days=27), then)
    for ago in range(30, 10, -1):
        keeper.log(ago, 60, 60, "pelvic-tilt", "", 200)
    keeper.log(9, 20, 60, "pelvic-tilt", "", 200)
    keeper.answer(8, "doctor", "yes", "fever")
    keeper.morning(8, 90)
    assert reporting(then - timedelta(days=27), then) == before
    assert before.glance.usual == 2.0
    assert before.rows[0].target == 5.0


def test_days_fewer_than_seven_are_their_own_last_week(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 20, 20)
    keeper.log(5, 80, 80)
    assert reporting(keeper.at(2).date(), keeper.at(0).date()).glance.week == Mean(2.0, 1, 3)


def test_what_a_clinician_said_stands_among_the_changes_and_in_the_rows_it_acts_on(
    keeper: Keeper, reporting: Reporting
) -> None:
    keeper.log(9, 20, 20, "hamstring-stretch", "", 100)
    keeper.word(5, "dose", "hamstring-stretch", hold=250, reps=3)
    keeper.word(4, "off", "prayer-pose", "Dr. כהן")
    mistaken = keeper.word(3, "off", "hamstring-stretch")
    clinician.take_back(keeper.book.engine, mistaken, keeper.at(3))
    keeper.word(29, "off", "horse-back")
    found = reporting()
    assert [(one.day, one.exercise, one.kind, one.by, one.dose) for one in found.changes] == [
        (date(2026, 3, 25), "hamstring-stretch", "dose", "Anna Weiss", Dose(25.0, 3, sided=True)),
        (date(2026, 3, 26), "prayer-pose", "off", "Dr. כהן", None),
    ]
    rows = {row.slug: (row.off, row.set_by) for row in found.rows}
    assert rows == {
        "hamstring-stretch": (None, Said("Anna Weiss", date(2026, 3, 25))),
        "prayer-pose": (Said("Dr. כהן", date(2026, 3, 26)), None),
        "horse-back": (Said("Anna Weiss", date(2026, 3, 1)), None),
    }
    past = reporting(keeper.at(12).date(), keeper.at(6).date())
    assert [(row.slug, row.off is None, row.set_by) for row in past.rows] == [
        ("hamstring-stretch", True, None),
        ("horse-back", False, None),
    ]


def test_a_stop_that_was_lifted_ends_by_the_clinicians_word_and_stands_there_once(
    keeper: Keeper, reporting: Reporting
) -> None:
    for ago in (6, 5):
        keeper.log(ago, 20, 20, "prayer-pose", stopped=True)
    keeper.word(3, "lift", "prayer-pose", code="hurts-again")
    lasting, lifted = (one for one in reporting().changes if one.kind != "pause-day")
    assert (lasting.kind, lasting.day, lasting.ended) == ("pause", date(2026, 3, 26), date(2026, 3, 28))
    assert (lifted.kind, lifted.day, lifted.by) == ("lift", date(2026, 3, 27), "Anna Weiss")
