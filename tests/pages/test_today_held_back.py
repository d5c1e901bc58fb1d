"""Today while something is to be asked about first, or a warning sign has closed practice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook.drafts import AnswerDraft, SetupDraft
from backcare.notebook.guided import answer
from backcare.notebook.journal import answer_setup
from backcare.notebook.opening import Open
from tests.pages.form import ZONE, Dashboard, headings, here, keep, labels, said
from tests.pages.today_links import ALL, ASK, OPEN, TODAY, bar, by_hand, leads, links, plan

pytestmark = pytest.mark.usefixtures("through")


def tell(book: Open, *yes: str) -> None:
    for question in yes:
        draft = SetupDraft(id=uuid4(), question=question, answer="yes", at=here(), zone=ZONE)
        answer_setup(book.engine, book.person, draft)


def notice_signs(book: Open) -> None:
    draft = AnswerDraft(id=uuid4(), questions="emergency", item=None, answer="yes", exercise=None, at=here(), zone=ZONE)
    answer(book.engine, book.person, draft)


def test_what_is_to_be_asked_about_first_stands_apart_with_its_reason_and_the_way_to_the_answers(
    dashboard: Dashboard, book: Open
) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    tell(book, "knee")
    app = dashboard()
    assert said(app).count(ASK) == 1
    assert f"**Prayer pose, Horse back (cat) stretch** {ASK}" in said(app)
    assert "ask a clinician about kneeling" in said(app)
    assert plan(app) == [(name, OPEN) for name in ALL[:4]]
    assert bar(app) == [("0 of 4 done today", 0)]
    assert leads(app, "Say that you have asked")[0] == "you"


def test_exercises_with_other_reasons_are_told_apart(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    tell(book, "knee", "hip-replacement")
    app = dashboard()
    assert said(app).count(ASK) == 3
    assert "**Knees to chest, Side knee drop, Hamstring stretch**" in said(app)
    assert "**Prayer pose**" in said(app)
    assert "**Horse back (cat) stretch**" in said(app)
    assert headings(app) == ["Next: Pelvic tilt"]


def test_where_all_are_to_be_asked_about_nothing_is_started(dashboard: Dashboard, book: Open) -> None:
    tell(book, "leg-pain")
    app = dashboard()
    assert headings(app) == ["Nothing is planned today"]
    assert "Start the guided session" not in labels(app)
    assert said(app).count(ASK) == 1
    assert f"**{', '.join(ALL)}**" in said(app)


def test_the_reasons_stand_below_what_is_next_where_nothing_is_planned_and_beside_it_else(
    dashboard: Dashboard, book: Open
) -> None:
    def first(app: AppTest) -> str:
        """What comes first on the page: the question about the morning, or what is to be asked about."""
        drawn = [one for one in app.main if one.type in {"button_group", "page_link"}]
        found = (one for one in drawn if one.type == "button_group" or one.proto.label == "Say that you have asked")
        return next(found).type

    tell(book, "leg-pain")
    assert first(dashboard()) == "page_link"
    keep(book, "horse-back", ago=timedelta(days=2))
    answer_setup(
        book.engine, book.person, SetupDraft(id=uuid4(), question="leg-pain", answer="no", at=here(), zone=ZONE)
    )
    tell(book, "knee")
    assert first(dashboard()) == "button_group"


def test_a_warning_sign_closes_the_start_and_is_said_once(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    notice_signs(book)
    app = dashboard()
    assert not app.exception
    assert headings(app) == ["Call your emergency number now"]
    assert "No session can be started now. What you did before can still be logged." in said(app)
    assert "Start the guided session" not in labels(app)
    assert plan(app) == []
    assert not [words for words in (said(app), *links(app)) if "Paused" in words]
    assert by_hand(app) == ("Log something by hand", "session")


def test_whom_to_call_stands_above_whether_it_gets_better(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    notice_signs(book)
    app = dashboard()
    drawn = [one.type for one in app.main if one.type in {"header", "page_link"}]
    assert headings(app)[0] == "Call your emergency number now"
    assert links(app)[0].startswith("**Is it getting better?**")
    assert drawn.index("header") < drawn.index("page_link")


def test_what_was_paused_before_practice_was_closed_keeps_its_own_reason(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    keep(book, "pelvic-tilt", before=30, after=60)
    notice_signs(book)
    app = dashboard()
    assert [label for label in links(app) if "Paused" in label] == [f"**Pelvic tilt** {TODAY}"]
    assert "Your pain went from 3 to 6 with this exercise, 3 points higher." in said(app)
