"""The rules about what the person answered: warning signs, and what is new in a leg.

Nothing that is rated later lifts these. Two lists and numbness close all practice until the person enters that it was
looked at; pain into a leg stops the exercise it came with until the person takes it up again.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from backcare.safety.history import Answer, Check, Questions
from backcare.safety.sittings import Sitting, until
from backcare.safety.verdict import Finding, Level, Scope


def red_flag(answers: Iterable[Answer], checks: Iterable[Check]) -> Finding | None:
    """One of the emergency signs is there: everything stops until the date of the medical check is entered.

    The check is of the day of the answer or later, and no appointment: its day has come when it is entered.
    Example: answered yes on the 3rd; a check on the 3rd, entered on the 5th, opens practice, one on the 2nd does not.
    Source: lists of warning signs for back pain (NHS; Finucane 2020, doi 10.2519/jospt.2020.9971).
    """
    standing = (one for one in _yes(answers, "emergency") if not _looked_at(one, checks))
    return _finding("red-flag", Level.STOP, "all", standing)


def see_doctor(answers: Iterable[Answer], checks: Iterable[Check]) -> Finding | None:
    """One of the signs that a doctor should see is there: everything stops until a doctor knows about it.

    A sign that was named, and of which a doctor knows, does not speak a second time.
    Example: yes on the 3rd, "a doctor knows about this" on the 4th: open. Yes again on the 9th, no sign named: closed.
    Source: as red_flag; Verhagen 2016 (doi 10.1007/s00586-016-4684-0).
    """
    asked, known = tuple(_yes(answers, "doctor")), [one.at for one in checks if one.questions == "doctor"]
    told = {one.item for one in asked if one.item and any(at >= one.at for at in known)}
    standing = (one for one in asked if one.item not in told and not any(at >= one.at for at in known))
    return _finding("see-doctor", Level.STOP, "all", standing)


def numb_leg(answers: Iterable[Answer], checks: Iterable[Check]) -> Finding | None:
    """New numbness, tingling or weakness in a leg or foot: everything stops, as with red_flag.

    A yes that does not say what is new in the leg counts as this, the graver of the two.
    Example: "numbness" on the 3rd stops; "pain" does not (leg_pain speaks); a check of the leg on the 4th opens it.
    Source: as red_flag.
    """
    numb = (one for one in _yes(answers, "leg") if one.item != "pain")
    return _finding("numb-leg", Level.STOP, "all", (one for one in numb if not _looked_at(one, checks)))


def leg_pain(
    answers: Iterable[Answer], past: tuple[Sitting, ...], exercise: str, since: datetime | None
) -> Finding | None:
    """New pain into the leg with this exercise: it stops until the person takes it up again.

    An answer that names no exercise is about every exercise of the latest sitting at or before it. Answers before
    `since`, the latest decision about the exercise, were decided about.
    Example: "pain" at the end of a session of tilt and cat stops those two and no other.
    Source: pain that moves into the leg means leave that movement out (NHS leaflets; a judgement that once is enough).
    """
    pains = (one for one in _yes(answers, "leg") if one.item == "pain" and (since is None or one.at >= since))
    return _finding("leg-pain", Level.STOP, "exercise", (one for one in pains if exercise in _meant(one, past)))


def _yes(answers: Iterable[Answer], questions: Questions) -> Iterator[Answer]:
    return (one for one in answers if one.yes and one.questions == questions)


def _looked_at(answer: Answer, checks: Iterable[Check]) -> bool:
    return any(
        check.questions == answer.questions
        and check.at >= answer.at
        and answer.at.date() <= check.day <= check.at.date()
        for check in checks
    )


def _meant(answer: Answer, past: tuple[Sitting, ...]) -> set[str]:
    if answer.exercise:
        return {answer.exercise}
    done = until(past, answer.at)
    return {reading.exercise for reading in done[-1].readings} if done else set()


def _finding(code: str, level: Level, scope: Scope, standing: Iterable[Answer]) -> Finding | None:
    """Of several answers the latest is told; of several at one moment one that names a sign."""
    latest = max(standing, key=lambda one: (one.at, one.item or ""), default=None)
    return None if latest is None else Finding(code, level, scope, latest.at, (("item", latest.item),))
