"""Every verdict opens to its sentence, its rule, and a small chart of the ratings behind it."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import guided
from backcare.notebook.drafts import AnswerDraft
from backcare.notebook.opening import Open
from backcare.safety import Level, Verdict
from backcare.safety.codes import BY_CHECK
from backcare.safety.reasons import rule
from backcare.safety.verdict import Finding
from backcare.ui.verdict import word
from tests.pages.form import STRETCH, ZONE, Dashboard, here, keep, said, take_in_sample

TILT = "pelvic-tilt"
RATINGS = "See the ratings behind it"


def page(dashboard: Dashboard, exercise: str = TILT) -> AppTest:
    app = dashboard("exercises", exercise=exercise)
    assert not app.exception
    return app


def expanders(app: AppTest) -> list[str]:
    return [one.label for one in app.expander]


def opened(app: AppTest, key: str) -> AppTest:
    """The page once the ratings are looked at, as a tap on their name does it."""
    app.session_state[key] = True
    app.run()
    assert not app.exception
    return app


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def spoken(app: AppTest) -> list[str]:
    return [one.proto.alt for one in app.get("plotly_chart")]


def days(book: Open, *rises: int, exercise: str = TILT) -> None:
    """A session a day with these rises, the last one yesterday."""
    for n, rise in enumerate(rises):
        keep(book, exercise, before=30, after=30 + rise, ago=timedelta(days=len(rises) - n))


def test_a_stop_opens_to_its_sentence_its_rule_and_its_change(dashboard: Dashboard, book: Open) -> None:
    take_in_sample(book)
    app = page(dashboard, STRETCH)
    assert charts(app) == []  # the script of the charts is a large one
    app = opened(app, f"exercise-{STRETCH}-behind")
    assert f"The rule: {rule('worsening')}" in said(app)
    names = [one["text"] for one in charts(app)[0]["layout"]["annotations"]]
    assert "Change since 5 Mar" in names
    assert any(name.startswith("Usual<br>") for name in names)
    assert spoken(app)[0].startswith("How much your pain rose with this exercise in its last")
    assert all(words in said(app) for words in spoken(app))


def test_a_caution_opens_to_the_session_in_question(dashboard: Dashboard, book: Open) -> None:
    days(book, 0, 0, 5, 22)
    app = opened(page(dashboard), f"exercise-{TILT}-behind")
    assert "Take care" in said(app)
    (words,) = spoken(app)
    yesterday = here() - timedelta(days=1)
    assert words.endswith(f"the triangle is the one that is meant, on {yesterday.day} {yesterday:%B}.")


def test_rules_that_speak_of_the_same_session_share_a_chart(dashboard: Dashboard, book: Open) -> None:
    days(book, 0, 0)
    keep(book, before=30, after=70, worst=80)
    app = opened(page(dashboard), f"exercise-{TILT}-behind")
    assert all(f"The rule: {rule(code)}" in said(app) for code in ("sharp-rise", "hurts", "rise"))
    pairs = [one for one in spoken(app) if one.startswith("Your pain before this exercise")]
    assert len(pairs) == 1


def test_an_exercise_that_goes_well_opens_to_its_usual(dashboard: Dashboard, book: Open) -> None:
    days(book, 0, 5, 0, -5)
    app = page(dashboard)
    assert "Your ratings give no reason to pause this exercise." in said(app)
    app = opened(app, f"exercise-{TILT}-behind")
    assert spoken(app)[0].startswith("How much your pain rose with this exercise in its last 4 rated sessions;")


def test_where_nothing_is_rated_nothing_is_to_be_opened(dashboard: Dashboard, book: Open) -> None:
    assert RATINGS not in expanders(page(dashboard))
    keep(book, before=30, after=None, ago=timedelta(days=1))
    app = page(dashboard)
    assert "You have not rated your pain after this exercise." in said(app)
    assert RATINGS not in expanders(app)


def test_a_warning_sign_is_told_in_words_alone(dashboard: Dashboard, book: Open) -> None:
    answer = AnswerDraft(
        id=uuid4(), questions="emergency", item=None, answer="yes", exercise=None, at=here(), zone=ZONE
    )
    guided.answer(book.engine, book.person, answer)
    app = page(dashboard)
    assert "You said that one of the emergency signs is there. Call your emergency number now." in said(app)
    app = opened(app, f"exercise-{TILT}-behind") if RATINGS in expanders(app) else app
    assert charts(app) == []


def test_the_verdict_opens_on_progress_too_also_where_all_is_well(dashboard: Dashboard, book: Open) -> None:
    days(book, 0, 5, 0, -5)
    app = dashboard("progress", exercise=TILT)
    assert "Your ratings give no reason to pause this exercise." in said(app)
    assert len(charts(app)) == 1
    assert len(charts(opened(app, f"progress-{TILT}-behind"))) == 2


@pytest.mark.parametrize("page_name", ["exercises", "today"])
def test_pages_that_show_no_verdict_in_full_load_no_chart(dashboard: Dashboard, book: Open, page_name: str) -> None:
    take_in_sample(book)
    app = dashboard(page_name)
    assert not app.exception
    assert charts(app) == []
    assert RATINGS not in expanders(app)


def test_the_word_for_a_warning_sign_is_its_own() -> None:
    for code in BY_CHECK:
        closed = Finding(code, Level.STOP, "all", here())
        leg = Finding("leg-pain", Level.STOP, "exercise", here())
        assert word(Verdict(TILT, (leg, closed))) == "Paused: get it checked"
    assert word(Verdict(TILT, (leg,))) == "Paused: rest a week"
