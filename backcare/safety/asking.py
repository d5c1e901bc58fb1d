"""When the lists of warning signs are to be asked before anything is held."""

from datetime import datetime
from typing import Literal, TypeAlias

from backcare.safety.history import History

Due: TypeAlias = Literal["first", "stop", "away"]


def due(history: History, now: datetime) -> Due | None:  # noqa: ARG001
    """Why the lists are to be asked before the next hold; None where they are not."""
    return None
