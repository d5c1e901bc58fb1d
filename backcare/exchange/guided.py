"""What a browser sends during a guided session. It is foreign input: whatever is wrong comes back in words."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal, NamedTuple, TypeAlias, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backcare.catalogue.model import Catalogue, Exercise
from backcare.exchange.notebook_json import place_of
from backcare.notebook.drafts import Answer, AnswerDraft, HoldDraft, LogDraft, SessionDraft

MOST_ENTRIES = 50
MOST_REV = 1_000_000
ID_LENGTH = 36
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

Taken = TypeVar("Taken")
Rev: TypeAlias = Annotated[int, Field(ge=1, le=MOST_REV)]
Millis: TypeAlias = Annotated[int, Field(ge=0)]
Id: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


class HeardLog(NamedTuple):
    """One log as it stands after its message number `rev`."""

    session: SessionDraft
    log: LogDraft
    rev: int


class HeardAnswer(NamedTuple):
    """One answer as of its message number `rev`."""

    answer: AnswerDraft
    rev: int


class Heard(NamedTuple):
    """What could be understood; `faults` has the rest: the id as it was sent, or an empty one, and words."""

    logs: tuple[HeardLog, ...]
    answers: tuple[HeardAnswer, ...]
    faults: dict[str, str]


class _Sent(BaseModel):
    """Kinds are checked here, bounds by the drafts that are made of it."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _SentLog(_Sent):
    session: Id
    began: Millis
    log: Id
    rev: Rev
    exercise: str
    variant: str
    place: int
    before: int | None
    worst: int | None
    after: int | None
    stopped: bool
    note: str
    holds: list[HoldDraft]


class _SentAnswer(_Sent):
    id: Id
    rev: Rev
    questions: Literal["leg"]
    item: Literal["pain", "numbness"] | None
    answer: Answer
    exercise: str | None
    at: Millis


def heard(message: object, catalogue: Catalogue, now: datetime, zone: str) -> Heard:
    """Understand a message; nothing that a browser can send raises, and a bad entry does not stop the others.

    Args:
        message: {"logs": [...], "answers": [...]}, times in ms since 1970, seconds and ratings in tenths.
        catalogue: exercise, form and sides must be of it.
        now: aware. A later time is taken as this one: the clock of a phone may be ahead.
        zone: the IANA zone that the session took place in.
    """
    faults: dict[str, str] = {}

    def taken(name: str, id_: str, take: Callable[[object], Taken]) -> tuple[Taken, ...]:
        good: list[Taken] = []
        for entry in _entries(message, name, faults):
            try:
                good.append(take(entry))
            except ValueError as fault:
                faults[_id(entry, id_)] = f"One entry could not be stored: {_words(fault)}. It is kept in this browser."
        return tuple(good)

    logs = taken("logs", "log", lambda entry: _log(_SentLog.model_validate(entry), catalogue, now, zone))
    answers = taken("answers", "id", lambda entry: _answer(_SentAnswer.model_validate(entry), catalogue, now, zone))
    return Heard(logs, answers, faults)


def _entries(message: object, name: str, faults: dict[str, str]) -> list[object]:
    found = message.get(name, []) if isinstance(message, Mapping) else None
    if not isinstance(found, list):
        faults[""] = "Your browser sent something that BackCare does not know. Load the page anew."
        return []
    if len(found) > MOST_ENTRIES:
        faults[""] = f"Your browser sent more than {MOST_ENTRIES} entries at once; the first {MOST_ENTRIES} were read."
    return found[:MOST_ENTRIES]


def _log(sent: _SentLog, catalogue: Catalogue, now: datetime, zone: str) -> HeardLog:
    exercise = _exercise(sent.exercise, catalogue)
    if sent.variant and exercise.form(sent.variant) is None:
        raise ValueError("it names a form that this exercise does not have")
    if any(hold.side not in exercise.sides_of(sent.variant) for hold in sent.holds):
        raise ValueError("it has a hold on a side that this exercise does not have")
    given = sent.model_dump(exclude={"session", "began", "log", "rev"})
    session = SessionDraft(id=UUID(sent.session), started_at=_moment(sent.began, now), zone=zone)
    return HeardLog(session, LogDraft(id=UUID(sent.log), **given), sent.rev)


def _answer(sent: _SentAnswer, catalogue: Catalogue, now: datetime, zone: str) -> HeardAnswer:
    if sent.exercise is not None:
        _exercise(sent.exercise, catalogue)
    given = sent.model_dump(include={"questions", "item", "answer", "exercise"})
    draft = AnswerDraft(id=UUID(sent.id), at=_moment(sent.at, now), zone=zone, **given)
    return HeardAnswer(draft, sent.rev)


def _exercise(slug: str, catalogue: Catalogue) -> Exercise:
    try:
        return catalogue[slug]
    except KeyError:
        raise ValueError("it names an exercise that is not in the catalogue") from None


def _moment(millis: int, now: datetime) -> datetime:
    return now if millis >= (now - EPOCH) // MILLISECOND else EPOCH + millis * MILLISECOND


def _id(entry: object, name: str) -> str:
    """The id as it was sent; an empty one where it could be none, so that nothing odd is sent back."""
    given = entry.get(name) if isinstance(entry, Mapping) else None
    return given if isinstance(given, str) and given.isascii() and len(given) <= ID_LENGTH else ""


def _words(fault: ValueError) -> str:
    if not isinstance(fault, ValidationError):
        return str(fault)
    first = fault.errors()[0]
    return f"{place_of(first['loc']) if first['loc'] else 'the entry'}: {first['msg']}"
