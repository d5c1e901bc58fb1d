"""What the session page says about what is typed, what a save means, and what is paused."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backcare.notebook import reads
from backcare.notebook.opening import Open
from tests.pages.form import (
    STRETCH,
    ZONE,
    Dashboard,
    choose,
    earlier,
    headings,
    here,
    keep,
    labels,
    page,
    press,
    rate,
    said,
    save,
    stored,
    take_in_sample,
    type_in,
    typed,
    warnings,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def sample(book: Open) -> Open:
    take_in_sample(book)
    return book


def test_a_sharp_rise_pauses_the_exercise_at_once_and_says_why(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    type_in(app, "pelvic-tilt", both="5")
    rate(app, "pelvic-tilt", before=3, after=6)
    save(app)
    assert headings(app) == ["Saved: Pelvic tilt"]
    assert ":orange-badge[:material/pause_circle: Paused today]" in said(app)
    assert "Your pain went from 3 to 6 with this exercise, 3 points higher." in said(app)
    assert "It opens again tomorrow, at half the hold." in said(app)
    assert [(log.before, log.after) for log in stored(book)] == [(30, 60)]


def test_a_rise_just_below_does_not_pause_it(dashboard: Dashboard) -> None:
    app = rate(page(dashboard), "pelvic-tilt", before=3, after=5)
    app.toggle(key="log-pelvic-tilt-after-half").set_value(True).run()
    save(app)
    assert "Paused" not in said(app)
    assert "Take care" in said(app)
    assert "Your pain went from 3 to 5.5 with this exercise, 2.5 points higher." in said(app)


def test_ratings_without_a_rise_are_answered_with_fine_to_go_on(dashboard: Dashboard) -> None:
    app = rate(page(dashboard), "pelvic-tilt", before=3, after=3)
    save(app)
    assert "Fine to go on" in said(app)
    assert "Your ratings give no reason to pause this exercise." in said(app)
    assert "pain 3 before, 3 after" in said(app)


def test_a_log_without_a_rating_after_it_is_never_called_fine(dashboard: Dashboard) -> None:
    app = type_in(page(dashboard), "pelvic-tilt", both="5")
    save(app)
    assert "Not rated" in said(app)
    assert "Fine to go on" not in said(app)


def test_an_exercise_that_hurt_today_asks_before_it_is_logged_again(dashboard: Dashboard, book: Open) -> None:
    keep(book, before=30, after=60)
    app = page(dashboard)
    assert app.checkbox(key="log-pelvic-tilt-anyway").value is False
    assert len(app.text_input) == 0


def test_having_logged_it_all_the_same_once_it_is_asked_about_again(dashboard: Dashboard, book: Open) -> None:
    keep(book, before=30, after=60)
    app = page(dashboard)
    app.checkbox(key="log-pelvic-tilt-anyway").check().run()
    save(rate(app, "pelvic-tilt", before=3, after=3))
    assert len(stored(book)) == 2
    press(app, "Next: Knees to chest")
    choose(app, "pelvic-tilt")
    assert app.checkbox(key="log-pelvic-tilt-anyway").value is False
    assert "log-pelvic-tilt-save" not in [one.key for one in app.button]


def test_chips_mark_what_is_done_and_what_is_paused(dashboard: Dashboard, sample: Open) -> None:
    keep(sample, "prayer-pose", before=30, after=30)
    chips = page(dashboard).button_group(key="log-exercise").proto.options
    assert [(one.content, one.content_icon) for one in chips] == [
        ("Pelvic tilt", ""),
        ("Knees to chest", ""),
        ("Side knee drop", ""),
        ("Hamstring stretch", ":material/block:"),
        ("Prayer pose", ":material/check_circle:"),
        ("Horse back (cat) stretch", ""),
    ]


def test_looking_at_an_earlier_time_does_not_say_that_what_was_just_saved_is_not_done(dashboard: Dashboard) -> None:
    app = rate(page(dashboard), "pelvic-tilt", before=3, after=6)
    save(app)
    earlier(app, here() - timedelta(days=1))
    assert "Not done yet" not in said(app)


def test_a_stopped_exercise_says_why_and_shows_no_fields_until_it_was_read(dashboard: Dashboard, sample: Open) -> None:
    app = page(dashboard, STRETCH)
    assert ":red-badge[:material/block: Paused: rest a week]" in said(app)
    assert "Your pain rose with this exercise in 48 of the last 53 sessions" in said(app)
    assert "Rest this exercise for a week; after that you can take it up again at half the hold." in said(app)
    assert len(app.text_input) == 0
    assert "Save Hamstring stretch" not in labels(app)
    assert reads.history(sample.engine, sample.person).decisions == ()


def test_logging_a_stopped_exercise_all_the_same_stores_the_decision_beside_it(
    dashboard: Dashboard, sample: Open
) -> None:
    app = page(dashboard, STRETCH)
    app.checkbox(key=f"log-{STRETCH}-anyway").check().run()
    assert reads.history(sample.engine, sample.person).decisions == ()
    type_in(app, STRETCH, left="10", right="9")
    rate(app, STRETCH, before=4, after=4)
    save(app, STRETCH)
    log = stored(sample)[-1]
    (decision,) = reads.history(sample.engine, sample.person).decisions
    assert (log.exercise, log.before, log.after) == (STRETCH, 40, 40)
    assert (decision.exercise, decision.kind, decision.at) == (STRETCH, "overrule", log.started_at)
    (row,) = reads.everything(sample.engine, sample.person)["decisions"]
    assert row["code"] == "worsening"


def test_undo_of_a_stopped_exercises_log_takes_the_decision_back_too(dashboard: Dashboard, sample: Open) -> None:
    app = page(dashboard, STRETCH)
    app.checkbox(key=f"log-{STRETCH}-anyway").check().run()
    save(type_in(app, STRETCH, left="10"), STRETCH)
    press(app, "Undo")
    assert len(stored(sample)) == 517
    assert reads.history(sample.engine, sample.person).decisions == ()
    assert "Paused: rest a week" in said(choose(app, STRETCH))


def test_a_log_of_a_day_before_it_was_stopped_is_not_asked_about(dashboard: Dashboard, sample: Open) -> None:
    at = datetime(2025, 2, 1, 12, 0, tzinfo=ZoneInfo(ZONE))
    app = choose(earlier(page(dashboard), at), STRETCH)
    save(type_in(app, STRETCH, left="10"), STRETCH)
    assert [log.exercise for log in stored(sample) if log.started_at == at] == [STRETCH]
    assert reads.history(sample.engine, sample.person).decisions == ()


def test_the_other_exercises_of_that_notebook_are_not_asked_about(dashboard: Dashboard, sample: Open) -> None:
    app = type_in(page(dashboard, "prayer-pose"), "prayer-pose", both="10")
    save(app, "prayer-pose")
    assert stored(sample)[-1].exercise == "prayer-pose"
    assert reads.history(sample.engine, sample.person).decisions == ()


@pytest.mark.parametrize(
    ("answer", "text", "holds"),
    [
        ("Two holds: 9 and 5 seconds", "10, 9 5, 8", (100, 90, 50, 80)),
        ("One hold: 9.5 seconds", "10, 9.5, 8", (100, 95, 80)),
    ],
)
def test_nine_comma_five_is_asked_about_and_either_answer_is_put_in(
    dashboard: Dashboard, book: Open, answer: str, text: str, holds: tuple[int, ...]
) -> None:
    app = type_in(page(dashboard), "pelvic-tilt", both="10, 9,5, 8")
    assert warnings(app) == ["What does 9,5 mean?"]
    press(app, answer)
    assert typed(app, "pelvic-tilt", "both") == text
    assert warnings(app) == []
    assert f"{len(holds)} holds, {sum(holds) / 10:g} seconds in all" in said(app)
    save(app)
    assert stored(book)[0].holds == tuple(("both", tenths) for tenths in holds)


@pytest.mark.parametrize("text", ["9,5", "10 ten", "0", "10 4000"])
def test_seconds_that_are_unclear_or_wrong_are_not_saved_and_stay(dashboard: Dashboard, book: Open, text: str) -> None:
    app = rate(type_in(page(dashboard), "pelvic-tilt", both=text), "pelvic-tilt", before=3)
    save(app)
    assert "Not saved yet: look at the seconds you typed." in warnings(app)
    assert typed(app, "pelvic-tilt", "both") == text
    assert stored(book) == ()


def test_wrong_seconds_are_named_beside_the_field(dashboard: Dashboard) -> None:
    app = type_in(page(dashboard), "pelvic-tilt", both="10 ten")
    assert [one.value for one in app.error] == ["“ten” is not a number of seconds, such as 10 or 9.5."]
