"""Every rule in a sentence or two, made of the very numbers that it compares with.

Beside it its level, what ends it, its source, and what it can miss.
"""

from collections.abc import Mapping
from typing import Final

from backcare.safety.points import number, points
from backcare.safety.thresholds import (
    CAUTION_SCORE,
    CREEPING,
    EWMA_CLEAR_DAYS,
    EWMA_LIFT,
    EWMA_SDS,
    EWMA_WEIGHT,
    HIGH_BEFORE,
    HURTS_AGAIN,
    HURTS_RISE,
    HURTS_WORST,
    LEAST_MEAN_RISE,
    LEAST_SINCE,
    LONG_HOLDS_SCORE,
    RAISED_ABOVE_USUAL,
    RAISED_BEFORE,
    REST_DAYS,
    SESSION_RISE,
    SESSION_RISE_COUNT,
    SESSION_RISE_EXERCISES,
    SHARP_AFTER,
    SHARP_RISE,
    SIGNAL_RISE,
    STARTS_SEEN,
    STOP_SCORE,
    WEEK_CLEAR,
    WEEK_LIFT,
    WEEK_RATED_DAYS,
)
from backcare.safety.verdict import Level

_SINCE: Final = f"That takes at least {LEAST_SINCE} sessions, and more of a rise than your other exercises explain."

RULES: Final[Mapping[str, str]] = {
    "red-flag": "Practice stops when one of the emergency signs is there, until someone medical has looked at it.",
    "see-doctor": "Practice stops when one of the signs that a doctor should see is there, until a doctor knows "
    "about it.",
    "numb-leg": "Practice stops when numbness, tingling or weakness is new in a leg or foot, until someone medical has "
    "looked at it.",
    "leg-pain": "An exercise pauses when new pain moves into your leg with it. The session ends there.",
    "sharp-rise": f"An exercise pauses for the day when your pain is {points(SHARP_RISE)} or more higher after it than "
    f"before. A rise of {points(SIGNAL_RISE)} is enough where your pain after it is {number(SHARP_AFTER)} or above.",
    "hurts": "An exercise pauses for the day when you press Stop because it hurts. It also pauses when your pain at "
    f"its worst is {points(HURTS_WORST)} or more above the rating before, and {points(HURTS_RISE)} or more of that "
    "stay.",
    "hurts-again": f"An exercise pauses when you pressed Stop because it hurt in {HURTS_AGAIN[0]} of its last "
    f"{HURTS_AGAIN[1]} sessions.",
    "rise": f"An exercise asks for care when your pain is {points(SIGNAL_RISE)} or more higher after it than before.",
    "session-rise": f"Every exercise asks for care when your pain rose by {points(SESSION_RISE)} or more in "
    f"{SESSION_RISE_COUNT[0]} of your last {SESSION_RISE_COUNT[1]} sessions. The rise is the average over a session's "
    f"exercises; only sessions with at least {SESSION_RISE_EXERCISES} rated ones count.",
    "creeping": f"Think about ending a session when your latest rating is {points(CREEPING)} or more above the first "
    "one of the session.",
    "high-before": f"Stretching waits for another day when your pain before it is {number(HIGH_BEFORE)} or more. So it "
    f"does at {number(RAISED_BEFORE)} or more, where that is at least {points(RAISED_ABOVE_USUAL)} above your usual.",
    "worsening": f"An exercise pauses when your pain has clearly begun to rise more with it than it used to. {_SINCE}",
    "drifting": f"An exercise asks for care when your pain may have begun to rise more with it than it used to. "
    f"{_SINCE}",
    "long-holds": "Long holds ask for care when your pain rises more with them than with short ones, clearly, in "
    f"at least {LEAST_SINCE} sessions of each.",
    "programme-rising": "Every exercise asks for care when the moving average of your daily pain is "
    f"{points(EWMA_LIFT)} or more above your usual. That counts when it is further than it strays by chance.",
    "programme-high": f"Every exercise asks for care when your pain of 7 days is {points(WEEK_LIFT)} or more above "
    f"your usual on average. At least {WEEK_RATED_DAYS} of these days have to be rated.",
    "unrated": "Without a rating after an exercise nothing is said about it.",
    "ok": "None of the rules speaks against this exercise.",
}

LEVELS: Final[Mapping[str, Level]] = {
    "red-flag": Level.STOP,
    "see-doctor": Level.STOP,
    "numb-leg": Level.STOP,
    "leg-pain": Level.STOP,
    "sharp-rise": Level.STOP_TODAY,
    "hurts": Level.STOP_TODAY,
    "hurts-again": Level.STOP,
    "rise": Level.CAUTION,
    "session-rise": Level.CAUTION,
    "creeping": Level.CAUTION,
    "high-before": Level.CAUTION,
    "worsening": Level.STOP,
    "drifting": Level.CAUTION,
    "long-holds": Level.CAUTION,
    "programme-rising": Level.CAUTION,
    "programme-high": Level.CAUTION,
    "unrated": Level.UNKNOWN,
}

