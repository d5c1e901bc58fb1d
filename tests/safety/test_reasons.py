import re

import pytest

from backcare.safety import Finding, Level, Verdict
from backcare.safety.codes import BY_CHECK, BY_DECISION, TABLE
from backcare.safety.points import number, points
from backcare.safety.reasons import ending, headline, reason, rule
from backcare.safety.rule_words import ENDINGS, LEVELS, MISSES, NUMBERS, REST, RULES, SOURCES
from backcare.safety.thresholds import CAUTION_SCORE, STOP_SCORE
from tests.safety.diary import OTHERS, STRETCH, answer, decided, judged, quiet, reading, rises

STEP = [0.0] * 20 + [1.8] * 5
AFTER = [
    reading(None, 30 + (20 if day >= 20 and name == STRETCH else 0), day=day, exercise=name)
    for day in range(25)
    for name in (*OTHERS, STRETCH)
]
HELD = [reading(30, 30 + day % 2 * 20, day=day, hold=50 + day % 2 * 50) for day in range(16)]
WEEK = [reading(30 + 20 * (day >= 14), 30 + 20 * (day >= 14), day=day) for day in range(21)]


def told(code: str, found: Verdict) -> Finding:
    return next(one for one in found.findings if one.code == code)


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
    "red-flag": told("red-flag", judged([], answers=[answer("emergency")])),
    "see-doctor": told("see-doctor", judged([], answers=[answer("doctor")])),
    "numb-leg": told("numb-leg", judged([], answers=[answer("leg", "numbness")])),
    "leg-pain": told("leg-pain", judged([], answers=[answer("leg", "pain", exercise=STRETCH)])),
    "hurts-again": told("hurts-again", judged([reading(30, 30, day=day, stopped=True) for day in range(2)], 9)),
    "session-rise": told("session-rise", judged([r for name in OTHERS for r in rises([1.0] * 3, exercise=name)], 9)),
    "creeping": told("creeping", judged([reading(20, 55)])),
    "drifting": told("drifting", judged(rises([0.0] * 20 + [1.1] * 3) + quiet(23), 23)),
    "after": told("worsening", judged(AFTER, 25)),
    "long-holds": told("long-holds", judged(HELD + quiet(16), 16)),
    "programme-rising": told("programme-rising", judged(WEEK, 20)),
    "programme-high": told("programme-high", judged(WEEK, 20)),
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
                "Your pain rose with this exercise in 5 of the last 5 sessions, by 1.8 points on average over them. "
                "That is 1.8 points more than your usual, and your other exercises do not explain it."
            ),
        ),
        ("unrated", "You have not rated your pain after this exercise."),
        ("never", "Not done yet."),
        ("red-flag", "You said that one of the emergency signs is there. Call your emergency number now."),
        ("see-doctor", "You said that there is a sign that a doctor should see. Make an appointment soon."),
        (
            "numb-leg",
            "You said that numbness, tingling or weakness is new in a leg or foot. Have it looked at today.",
        ),
        ("leg-pain", "You said that new pain moved into your leg with this exercise."),
        ("hurts-again", "You pressed Stop because it hurt in 2 of the last 2 sessions of this exercise."),
        (
            "session-rise",
            "Your pain rose over 3 of your last 3 sessions, by 1 point on average over their exercises.",
        ),
        ("creeping", "Your pain went from 2 to 5.5 over your last session. If you are still at it, end here?"),
        (
            "long-holds",
            (
                "Your pain rose with this exercise by 2 points on average when you held it for 10 seconds or more. "
                "That is 2 points more than when you held it shorter."
            ),
        ),
        ("programme-rising", "Your daily pain has gone up to 4.6 as a moving average; your usual is 3."),
        ("programme-high", "Your pain of 7 days is 5 on average; your usual is 3."),
    ],
)
def test_a_reason_is_told_in_plain_words_with_the_persons_own_numbers(name: str, words: str) -> None:
    assert reason(FINDINGS[name]) == words


