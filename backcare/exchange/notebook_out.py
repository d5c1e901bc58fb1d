"""The notebook as files to keep: CSV for a spreadsheet, JSON with everything."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from backcare.exchange.cells import note_cell, number_cell
from backcare.exchange.files import write_new
from backcare.exchange.notebook_csv import COLUMNS, MORNING_COLUMNS
from backcare.notebook import reads
from backcare.notebook.reads import StoredLog


def write_csv(engine: Engine, person: UUID, folder: Path) -> tuple[Path, Path]:
    """Write notebook.csv and morning.csv into `folder`, which is made where it is missing; return both paths.

    Times carry seconds and the offset of the zone that they were noted in.

    Raises:
        FileRefused: a file of that name is there already, or the disk refuses.
    """
    notebook, morning = folder / "notebook.csv", folder / "morning.csv"
    texts = {
        notebook: _table(COLUMNS, (_cells(log) for log in reads.logs(engine, person))),
        morning: _table(
            MORNING_COLUMNS, ((one.day.isoformat(), number_cell(one.pain)) for one in reads.mornings(engine, person))
        ),
    }
    write_new({file: text.encode() for file, text in texts.items()})
    return notebook, morning


def write_json(engine: Engine, person: UUID, file: Path) -> None:
    """Write everything that is stored, lossless: what the id and the version of a notebook are stays with it.

    Raises:
        FileRefused: the file is there already, or the disk refuses.
    """
    whole = reads.everything(engine, person)
    # Without spaces: ten years take 12 MB, and a file that could not be taken in again would be of no use.
    write_new({file: json.dumps(whole, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()})


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # its line end, CR LF, is what has a lone CR in a note put into quotes
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _cells(log: StoredLog) -> tuple[str, ...]:
    return (
        log.started_at.isoformat(timespec="seconds"),
        log.exercise,
        *(_holds(log, side) for side in ("both", "left", "right")),
        *(number_cell(rating) for rating in (log.before, log.worst, log.after)),
        "yes" if log.stopped else "no",
        note_cell(log.note),
    )


def _holds(log: StoredLog, side: str) -> str:
    return ";".join(number_cell(seconds) for of, seconds in log.holds if of == side)
