"""One of several writers at once: saves sessions into a notebook and prints how many logs were not taken.

    python -m benchmarks.speed.writer backcare FOLDER 40 1763860000.0

Waits for the moment named, so that all begin together. BackCare's writer sends the last log of a session twice, as a
browser does that got no answer.
"""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from backcare.errors import BackCareError
from backcare.notebook import journal
from benchmarks.speed.notebooks import HOLDS, a_log, a_session, opened

EXERCISES = 6  # of a session


def backcare(folder: Path, sessions: int, begin: float) -> int:
    """Save that many sessions of six logs; returns the count of logs that were refused."""
    book, failed = opened(folder), 0
    _wait(begin)
    for _ in range(sessions):
        session = a_session(datetime.now(UTC))
        logs = [a_log(place) for place in range(EXERCISES)]
        for log in (*logs, logs[-1]):
            try:
                journal.save_log(book.engine, book.person, session, log)
            except BackCareError:
                failed += 1
    return failed


def ordinary(folder: Path, sessions: int, begin: float) -> int:
    """The same with the ordinary build's own save, once each."""
    from sqlmodel import Session, select  # noqa: PLC0415 - BackCare's writer needs none of this

    from benchmarks.speed.ordinary import data  # noqa: PLC0415 - likewise
    from benchmarks.speed.ordinary.models import Person, PracticeSession  # noqa: PLC0415 - likewise

    os.environ["ORDINARY_FILE"] = str(folder / "backcare.db")
    engine, failed = data.connected(), 0
    _wait(begin)
    for _ in range(sessions):
        now = datetime.now(UTC)
        try:
            with Session(engine) as session:
                person = session.exec(select(Person)).one()
                sitting = PracticeSession(person_id=person.id, zone="UTC", local_date=now.date(), started_at=now)
                session.add(sitting)
                session.commit()
                for name in data.EXERCISES:
                    data.add_log(session, sitting, name, [10.0] * HOLDS, 2, 2)
        except DatabaseError:
            failed += 1
    return failed


def _wait(begin: float) -> None:
    time.sleep(max(0.0, begin - time.time()))


if __name__ == "__main__":
    which = {"backcare": backcare, "ordinary": ordinary}[sys.argv[1]]
    sys.stdout.write(f"{which(Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))}\n")
