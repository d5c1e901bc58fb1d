"""Drafts with every field filled, for tests to vary."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from backcare.notebook.bin import delete_log, empty
from backcare.notebook.clinician_draft import WordDraft
from backcare.notebook.drafts import (
    AnswerDraft,
    CheckDraft,
    FlareDraft,
    HoldDraft,
    LogDraft,
    MorningDraft,
    PlanDraft,
    SessionDraft,
    SetupDraft,
    TargetDraft,
)
from backcare.notebook.relations import TABLES

BERLIN = "Europe/Berlin"


def a_session(hour: int = 18, day: int = 5, **given: object) -> SessionDraft:
    started_at = datetime(2026, 1, day, hour, 30, tzinfo=ZoneInfo(BERLIN))
    return SessionDraft.model_validate({"id": uuid4(), "started_at": started_at, "zone": BERLIN} | given)


def holds(*seconds: int) -> tuple[HoldDraft, ...]:
    return tuple(HoldDraft(side="both", seconds=tenths) for tenths in seconds)


def a_log(exercise: str = "prayer-pose", **given: object) -> LogDraft:
    values: dict[str, object] = {
        "id": uuid4(),
        "exercise": exercise,
        "before": 30,
        "worst": 45,
        "after": 35,
        "holds": holds(150, 155),
    }
    return LogDraft.model_validate(values | given)


def a_morning(day: int = 6, pain: int = 20) -> MorningDraft:
    return MorningDraft(id=uuid4(), day=date(2026, 1, day), pain=pain, zone=BERLIN)


def an_answer(**given: object) -> AnswerDraft:
    values: dict[str, object] = {
        "id": UUID(int=5),
        "questions": "leg",
        "item": "pain",
        "answer": "yes",
        "exercise": "prayer-pose",
        "at": datetime(2026, 1, 5, 23, 30, tzinfo=UTC),
        "zone": BERLIN,
    }
    return AnswerDraft.model_validate(values | given)


def a_check(**given: object) -> CheckDraft:
    values: dict[str, object] = {
        "id": uuid4(),
        "questions": "emergency",
        "day": date(2026, 1, 5),
        "at": datetime(2026, 1, 6, 23, 30, tzinfo=UTC),
        "zone": BERLIN,
    }
    return CheckDraft.model_validate(values | given)


def a_flare(of: int = 6, **given: object) -> FlareDraft:
    at = datetime(2026, 1, of, 20, tzinfo=UTC)
    return FlareDraft.model_validate({"id": uuid4(), "day": date(2026, 1, of), "at": at, "zone": BERLIN} | given)


def a_setup(question: str = "hip-replacement", answer: str = "yes", hour: int = 8, **given: object) -> SetupDraft:
    at = datetime(2026, 1, 6, hour, tzinfo=UTC)
    values = {"id": uuid4(), "question": question, "answer": answer, "at": at, "zone": BERLIN}
    return SetupDraft.model_validate(values | given)


def a_plan(*exercises: str, days: int = 4, hour: int = 8, **given: object) -> PlanDraft:
    at = datetime(2026, 1, 6, hour, tzinfo=UTC)
    values = {"id": uuid4(), "exercises": exercises, "days": days, "at": at, "zone": BERLIN}
    return PlanDraft.model_validate(values | given)


def a_target(hold: int | None = 120, reps: int | None = 2, hour: int = 8, **given: object) -> TargetDraft:
    at = datetime(2026, 1, 6, hour, tzinfo=UTC)
    values = {"id": uuid4(), "exercise": "prayer-pose", "variant": "", "hold": hold, "reps": reps, "at": at}
    return TargetDraft.model_validate(values | {"zone": BERLIN} | given)


def a_word(kind: str = "off", hour: int = 8, **given: object) -> WordDraft:
    """What Anna Weiss said on the 5th, entered on the 6th."""
    at = datetime(2026, 1, 6, hour, tzinfo=UTC)
    values: dict[str, object] = {"id": uuid4(), "exercise": "prayer-pose", "kind": kind, "clinician": "Anna Weiss"}
    own: dict[str, dict[str, object]] = {"dose": {"hold": 150, "reps": 3}, "lift": {"code": "worsening"}}
    values |= {"said_on": date(2026, 1, 5), "at": at, "zone": BERLIN} | own.get(kind, {})
    return WordDraft.model_validate(values | given)


def remove_log(engine: Engine, log: UUID) -> None:
    """Delete a log, and empty the bin."""
    delete_log(engine, log, datetime(2026, 1, 7, tzinfo=UTC))
    with engine.connect() as connection:
        person: UUID = connection.execute(select(TABLES["person"].c.id)).scalar_one()
    empty(engine, person, datetime(2026, 1, 8, tzinfo=UTC))
