"""Reports as the pages make them, and a life that has a bit of everything."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from backcare.catalogue.load import catalogue
from backcare.exchange.notebook_csv import batch, parse_mornings, parse_notebook, read_text
from backcare.notebook import clinician, guided, journal
from backcare.notebook.clinician_draft import WordDraft
from backcare.notebook.drafts import (
    AnswerDraft,
    CheckDraft,
    FlareDraft,
    HoldDraft,
    LogDraft,
    MorningDraft,
    SessionDraft,
    SetupDraft,
)
from backcare.notebook.for_rules import history
from backcare.notebook.intake import take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.wishes import chosen
from backcare.report.asked import PARTS, Asked, Part
from backcare.report.model import Known, Report
from backcare.report.report import report
from backcare.settings import read_settings
from tests.conftest import SAMPLE

ZONE = "Europe/Berlin"
NOW = datetime(2026, 3, 31, 18, tzinfo=ZoneInfo(ZONE))
Reporting = Callable[..., Report]


class Keeper:
    """Writes what happened on a day before NOW into a notebook."""

    def __init__(self, book: Open) -> None:
        self.book = book

    def at(self, ago: int, hour: int = 9) -> datetime:
        return (NOW - timedelta(days=ago)).replace(hour=hour)

    def log(
        self,
        ago: int,
        before: int | None,
        after: int | None,
        exercise: str = "pelvic-tilt",
        note: str = "",
        *held: int,
        stopped: bool = False,
    ) -> UUID:
        session = SessionDraft(id=uuid4(), started_at=self.at(ago), zone=ZONE)
        sides = ("left", "right") if catalogue()[exercise].two_sided else ("both",)
        holds = tuple(HoldDraft(side=side, seconds=seconds) for seconds in held for side in sides)
        log = LogDraft(
            id=uuid4(), exercise=exercise, before=before, after=after, holds=holds, note=note, stopped=stopped
        )
        assert journal.save_log(self.book.engine, self.book.person, session, log)
        return session.id

    def morning(self, ago: int, pain: int) -> None:
        draft = MorningDraft(id=uuid4(), day=self.at(ago).date(), pain=pain, zone=ZONE)
        journal.save_morning(self.book.engine, self.book.person, draft)

    def flare(self, ago: int) -> None:
        at = self.at(ago)
        journal.mark_flare(self.book.engine, self.book.person, FlareDraft(id=uuid4(), day=at.date(), at=at, zone=ZONE))

    def answer(self, ago: int, questions: str, answer: str, item: str | None = None) -> None:
        values = {"id": uuid4(), "questions": questions, "item": item, "answer": answer, "exercise": None}
        draft = AnswerDraft.model_validate({**values, "at": self.at(ago), "zone": ZONE})
        guided.answer(self.book.engine, self.book.person, draft)

    def check(self, ago: int, questions: str) -> None:
        at = self.at(ago)
        values = {"id": uuid4(), "questions": questions, "day": at.date(), "at": at, "zone": ZONE}
        journal.enter_check(self.book.engine, self.book.person, CheckDraft.model_validate(values))

    def word(
        self, ago: int, kind: str, exercise: str = "pelvic-tilt", name: str = "Anna Weiss", **given: object
    ) -> UUID:
        """What a clinician said on the day before it was entered."""
        at = self.at(ago)
        values = {"id": uuid4(), "kind": kind, "exercise": exercise, "clinician": name, "at": at, "zone": ZONE}
        said_on = at.date() - timedelta(days=1)
        draft = WordDraft.model_validate(values | {"said_on": said_on} | given)
        clinician.enter(self.book.engine, self.book.person, draft)
        return draft.id

    def about(self, question: str) -> None:
        draft = SetupDraft(id=uuid4(), question=question, answer="yes", at=self.at(30), zone=ZONE)
        journal.answer_setup(self.book.engine, self.book.person, draft)


@pytest.fixture
def keeper(book: Open) -> Keeper:
    return Keeper(book)


@pytest.fixture
def reporting(book: Open) -> Reporting:
    """Reports of that notebook."""
    return lambda *days, **given: made(book, *days, **given)


def made(  # noqa: PLR0917 - as a person asks
    book: Open,
    first: date = date(2026, 3, 4),
    last: date = date(2026, 3, 31),
    parts: Collection[Part] = PARTS,
    name: str = "",
    now: datetime = NOW,
) -> Report:
    mine = book.engine, book.person
    known = Known(history(*mine), chosen(*mine), clinician.words(*mine))
    return report(book, known, Asked(first, last, parts, name), now)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """A notebook that holds the sample, with its mornings."""
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path_factory.mktemp("sample"))}))
    assert isinstance(book, Open)
    rows = parse_notebook(read_text(SAMPLE / "notebook.csv"), ZONE, catalogue())
    mornings, _ = parse_mornings(read_text(SAMPLE / "morning.csv"), ZONE)
    assert take_in(book.engine, book.person, batch(rows, mornings)).new_sessions == 91
    yield book
    book.engine.dispose()
