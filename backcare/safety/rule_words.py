"""Every rule in one sentence, made of the very numbers that it compares with; their sources; what it can miss."""

from collections.abc import Mapping
from typing import Final

from backcare.safety.points import number, points
from backcare.safety.thresholds import (
    CREEPING,
    EWMA_LIFT,
    HIGH_BEFORE,
    HURTS_AGAIN,
    HURTS_RISE,
    HURTS_WORST,
    LEAST_SINCE,
    RAISED_ABOVE_USUAL,
    RAISED_BEFORE,
    SESSION_RISE,
    SESSION_RISE_COUNT,
    SESSION_RISE_EXERCISES,
    SHARP_AFTER,
    SHARP_RISE,
    SIGNAL_RISE,
    WEEK_LIFT,
    WEEK_RATED_DAYS,
)

RULES: Final[Mapping[str, str]] = {
    "red-flag": "Practice stops when one of the emergency signs is there, until someone medical has looked at it.",
    "see-doctor": "Practice stops when one of the signs that a doctor should see is there, until a doctor knows "
    "about it.",
    "numb-leg": "Practice stops when numbness, tingling or weakness is new in a leg or foot, until someone medical has "
    "looked at it.",
    "leg-pain": "An exercise pauses when new pain moves into your leg with it. The session ends there.",
    "sharp-rise": f"An exercise pauses for the day when your pain is {points(SHARP_RISE)} or more higher after it than "
    f"before, or {points(SIGNAL_RISE)} or more higher and at {number(SHARP_AFTER)} or above.",
    "hurts": "An exercise pauses for the day when you press Stop because it hurts, or when your pain at its worst is "
    f"{points(HURTS_WORST)} or more above the rating before and {points(HURTS_RISE)} or more of that are still there "
    "after it.",
    "hurts-again": f"An exercise pauses when you pressed Stop because it hurt in {HURTS_AGAIN[0]} of its last "
    f"{HURTS_AGAIN[1]} sessions.",
    "rise": f"Take care with an exercise when your pain is {points(SIGNAL_RISE)} or more higher after it than before.",
    "session-rise": f"Take care when your pain rose by {points(SESSION_RISE)} or more, on average over the exercises "
    f"of a session, in {SESSION_RISE_COUNT[0]} of your last {SESSION_RISE_COUNT[1]} sessions with at least "
    f"{SESSION_RISE_EXERCISES} rated exercises.",
    "creeping": f"Think about ending a session when your latest rating is {points(CREEPING)} or more above the first "
    "one of the session.",
    "high-before": f"Stretching waits for another day when your pain before it is {number(HIGH_BEFORE)} or more, or is "
    f"{number(RAISED_BEFORE)} or more and at least {points(RAISED_ABOVE_USUAL)} above your usual.",
    "worsening": "An exercise pauses when your pain has begun to rise more with it than it used to, clearly, in at "
    f"least {LEAST_SINCE} sessions, and by more than your other exercises explain.",
    "drifting": "Take care with an exercise when your pain may have begun to rise more with it than it used to, in at "
    f"least {LEAST_SINCE} sessions, and by more than your other exercises explain.",
    "long-holds": "Take care with long holds when your pain rises more with them than with short ones, clearly, in "
    f"at least {LEAST_SINCE} sessions of each.",
    "programme-rising": f"Take care when the moving average of your daily pain is {points(EWMA_LIFT)} or more above "
    "your usual, and further than it strays by chance.",
    "programme-high": f"Take care when your pain of 7 days, at least {WEEK_RATED_DAYS} of them rated, is "
    f"{points(WEEK_LIFT)} or more above your usual on average.",
    "unrated": "Without a rating after an exercise nothing is said about it.",
    "ok": "None of the rules speaks against this exercise.",
}

_ERROR: Final = "The error of a rating of low back pain is about 1 point, that of a difference 2.8 (Childs 2005)."
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
