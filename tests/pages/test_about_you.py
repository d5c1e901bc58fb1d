"""The questions of the set-up, kept at one tap, and what a yes marks on every page."""

import pytest
from streamlit.testing.v1 import AppTest

from backcare.catalogue.questions import questions
from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.pages.form import Dashboard, said, warnings
from tests.pages.in_use import IN_USE, in_use

BADGE = ":blue-badge[:material/contact_support: Ask first]"
REASONS = {one.slug: one.reason for one in questions().setup}
KNEELING = "**Prayer pose, Horse back (cat) stretch**"


def told(book: Open) -> dict[str, bool]:
    return reads.setup_answers(book.engine, book.person)


def say(app: AppTest, question: str, answer: str) -> AppTest:
    app.button_group(key=f"you-{question}").set_value(answer).run()
    assert not app.exception
    return app


def have_asked(app: AppTest, question: str, *, yes: bool = True) -> AppTest:
    box = app.checkbox(key=f"you-{question}-asked")
    (box.check() if yes else box.uncheck()).run()
    assert not app.exception
    return app


def to(app: AppTest, page: str) -> AppTest:
    app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not app.exception
    return app


def test_each_question_stands_there_unanswered_with_what_a_yes_marks(dashboard: Dashboard) -> None:
    app = dashboard("you")
    asked = app.button_group[-5:]  # below the plan
    assert [one.label for one in asked] == [f"**{one.text}**" for one in questions().setup]
    assert [one.value for one in asked] == [None] * 5
    assert [one.options for one in asked] == [["Yes", "No"]] * 5
    assert "A yes marks: Prayer pose, Horse back (cat) stretch." in said(app)
    assert BADGE not in said(app)


def test_one_tap_keeps_a_no_and_it_stands_there_at_the_next_visit(dashboard: Dashboard, book: Open) -> None:
    app = say(dashboard("you"), "knee", "no")
    assert told(book) == {"knee": False}
    assert dashboard("you").button_group(key="you-knee").value == "no"
    assert BADGE not in said(app)


def test_a_yes_shows_which_exercises_and_why(dashboard: Dashboard, book: Open) -> None:
    app = say(dashboard("you"), "knee", "yes")
    assert told(book) == {"knee": True}
    assert said(app).count(BADGE) == 1
    assert KNEELING in said(app)
    assert REASONS["knee"] in said(app)
    assert app.checkbox(key="you-knee-asked").value is False


def test_having_asked_takes_the_mark_off_and_can_be_taken_back(dashboard: Dashboard, book: Open) -> None:
    app = have_asked(say(dashboard("you"), "knee", "yes"), "knee")
    assert told(book) == {"knee": True, "knee-asked": True}
    assert BADGE not in said(app)
    assert "No longer marked for this: Prayer pose, Horse back (cat) stretch." in said(app)
    have_asked(app, "knee", yes=False)
    assert told(book) == {"knee": True, "knee-asked": False}
    assert BADGE in said(app)


def test_a_yes_after_a_no_is_to_be_asked_about_again(dashboard: Dashboard, book: Open) -> None:
    app = have_asked(say(dashboard("you"), "knee", "yes"), "knee")
    say(app, "knee", "no")
    assert told(book) == {"knee": False, "knee-asked": False}
    say(app, "knee", "yes")
    assert app.checkbox(key="you-knee-asked").value is False
    assert BADGE in said(app)


def test_one_answer_leaves_the_others_alone(dashboard: Dashboard, book: Open) -> None:
    app = have_asked(say(dashboard("you"), "knee", "yes"), "knee")
    say(say(app, "pregnancy", "yes"), "osteoporosis", "no")
    assert told(book) == {"knee": True, "knee-asked": True, "pregnancy": True, "osteoporosis": False}


@pytest.mark.fault(6)
@pytest.mark.usefixtures("hasty")
def test_an_answer_that_is_not_kept_shows_the_one_before_and_says_so_once(dashboard: Dashboard, book: Open) -> None:
    app = have_asked(say(dashboard("you"), "knee", "yes"), "knee")
    with in_use(book):
        say(app, "knee", "no")
        assert warnings(app) == [IN_USE]
        assert app.button_group(key="you-knee").value == "yes"
        assert warnings(app.run()) == []
        have_asked(app, "knee", yes=False)
        assert warnings(app) == [IN_USE]
        assert app.checkbox(key="you-knee-asked").value is True
    assert told(book) == {"knee": True, "knee-asked": True}


def test_the_marked_exercises_carry_badge_and_reason_on_their_cards(dashboard: Dashboard) -> None:
    app = to(say(dashboard("you"), "knee", "yes"), "exercises")
    assert said(app).count(BADGE) == 2
    assert said(app).count(REASONS["knee"]) == 2
    assert said(app).count("When you go on: ") == 2
    app = to(have_asked(to(app, "you"), "knee"), "exercises")
    assert BADGE not in said(app)
    assert "When you go on" not in said(app)


def offer(app: AppTest) -> list[str]:
    links = [one.proto.label for one in app.get("page_link")]
    return [label for label in links if label.startswith("About you: ")]


@pytest.mark.usefixtures("through")
def test_today_offers_the_questions_in_one_line_until_all_are_answered(dashboard: Dashboard) -> None:
    app = dashboard()
    assert offer(app) == ["About you: 5 short questions, answered once"]
    to(app, "you")
    for slug in ("osteoporosis", "hip-replacement", "knee", "pregnancy"):
        say(app, slug, "no")
    assert offer(to(app, "today")) == ["About you: 1 short question, answered once"]
    say(to(app, "you"), "leg-pain", "yes")
    assert offer(to(app, "today")) == []
