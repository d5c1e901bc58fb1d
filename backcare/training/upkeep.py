"""When it has long been quiet: the offer to go on with less."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

from backcare.training.plan import PlanItem, chosen_of
from backcare.training.wishes import EVERY_DAY, Wishes

# All are judgements made for BackCare.
QUIET_DAYS: Final = 28
QUIET_RATED: Final = 10  # days of them that must be rated, as for the baseline
QUIET_PAIN: Final = 10  # tenths: a day at 0 to 1
QUIET_SHARE: Final = Fraction(3, 4)  # "mostly": of the rated days
UPKEEP_EXERCISES: Final = 3
UPKEEP_DAYS: Final = 3  # a week
ASKED_AGAIN: Final = timedelta(days=28)  # after the offer was declined
QUESTION: Final = "upkeep"  # under which it is kept that the offer was declined, beside the answers of the set-up


def quiet(pains: Mapping[date, Fraction | float], today: date) -> bool:
    """Whether the pain of the last 28 days was mostly at 0 to 1.

    So it is when 10 of these days are rated, three quarters of the rated ones have a mean of 1 or less, and the first
    rating of all is not among them: what began quietly a week ago is not long quiet.
    Example: 12 days rated, 9 of them at 1 and 3 at 4 is quiet; 8 and 4 is not.
    """
    begin = today - timedelta(days=QUIET_DAYS)
    recent = [pain for day, pain in pains.items() if begin < day <= today]
    calm = sum(pain <= QUIET_PAIN for pain in recent)
    long = any(day <= begin for day in pains)
    return long and len(recent) >= QUIET_RATED and calm >= QUIET_SHARE * len(recent)


def upkeep(
    every: Sequence[PlanItem], pains: Mapping[date, Fraction | float], wishes: Wishes, now: datetime
) -> tuple[PlanItem, ...]:
    """The three exercises that are offered as upkeep, on three days a week; none where nothing is offered.

    They are the first three that are going, of those that the person chose. Nothing is offered to a person who
    does as little already, nor within 28 days of the last time that it was declined.

    Args:
        every: as backcare.training.plan.items has them.
        pains: the pain of each rated day, in tenths.
        wishes: what the person chose.
        now: aware, in the zone of the person.
    """
    choice = wishes.plan
    days = choice.days if choice else EVERY_DAY
    able = [item for item in chosen_of(every, choice) if item.going]
    little = days <= UPKEEP_DAYS and len(chosen_of(every, choice)) <= UPKEEP_EXERCISES
    declined = wishes.declined is not None and now - wishes.declined < ASKED_AGAIN
    if little or declined or len(able) < UPKEEP_EXERCISES or not quiet(pains, now.date()):
        return ()
    return tuple(able[:UPKEEP_EXERCISES])
