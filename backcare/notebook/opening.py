"""Opening the notebook: make it where there is none, bring an old one up to date, refuse what is none.

Nothing here raises: what cannot be opened comes back as Refused, with words for the person.

SQLAlchemy and the tables are imported here, and not above, since that takes longer than all the rest of a start: the
file is looked through beside it.
"""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from backcare.errors import NotebookDamaged, NotebookUnusable, NotSaved
from backcare.notebook.file import see, see_undamaged, unusable
from backcare.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from backcare.notebook.automatic import Automatic

READ_ONLY = (
    "Your notebook can be read, but nothing new can be saved: its file or folder does not allow writing. "
    "Allow writing to {folder}, then start BackCare again."
)
BEGUN_ANEW = (
    "There was no notebook in its place when BackCare started, so a new one was made. "
    "Backups of an earlier one are kept: on the page Data you can restore one."
)


@dataclass(frozen=True, slots=True)
class Open:
    """A notebook ready for use. `note` is for a banner and empty where all is well; `sample`: its data is made up.

    `automatic` makes its backups; None where it cannot be written, or a database server keeps it.
    """

    engine: "Engine"
    person: UUID
    settings: Settings
    note: str = ""
    sample: bool = False
    automatic: "Automatic | None" = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no notebook, and what to do about it. `damaged`: a backup may take the file's place."""

    reason: str
    remedy: str
    damaged: bool = False


def open_notebook(settings: Settings) -> Open | Refused:
    """Open the notebook, making or migrating it where needed. Never raises."""
    try:
        return _open_server(settings) if settings.file is None else _open_file(settings, settings.file)
    except (NotebookUnusable, NotSaved) as error:
        return Refused(error.reason, error.remedy, isinstance(error, NotebookDamaged))
    except OSError as error:
        where = error.filename or settings.data_dir
        return Refused(f"Your notebook could not be opened: {error.strerror} ({where}).", "Mend this and start again.")
    except Exception as error:  # noqa: BLE001 - a start that dies without words helps nobody
        driver = getattr(error, "orig", None)  # SQLAlchemy wraps what the driver said
        if driver is not None:
            fault = unusable(driver)
            return Refused(fault.reason, fault.remedy, isinstance(fault, NotebookDamaged))
        return Refused(f"Your notebook could not be opened: {error}.", "The file was left as it is.")


def _open_server(settings: Settings) -> Open:
    from sqlalchemy import create_engine  # noqa: PLC0415 - see above

    from backcare.notebook.identity import is_older, is_sample, person_of  # noqa: PLC0415 - see above
    from backcare.notebook.schema import revision_of  # noqa: PLC0415 - see above

    engine = create_engine(settings.database_url, hide_parameters=True)
    with engine.begin() as connection:
        if revision_of(connection) is None or is_older(connection):
            from backcare.notebook.migrate import bring_up  # noqa: PLC0415 - Alembic only where the schema differs

            bring_up(connection)
        return Open(engine, person_of(connection), settings, sample=is_sample(connection))


def _open_file(settings: Settings, file: Path) -> Open:
    note = ""
    if not os.path.lexists(file):
        note = BEGUN_ANEW if any(settings.backups.glob("*.json")) else ""
        from backcare.notebook.migrate import make  # noqa: PLC0415 - Alembic only where the schema differs

        make(file)
    see(file)
    with ThreadPoolExecutor(1) as beside:
        looked_through = beside.submit(see_undamaged, file)
        from backcare.notebook.automatic import Automatic  # noqa: PLC0415 - see above
        from backcare.notebook.engine import sqlite_engine  # noqa: PLC0415 - see above
        from backcare.notebook.identity import is_older, is_sample, person_of  # noqa: PLC0415 - see above

        looked_through.result()
    engine = sqlite_engine(file)
    try:
        writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
        if writable:
            _close_to_others(file)
        with engine.connect() as connection:
            older = is_older(connection)
        if older:
            _bring_up(settings, file, writable=writable)
        with engine.connect() as connection:
            note = note if writable else READ_ONLY.format(folder=file.parent)
            found = Open(engine, person_of(connection), settings, note, is_sample(connection))
        if not writable:
            return found
        automatic = Automatic(file, settings.backups)
        automatic.watch(engine)
        return replace(found, automatic=automatic)
    except BaseException:
        engine.dispose()
        raise


def _close_to_others(file: Path) -> None:
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        file.chmod(0o600)


def _bring_up(settings: Settings, file: Path, *, writable: bool) -> None:
    if not writable:
        raise NotebookUnusable(
            "Your notebook was written by an older version of BackCare and its file or folder does not allow writing.",
            "Allow writing, so that it can be brought up to date, and start again.",
        )
    from backcare.notebook.migrate import bring_up_file  # noqa: PLC0415 - Alembic only where the schema differs

    bring_up_file(file, settings.backups, datetime.now(UTC))
