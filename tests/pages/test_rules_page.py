"""The page "How BackCare decides" has every rule, out of the code's own words and numbers."""

import re

from streamlit.testing.v1 import AppTest

from backcare.safety.codes import TABLE
from backcare.safety.points import points
from backcare.safety.reasons import headline
from backcare.safety.rule_words import ENDINGS, LEVELS, MISSES, NUMBERS, RULES, SOURCES
from backcare.safety.thresholds import AWAY_DAYS, REST_DAYS, RETRIES, RETRY_HIGH, RETRY_MEAN, THREE_QUARTERS_SESSIONS
from backcare.safety.verdict import Level
from backcare.ui.rules import GROUPS, MEANINGS
from tests.pages.form import Dashboard, headings, said


def page(dashboard: Dashboard) -> AppTest:
    app = dashboard("rules")
    assert not app.exception
    assert app.title[0].value == "How BackCare decides"
    return app


def test_every_rule_stands_once_in_the_order_of_the_table_within_its_group() -> None:
    assert sorted(code for codes in GROUPS.values() for code in codes) == sorted(TABLE)
    for codes in GROUPS.values():
        in_order = [code for code in TABLE if code in codes and code != "unrated"]
        assert [code for code in codes if code != "unrated"] == in_order


def test_every_rule_is_seen_with_its_word_and_opens_to_the_rest(dashboard: Dashboard) -> None:
    app = page(dashboard)
    shown = {one.label: "\n".join(str(text.value) for text in one.markdown) for one in app.expander}
    assert len(shown) == len(TABLE)
    for code in TABLE:
        inside = shown[f"**{headline(LEVELS[code], code)}.** {RULES[code]}"]
        for words in (ENDINGS[code], SOURCES[code], MISSES[code], NUMBERS.get(code, "")):
            assert words in inside


def test_the_groups_and_the_words_for_the_levels_are_named(dashboard: Dashboard) -> None:
    app = page(dashboard)
    assert headings(app) == ["The words", *GROUPS, "How an exercise comes back"]
    for level in Level:
        assert headline(level) in said(app)
        assert MEANINGS[level] in said(app)
    assert "Paused: get it checked" in said(app)


def test_the_way_back_is_told_with_the_numbers_that_it_is_judged_by(dashboard: Dashboard) -> None:
    shown = said(page(dashboard))
    assert f"The exercise rests for {REST_DAYS} days." in shown
    assert f"Its first {RETRIES} rated sessions are compared" in shown
    assert f"rise by {points(RETRY_HIGH * 10)} or more" in shown
    assert f"all {RETRIES} by {points(RETRY_MEAN * 10)} or more" in shown
    assert f"for {THREE_QUARTERS_SESSIONS} sessions, and then all of it" in shown
    assert f"After {AWAY_DAYS} days away" in shown


def test_it_says_what_no_flag_does_not_mean_and_who_the_rules_were_tried_on(dashboard: Dashboard) -> None:
    shown = said(page(dashboard))
    assert "No flag does not mean that an exercise is harmless for you." in shown
    assert "Tested on simulated persons only." in shown


def test_nothing_on_it_promises_or_blames(dashboard: Dashboard) -> None:
    shown = said(page(dashboard))
    unwanted = r"\b(treats?|relieves?|alleviates?|diagnos\w+|safe(ly)?|proven|cures?|fault|wrong)\b"
    assert re.findall(unwanted, shown, re.IGNORECASE) == []
