"""The way back from a stop: read why, decide, and see the decision beside the verdict."""

from datetime import timedelta

from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.safety.history import Decision
from tests.pages.form import STRETCH, Dashboard, here, keep, press, said, take_in_sample

READ = "exercise-{}-read"


def _decisions(book: Open) -> tuple[Decision, ...]:
    return reads.history(book.engine, book.person).decisions


def _worse_until_yesterday(book: Open) -> None:
    """Ten even sessions of the pelvic tilt, then six that each leave 2.5 points more."""
    for ago in range(16, 0, -1):
        keep(book, before=30, after=55 if ago <= 6 else 30, ago=timedelta(days=ago))


def test_a_stopped_exercise_can_be_taken_up_again_only_after_reading_why(dashboard: Dashboard, book: Open) -> None:
    take_in_sample(book)
    app = dashboard("exercises", exercise=STRETCH)
    assert app.button(key=f"exercise-{STRETCH}-take-up").disabled
    app.checkbox(key=READ.format(STRETCH)).check().run()
    assert not app.button(key=f"exercise-{STRETCH}-take-up").disabled
    assert _decisions(book) == ()


def test_after_its_rest_it_is_resumed_at_half_the_hold_and_the_page_says_since_when(
    dashboard: Dashboard, book: Open
) -> None:
    take_in_sample(book)
    app = dashboard("exercises", exercise=STRETCH)
    app.checkbox(key=READ.format(STRETCH)).check().run()
    press(app, "Take it up again")
    (decision,) = _decisions(book)
    assert (decision.exercise, decision.kind) == (STRETCH, "resume")
    assert "Paused: rest a week" not in said(app)
    today = here()
    assert f"You took it up again on {today.day} {today:%B %Y}, after its rest." in said(app)
    assert "**7.5 seconds, 2 times each side**" in said(app)


def test_before_its_rest_is_over_taking_it_up_is_kept_as_an_overrule(dashboard: Dashboard, book: Open) -> None:
    _worse_until_yesterday(book)
    app = dashboard("exercises", exercise="pelvic-tilt")
    assert "Paused: rest a week" in said(app)
    assert "It has not rested for 7 days yet." in said(app)
    app.checkbox(key=READ.format("pelvic-tilt")).check().run()
    press(app, "Take it up before the rest is over")
    (decision,) = _decisions(book)
    assert (decision.exercise, decision.kind) == ("pelvic-tilt", "overrule")
    assert "Paused: rest a week" not in said(app)
    today = here()
    assert f"You went on with it on {today.day} {today:%B %Y}, though it was paused." in said(app)
