"""The answers about warning signs, and what the person told about themselves."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final

from backcare.catalogue.questions import questions
from backcare.report.asked import Asked
from backcare.report.model import Sign, Signs
from backcare.safety.history import Answer, Check, History, Questions

LISTS: Final[tuple[Questions, ...]] = ("emergency", "doctor", "leg")
UNNAMED: Final[Mapping[Questions, str]] = {
    "emergency": "one of the emergency signs",
    "doctor": "one of the signs that a doctor should see",
    "leg": "something new in a leg",
}
LEG: Final = {
    "pain": "new pain that moves into a leg",
    "numbness": "new numbness, tingling or weakness in a leg or foot",
}


def signs(history: History, about: Mapping[str, bool], asked: Asked, now: datetime) -> Signs:
    """What was answered from the first day asked for to the last; what was told about oneself counts as it is now.

    Args:
        history: its answers and checks up to `now` count.
        about: the latest answer to each question of the set-up, True for yes.
        asked: which days.
        now: the moment that the report speaks of.
    """
    within = [one for one in history.answers if one.at <= now and asked.first <= one.at.date() <= asked.last]
    within.sort(key=lambda one: one.at.astimezone(UTC))
    checks = [one for one in history.checks if one.at <= now]
    yes = tuple(Sign(one.at.date(), one.questions, text(one), _checked(one, checks)) for one in within if one.yes)
    told = tuple(one.text for one in questions().setup if about.get(one.slug))
    return Signs(tuple(_asked(within)), yes, told)


def text(answer: Answer) -> str:
    """The sign that a yes named, as its list has it; where it named none, that it was one of the list."""
    named = LEG.get(answer.item or "") if answer.questions == "leg" else questions().text_of(answer.item or "")
    return named or UNNAMED[answer.questions]


def _asked(answers: list[Answer]) -> Iterable[tuple[Questions, int, date]]:
    for kind in LISTS:
        own = [one.at for one in answers if one.questions == kind]
        if own:
            yield kind, len(set(own)), own[-1].date()


def _checked(answer: Answer, checks: Iterable[Check]) -> date | None:
    """The day of the first check that was entered after the answer."""
    later = [one for one in checks if one.questions == answer.questions and one.at >= answer.at]
    return min(later, key=lambda one: one.at.astimezone(UTC)).day if later else None
