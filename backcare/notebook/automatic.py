"""Backups that nobody asks for: at a start, and before the first write after a day."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from time import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, event

from backcare.errors import BackCareError, NotSaved
from backcare.notebook.engine import IMMEDIATE
from backcare.notebook.file import connect, words_for
from backcare.notebook.held import state_of

if TYPE_CHECKING:
    from backcare.notebook.backups import Why

DAY: Final = timedelta(days=1)
AGAIN: Final = 3600.0  # seconds after one that failed; each save in between would wait for the next failure


@dataclass
class Automatic:
    """Makes the backups of one notebook that are due. One that fails never stops a start or a save.

    `failure` is why the last one failed, None where it did not. `clock` gives seconds since 1970.
    """

    file: Path
    folder: Path
    clock: Callable[[], float] = time
    failure: BackCareError | None = None
    _looked: float = 0.0
    _until: float = 0.0
    _one_at_a_time: Lock = field(default_factory=Lock, repr=False)

    def watch(self, engine: Engine) -> None:
        """Look, before each write through this engine, whether a backup is due first."""
        event.listen(engine, "begin", self._before, insert=True)

    def _before(self, connection: Connection) -> None:
        if connection.get_execution_options().get(IMMEDIATE, False):
            self.before_write()

    def before_write(self) -> None:
        """Make the day's backup where it is due. Mostly this compares two numbers and is done."""
        if self._looked <= self.clock() < self._until:  # not before, when the clock was put back
            return
        with self._one_at_a_time:
            if not self._looked <= self.clock() < self._until:
                self._make("daily")

    def at_start(self) -> None:
        """Make a backup where the notebook has changed since the newest one, and thin out the older ones."""
        with self._one_at_a_time:
            self._make("start")

    def _make(self, why: "Why") -> None:
        self._looked = now = self.clock()
        try:
            self._until = self._kept_until(why, now)
            self.failure = None
        except Exception as error:  # noqa: BLE001 - for want of a backup no start and no save may fail
            self._until = now + AGAIN
            self.failure = error if isinstance(error, BackCareError) else _in_words(error)

    def _kept_until(self, why: "Why", now: float) -> float:
        """When a backup is due again, after one was made if it is due now."""
        from backcare.notebook import backups  # noqa: PLC0415 - a start does not wait for it

        with closing(connect(self.file)) as source:
            state = state_of(source)
        at = datetime.fromtimestamp(now, UTC)
        if why == "daily":
            own = (one.made_at for one in backups.listed(self.folder) if one.notebook == state.notebook)
            last = max((made for made in own if made <= at), default=at - 2 * DAY)
            if at - last < DAY:
                return (last + DAY).timestamp()
        if state.version > 0 and not backups.newest_whole(self.folder, (state.notebook, state.version)):
            backups.make(self.file, self.folder, why, at)
            backups.prune(self.folder, at.astimezone())
        return (at + DAY).timestamp()


def _in_words(error: Exception) -> NotSaved:
    what, remedy = words_for(error)
    return NotSaved(f"No backup was made: {what}.", remedy)
