"""The stops that last until the person takes the exercise up again, and how it comes back."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from backcare.safety.history import Decision, History
from backcare.safety.retry import last_decision, outcome
from backcare.safety.session_rules import hurts_again
from backcare.safety.signs import leg_pain
from backcare.safety.sittings import Sitting, before, sittings
from backcare.safety.thresholds import RETRIES, THREE_QUARTERS_SESSIONS
from backcare.safety.verdict import Finding


def lasting_stop(history: History, past: tuple[Sitting, ...], exercise: str, now: datetime) -> Finding | None:
    """What stops the exercise until a decision: leg-pain, hurts-again or worsening; None where nothing does.

    Args:
        history: its answers and decisions up to `now` count.
        past: the sittings up to `now`, oldest first.
        exercise: its slug.
        now: aware.
    """
    decided = last_decision(history.decisions, exercise, now)
    answers = [one for one in history.answers if one.at <= now]
    found = leg_pain(answers, past, exercise, decided) or hurts_again(past, exercise, decided)
    if found:
        return found
    trend = outcome(past, history.decisions, exercise, now)
    return trend.finding if trend.stopped else None


def come_back(history: History, exercise: str, now: datetime) -> Decision | None:
    """The last decision, up to `now`, that took the exercise up while it was stopped; None where there was none."""
    past = sittings(history.readings, now)
    own = (one for one in history.decisions if one.exercise == exercise and one.at <= now)
    for decision in sorted(own, key=lambda one: one.at.astimezone(UTC), reverse=True):
        earlier = tuple(one for one in history.decisions if one.at < decision.at)
        known = replace(history, decisions=earlier)
        if lasting_stop(known, before(past, decision.at), exercise, decision.at):
            return decision
    return None


def share_of_hold(history: History, exercise: str, now: datetime) -> Fraction:
    """How much of the hold an exercise that was stopped comes back with: half, three quarters, then all of it.

    Half until six rated sessions since the decision are over, then three quarters for three more.
    Example: rated daily from the decision on, it is 1/2 until the sixth session is rated, 3/4 until the ninth, then 1.
    Source: judgements (thresholds.RETRIES, thresholds.THREE_QUARTERS_SESSIONS).

    Args:
        history: all that is known of the person; what is later than `now` is passed over.
        exercise: its slug.
        now: aware.
    """
    decision = come_back(history, exercise, now)
    if decision is None:
        return Fraction(1)
    past = sittings(history.readings, now)
    rated = sum(
        sitting.utc >= decision.at
        and any(one.exercise == exercise and one.after is not None for one in sitting.readings)
        for sitting in past
    )
    if rated < RETRIES or outcome(past, history.decisions, exercise, now).retry:
        return Fraction(1, 2)
    return Fraction(3, 4) if rated < RETRIES + THREE_QUARTERS_SESSIONS else Fraction(1)
