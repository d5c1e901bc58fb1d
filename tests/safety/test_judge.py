from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from random import Random
from typing import TypeVar, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.safety import Answer, Check, Decision, Finding, History, Level, Morning, Verdict, verdicts
from backcare.safety.history import BeforeSource
from tests.safety.diary import STRETCH, answer, at, codes, judged, reading

T = TypeVar("T")
NOW = at(40, 22)
RATING = st.none() | st.integers(0, 20).map(lambda half: half * 5)
NAMES = st.sampled_from([STRETCH, "pelvic-tilt", "prayer-pose", "horse-back"])
LOG = st.tuples(st.integers(0, 40), NAMES, RATING, RATING, RATING, st.booleans())
SOURCES: st.SearchStrategy[BeforeSource] = st.sampled_from(["asked", "carried", "imported"])
HOLDS = st.none() | st.sampled_from([50, 100])
ANSWERS = st.builds(
    lambda day, questions, item, yes: Answer(at(day, 10), questions, yes, item),
    st.integers(0, 40),
    st.sampled_from(["emergency", "doctor", "leg"]),
    st.sampled_from([None, "pain", "numbness"]),
    st.booleans(),
)
CHECKS = st.builds(
    lambda day, questions: Check(at(day, 12), questions, at(day).date()),
    st.integers(0, 40),
    st.sampled_from(["emergency", "doctor", "leg"]),
)
MORNINGS = st.builds(lambda day, half: Morning(at(day).date(), half * 5), st.integers(0, 40), st.integers(0, 20))


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Up to 40 logs over 41 days, some with a change on top, decisions, answers, checks and mornings."""
    drawn = draw(st.lists(LOG, max_size=40))
    lift = draw(st.sampled_from([0, 15, 30]))
    logs = [
        reading(
            before, after, day=day, exercise=name, worst=worst, stopped=stopped and day % 7 == 0, place=place
        )._replace(
            before_source=draw(SOURCES),
            hold=draw(HOLDS),
        )
        for place, (day, name, before, worst, after, stopped) in enumerate(drawn)
    ]
    steady = [reading(30, 30 + lift * (day > 12), day=day, place=100) for day in range(draw(st.sampled_from([0, 20])))]
    decisions = draw(st.lists(st.integers(0, 40).map(lambda day: Decision(at(day, 8), STRETCH, "resume")), max_size=2))
    return History(
        (*logs, *steady),
        tuple({one.day: one for one in draw(st.lists(MORNINGS, max_size=20))}.values()),
        tuple(decisions),
        tuple(draw(st.lists(ANSWERS, max_size=2))),
        tuple(draw(st.lists(CHECKS, max_size=2))),
    )


def levels(found: dict[str, Verdict]) -> dict[str, Level]:
    return {name: verdict.level for name, verdict in found.items()}


def without(found: dict[str, Verdict], code: str) -> dict[str, list[Finding]]:
    return {name: [one for one in verdict.findings if one.code != code] for name, verdict in found.items()}


def bare(found: dict[str, Verdict]) -> dict[str, list[tuple[object, ...]]]:
    return {name: [(f.code, f.level, f.evidence) for f in verdict.findings] for name, verdict in found.items()}


@given(histories(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_in_which_a_history_is_kept_does_not_matter(history: History, random: Random) -> None:
    def shuffled(kept: Sequence[T]) -> tuple[T, ...]:
        return tuple(random.sample(kept, len(kept)))

    mixed = History(
        shuffled(history.readings),
        shuffled(history.mornings),
        shuffled(history.decisions),
        shuffled(history.answers),
        shuffled(history.checks),
    )
    assert verdicts(mixed, NOW) == verdicts(history, NOW)


@given(histories(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_exercises_within_a_session_does_not_matter_but_for_what_creeps(
    history: History, random: Random
) -> None:
    moved = tuple(one._replace(place=random.randrange(100)) for one in history.readings)
    found, again = verdicts(history, NOW), verdicts(replace(history, readings=moved), NOW)
    assert without(again, "creeping") == without(found, "creeping")


@given(histories())
@settings(deadline=None)
def test_a_later_good_rating_never_raises_a_level(history: History) -> None:
    """The programme's rules look at how high a day was, so a good change on a bad day may well raise those."""
    good, now = reading(50, 0, day=41), at(41, 22)
    found, again = (
        verdicts(replace(history, readings=readings), now, [STRETCH])[STRETCH]
        for readings in (history.readings, (*history.readings, good))
    )
    highest = [max([f.level for f in one.findings if "programme" not in f.code], default=0) for one in (found, again)]
    assert highest[1] <= highest[0]


@given(histories(), st.integers(1, 5))
@settings(deadline=None)
def test_a_day_without_any_pain_never_raises_a_rule_of_the_programme(history: History, count: int) -> None:
    """The five days before are rated in any case: a week is silent with fewer, and the next rating ends the silence."""
    rated = (*history.readings, *(reading(30, 30, day=day, place=200) for day in range(36, 41)))
    best = tuple(reading(0, 0, day=41, place=place) for place in range(count))
    found, again = (
        verdicts(replace(history, readings=readings), at(41, 22), [STRETCH])[STRETCH]
        for readings in (rated, (*rated, *best))
    )
    assert {one for one in codes(again) if "programme" in one} <= {one for one in codes(found) if "programme" in one}


