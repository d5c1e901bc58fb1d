"""Targets out of what is in sight: the same as out of the whole history, or none at all."""

from dataclasses import replace
from datetime import timedelta
from itertools import chain
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.catalogue import catalogue
from backcare.safety import verdicts
from backcare.safety.history import Decision, History, Reading, Said
from backcare.safety.sight import in_sight
from backcare.safety.sittings import ordered, sittings
from backcare.safety.verdict import Verdict
from backcare.training.days import by_day
from backcare.training.known import known_in_sight, leads_to_the_goal
from backcare.training.plan import items
from backcare.training.steps import Step
from backcare.training.walk import Path, Place, end, returns, settled, walk
from backcare.training.wishes import HandTarget, Wishes
from tests.training.test_targets import FIRST, TILT, reading

SINCE = FIRST.date() + timedelta(days=60)
LONG = 700  # sessions, one a day; the last 365 of them are in sight
NOW = FIRST + timedelta(days=LONG, hours=1)
LADDER = (Step(30, 3, "one"), Step(30, 3, ""), Step(50, 3, ""), Step(70, 3, ""), Step(70, 4, ""))
SHORT = (Step(30, 3, "one"), Step(40, 3, ""))

day = st.builds(
    reading,
    st.integers(0, 150),
    variant=st.sampled_from(["", "", "", "one"]),
    after=st.sampled_from([None, 30, 30, 30, 30, 35, 45, 65]),
    stopped=st.sampled_from([False] * 9 + [True]),
    hold=st.sampled_from([None, 14, 27, 36, 45, 62, 70, 70, 70, 140]),
)
steady = st.integers(61, 120).flatmap(
    lambda first: st.builds(lambda count: [reading(first + n, hold=300) for n in range(count)], st.integers(0, 40))
)
hand = st.builds(
    lambda on, hold: HandTarget(FIRST + timedelta(days=on), TILT, hold, hold and 3),
    st.integers(0, 150),
    st.sampled_from([None, 20, 60, 200]),
)
told = st.builds(lambda on: Decision(FIRST + timedelta(days=on), TILT, "resume"), st.integers(0, 150))


@pytest.mark.slow
@settings(max_examples=600)
@given(
    st.tuples(st.lists(day, max_size=60), st.lists(day, max_size=25), steady),
    st.lists(hand, max_size=3),
    st.lists(told, max_size=2),
    st.one_of(st.none(), st.integers(0, 150)),
    st.sampled_from([LADDER, SHORT, LADDER[1:3], LADDER[-1:]]),
)
def test_days_that_lead_to_the_goal_from_anywhere_lead_there_from_what_truly_came_before(
    done: tuple[list[Reading], ...],
    hands: list[HandTarget],
    decisions: list[Decision],
    careful: int | None,
    ladder: tuple[Step, ...],
) -> None:
    days = by_day(chain(*done)).get(TILT, {})
    seen = {day: own for day, own in days.items() if day > SINCE}
    since = None if careful is None else FIRST + timedelta(days=careful)
    whole = Path(ladder, days, decisions, hands, returns(days), since)
    part = Path(ladder, seen, decisions, hands, returns(seen), since, Place(len(ladder) - 1))
    if leads_to_the_goal(part):
        assert end(part) == end(whole) or _differ_by_what_counts_no_more(end(part), end(whole), ladder)
        assert any(settled(one.after, ladder) for one in walk(whole))


def _differ_by_what_counts_no_more(one: Place, other: Place, ladder: tuple[Step, ...]) -> bool:
    """At the goal, good days lead nowhere."""
    return settled(one, ladder) and one._replace(good=0) == other._replace(good=0)


def test_days_in_a_gentler_form_lead_to_no_goal_for_they_bring_nobody_back_to_half_of_it() -> None:
    gentle = by_day([reading(61 + on, hold=70, variant="one") for on in range(40)])[TILT]
    full = by_day([reading(61 + on, hold=70) for on in range(14)])[TILT]
    assert not leads_to_the_goal(Path(SHORT, gentle))
    assert not leads_to_the_goal(Path(SHORT, dict(list(full.items())[:11])))
    assert leads_to_the_goal(Path(SHORT, full))


