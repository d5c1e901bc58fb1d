import re

import pytest

from backcare.safety import Finding, Level
from backcare.safety.judge import TABLE
from backcare.safety.reasons import ending, headline, number, points, reason, rule
from tests.safety.diary import decided, judged, quiet, reading, rises

STEP = [0.0] * 20 + [1.8] * 5
FINDINGS: dict[str, Finding] = {
    "sharp-rise": judged([reading(40, 70)]).findings[0],
    "hurts": judged([reading(30, 50, worst=60)]).findings[0],
    "stopped": judged([reading(None, None, stopped=True)]).findings[0],
    "rise": judged([reading(30, 55)]).findings[0],
    "high-before": judged([reading(85, 85)]).findings[0],
    "usual": judged([*(reading(40, 40, day=day) for day in range(14)), reading(65, 65, day=14)], day=14).findings[0],
    "worsening": judged(rises(STEP) + quiet(25), 25).findings[0],
    "alone": judged(rises(STEP), 25).findings[0],
    "retry": judged(rises(STEP) + rises([2.5, 2.5], first=33) + quiet(25), 36, [decided(32)]).findings[0],
    "unrated": judged([reading(30, None)]).findings[0],
    "never": judged([]).findings[0],
}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sharp-rise", "Your pain went from 4 to 7 with this exercise, 3 points higher."),
        (
            "hurts",
            "Your pain went from 3 to 6 at its worst with this exercise, and was still 2 points higher after it.",
        ),
        ("stopped", "You pressed Stop because this exercise hurt."),
        ("rise", "Your pain went from 3 to 5.5 with this exercise, 2.5 points higher."),
        ("high-before", "You rated your pain 8.5 before exercising today."),
        ("usual", "You rated your pain 6.5 before exercising today; your usual is 4."),
        (
            "worsening",
            (
                "Your pain rose with this exercise in 5 of the last 5 sessions, by 1.8 points on average over them, "
                "which is 1.8 points more than your usual, and your other exercises do not explain it."
            ),
        ),
        ("unrated", "You have not rated your pain after this exercise."),
        ("never", "Not done yet."),
    ],
)
def test_a_reason_is_one_plain_sentence_with_the_persons_own_numbers(name: str, words: str) -> None:
    assert reason(FINDINGS[name]) == words


def test_other_exercises_are_named_only_where_there_were_any() -> None:
    assert "other exercises" not in reason(FINDINGS["alone"])


def test_a_failed_retry_says_so() -> None:
    assert "in 2 of the last 2 sessions since you took it up again" in reason(FINDINGS["retry"])


def test_every_rule_has_its_sentences() -> None:
    for code in TABLE:
        assert rule(code).endswith(".")
    for finding in FINDINGS.values():
        assert ending(finding).endswith(".")
    assert "log this exercise" in ending(FINDINGS["never"])
    assert "a week" in ending(FINDINGS["worsening"])
    assert "tomorrow" in ending(FINDINGS["hurts"])


def test_the_words_for_the_levels_are_the_same_everywhere() -> None:
    assert [headline(level) for level in sorted(Level, reverse=True)] == [
        "Paused: rest a week",
        "Paused today",
        "Take care",
        "Not rated",
        "Fine to go on",
    ]


def test_no_sentence_promises_or_blames() -> None:
    said = [reason(f) + ending(f) for f in FINDINGS.values()] + [rule(c) for c in TABLE] + [headline(x) for x in Level]
    unwanted = re.compile(
        r"\b(treats?|relieves?|alleviates?|diagnos\w+|safe(ly)?|proven|cure|fault|wrong)\b", re.IGNORECASE
    )
    assert [words for words in said if unwanted.search(words)] == []


def test_numbers_read_as_a_person_would_write_them() -> None:
    assert [number(tenths) for tenths in (0, 75, 70, 18.4, 100)] == ["0", "7.5", "7", "1.8", "10"]
    assert [points(tenths) for tenths in (10, 18, 20.3)] == ["1 point", "1.8 points", "2 points"]
    with pytest.raises(TypeError):
        number(None)