@given(histories(), st.integers(0, 400))
@settings(deadline=None)
def test_time_alone_never_raises_a_level(history: History, hours: int) -> None:
    earlier, later = verdicts(history, NOW), verdicts(history, NOW + timedelta(hours=hours))
    assert all(later[name].level <= earlier[name].level for name in earlier)


@given(history=histories(), name=NAMES, before=RATING, stopped=st.booleans())
@settings(deadline=None)
def test_an_unrated_row_never_lowers_a_level(history: History, name: str, before: int | None, *, stopped: bool) -> None:
    row = reading(before, None, day=40, exercise=name, stopped=stopped, place=50)
    plain, more = verdicts(history, NOW), verdicts(replace(history, readings=(*history.readings, row)), NOW)
    assert all(more[one].level >= plain[one].level for one in plain)


@given(histories(), st.integers(-400, 400))
@settings(deadline=None)
def test_shifting_every_date_changes_nothing(history: History, days: int) -> None:
    shift = timedelta(days=days)
    moved = History(
        tuple(one._replace(at=one.at + shift) for one in history.readings),
        tuple(one._replace(day=one.day + shift) for one in history.mornings),
        tuple(replace(one, at=one.at + shift) for one in history.decisions),
        tuple(replace(one, at=one.at + shift) for one in history.answers),
        tuple(replace(one, at=one.at + shift, day=one.day + shift) for one in history.checks),
    )
    assert bare(verdicts(moved, NOW + shift)) == bare(verdicts(history, NOW))


@given(histories(), st.integers(0, 40))
@settings(deadline=None)
def test_a_log_edited_and_edited_back_is_judged_as_it_was(history: History, day: int) -> None:
    edited = tuple(one._replace(after=100) if one.day == at(day).date() else one for one in history.readings)
    back = tuple(old if new.after != old.after else new for new, old in zip(edited, history.readings, strict=True))
    assert verdicts(replace(history, readings=back), NOW) == verdicts(history, NOW)


def test_a_history_edited_is_a_verdict_corrected() -> None:
    assert judged([reading(30, 90)]).code == "sharp-rise"
    assert judged([reading(30, 40)]).code == "ok"


def test_answers_later_than_now_are_passed_over() -> None:
    history = History((reading(30, 30),), answers=(answer("emergency", day=1),))
    assert verdicts(history, at(1, 9))[STRETCH].code == "ok"
    assert verdicts(history, at(1, 10))[STRETCH].code == "red-flag"


def test_readings_later_than_now_are_passed_over() -> None:
    assert judged([reading(30, 30), reading(30, 90, day=1)], day=0).code == "ok"
    assert verdicts(History((reading(30, 90, day=1),)), at(0)) == {}


def test_every_exercise_of_the_history_and_of_the_call_is_judged() -> None:
    found = verdicts(History((reading(30, 30, exercise="horse-back"),)), NOW, ["pelvic-tilt", STRETCH])
    assert list(found) == ["pelvic-tilt", STRETCH, "horse-back"]
    assert levels(found) == {"pelvic-tilt": Level.UNKNOWN, STRETCH: Level.UNKNOWN, "horse-back": Level.OK}


def test_the_highest_level_wins_and_every_finding_is_kept_in_order() -> None:
    found = judged([reading(80, None, place=2), reading(40, 70, worst=70)])
    assert codes(found) == ["sharp-rise", "hurts", "rise", "creeping", "high-before", "unrated"]
    assert (found.level, found.code) == (Level.STOP_TODAY, "sharp-rise")


def test_of_equal_level_the_exercises_own_rule_goes_before_one_for_all() -> None:
    drift = [reading(30, 50, day=day) for day in range(5)]
    found = judged([*drift, reading(85, 85, day=5, exercise="prayer-pose")], day=5)
    assert codes(found) == ["rise", "drifting", "high-before"]


def test_a_rule_for_all_stands_in_every_verdict_and_is_named_by_its_level() -> None:
    history = History((reading(30, 60, place=1), reading(30, 30, exercise="prayer-pose")), answers=(answer("doctor"),))
    found = verdicts(history, at(0, 12))
    assert codes(found[STRETCH]) == ["see-doctor", "sharp-rise", "rise", "creeping"]
    assert codes(found["prayer-pose"])[0] == "see-doctor"


def test_of_two_readings_of_a_day_the_worse_one_is_told() -> None:
    found = judged([reading(30, 60), reading(20, 90, place=1)])
    assert cast("int", found.findings[0]["rise"]) == 70
    assert found.findings[0].since == at(0)


def test_sessions_in_other_zones_keep_their_order_in_time() -> None:
    first = reading(30, 60)
    second = reading(30, 30, day=1)._replace(at=at(1).astimezone(UTC))
    assert judged([second, first], day=1).code == "ok"
