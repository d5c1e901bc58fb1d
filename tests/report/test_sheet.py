"""What a report says, word by word."""

from datetime import date

import pytest

from backcare.notebook.opening import Open
from backcare.notebook.reported import Done
from backcare.report import sheet_words as words
from backcare.report.model import Change, Dose, Mean, SideHold
from backcare.report.sheet import Part, Sheet, sheet
from backcare.report.sheet_html import html
from tests.report.conftest import Keeper, Reporting, made

DAY = date(2026, 3, 9)


def part(found: Sheet, heading: str) -> Part:
    return next(one for one in found.parts if one.heading == heading)


def test_a_number_stands_beside_the_days_it_comes_of_and_missing_is_a_word() -> None:
    assert words.mean(Mean(3.14, 27, 28)) == ("3.1", "27 of 28 days rated")
    assert words.mean(Mean(None, 0, 28), "morning") == ("not rated", "0 of 28 mornings rated")
    assert words.mean(Mean(0.0, 1, 1)) == ("0.0", "1 of 1 day rated")


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (Done(24, 24, 0, 0), ("24 times", "")),
        (Done(24, 22, 2, 0), ("24 times", "on 22 days, 2 not rated")),
        (Done(1, 1, 1, 1), ("1 time", "1 not rated")),
        (Done(0, 0, 0, 0), ("not done", "")),
    ],
)
def test_how_often_it_was_done(done: Done, said: tuple[str, str]) -> None:
    assert words.done(done) == said


def test_holds_are_said_by_side_and_what_pain_did_without_a_sign() -> None:
    told = words.held([SideHold("left", 16.5, 3), SideHold("right", 18.0, 3)])
    assert told == f"left{words.JOIN}16.5{words.JOIN}s, right{words.JOIN}18{words.JOIN}s"
    assert words.held([SideHold("both", 10.0, 3)]) == f"10{words.JOIN}s"
    told = words.held([SideHold("left", 5.0, 3), SideHold("both", 10.0, 3)])
    assert told == f"left{words.JOIN}5{words.JOIN}s, both{words.JOIN}10{words.JOIN}s"
    assert words.held([]) == "no hold timed"
    assert words.rise(-0.5, 21) == ("0.5 lower", "rated on 21 days")
    assert words.rise(1.5, 3) == ("1.5 higher", "rated on 3 days")
    assert words.rise(0.0, 1) == ("the same", "rated on 1 day")
    assert words.rise(None, 2) == ("too few ratings", "rated on 2 days")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(DAY, "x", "pause-day", "Why."), "Paused for the day. Why."),
        (Change(DAY, "x", "pause", "Why."), "Paused. Why. It is still paused."),
        (Change(DAY, "x", "pause", "Why.", date(2026, 3, 17)), "Paused. Why. It ended on 17 March 2026."),
        (Change(DAY, "x", "up"), "Taken up again after its rest."),
        (Change(DAY, "x", "overrule"), "Taken up again though it was paused."),
        (Change(DAY, "x", "lift", by="Anna Weiss"), "Anna Weiss lifted the pause."),
        (Change(DAY, "x", "off", by="Anna Weiss"), "Anna Weiss switched it off."),
        (Change(DAY, "x", "on", by="Anna Weiss"), "Anna Weiss switched it on."),
        (
            Change(DAY, "x", "dose", by="Anna Weiss", dose=Dose(2.5, 1, sided=True)),
            f"Anna Weiss set the dose: 2.5{words.JOIN}s, 1 time each side.",
        ),
    ],
)
def test_a_change_says_what_happened_and_when_it_ended(change: Change, said: str) -> None:
    assert words.change(change) == said


def test_what_is_missing_is_said_and_counted(keeper: Keeper, reporting: Reporting) -> None:
    assert sheet(reporting()).gaps == ("Nothing is logged yet.",)
    keeper.log(27, 20, 20, "pelvic-tilt", "", 100)
    assert sheet(reporting()).gaps == ()
    keeper.log(1, 20, None, "pelvic-tilt", "", 100)
    keeper.log(1, 20, 20)
    assert sheet(reporting()).gaps == (
        "Pain after an exercise was not rated 1 time of 3.",
        "No hold was timed 1 time of 3.",
        "What is missing is left out, and never filled in.",
    )
    assert sheet(reporting(date(2026, 3, 1), date(2026, 3, 2))).gaps == ("Nothing is logged before 4 March 2026.",)
    assert sheet(reporting(date(2026, 3, 10), date(2026, 3, 12))).gaps == ("Nothing is logged on these days.",)