def test_other_exercises_are_named_only_where_there_were_any() -> None:
    assert "other exercises" not in reason(FINDINGS["alone"])


def test_a_failed_retry_says_so() -> None:
    assert "in 2 of the last 2 sessions since you took it up again" in reason(FINDINGS["retry"])


def test_a_comparison_with_the_other_exercises_says_so() -> None:
    assert "beside that after your others." in reason(FINDINGS["after"])


def test_every_rule_has_its_sentences() -> None:
    assert {finding.code for finding in FINDINGS.values()} == set(TABLE)
    for code in TABLE:
        for words in (rule(code), SOURCES[code], MISSES[code]):
            assert words.endswith(".")
    for finding in FINDINGS.values():
        assert ending(finding).endswith(".")
    assert "log this exercise" in ending(FINDINGS["never"])
    assert "tomorrow" in ending(FINDINGS["hurts"])


def test_the_level_that_a_rule_is_told_with_is_the_one_it_speaks_with() -> None:
    assert {finding.code: finding.level for finding in FINDINGS.values()} == LEVELS
    assert list(LEVELS) == list(ENDINGS) == list(TABLE)


def test_the_scores_are_told_as_they_are_compared_with() -> None:
    assert f"at a score of {STOP_SCORE:g}." in NUMBERS["worsening"]
    assert f"at a score of {CAUTION_SCORE:g}." in NUMBERS["drifting"]


def test_a_stop_says_what_ends_it() -> None:
    for code in BY_DECISION:
        assert f"for {REST};" in ending(FINDINGS[code])
    for code in BY_CHECK:
        assert "opens again when you" in ending(FINDINGS[code])


def test_the_rules_are_told_with_the_numbers_that_they_compare_with() -> None:
    assert "3 points or more" in RULES["sharp-rise"]
    assert "A rise of 2 points is enough where your pain after it is 7 or above." in RULES["sharp-rise"]
    assert "is 8 or more. So it does at 6 or more, where that is at least 2 points above" in RULES["high-before"]
    assert "in 2 of its last 3 sessions" in RULES["hurts-again"]
    assert "1 point or more" in RULES["session-rise"]
    assert "1.5 points or more" in RULES["programme-rising"]


def test_the_words_for_the_levels_are_the_same_everywhere() -> None:
    assert [headline(level) for level in sorted(Level, reverse=True)] == [
        "Paused: rest a week",
        "Paused today",
        "Take care",
        "Not rated",
        "Fine to go on",
    ]
    assert headline(Level.STOP, "worsening") == "Paused: rest a week"
    assert {headline(Level.STOP, code) for code in BY_CHECK} == {"Paused: get it checked"}


def test_no_sentence_promises_or_blames() -> None:
    said = [reason(f) + ending(f) for f in FINDINGS.values()] + [headline(x) for x in Level]
    said += [words for each in (RULES, SOURCES, MISSES, NUMBERS) for words in each.values()]
    unwanted = re.compile(
        r"\b(treats?|relieves?|alleviates?|diagnos\w+|safe(ly)?|proven|cure|fault|wrong)\b", re.IGNORECASE
    )
    assert [words for words in said if unwanted.search(words)] == []


def test_no_sentence_names_a_disease() -> None:
    said = " ".join([reason(f) + ending(f) for f in FINDINGS.values()] + [*RULES.values(), *MISSES.values()]).lower()
    for name in (
        "cancer",
        "fracture",
        "cauda",
        "infection",
        "sciatica",
        "hernia",
        "disc",
        "arthr",
        "tumour",
        "stenosis",
    ):
        assert name not in said


def test_numbers_read_as_a_person_would_write_them() -> None:
    assert [number(tenths) for tenths in (0, 75, 70, 18.4, 100)] == ["0", "7.5", "7", "1.8", "10"]
    assert [points(tenths) for tenths in (10, 18, 20.3)] == ["1 point", "1.8 points", "2 points"]
    with pytest.raises(TypeError):
        number(None)
