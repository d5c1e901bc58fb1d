"""Drafts of what some notebook kept before: with all that a notebook adds when it stores a draft.

An export holds them, and what is stored of them equals what was.
"""

from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, Field

from backcare.notebook.drafts import (
    MOST_HOLDS,
    Draft,
    LogDraft,
    Moment,
    MorningDraft,
    SessionDraft,
    without_nul,
)

MOST_NAME = 200
MOST_VERSION = 2**31 - 1

Version: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=MOST_VERSION)]
Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=MOST_NAME), AfterValidator(without_nul)]


class KeptLog(LogDraft):
    """A log with how often it was written, when last, and how much of a guided session is in it.

    `heard_holds` is None in files of versions that did not count them: then they are all there are.
    """

    version: Version
    saved_at: Moment
    heard: Annotated[int, Field(strict=True, ge=0, le=MOST_VERSION)] = 0
    heard_holds: Annotated[int, Field(strict=True, ge=0, le=MOST_HOLDS)] | None = None

    @property
    def kept(self) -> dict[str, Any]:
        """The columns that a draft alone does not give."""
        heard = len(self.holds) if self.heard_holds is None else self.heard_holds
        return {"version": self.version, "saved_at": self.saved_at, "heard": self.heard, "heard_holds": heard}


class KeptSession(SessionDraft):
    """A session with how often it was written; `deleted_at` is set while it is in the bin."""

    version: Version
    deleted_at: Moment | None

    @property
    def kept(self) -> dict[str, Any]:
        """Likewise."""
        return {"version": self.version, "deleted_at": self.deleted_at}


class KeptMorning(MorningDraft):
    """A morning rating with when it was written last."""

    saved_at: Moment

    @property
    def kept(self) -> dict[str, Any]:
        """Likewise."""
        return {"saved_at": self.saved_at}


class KeptPerson(Draft):
    """Whose notebook it was."""

    name: Name
    saved_at: Moment