def sat(slug: str, on: int, hold: int = 600, after: int | None = 30, *, variant: str = "") -> Reading:
    """A reading of the one session of a day."""
    return reading(on, exercise=slug, hold=hold, after=after, variant=variant)


def judged(history: History) -> dict[str, Verdict]:
    return verdicts(history, NOW, [one.slug for one in catalogue().exercises])


def both(readings: list[Reading], wishes: Wishes | None = None, *decisions: Decision) -> tuple[object, object]:
    """The plan's items out of what is in sight (None where it takes all), and out of the whole history."""
    whole = History(ordered(sittings(readings, NOW)), decisions=decisions)
    past = in_sight(sittings(readings, NOW), decisions, (), NOW)
    seen = replace(whole, readings=ordered(past))
    shelf, today = catalogue(), NOW.date()
    known = known_in_sight(shelf, seen, judged(seen), wishes, today)
    return (
        known and items(shelf, seen, judged(seen), today, wishes=wishes, known=known),
        items(shelf, whole, judged(whole), today, wishes=wishes),
    )


def test_a_long_history_that_is_at_its_goals_gives_its_targets_by_what_is_in_sight() -> None:
    done = [sat(slug, on) for on in range(LONG) for slug in (TILT, "prayer-pose")]
    seen, whole = both(done)
    assert seen == whole
    assert isinstance(seen, tuple)
    assert [item.target.hold for item in seen if item.exercise.slug in {TILT, "prayer-pose"}] == [200, 300]


def test_a_target_by_hand_of_years_ago_stands_by_what_is_in_sight() -> None:
    done = [sat(TILT, on) for on in range(LONG)]
    mine = Wishes(targets=(HandTarget(FIRST + timedelta(days=5), TILT, 90, 4),))
    seen, whole = both(done, mine)
    assert seen == whole
    assert isinstance(seen, tuple)
    assert seen[0].target.hold == 90


@pytest.mark.parametrize("on", [20, LONG - 200, LONG - 8])
@pytest.mark.parametrize("said", [None, Said("Anna Weiss", FIRST.date())])
def test_a_decision_gives_the_same_share_or_takes_the_whole_history(on: int, said: Said | None) -> None:
    rough = range(on - 8, on)
    done = [sat(TILT, day, after=60 if day in rough else 30) for day in range(LONG)]
    seen, whole = both(done, None, Decision(FIRST + timedelta(days=on, hours=-1), TILT, "resume", said))
    assert seen in (whole, None)
    assert (seen is None) == (on == LONG - 8)


def test_what_lies_before_is_asked_where_it_has_a_say() -> None:
    short = [sat(TILT, on, hold=50) for on in range(LONG)]  # the step of 5 s, for ever
    seen, whole = both(short)
    assert seen is None
    assert isinstance(whole, tuple)
    assert whole[0].target.hold == 70
    left = [sat(TILT, on) for on in range(300)] + [sat("prayer-pose", on) for on in range(300, LONG)]
    assert both(left)[0] is None


def test_a_history_that_is_all_in_sight_needs_no_shorter_way() -> None:
    assert both([sat(TILT, on) for on in range(300, LONG - 10)])[0] is None


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 40))
def test_whatever_was_logged_the_targets_are_the_same_or_all_of_it_is_asked(seed: int, away: int) -> None:
    random = Random(seed)

    def one(on: int) -> Reading:
        after = random.choice([None, 30, 30, 30, 30, 30, 34, 50]) if random.random() < 0.4 else 30
        return sat(TILT, on, random.choice([60, 150, 190, 200, 300]), after, variant=random.choice(["", "", "", "one"]))

    gap = random.randrange(LONG)
    done = [one(on) for on in range(LONG) if not gap <= on < gap + away]
    decisions = [Decision(FIRST + timedelta(days=random.randrange(LONG)), TILT, "resume") for _ in range(2)]
    seen, whole = both(done, None, *decisions)
    assert seen in (whole, None)
