"""Is it getting better? The last two weeks beside the four before them, in one sentence. No promise and no blame."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from backcare.safety.history import History, Tenths
from backcare.safety.sittings import EVER, day_pains, sittings
from backcare.words import counted

Answer: TypeAlias = Literal["lower", "same", "higher", "unknown"]

LAST_DAYS: Final = 14  # a judgement: two weeks, as for the baseline: day-to-day SD is about 1.2
BEFORE_DAYS: Final = 28  # a judgement: four weeks hold an ordinary flare-up without being made of it
LAST_RATED: Final = 7  # a judgement: half of the days; the mean's standard error is then near 0.4
BEFORE_RATED: Final = 10  # as thresholds.BASELINE_RATED_DAYS
COUNTS: Final = 10  # tenths: one rating's error is 1.02 points (Childs 2005), a smaller difference is none
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Better:
    """The answer with the sentence that says it; means in tenths, None where too few days are rated.

    `missing` is on how many more days a rating is needed, given every day from now on; 0 where the answer is known.
    """

    answer: Answer
    words: str
    last: Tenths | None = None
    before: Tenths | None = None
    first: Tenths | None = None
    missing: int = 0


def daily_pain(history: History) -> dict[date, Fraction]:
    """The pain of each rated day, in tenths: the mean of its morning and its ratings before and after exercises.

    It is what the rules about all the days look at, too (backcare.safety.sittings.day_pains).
    """
    found = day_pains(sittings(history.readings, EVER), history.mornings)
    return {day: Fraction(total, count) for day, (total, count) in found.items()}


def better(pains: Mapping[date, Fraction | float], today: date) -> Better:
    """Compare the mean of the last 14 days, today included, with that of the 28 before them.

    Means are rounded to tenths of a point first, so that the sentence and its numbers agree. A difference below
    1 point is "about the same". Where the first 14 days lie before both, they are named as well.
    Example: 4 on each of the 28 days and 2.9 on each of the last 14: "Lower: your pain was 2.9 on average over the
    last 14 days, and 4 over the 28 days before." With 3.1 it begins with "About the same". Rated daily for 30 days
    up to today, where ten of the earlier days are needed: it is known. Rated daily for 20 days: 4 are missing.

    Args:
        pains: the pain of each rated day, in tenths; days later than `today` are passed over.
        today: the person's own day.
    """
    days = {day: pain for day, pain in pains.items() if day <= today}
    if not _enough(days, today):
        return _unknown(days, today)
    middle = today - LAST_DAYS * _DAY
    last = _mean(pain for day, pain in days.items() if day > middle)
    before = _mean(pain for day, pain in days.items() if middle - BEFORE_DAYS * _DAY < day <= middle)
    first = _first(days, today)
    answer = _compared(last, before)
    begin: dict[Answer, str] = {"lower": "Lower", "same": "About the same", "higher": "Higher"}
    words = (
        f"{begin[answer]}: your pain was {_number(last)} on average over the last {LAST_DAYS} days, and "
        f"{_number(before)} over the {BEFORE_DAYS} days before."
    )
    return Better(answer, words + _first_words(last, first), last, before, first)


def _enough(days: Iterable[date], today: date) -> bool:
    since = [(today - day).days for day in days]
    last = sum(back < LAST_DAYS for back in since)
    return last >= LAST_RATED and sum(LAST_DAYS <= back < LAST_DAYS + BEFORE_DAYS for back in since) >= BEFORE_RATED


def _unknown(days: Mapping[date, object], today: date) -> Better:
    """Rated on each day from now on, it is known within the 42 days that are looked at, since then all are rated."""
    rated, day, missing = set(days), today, 0
    while not _enough(rated, day):
        day = day + _DAY if day in rated else day
        rated.add(day)
        missing += 1
    more = counted(missing, "more day")
    words = f"Not enough ratings yet to say. Rate {more}, and the answer stands here."
    return Better("unknown", words, missing=missing)


def _first(days: Mapping[date, Fraction | float], today: date) -> Tenths | None:
    """The mean of the first 14 days; None where they reach into what is compared, or too few of them are rated."""
    end = min(days) + LAST_DAYS * _DAY
    found = [pain for day, pain in days.items() if day < end]
    compared = today - (LAST_DAYS + BEFORE_DAYS) * _DAY
    return _mean(found) if end - _DAY <= compared and len(found) >= LAST_RATED else None


def _first_words(last: Tenths, first: Tenths | None) -> str:
    if first is None:
        return ""
    how = {"lower": "lower than", "same": "about the same as", "higher": "higher than"}[_compared(last, first)]
    return f" That is {how} in your first {LAST_DAYS} days ({_number(first)})."


def _compared(now: Tenths, then: Tenths) -> Answer:
    if abs(now - then) < COUNTS:
        return "same"
    return "lower" if now < then else "higher"


def _mean(pains: Iterable[Fraction | float]) -> Tenths:
    found = list(pains)
    return round(sum(found) / len(found))


def _number(tenths: Tenths) -> str:
    return f"{tenths / 10:g}"