_CHECKED: Final = "It opens again when you enter the day on which someone medical looked at it."
REST: Final = {7: "a week"}.get(REST_DAYS, f"{REST_DAYS} days")
_RESTED: Final = f"Rest this exercise for {REST}; after that you can take it up again at half the hold."
_TOMORROW: Final = "It opens again tomorrow, at half the hold."
_TALK: Final = "You may want to talk it over with a clinician."

ENDINGS: Final[Mapping[str, str]] = {
    "red-flag": _CHECKED,
    "see-doctor": "It opens again when you note that a doctor knows about it.",
    "numb-leg": _CHECKED,
    "leg-pain": _RESTED,
    "sharp-rise": _TOMORROW,
    "hurts": _TOMORROW,
    "hurts-again": _RESTED,
    "rise": f"It ends with your next rated session of this exercise, if the rise stays under {points(SIGNAL_RISE)}.",
    "session-rise": f"It ends when your pain rises less over your sessions. {_TALK}",
    "creeping": "It ends with your next session.",
    "high-before": "It ends tomorrow; until then, move a little if you can.",
    "worsening": _RESTED,
    "drifting": "It ends when your ratings with this exercise come back to your usual.",
    "long-holds": "Hold it shorter; it ends when your pain rises no more with long holds than with short ones.",
    "programme-rising": f"It ends when {EWMA_CLEAR_DAYS} rated days in a row are back near your usual.",
    "programme-high": f"It ends when your pain of 7 days is less than {points(WEEK_CLEAR)} above your usual. {_TALK}",
    "unrated": "It ends when you rate your pain after this exercise.",
}

_TEST: Final = (
    f"Every start among the last {STARTS_SEEN} ratings is tried: how much likelier are the ratings since then with a "
    f"change than without one? The score is the logarithm of that; a mean rise under {LEAST_MEAN_RISE:g} points is "
    "no change."
)

NUMBERS: Final[Mapping[str, str]] = {
    "worsening": f"{_TEST} It pauses at a score of {STOP_SCORE:g}.",
    "drifting": f"{_TEST} It asks for care at a score of {CAUTION_SCORE:g}.",
    "long-holds": "The same test as for a change over time, with your sessions in the order of their holds. It asks "
    f"for care at a score of {LONG_HOLDS_SCORE:g}.",
    "programme-rising": f"Each new day counts for {EWMA_WEIGHT:.0%} of the average; what strays by chance is "
    f"{EWMA_SDS:g} standard deviations.",
}

_ERROR: Final = "A rating of low back pain is uncertain by about 1 point, a difference of two by 2.8 (Childs 2005)."
_SIGNS: Final = "Lists of warning signs with back pain (NHS; Verhagen 2016; Finucane 2020)."
_OWN: Final = "A judgement made for BackCare; no study was found."
_TRIED: Final = "Tuned on simulated persons, so that few whom nothing harms are stopped."

SOURCES: Final[Mapping[str, str]] = {
    "red-flag": _SIGNS,
    "see-doctor": _SIGNS,
    "numb-leg": _SIGNS,
    "leg-pain": "Leaflets for back pain: leave out a movement that sends pain into the leg.",
    "sharp-rise": _ERROR,
    "hurts": f"{_ERROR} That some of it must stay is a judgement.",
    "hurts-again": _OWN,
    "rise": "2 points are what counts as a change (Childs 2005; Farrar 2001).",
    "session-rise": _OWN,
    "creeping": _ERROR,
    "high-before": "Leaflets with traffic lights put red at 6 to 8; 2 points count as a change (Childs 2005).",
    "worsening": _TRIED,
    "drifting": _TRIED,
    "long-holds": _TRIED,
    "programme-rising": "A control chart with a moving average (Roberts 1959); the limits are judgements.",
    "programme-high": "2 points are what counts as a change (Childs 2005); the week is a judgement.",
    "unrated": _OWN,
}

MISSES: Final[Mapping[str, str]] = {
    "red-flag": "It knows what you tap, and nothing else.",
    "see-doctor": "It knows what you tap, and nothing else.",
    "numb-leg": "It knows what you tap, and nothing else.",
    "leg-pain": "It knows what you tap, and nothing else.",
    "sharp-rise": "Pain that comes hours later; a rise from 8 or more, which the scale has no room for.",
    "hurts": "A bad moment that has passed when you rate.",
    "hurts-again": "Sessions that you broke off without pressing Stop.",
    "rise": "A smaller rise that comes back every time: the rules for trends look for that.",
    "session-rise": "Sessions with fewer rated exercises.",
    "creeping": "What happens after the last rating.",
    "high-before": "A usual that is high itself.",
    "worsening": "A small change for some weeks; a change that all your exercises share; the hours after a session.",
    "drifting": "A change of fewer than three sessions. It also speaks at times when nothing is the matter.",
    "long-holds": "Holds that were not noted, and holds that are always alike.",
    "programme-rising": "Everything until ten days are rated; a change that comes and goes within days.",
    "programme-high": "Weeks with fewer rated days; everything until ten days are rated.",
    "unrated": "All that was not rated.",
}
