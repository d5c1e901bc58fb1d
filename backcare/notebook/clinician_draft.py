"""The draft of what a clinician said about an exercise."""

from datetime import date
from typing import Annotated, Literal, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from backcare.notebook.drafts import LEAST_TARGET, MOST_REPS, MOST_TARGET, Day, InZone, Moment, Slug, see_come
from backcare.safety.codes import BY_DECISION

WordKind: TypeAlias = Literal["dose", "off", "on", "lift"]

MOST_NAME = 200


def _line(name: str) -> str:
    """A name that can be seen, and stands in a line."""
    if not any(one.isprintable() and not one.isspace() for one in name):
        raise ValueError("a name holds something that can be seen")
    if any(one < " " or one in "\x7f\x85\u2028\u2029" for one in name):
        raise ValueError("a name stands in one line")
    return name


Name: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_NAME), AfterValidator(_line)
]


class WordDraft(InZone):
    """A clinician set the dose of an exercise, switched it off or on again, or lifted its stop.

    `clinician` is the name as it was typed, `said_on` the day on which it was said, and `at` when the person entered
    that. `hold` (tenths of a second), `reps` and `variant` are a dose's alone; `code`, the rule that had stopped it, is
    a lift's. No word lifts what a warning sign has closed.
    """

    id: UUID
    exercise: Slug
    kind: WordKind
    clinician: Name
    at: Moment
    said_on: Day
    variant: Slug | Literal[""] = ""
    hold: Annotated[int, Field(strict=True, ge=LEAST_TARGET, le=MOST_TARGET)] | None = None
    reps: Annotated[int, Field(strict=True, ge=1, le=MOST_REPS)] | None = None
    code: Slug | None = None

    @field_validator("said_on")
    @classmethod
    def _past(cls, day: date, given: ValidationInfo) -> date:
        at, zone = given.data.get("at"), given.data.get("zone")
        if at and zone:
            see_come(day, at.astimezone(ZoneInfo(zone)))
        return day

    @model_validator(mode="after")
    def _in_zone(self) -> "WordDraft":
        self._moved(self, "at")
        dose = self.kind == "dose"
        if dose != (self.hold is not None) or dose != (self.reps is not None) or (self.variant and not dose):
            raise ValueError("a dose has a hold and repeats, and nothing else has them")
        if self.code not in (BY_DECISION if self.kind == "lift" else {None}):
            raise ValueError("a lift names the rule that stopped the exercise until a decision, and nothing else does")
        return self


class KeptWord(WordDraft):
    """A word of some notebook, with when it was taken back, if it was."""

    taken_back_at: Moment | None
