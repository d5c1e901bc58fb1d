"""The JSON export, read back into drafts."""

from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backcare.catalogue.model import Catalogue
from backcare.errors import FileRefused
from backcare.exchange.cells import shown
from backcare.notebook.drafts import LogDraft, MorningDraft, SessionDraft
from backcare.notebook.intake import Batch
from backcare.notebook.schema import REVISIONS

_REMEDY = "Nothing was taken in. Choose a file that BackCare exported."


class FromJson(NamedTuple):
    """What the file holds for the notebook, and how many decisions and answers it holds that are not taken over."""

    batch: Batch
    left_out: int


class _Log(LogDraft):
    model_config = ConfigDict(extra="ignore")  # when it was saved, and how often: the notebook keeps its own


class _Session(SessionDraft):
    model_config = ConfigDict(extra="ignore")
    logs: tuple[_Log, ...]
    deleted_at: str | None


class _Morning(MorningDraft):
    model_config = ConfigDict(extra="ignore", alias_generator=lambda name: "local_date" if name == "day" else name)


class _File(BaseModel):
    format: Literal["backcare"]
    revision: Annotated[str, Field(alias="schema")]
    sessions: tuple[_Session, ...]
    mornings: tuple[_Morning, ...]
    decisions: tuple[object, ...]
    red_flags: tuple[object, ...]


def is_json(text: str) -> bool:
    """Whether the text is meant as JSON, since no CSV header begins like this."""
    return text.lstrip().startswith("{")


def parse_json(text: str, catalogue: Catalogue) -> FromJson:
    """Read a whole export. Sessions in the bin stay out; a file never resumes a stopped exercise.

    Raises:
        FileRefused: it is no export, a newer version wrote it, or something in it cannot be kept; all faults are named.
    """
    try:
        found = _File.model_validate_json(text)
    except ValidationError as error:
        faults = [f"{place_of(fault['loc'])}: {fault['msg']}." for fault in error.errors(include_url=False)]
        raise FileRefused("\n".join(faults), _REMEDY) from error
    if found.revision not in REVISIONS:
        raise FileRefused(
            "A newer version of BackCare wrote this file.", "Nothing was taken in. Update BackCare first."
        )
    sessions = [session for session in found.sessions if session.deleted_at is None]
    unknown = {log.exercise for session in sessions for log in session.logs if catalogue.find(log.exercise) is None}
    if unknown:
        faults = [f"{shown(slug)} is not an exercise here." for slug in sorted(unknown)]
        raise FileRefused("\n".join(faults), _REMEDY)
    batch = Batch(tuple((session, session.logs) for session in sessions), found.mornings)
    return FromJson(batch, len(found.decisions) + len(found.red_flags))


def place_of(loc: tuple[int | str, ...]) -> str:
    """Where in the file: `sessions 3, logs 1, before`, counted from 1."""
    words = [str(part + 1) if isinstance(part, int) else f", {part}" for part in loc]
    return " ".join(words).replace(" ,", ",").removeprefix(", ") or "the file"
