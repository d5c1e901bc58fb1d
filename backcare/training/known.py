"""What a target is made of beside the verdict: out of the whole history, or out of as much as is in sight."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from backcare.catalogue.model import Catalogue
from backcare.safety.history import Decision, History
from backcare.safety.retry import taken_up
from backcare.safety.sight import gap
from backcare.safety.sittings import EVER, ZONES_APART, sittings
from backcare.safety.thresholds import RETRIES, THREE_QUARTERS_SESSIONS
from backcare.safety.verdict import Verdict
from backcare.training.coming_back import long_whole, share_now
from backcare.training.days import Days, by_day
from backcare.training.steps import Step, steps
from backcare.training.targets import Known, path_now
from backcare.training.walk import Path, Place, returns, settled, walk
from backcare.training.wishes import HandTarget, Wishes

_ALL_BACK: Final = RETRIES + THREE_QUARTERS_SESSIONS  # rated sessions until an exercise has all of its hold again


def known_of(
    catalogue: Catalogue, history: History, days: Mapping[str, Days], wishes: Wishes | None, today: date
) -> dict[str, Known]:
    """What is known of each exercise, by slug.

    Args:
        catalogue: the exercises.
        history: all that is known of the person.
        days: its readings, as by_day has them.
        wishes: what the person chose.
        today: the person's own day.
    """
    back = returns((day for each in days.values() for day in each), today if days else None)
    found = {}
    for slug in (one.slug for one in catalogue.exercises):
        own, decisions = days.get(slug, {}), _decisions(history, slug)
        found[slug] = Known(own, decisions, _hand(wishes, slug), share_now(history, slug, own, decisions), back)
    return found


def known_in_sight(
    catalogue: Catalogue, history: History, verdicts: Mapping[str, Verdict], wishes: Wishes | None, today: date
) -> dict[str, Known] | None:
    """What gives the same targets, out of as much of the history as verdicts look at; None where only all of it does.

    Args:
        catalogue: the exercises.
        history: as much as is in sight, without the middle of a long history.
        verdicts: by exercise, now.
        wishes: what the person chose.
        today: the person's own day.
    """
    past = sittings(history.readings, EVER)
    unseen = gap(past)
    if unseen is None:
        return None
    since = unseen.last + ZONES_APART  # so far from what is hidden, each day is known as a whole
    logged = {one.exercise for one in history.readings}
    days = by_day(one for sitting in past if sitting.day > since for one in sitting.readings)
    back, found = returns((day for each in days.values() for day in each), today), dict[str, Known]()
    for exercise in catalogue.exercises:
        slug = exercise.slug
        known = Known({}, _decisions(history, slug), _hand(wishes, slug), returns=back)
        if slug in logged:
            known = replace(known, days=days.get(slug, {}), begin=Place(len(steps(exercise)) - 1))
            path = path_now(exercise, known, verdicts[slug])
            if not (leads_to_the_goal(path) and _all_back(history, slug, known)):
                return None
        found[slug] = known
    return found


def leads_to_the_goal(path: Path) -> bool:
    """Whether the days of a path lead to the goal with all of the hold wherever they began.

    Then it does not matter where they began: from the first such moment on the walk is the same. What is asked is
    whether the worst beginning leads there (the first step, at half the hold, just taken up again), where a day counts
    only if it would count on every step: with the longest hold of all, in the full form. Such a day leads up from any
    place, and what sets back sets the worst beginning back as far as any other, so it is never ahead of the true one.
    """
    longest = max(one.hold for one in path.ladder)
    hard = [Step(longest, one.reps, "") for one in path.ladder]
    decisions = [one for one in path.decisions if one.at.date() > min(path.days, default=date.max)]
    worst = replace(path, ladder=hard, decisions=decisions, begin=Place(halved="paused", again=_ALL_BACK))
    return any(one.logged and settled(one.after, hard) for one in walk(worst))


def _all_back(history: History, exercise: str, known: Known) -> bool:
    """Whether all of the hold is back, by what is in sight: then it is so by the whole history, too.

    Nine rated sessions since the last decision bring it back but for a retry that is still open, and that is in sight.
    """
    if not known.decisions:
        return True
    decided = max(one.at for one in known.decisions)
    since = (one for readings in known.days.values() for one in readings if one.at >= decided)
    rated = {one.session for one in since if one.after is not None}
    return long_whole(known.days, decided) or (len(rated) >= _ALL_BACK and not taken_up(history, exercise, EVER))


def _decisions(history: History, exercise: str) -> list[Decision]:
    return [one for one in history.decisions if one.exercise == exercise]


def _hand(wishes: Wishes | None, exercise: str) -> list[HandTarget]:
    return [one for one in (wishes.targets if wishes else ()) if one.exercise == exercise]
