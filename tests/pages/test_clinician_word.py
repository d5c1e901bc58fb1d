"""What a clinician said: entered on an exercise's page, seen wherever it acts, and taken back after a mistake."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import clinician
from backcare.notebook.clinician_draft import WordDraft
from backcare.notebook.opening import Open
from backcare.safety.thresholds import RETRIES
from tests.pages.form import (
    ZONE,
    Dashboard,
    choose,
    headings,
    here,
    keep,
    labels,
    press,
    rate,
    said,
    save,
    tell,
    timer,
    warnings,
)
from tests.pages.form import page as by_hand
from tests.pages.in_use import IN_USE, in_use
from tests.pages.test_take_up import bars, worse_until
from tests.pages.today_links import ALL, OPEN, bar, leads, links, plan

pytestmark = [pytest.mark.usefixtures("through"), pytest.mark.slow]

TILT, POSE = "pelvic-tilt", "prayer-pose"
SAVE, BACK = "Save what was said", "Take it back"
BADGE = ":gray-badge[:material/do_not_disturb_on: Switched off]"
NAME = "Enter the name of who said it, in one line of up to 200 characters."
DAY = "Enter the day on which it was said: today or a day before."
HOSTILE = "<img src=x onerror=hit()> **A** :red[x] [a](http://x.test) $x$ \U0001f642 \u202eback"


def days_ago(days: int) -> date:
    return (here() - timedelta(days=days)).date()


def words_of(day: date, *, year: bool = True) -> str:
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def page(dashboard: Dashboard, exercise: str = POSE) -> AppTest:
    app = dashboard("exercises", exercise=exercise)
    assert not app.exception
    return app


def field(app: AppTest, name: str, exercise: str = POSE) -> Any:  # noqa: ANN401 - of any kind
    kinds: dict[str, Any] = {"clinician": app.text_input, "said_on": app.date_input, "kind": app.button_group}
    return kinds.get(name, app.number_input)(key=f"said-{exercise}-{name}")


def say(app: AppTest, kind: str, name: str = "Anna Weiss", exercise: str = POSE, **fields: object) -> AppTest:
    """Choose what was said, fill in the form and save it."""
    field(app, "kind", exercise).set_value(kind).run()
    field(app, "clinician", exercise).input(name)
    for one, value in fields.items():
        field(app, one, exercise).set_value(value)
    return press(app, SAVE)


def enter(book: Open, kind: str, exercise: str = POSE, name: str = "Anna Weiss", **given: object) -> None:
    """A word of yesterday that is in the notebook already."""
    values: dict[str, object] = {"id": uuid4(), "kind": kind, "exercise": exercise, "clinician": name}
    values |= {"said_on": days_ago(1), "at": here(), "zone": ZONE}
    clinician.enter(book.engine, book.person, WordDraft.model_validate(values | given))


def kept(book: Open) -> list[tuple[str, str, str, date, bool]]:
    found = clinician.words(book.engine, book.person)
    return [(one.kind, one.exercise, one.clinician, one.said_on, one.taken_back) for one in found]


def texts(app: AppTest) -> list[str]:
    return [one.value for one in app.text]


def marked_up(app: AppTest) -> str:
    """All that is read as formatting."""
    kinds = (app.title, app.header, app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    shown = [str(one.value) for kind in kinds for one in kind]
    return "\n".join([*shown, *links(app), *labels(app)])


def test_a_dose_is_the_target_with_name_and_day_until_the_person_sets_their_own(
    dashboard: Dashboard, book: Open
) -> None:
    app = say(page(dashboard), "dose", hold=15, reps=4, said_on=days_ago(2))
    assert kept(book) == [("dose", POSE, "Anna Weiss", days_ago(2), False)]
    assert "**15 seconds, 4 times**" in said(app)
    assert f"Set by Anna Weiss on {words_of(days_ago(2), year=False)}." in texts(app)
    assert "**Dose set: 15 seconds, 4 times**" in said(app)
    assert f"Anna Weiss, {words_of(days_ago(2))}" in texts(app)
    assert (field(app, "clinician").value, field(app, "said_on").value) == ("", days_ago(0))
    app.number_input(key=f"own-{POSE}-hold").set_value(12)
    press(app, "Set it")
    assert f"You set this on {words_of(days_ago(0), year=False)}." in texts(app)
    assert "**12 seconds, 4 times**" in said(app)


def test_a_dose_stands_on_today_and_in_the_guided_session_with_its_seconds(dashboard: Dashboard, book: Open) -> None:
    enter(book, "dose", TILT, hold=80, reps=2)
    tell(book)
    app = dashboard()
    assert "8 seconds, 2 times" in said(app)
    assert f"Set by Anna Weiss on {words_of(days_ago(1), year=False)}." in texts(app)
    assert [(one["hold"], one["reps"]) for one in timer(dashboard("session"))["plan"]][:1] == [(80, 2)]
    shown = said(dashboard("exercises")).splitlines()
    assert "8 seconds, 2 times" in shown


def test_what_is_switched_off_says_so_on_its_page_and_is_switched_on_again(dashboard: Dashboard, book: Open) -> None:
    app = say(page(dashboard), "off", said_on=days_ago(1))
    words = f"Switched off by Anna Weiss on {words_of(days_ago(1))}."
    assert said(app).count(BADGE) == 1
    assert words in texts(app)
    assert "The guided session leaves it out until it is switched on again." in said(app)
    assert "Start the guided session" not in labels(app)
    assert field(app, "kind").options == ["Set the dose", "Switch it on again"]
    say(app, "on", "Ben Ode")
    assert [one[0] for one in kept(book)] == ["off", "on"]
    assert BADGE not in said(app)
    assert "Start the guided session" in labels(app)
    assert [one for one in texts(app) if one.startswith(("Anna", "Ben"))] == [
        f"Ben Ode, {words_of(days_ago(0))}",
        f"Anna Weiss, {words_of(days_ago(1))}",
    ]


def test_what_is_switched_off_stands_on_its_card_alone(dashboard: Dashboard, book: Open) -> None:
    enter(book, "off")
    app = dashboard("exercises")
    assert said(app).count(BADGE) == 1
    assert texts(app) == [f"Switched off by Anna Weiss on {words_of(days_ago(1))}."]
    assert said(app).count("When you go on: ") == 1


def test_on_today_it_stands_with_its_reason_and_counts_neither_as_next_nor_as_left(
    dashboard: Dashboard, book: Open
) -> None:
    keep(book, POSE, ago=timedelta(days=2))
    enter(book, "off", TILT)
    app = dashboard()
    assert headings(app)[0] == "Next: Knees to chest"
    assert plan(app) == [(name, OPEN) for name in ALL[1:]]
    assert bar(app) == [("0 of 5 done today", 0)]
    assert leads(app, f"**Pelvic tilt** {BADGE}") == ("exercises", f"exercise={TILT}")
    assert f"Switched off by Anna Weiss on {words_of(days_ago(1))}." in texts(app)


def test_where_all_is_switched_off_nothing_is_planned_and_the_reasons_stand_below(
    dashboard: Dashboard, book: Open
) -> None:
    keep(book, POSE, ago=timedelta(days=2))
    for exercise in (TILT, "knees-to-chest", "side-knee-drop", "hamstring-stretch", POSE, "horse-back"):
        enter(book, "off", exercise)
    app = dashboard()
    assert headings(app)[0] == "Nothing is planned today"
    assert len([one for one in links(app) if BADGE in one]) == 6


def test_the_guided_session_leaves_it_out_and_says_why(dashboard: Dashboard, book: Open) -> None:
    keep(book, POSE, ago=timedelta(days=2))
    tell(book)
    enter(book, "off")
    data = timer(dashboard("session"))
    assert POSE not in [one["slug"] for one in data["plan"]]
    assert data["left_out"] == [
        {
            "name": "Prayer pose",
            "word": f"Switched off by Anna Weiss on {words_of(days_ago(1))}",
            "reason": "",
        }
    ]


def test_what_was_done_all_the_same_is_logged_by_hand_and_the_words_stand_above(
    dashboard: Dashboard, book: Open
) -> None:
    enter(book, "off")
    app = by_hand(dashboard, POSE)
    assert BADGE in said(app)
    assert f"Switched off by Anna Weiss on {words_of(days_ago(1))}." in texts(app)
    chips = app.button_group(key="log-exercise").proto.options
    assert [(one.content, one.content_icon) for one in chips if one.content_icon] == [
        ("Prayer pose", ":material/do_not_disturb_on:")
    ]
    assert headings(save(rate(app, POSE, after=3), POSE))[0] == "Saved: Prayer pose"
    assert BADGE not in said(choose(app, TILT))


def test_a_log_of_an_earlier_day_sees_it_as_it_was_then(dashboard: Dashboard, book: Open) -> None:
    enter(book, "off")
    app = by_hand(dashboard, POSE)
    app.button_group(key="log-when").set_value("Earlier").run()
    app.date_input(key="log-day").set_value(days_ago(3)).run()
    assert not app.exception
    assert BADGE not in said(app)


def test_a_pause_is_lifted_before_its_rest_is_over_and_comes_back_at_half_the_hold(
    dashboard: Dashboard, book: Open
) -> None:
    worse_until(book, 1)
    app = page(dashboard, TILT)
    assert "Paused: rest a week" in said(app)
    assert field(app, "kind", TILT).options == ["Set the dose", "Switch it off", "Lift the pause"]
    say(app, "lift", exercise=TILT)
    assert [(one.kind, one.code) for one in clinician.words(book.engine, book.person)] == [("lift", "worsening")]
    assert "Paused: rest a week" not in said(app)
    assert f"Anna Weiss lifted the pause on {words_of(days_ago(0))}." in texts(app)
    assert bars(app) == [f"0 of {RETRIES} sessions at half the hold"]
    assert any(one.startswith("Half the hold until 6 sessions since you took it up again") for one in texts(app))
    assert field(app, "kind", TILT).options == ["Set the dose", "Switch it off"]
    after = dashboard("progress", exercise=TILT)
    assert f"Anna Weiss lifted the pause on {words_of(days_ago(0))}." in texts(after)


def test_a_lift_stands_in_the_notebook_on_the_day_on_which_it_was_entered(dashboard: Dashboard, book: Open) -> None:
    worse_until(book, 0)
    enter(book, "lift", TILT, HOSTILE, code="worsening")
    enter(book, "off", POSE)
    app = dashboard("notebook")
    assert [one for one in texts(app) if "pause" in one] == [f"\u2068{HOSTILE}\u2069 lifted the pause of Pelvic tilt."]
    clinician.take_back(book.engine, clinician.words(book.engine, book.person)[0].id, here())
    assert [one for one in texts(dashboard("notebook")) if "pause" in one] == []


def test_a_lift_that_is_taken_back_brings_the_pause_back(dashboard: Dashboard, book: Open) -> None:
    worse_until(book, 1)
    app = say(page(dashboard, TILT), "lift", exercise=TILT)
    press(press(app, BACK), "Yes, take it back")
    assert "Paused: rest a week" in said(app)
    assert "lifted the pause" not in "\n".join(texts(app))
    assert [one[-1] for one in kept(book)] == [True]


@pytest.mark.parametrize("sign", ["emergency", "doctor"])
def test_no_word_lifts_what_a_warning_sign_has_closed(dashboard: Dashboard, book: Open, sign: Any) -> None:  # noqa: ANN401 - one of its words
    worse_until(book, 1)
    tell(book, sign, "yes", item="fever" if sign == "doctor" else None)
    assert field(page(dashboard, TILT), "kind", TILT).options == ["Set the dose", "Switch it off"]


def test_a_pause_for_the_day_is_none_that_is_lifted(dashboard: Dashboard, book: Open) -> None:
    keep(book, POSE, before=30, after=75)
    app = page(dashboard)
    assert "Paused today" in said(app)
    assert field(app, "kind").options == ["Set the dose", "Switch it off"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "   "}, [NAME]),
        ({"said_on": days_ago(-1)}, [DAY]),
        ({"said_on": None}, [DAY]),
        ({"name": "\u200b", "said_on": days_ago(-400)}, [NAME, DAY]),
    ],
)
def test_a_name_of_blanks_or_a_day_to_come_is_said_at_its_field_and_nothing_typed_is_lost(
    dashboard: Dashboard, book: Open, fields: dict[str, Any], message: list[str]
) -> None:
    app = say(page(dashboard), "dose", hold=17, reps=5, **fields)
    assert [one.value for one in app.error] == message
    given = {"name": "Anna Weiss", "said_on": days_ago(0)} | fields
    values = [field(app, name).value for name in ("clinician", "said_on", "hold", "reps", "kind")]
    assert values == [given["name"], given["said_on"], 17, 5, "dose"]
    assert kept(book) == []
    field(app, "clinician").input("Ben Ode")
    field(app, "said_on").set_value(days_ago(0))
    press(app, SAVE)
    assert list(app.error) == []
    assert kept(book) == [("dose", POSE, "Ben Ode", days_ago(0), False)]


@pytest.mark.usefixtures("hasty")
def test_what_is_not_kept_says_so_and_what_was_typed_stays(dashboard: Dashboard, book: Open) -> None:
    app = page(dashboard)
    with in_use(book):
        say(app, "dose", hold=17)
        assert warnings(app) == [f"{IN_USE} What you entered is still here."]
    assert kept(book) == []
    assert (field(app, "clinician").value, field(app, "hold").value) == ("Anna Weiss", 17)
    press(app, SAVE)
    assert [one[0] for one in kept(book)] == ["dose"]


def test_what_was_entered_elsewhere_in_the_meantime_is_said_and_nothing_is_entered_twice(
    dashboard: Dashboard, book: Open
) -> None:
    app = page(dashboard)
    field(app, "kind").set_value("off").run()
    enter(book, "off", name="Ben Ode")
    field(app, "clinician").input("Anna Weiss")
    press(app, SAVE)
    assert warnings(app) == ["Something else was entered in the meantime. Look at it as it is now."]
    assert [one[2] for one in kept(book)] == ["Ben Ode"]
    assert field(app, "clinician").value == "Anna Weiss"


def test_a_word_is_taken_back_after_being_asked_once_more(dashboard: Dashboard, book: Open) -> None:
    app = say(page(dashboard), "off")
    press(app, BACK)
    assert BADGE in said(app)
    press(app, "Leave it")
    assert "Yes, take it back" not in labels(app)
    press(press(app, BACK), "Yes, take it back")
    assert BADGE not in said(app)
    assert "**Switched off** :gray-badge[Taken back]" in said(app)
    assert BACK not in labels(app)
    assert kept(book) == [("off", POSE, "Anna Weiss", days_ago(0), True)]


@pytest.mark.usefixtures("hasty")
def test_a_word_that_cannot_be_taken_back_now_acts_as_before_and_says_so(dashboard: Dashboard, book: Open) -> None:
    enter(book, "off")
    app = press(page(dashboard), BACK)
    with in_use(book):
        press(app, "Yes, take it back")
        assert warnings(app) == [IN_USE]
    assert BADGE in said(app)
    assert [one[-1] for one in kept(book)] == [False]


@pytest.mark.parametrize("name", [HOSTILE, "ד״ר כהן", "_A_ `b` # c"])
def test_a_name_is_nowhere_read_as_formatting(dashboard: Dashboard, book: Open, name: str) -> None:
    worse_until(book, 1)
    enter(book, "dose", TILT, name, hold=90, reps=2)
    enter(book, "lift", TILT, name, code="worsening")
    enter(book, "off", POSE, name)
    tell(book)
    pages = [page(dashboard, TILT), page(dashboard), dashboard(), dashboard("exercises"), by_hand(dashboard, TILT)]
    pages += [by_hand(dashboard, POSE), dashboard("progress", exercise=TILT), dashboard("session")]
    assert [name in marked_up(app) for app in pages] == [False] * 8
    assert [any(name in one for one in texts(app)) for app in pages] == [True] * 4 + [False, True, True, False]


def test_the_lift_of_a_hostile_name_is_plain_after_a_log_by_hand_too(dashboard: Dashboard, book: Open) -> None:
    worse_until(book, 1)
    enter(book, "lift", TILT, HOSTILE, code="worsening")
    app = save(rate(by_hand(dashboard, TILT), TILT, after=3), TILT)
    assert HOSTILE not in marked_up(app)
    assert any(HOSTILE in one for one in texts(app))
