"""The rules about one reading: does this exercise end for today?

Each takes one reading and answers with a finding or None. Ratings are integer tenths; a missing one is never 0, so a
comparison that needs it does not hold.
"""

from fractions import Fraction
from math import ceil

from backcare.safety.history import Reading, Tenths
from backcare.safety.thresholds import (
    HIGH_BEFORE,
    HURTS_RISE,
    HURTS_WORST,
    RAISED_ABOVE_USUAL,
    RAISED_BEFORE,
    SHARP_AFTER,
    SHARP_RISE,
    SIGNAL_RISE,
)
from backcare.safety.verdict import Finding, Level


def sharp_rise(reading: Reading) -> Finding | None:
    """After - before is 3 points or more, or 2 or more with after at 7 or more: paused for today.

    Example: 4 before and 7 after pauses; 4.1 before and 7 after does so too, by the second half (2.9 up, at 7);
    4 before and 6.9 after does not.
    Source: Childs 2005 (3 is beyond the error of two ratings); 7 is a judgement (thresholds.SHARP_AFTER).
    """
    rise, after = reading.rise, reading.after
    if rise is None or after is None:
        return None
    if rise >= SHARP_RISE or (rise >= SIGNAL_RISE and after >= SHARP_AFTER):
        return _finding("sharp-rise", Level.STOP_TODAY, reading)
    return None


def hurts(reading: Reading) -> Finding | None:
    """The person stopped because it hurt, or worst - before is 3 or more with after - before 2 or more: paused today.

    Example: 3 before, 6 at worst, 5 after pauses; 3, 6, 4.9 does not: it hurt, and most of it went.
    Source: Childs 2005 for 3 and 2; that both must hold is a judgement (thresholds.HURTS_RISE).
    """
    if reading.stopped:
        return _finding("hurts", Level.STOP_TODAY, reading)
    if reading.rise is None or reading.before is None or reading.worst is None:
        return None
    if reading.worst - reading.before >= HURTS_WORST and reading.rise >= HURTS_RISE:
        return _finding("hurts", Level.STOP_TODAY, reading)
    return None


def rise(reading: Reading) -> Finding | None:
    """After - before is 2 points or more: take care, until the next rated session of this exercise.

    Example: 3 before and 5 after is a caution; 3 before and 4.9 after is not.
    Source: Childs 2005 and Farrar 2001 (thresholds.SIGNAL_RISE).
    """
    if reading.rise is None or reading.rise < SIGNAL_RISE:
        return None
    return _finding("rise", Level.CAUTION, reading)


def high_before(reading: Reading, usual: Fraction | None) -> Finding | None:
    """Before is 8 or more, or 6 or more and 2 above the person's usual: not today, for every exercise.

    `usual` is the baseline in tenths (backcare.safety.baseline), None while too few days are rated: then only the
    first half speaks.
    Example: 8 before speaks; 6.5 with a usual of 4.5 speaks; 6.5 with a usual of 4.6 does not; 5.9 never does.
    Source: traffic-light leaflets for 6, Childs 2005 for 2, a judgement for 8 (thresholds).
    """
    before: Tenths | None = reading.before
    if before is None or before < high_before_from(usual):
        return None
    shown = None if usual is None else float(usual)
    return Finding("high-before", Level.CAUTION, "all", reading.at, (("before", before), ("usual", shown)))


def high_before_from(usual: Fraction | None) -> Tenths:
    """The lowest rating before an exercise at which `high_before` speaks, in tenths.

    Example: 80 without a usual; 60 with a usual of 40 or less; 65 with a usual of 44.5.
    """
    if usual is None:
        return HIGH_BEFORE
    return min(HIGH_BEFORE, max(RAISED_BEFORE, ceil(usual + RAISED_ABOVE_USUAL)))


def unrated(reading: Reading | None) -> Finding | None:
    """No rating after the exercise, or never logged (None): nothing is known.

    Example: 3 before and nothing after is unknown; 3 before and 3 after is not.
    Source: missing is never zero, and never "fine" (a judgement, the first one of BackCare).
    """
    if reading is None:
        return Finding("unrated", Level.UNKNOWN, "exercise", None, (("logged", 0),))
    if reading.after is None:
        return Finding("unrated", Level.UNKNOWN, "exercise", reading.at, (("logged", 1),))
    return None


def _finding(code: str, level: Level, reading: Reading) -> Finding:
    evidence = (
        ("before", reading.before),
        ("worst", reading.worst),
        ("after", reading.after),
        ("rise", reading.rise),
        ("stopped", int(reading.stopped)),
    )
    return Finding(code, level, "exercise", reading.at, evidence)
