"""The JSON export, read back into drafts."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from backcare.catalogue.model import Catalogue
from backcare.errors import FileRefused
from backcare.exchange.cells import shown
from backcare.notebook.clinician_draft import KeptWord
from backcare.notebook.drafts import (
    AnswerDraft,
    CheckDraft,
    DecisionDraft,
    FlareDraft,
    PlanDraft,
    SetupDraft,
    Slug,
    TargetDraft,
)
from backcare.notebook.intake import Batch
from backcare.notebook.kept_drafts import KeptLog, KeptMorning, KeptPerson, KeptSession
from backcare.notebook.schema import REVISIONS

_REMEDY = "Nothing was taken in. Choose a file that BackCare exported."


class _Log(KeptLog):
    model_config = ConfigDict(extra="ignore")


class _Session(KeptSession):
    model_config = ConfigDict(extra="ignore")
    logs: Annotated[tuple[_Log, ...], Field(exclude=True)]


class _Person(KeptPerson):
    model_config = ConfigDict(extra="ignore")  # older files give an id, which only the notebook itself needs


def _named(**columns: str) -> ConfigDict:
    """Fields that the export calls by the name of their column; what a draft does not know is derived anew."""
    return ConfigDict(extra="ignore", alias_generator=lambda name: columns.get(name, name))


class _Morning(KeptMorning):
    model_config = _named(day="local_date")


class _Decision(DecisionDraft):
    model_config = _named(at="decided_at")


class _Answer(AnswerDraft):
    model_config = _named(at="answered_at")
    exercise: Slug | None = None  # the first version knew none


class _Check(CheckDraft):
    model_config = _named(at="recorded_at")


class _Flare(FlareDraft):
    model_config = _named(day="local_date", at="recorded_at")


class _Setup(SetupDraft):
    model_config = _named(at="answered_at")


class _Plan(PlanDraft):
    model_config = _named(at="chosen_at")

    @field_validator("exercises", mode="before")
    @classmethod
    def _split(cls, slugs: object) -> object:
        return slugs.split() if isinstance(slugs, str) else slugs


class _Target(TargetDraft):
    model_config = _named(at="set_at")


class _Word(KeptWord):
    model_config = _named(at="recorded_at")


class _File(BaseModel):
    format: Literal["backcare"]
    revision: Annotated[str, Field(alias="schema")]
    sample: bool = False
    person: _Person
    sessions: tuple[_Session, ...]
    mornings: tuple[_Morning, ...]
    decisions: tuple[_Decision, ...]
    red_flags: tuple[_Answer, ...]
    checks: tuple[_Check, ...] = ()  # these three stand in no file before schema 0003
    flares: tuple[_Flare, ...] = ()
    setup: tuple[_Setup, ...] = ()
    plans: tuple[_Plan, ...] = ()  # nor these before schema 0005
    targets: tuple[_Target, ...] = ()
    clinician_words: tuple[_Word, ...] = ()  # nor these before schema 0008


def parse_json(text: str, catalogue: Catalogue) -> Batch:
    """Read a whole export, with what is in its bin; decisions count from when the person made them.

    Raises:
        FileRefused: it is no export, a newer version wrote it, or something in it cannot be kept; all faults are named.
    """
    try:
        found = _File.model_validate_json(text)
    except ValidationError as error:
        faults = [f"{place_of(fault['loc'])}: {fault['msg']}." for fault in error.errors(include_url=False)]
        raise FileRefused("\n".join(faults), _REMEDY) from error
    if found.sample:
        raise FileRefused("This file holds made-up sample data.", "Nothing was taken in: it would mix with your own.")
    if found.revision not in REVISIONS:
        raise FileRefused(
            "A newer version of BackCare wrote this file.", "Nothing was taken in. Update BackCare first."
        )
    if faults := [*_unknown(found, catalogue), *_twice(found)]:
        raise FileRefused("\n".join(faults), _REMEDY)
    logged = tuple((session, session.logs) for session in found.sessions)
    told = found.decisions, found.red_flags, found.checks, found.flares, found.setup, found.plans, found.targets
    return Batch(logged, found.mornings, *told, found.clinician_words, found.person)


def _unknown(found: _File, catalogue: Catalogue) -> list[str]:
    slugs = {log.exercise for session in found.sessions for log in session.logs}
    return [f"{shown(slug)} is not an exercise here." for slug in sorted(slugs) if catalogue.find(slug) is None]


def _twice(found: _File) -> Iterator[str]:
    """Ids that stand for two things: which of them was meant is not known."""
    logs = [log for session in found.sessions for log in session.logs]
    for name, ids in {"sessions": [one.id for one in found.sessions], "logs": [one.id for one in logs]}.items():
        for id_, count in Counter(ids).items():
            if count > 1:
                yield f"{name}: the id {id_} stands in the file {count} times."


def place_of(loc: tuple[int | str, ...]) -> str:
    """Where in the file: `sessions 3, logs 1, before`, counted from 1."""
    words = [str(part + 1) if isinstance(part, int) else f", {part}" for part in loc]
    return " ".join(words).replace(" ,", ",").removeprefix(", ") or "the file"
