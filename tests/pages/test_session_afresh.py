"""After a save: the same exercise once more, another time, and what a wrong word in a field is shown as."""

from datetime import timedelta
from uuid import uuid4

from backcare.notebook import reads
from backcare.notebook.drafts import LogDraft, SessionDraft
from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open
from backcare.safety import verdicts
from backcare.safety.retry import taken_up
from backcare.safety.verdict import Level
from tests.pages.form import (
    ZONE,
    Dashboard,
    earlier,
    headings,
    here,
    labels,
    page,
    press,
    said,
    save,
    stored,
    type_in,
)


def test_another_set_of_the_same_exercise_is_a_second_log_of_the_same_session(dashboard: Dashboard, book: Open) -> None:
    app = type_in(page(dashboard), "pelvic-tilt", both="5")
    save(app)
    press(app, "Log another set")
    type_in(app, "pelvic-tilt", both="6")
    save(app)
    first, second = stored(book)
    assert (first.exercise, second.exercise) == ("pelvic-tilt", "pelvic-tilt")
    assert (first.holds, second.holds) == ((("both", 50),), (("both", 60),))
    assert (first.session, first.place, second.place) == (second.session, 0, 1)


def test_an_earlier_time_shows_the_fields_though_the_same_exercise_was_just_saved(
    dashboard: Dashboard, book: Open
) -> None:
    app = save(type_in(page(dashboard), "pelvic-tilt", both="5"))
    at = (here() - timedelta(days=1)).replace(hour=7, minute=45, second=0, microsecond=0)
    earlier(app, at)
    assert headings(app) == ["Pelvic tilt"]
    save(type_in(app, "pelvic-tilt", both="7"))
    assert headings(app) == ["Saved: Pelvic tilt"]
    assert [(log.started_at == at, log.holds) for log in stored(book)] == [
        (True, (("both", 70),)),
        (False, (("both", 50),)),
    ]


def test_an_earlier_time_aims_at_what_was_on_then_not_at_what_a_later_log_made_of_it(dashboard: Dashboard) -> None:
    app = page(dashboard)
    app.checkbox(key="log-pelvic-tilt-stopped").check().run()
    save(app)
    earlier(app, (here() - timedelta(days=1)).replace(hour=7, minute=45, second=0, microsecond=0))
    assert "Aim: 3 seconds, 5 times" in said(app)


def test_what_is_paused_by_a_save_asks_first_when_another_set_is_wanted(dashboard: Dashboard) -> None:
    app = page(dashboard)
    app.checkbox(key="log-pelvic-tilt-stopped").check().run()
    save(app)
    press(app, "Log another set")
    assert "Save Pelvic tilt" not in labels(app)
    app.checkbox(key="log-pelvic-tilt-anyway").check().run()
    assert "Save Pelvic tilt" in labels(app)


def worsened(book: Open) -> None:
    """Twelve calm sessions of the prayer pose, then three after which it hurt more; the last is minutes ago."""
    for ago, after in [*((day, 30) for day in range(14, 2, -1)), (2, 54), (1, 54), (0, 54)]:
        at = here() - timedelta(days=ago, minutes=5)
        session = SessionDraft(id=uuid4(), started_at=at, zone=ZONE)
        log = LogDraft(id=uuid4(), exercise="prayer-pose", before=30, after=after)
        assert save_log(book.engine, book.person, session, log)


def test_going_on_in_the_very_session_that_brought_the_stop_takes_the_exercise_up_again(
    dashboard: Dashboard, book: Open
) -> None:
    worsened(book)
    past = reads.history(book.engine, book.person)
    assert verdicts(past, here() - timedelta(minutes=6))["prayer-pose"].level == Level.CAUTION
    assert verdicts(past, here())["prayer-pose"].level == Level.STOP
    app = page(dashboard, "prayer-pose")
    app.checkbox(key="log-prayer-pose-anyway").check().run()
    save(type_in(app, "prayer-pose", both="5"), "prayer-pose")
    past = reads.history(book.engine, book.person)
    (decision,) = past.decisions
    assert (decision.kind, decision.exercise) == ("overrule", "prayer-pose")
    assert taken_up(past, "prayer-pose", here()) == decision
    assert verdicts(past, here())["prayer-pose"].level < Level.STOP
    assert len({log.session for log in stored(book)}) == 15


def test_a_wrong_word_is_shown_as_it_was_typed_and_never_fetched_as_a_picture(dashboard: Dashboard) -> None:
    app = type_in(page(dashboard), "pelvic-tilt", both="![](http://a.b/c)")
    assert [one.value for one in app.error] == [
        r"“!\[\](http\://a.b/c)” is not a number of seconds, such as 10 or 9.5."
    ]
    assert "Save Pelvic tilt" in labels(app)
    assert "Not saved yet" not in said(app)