def test_the_usual_says_which_months_it_is_of_where_those_are_long_over(keeper: Keeper, reporting: Reporting) -> None:
    for ago in range(60, 40, -1):
        keeper.log(ago, 20, 40)
    facts = {one.label: one for one in sheet(reporting()).facts}
    assert (facts["Usual"].value, facts["Usual"].note) == ("3.0", "the middle of 3 months to 18 February 2026")
    keeper.log(0, 20, 20)
    facts = {one.label: one for one in sheet(reporting()).facts}
    assert facts["Usual"].note == "the middle of 3 months"


def test_what_is_about_all_exercises_stands_once_below_them(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 80, 80, "pelvic-tilt")
    keeper.log(0, 80, 110 - 10, "prayer-pose")
    found = part(sheet(reporting()), words.EXERCISES)
    assert [lead for lead, _ in found.lines] == [words.ALL]
    assert found.lines[0][1] == "You rated your pain 8 before exercising today."


def test_no_exercise_asks_for_care_without_a_reason(sample: Open) -> None:
    found = part(sheet(made(sample, date(2025, 4, 7), date(2025, 5, 4))), words.EXERCISES)
    tilt = found.table[0]
    assert (tilt.cells[0].text, tilt.cells[5].text, tilt.below) == ("Pelvic tilt", "Take care", "")
    assert found.lines == (("Last session", "Your pain went from 4 to 7 over your last session."),)


def test_two_rules_that_say_the_same_say_it_once(sample: Open) -> None:
    horse = part(sheet(made(sample, date(2025, 4, 7), date(2025, 5, 4))), words.EXERCISES).table[5]
    assert horse.below == "Your pain went from 5 to 7 with this exercise, 2 points higher."


def test_a_sentence_keeps_its_side_whoever_it_names_and_a_note_has_its_own(
    keeper: Keeper, reporting: Reporting
) -> None:
    keeper.word(4, "off", "prayer-pose", "ד״ר כהן")
    keeper.log(0, 20, 20, "pelvic-tilt", "כאב קל", 100)
    page = html(sheet(reporting()))
    assert "<span>\u2068ד״ר כהן\u2069 switched it off.</span>" in page
    assert "<span><bdi>כאב קל</bdi></span>" in page


def test_warning_signs_stand_before_what_may_go_over_pages(reporting: Reporting) -> None:
    found = [one.heading for one in sheet(reporting()).parts]
    assert found == [words.EXERCISES, words.SIGNS, words.CHANGES, words.NOTES]


def test_each_list_says_how_often_it_was_answered_and_what_followed(keeper: Keeper, reporting: Reporting) -> None:
    keeper.answer(9, "emergency", "no")
    keeper.answer(9, "doctor", "yes", "fever")
    keeper.check(8, "doctor")
    keeper.answer(2, "leg", "yes", "numbness")
    keeper.about("knee")
    assert part(sheet(reporting()), words.SIGNS).lines == [
        ("Emergency signs", "Answered 1 time, last on 22 March 2026. None of them was there."),
        ("Signs that a doctor should see", "Answered 1 time, last on 22 March 2026."),
        ("Something new in a leg", "Answered 1 time, last on 29 March 2026."),
        ("22 March, yes", "A fever. A check on 23 March 2026 is entered."),
        ("29 March, yes", "new numbness, tingling or weakness in a leg or foot. No check is entered yet."),
        ("About the person", "Do you have trouble with your knees? Yes."),
    ]


def test_a_clinicians_name_stands_where_the_word_acts_as_it_was_typed(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(9, 20, 20, "pelvic-tilt", "", 100)
    keeper.word(5, "dose", "pelvic-tilt", "A <b>Weiss</b>", hold=250, reps=3)
    keeper.word(4, "off", "prayer-pose")
    tilt, prayer = part(sheet(reporting()), words.EXERCISES).table
    assert (tilt.cells[3].text, tilt.cells[3].note) == (f"3{words.JOIN}s", "set by A <b>Weiss</b> on 25 March")
    assert tuple(prayer.cells[place].text for place in (0, 1, 5)) == (
        "Prayer pose",
        "not done",
        "Switched off by Anna Weiss on 26 March",
    )
    assert "set by A &lt;b&gt;Weiss&lt;/b&gt; on 25 March" in html(sheet(reporting()))


def test_what_was_held_for_less_than_a_minute_is_not_called_none(keeper: Keeper, reporting: Reporting) -> None:
    assert sheet(reporting()).facts[-1][1:] == ("0 days", "of 28, 0 minutes held")
    keeper.log(0, 20, 20, "pelvic-tilt", "", 100)
    assert sheet(reporting()).facts[-1][1:] == ("1 day", "of 28, under 1 minute held")
    keeper.log(0, 20, 20, "pelvic-tilt", "", 550)
    assert sheet(reporting()).facts[-1][1:] == ("1 day", "of 28, 1 minute held")
