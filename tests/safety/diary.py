"""Short ways to write readings down for the tests of the rules."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from backcare.safety import Answer, Check, Decision, Finding, Reading, Verdict, verdicts
from backcare.safety.history import BeforeSource, DecisionKind, History, Questions

START = datetime(2025, 3, 1, 9, tzinfo=UTC)
STRETCH = "hamstring-stretch"
OTHERS = ("pelvic-tilt", "knees-to-chest", "side-knee-drop", "prayer-pose", "horse-back")


def at(day: int, hour: int = 9) -> datetime:
    return START.replace(hour=hour) + timedelta(days=day)


def reading(
    before: int | None,
    after: int | None,
    *,
    day: int = 0,
    worst: int | None = None,
    exercise: str = STRETCH,
    variant: str = "",
    stopped: bool = False,
    place: int = 0,
    source: BeforeSource = "asked",
    hold: int | None = None,
) -> Reading:
    return Reading(f"s{day}", at(day), place, exercise, variant, before, source, worst, after, stopped, hold)


def rises(points: Sequence[float], *, first: int = 0, exercise: str = STRETCH, variant: str = "") -> list[Reading]:
    """One reading a day from day `first`, all 3 before, with these rises."""
    return [
        reading(30, 30 + round(rise * 10), day=first + n, exercise=exercise, variant=variant)
        for n, rise in enumerate(points)
    ]


def quiet(days: int, first: int = 0) -> list[Reading]:
    """The five other exercises, that change nothing."""
    return [one for name in OTHERS for one in rises([0] * days, first=first, exercise=name)]


def decided(day: int, kind: DecisionKind = "resume", hour: int = 8) -> Decision:
    return Decision(at(day, hour), STRETCH, kind)


def answer(
    questions: Questions, item: str | None = None, *, day: int = 0, hour: int = 10, exercise: str | None = None
) -> Answer:
    return Answer(at(day, hour), questions, yes=True, item=item, exercise=exercise)


def check(questions: Questions, *, day: int, entered: int | None = None) -> Check:
    """Looked at on `day`, entered at noon of the day `entered` (the same one)."""
    return Check(at(day if entered is None else entered, 12), questions, at(day).date())


def codes(verdict: Verdict) -> list[str]:
    return [finding.code for finding in verdict.findings]


def finding(verdict: Verdict, code: str) -> Finding | None:
    return next((one for one in verdict.findings if one.code == code), None)


def judged(
    readings: Sequence[Reading],
    day: int = 0,
    decisions: Sequence[Decision] = (),
    hour: int = 10,
    answers: Sequence[Answer] = (),
) -> Verdict:
    history = History(tuple(readings), decisions=tuple(decisions), answers=tuple(answers))
    return verdicts(history, at(day, hour), [STRETCH])[STRETCH]
