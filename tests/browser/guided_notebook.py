"""What a guided session plans and what it stores, read beside the server that writes it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from backcare.notebook import guided
from backcare.notebook.drafts import Answer as Said
from backcare.notebook.drafts import AnswerDraft, HoldDraft, LogDraft, SessionDraft
from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open, open_notebook
from backcare.safety.history import Questions
from backcare.settings import read_settings

BERLIN = "Europe/Berlin"
WRITTEN: Final = (
    "hold",
    "exercise_log",
    "red_flag_answer",
    "resume_decision",
    "practice_session",
    "medical_check",
    "flare_day",
    "setup_answer",
    "plan_choice",
    "hand_target",
    "clinician_word",
)
TICK = 0.1  # the end of a phase is seen at the next tick, however exactly it is timed
READY, TURN, REST = 5.0, 8.0, 8.0
BOTH, TURNED = ("both",), ("left", "right")


class Held(NamedTuple):
    """One stored hold: `seconds` in tenths."""

    side: str
    seconds: int
    interrupted: bool = False


class Dose(NamedTuple):
    """An exercise as the session plans it on a day after the first one: `hold` in seconds."""

    exercise: str
    name: str
    hold: float
    reps: int
    sides: tuple[str, ...]

    @property
    def holds(self) -> list[Held]:
        """What is stored of it where every hold was full."""
        return [Held(side, round(self.hold * 10)) for _ in range(self.reps) for side in self.sides]

    @property
    def seconds(self) -> float:
        """From the first rating to the question after it."""
        count = len(self.holds)
        return READY + count * self.hold + (count - 1) * REST + TICK


PLAN = (
    Dose("pelvic-tilt", "Pelvic tilt", 3, 5, BOTH),
    Dose("knees-to-chest", "Knees to chest", 5, 3, TURNED),
    Dose("side-knee-drop", "Side knee drop", 5, 3, TURNED),
    Dose("hamstring-stretch", "Hamstring stretch", 10, 2, TURNED),
    Dose("prayer-pose", "Prayer pose", 10, 2, BOTH),
    Dose("horse-back", "Horse back (cat) stretch", 5, 5, BOTH),
)


class Log(NamedTuple):
    """One stored log of a guided session, in the order of its session."""

    exercise: str
    before: int | None
    worst: int | None
    after: int | None
    holds: list[Held]
    stopped: bool = False


class Answer(NamedTuple):
    """One stored answer about warning signs."""

    item: str | None
    answer: str
    exercise: str | None


class Notebook:
    """A notebook's file, read beside the server that writes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "backcare.db"

    def renew(self) -> None:
        """Empty it but for one good log of an earlier day, after which all six exercises are on, and no emergency."""
        if self.file.exists():
            self._empty(*WRITTEN)
        self.add("horse-back", days_ago=4)
        self.answer("emergency", "no", days_ago=3)

    def forget_answers(self) -> None:
        """As if the lists of warning signs had never been answered."""
        self._empty("red_flag_answer")

    def _empty(self, *tables: str) -> None:
        with closing(sqlite3.connect(self.file)) as database, database:
            for table in tables:
                database.execute(f"DELETE FROM {table}")
            database.execute("UPDATE notebook_state SET version = version + 1")

    def add(self, exercise: str, days_ago: int = 0, *, stopped: bool = False) -> None:
        """Save a log as the form by hand does."""
        at = datetime.now(ZoneInfo(BERLIN)) - timedelta(days=days_ago)
        session = SessionDraft(id=uuid4(), started_at=at, zone=BERLIN)
        held = (HoldDraft(side="both", seconds=50),)
        log = LogDraft(id=uuid4(), exercise=exercise, before=30, worst=30, after=20, stopped=stopped, holds=held)
        with self._open() as book:
            save_log(book.engine, book.person, session, log)

    def answer(self, questions: Questions, answer: Said, days_ago: int = 0) -> None:
        """Save an answer to a whole list of warning signs as the pages do."""
        at = datetime.now(ZoneInfo(BERLIN)) - timedelta(days=days_ago)
        draft = AnswerDraft(
            id=uuid4(), questions=questions, item=None, answer=answer, exercise=None, at=at, zone=BERLIN
        )
        with self._open() as book:
            guided.answer(book.engine, book.person, draft)

    @contextmanager
    def _open(self) -> Iterator[Open]:
        book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(self.folder)}))
        assert isinstance(book, Open)
        yield book
        book.engine.dispose()

    def _rows(self, query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(query, values).fetchall()

    def faults(self) -> str:
        """What the server wrote down about its faults."""
        file = self.folder / "backcare.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def logs(self) -> list[Log]:
        """What guided sessions have stored; what was there before them is left out."""
        found = self._rows(
            "SELECT log.id, stopped, exercise, before, worst, after FROM exercise_log AS log"
            " JOIN practice_session AS session ON session.id = session_id WHERE heard > 0 ORDER BY started_at, place"
        )
        return [
            Log(exercise, before, worst, after, self._holds(id_), stopped=bool(stopped))
            for id_, stopped, exercise, before, worst, after in found
        ]

    def _holds(self, log: str) -> list[Held]:
        rows = self._rows("SELECT side, seconds, interrupted FROM hold WHERE log_id = ? ORDER BY position", log)
        return [Held(side, seconds, bool(interrupted)) for side, seconds, interrupted in rows]

    def sessions(self) -> int:
        """How many sessions those logs belong to."""
        return len(self._rows("SELECT DISTINCT session_id FROM exercise_log WHERE heard > 0"))

    def answers(self) -> list[Answer]:
        """Every answer about a leg."""
        rows = self._rows("SELECT item, answer, exercise FROM red_flag_answer WHERE questions = 'leg'")
        return [Answer(*row) for row in rows]
