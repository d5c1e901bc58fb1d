"""Verdicts from the recent part of a long history are those from all of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from backcare.notebook import clinician, guided, journal
from backcare.notebook.clinician_draft import WordDraft
from backcare.notebook.drafts import AnswerDraft, DecisionDraft, LogDraft, MorningDraft, SessionDraft
from backcare.notebook.for_rules import kept_history
from backcare.notebook.intake import Batch, take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.recent import Recent, recent_history
from backcare.safety import verdicts
from backcare.safety.asking import due
from backcare.safety.history import History
from backcare.safety.judge import too_sore_from
from backcare.safety.sight import days_in_sight
from backcare.safety.verdict import Level
from backcare.settings import read_settings
from backcare.training.better import daily_pain
from tests.notebook.drafted import remove_log

EXERCISES = ("pelvic-tilt", "knees-to-chest", "side-knee-drop", "prayer-pose")
START = datetime(2024, 1, 1, 8, tzinfo=UTC)
PERSONS = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**32),
        "sessions": st.integers(390, 1000),
        "spells": st.sampled_from([170, 340, 2000]),
        "skipped": st.sampled_from([0.0, 0.1, 0.5]),
        "unrated": st.sampled_from([0.0, 0.05, 0.3]),
        "dropped": st.sampled_from([None, None, None, 300]),
        "lifted": st.booleans(),
    }
)


class Life:
    """Sessions a day, with spells in which an exercise hurts, and decisions after them, or the lifts of a clinician."""

    def __init__(
        self,
        *,
        seed: int = 1,
        sessions: int = 500,
        spells: int = 1000,
        skipped: float = 0.0,
        unrated: float = 0.0,
        dropped: int | None = None,
        lifted: bool = False,
    ) -> None:
        self.lifted = lifted
        self.draw = Random(seed)
        self.spells = spells
        self.skipped, self.unrated, self.dropped = skipped, unrated, dropped
        self.bad = ""
        self.given: list[tuple[SessionDraft, tuple[LogDraft, ...]]] = []
        self.decisions: list[DecisionDraft] = []
        for day in range(sessions):
            self.live(day)
        self.now = START + timedelta(days=sessions, hours=1)

    def live(self, day: int) -> None:
        at = START + timedelta(days=day + self.draw.choice([0, 0, 0, 0.2]))
        if day % self.spells == self.spells - 20:
            self.bad = self.draw.choice(EXERCISES)
        if day % self.spells == self.spells - 10 and self.bad:
            self.decisions.append(decision(self.bad, at - timedelta(hours=3)))
            self.bad = ""
        done = [one for one in EXERCISES if self.draw.random() >= self.skipped]
        if self.dropped is not None and day > self.dropped:
            done = [one for one in done if one != EXERCISES[0]]
        session = SessionDraft(id=self.id(), started_at=at, zone="UTC")
        self.given.append((session, tuple(self.log(name, place) for place, name in enumerate(done))))

    def log(self, name: str, place: int) -> LogDraft:
        before = self.draw.randint(2, 6) * 5
        after = min(max(before + self.draw.choice([-5, 0, 0, 0, 5, 10]) + (30 if name == self.bad else 0), 0), 100)
        values = {"id": self.id(), "exercise": name, "place": place, "stopped": self.draw.random() < 0.005}
        rated = self.draw.random() >= self.unrated
        return LogDraft.model_validate(values | ({"before": before, "after": after} if rated else {}))

    def id(self) -> UUID:
        return UUID(int=self.draw.getrandbits(128), version=4)

    def store(self, book: Open) -> None:
        mornings = tuple(
            MorningDraft(id=self.id(), day=one[0].local_date, pain=self.draw.randint(0, 100), zone="UTC")
            for one in {one[0].local_date: one for one in self.given}.values()
        )
        batch = Batch(tuple(self.given), mornings)
        if self.lifted:
            batch = batch._replace(words=tuple(lift(one) for one in self.decisions))
        else:
            batch = batch._replace(decisions=tuple(self.decisions))
        take_in(book.engine, book.person, batch)


def decision(exercise: str, at: datetime) -> DecisionDraft:
    return DecisionDraft(id=uuid4(), exercise=exercise, kind="resume", code="worsening", at=at, zone="UTC")


def lift(of: DecisionDraft) -> WordDraft:
    """The same as a clinician's word."""
    given = of.model_dump(exclude={"kind"}) | {"kind": "lift", "clinician": "Anna Weiss", "said_on": of.at.date()}
    return WordDraft.model_validate(given)


@pytest.fixture(scope="module")
def shelf() -> Iterator[list[Open]]:
    """Every example has a notebook of its own."""
    opened: list[Open] = []
    yield opened
    for one in opened:
        one.engine.dispose()


def new(shelf: list[Open], tmp_path_factory: pytest.TempPathFactory) -> Open:
    book = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path_factory.mktemp("book"))}))
    assert isinstance(book, Open)
    shelf.append(book)
    return book


def said(history: History, now: datetime) -> tuple[object, ...]:
    return verdicts(history, now, EXERCISES), due(history, now), too_sore_from(history, now)


def seen(book: Open, now: datetime, before: Recent | None = None) -> Recent | None:
    """The recent part, after it was found to be enough."""
    found = recent_history(book.engine, book.person, now, before)
    if found:
        whole = kept_history(book.engine, book.person).history
        for later in (timedelta(0), timedelta(days=3), timedelta(days=40)):
            assert said(found.history, now + later) == said(whole, now + later)
    return found


@pytest.mark.slow
@given(PERSONS, st.integers(0, 60))
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_verdicts_from_the_recent_part_are_those_from_all_of_it_before_and_after_any_write(
    shelf: list[Open], tmp_path_factory: pytest.TempPathFactory, person: dict[str, Any], back: int
) -> None:
    book, life = new(shelf, tmp_path_factory), Life(**person)
    life.store(book)
    known = seen(book, life.now)
    seen(book, life.now - timedelta(days=back))
    log = LogDraft(id=uuid4(), exercise=life.draw.choice(EXERCISES), before=20, after=70)
    journal.save_log(book.engine, book.person, SessionDraft(id=uuid4(), started_at=life.now, zone="UTC"), log)
    known = seen(book, life.now, known)
    remove_log(book.engine, log.id)
    known = seen(book, life.now, known)
    for _ in range(3):
        session, logs = life.draw.choice(life.given)
        for one in logs:
            guided.keep_log(book.engine, book.person, session, one.model_copy(update={"after": 90, "before": 0}), 2)
    known = seen(book, life.now, known)
    at = START + timedelta(days=life.draw.randrange(len(life.given)), hours=7)
    name, code = life.draw.choice(EXERCISES), "worsening"
    journal.decide(book.engine, book.person, uuid4(), name, "overrule", code, at, "UTC")
    known = seen(book, life.now, known)
    for session, logs in life.given[-30:-10]:
        assert session.id
        for one in logs:
            remove_log(book.engine, one.id)
    seen(book, life.now, known)


def test_of_a_long_history_only_what_counts_is_read(book: Open) -> None:
    life = Life(sessions=900, spells=850)
    life.store(book)
    found = seen(book, life.now)
    assert found
    assert len(found.sittings) == 31 + 365 + (900 - 840)
    assert len(found.history.mornings) < len(found.sittings) + 10


def test_after_a_save_its_own_session_alone_is_read(book: Open) -> None:
    life = Life()
    life.store(book)
    before = recent_history(book.engine, book.person, life.now)
    assert before
    asked: list[str] = []
    log = LogDraft(id=uuid4(), exercise=EXERCISES[0], before=20, after=20)
    journal.save_log(book.engine, book.person, SessionDraft(id=uuid4(), started_at=life.now, zone="UTC"), log)
    event.listen(book.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    after = recent_history(book.engine, book.person, life.now, before)
    assert after
    old = {id(one) for one in before.sittings.values()}
    assert sum(id(one) not in old for one in after.sittings.values()) == 1
    assert sum("practice_session.readings" in one for one in asked) == 1


def test_the_lift_of_a_clinician_is_to_the_rules_what_the_persons_own_decision_is(
    shelf: list[Open], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lives = [Life(sessions=1000, spells=170, lifted=lifted) for lifted in (False, True)]
    books = [new(shelf, tmp_path_factory) for _ in lives]
    for book, life in zip(books, lives, strict=True):
        life.store(book)
    whole = [kept_history(book.engine, book.person).history for book in books]
    assert [sum(one.said is not None for one in history.decisions) for history in whole] == [0, 5]
    for day in range(155, 1000, 17):
        moment = START + timedelta(days=day, hours=1)
        assert said(whole[0], moment) == said(whole[1], moment)
    recent = seen(books[1], lives[1].now)
    assert recent
    assert recent.history.decisions == whole[1].decisions


def test_a_lift_that_is_taken_back_is_seen_by_a_reading_that_goes_on_from_an_earlier_one(book: Open) -> None:
    life = Life(sessions=552, spells=560, lifted=True)
    life.store(book)
    before = seen(book, life.now)
    (word,) = clinician.words(book.engine, book.person)
    clinician.take_back(book.engine, word.id, life.now)
    after = seen(book, life.now, before)
    assert before is not None
    assert after is not None
    assert (len(before.history.decisions), len(after.history.decisions)) == (1, 0)
    assert said(before.history, life.now) != said(after.history, life.now)


def test_a_short_history_is_read_whole(book: Open) -> None:
    life = Life(sessions=390)
    life.store(book)
    assert recent_history(book.engine, book.person, life.now) is None


def test_where_an_exercise_was_left_long_ago_all_is_read_and_its_stop_stays(book: Open) -> None:
    life = Life(sessions=600, dropped=190)
    given = [(one, tuple(
        log.model_copy(update={"after": 90 if log.exercise == EXERCISES[0] and place > 180 else 20, "before": 20})
        for log in logs
    )) for place, (one, logs) in enumerate(life.given)]  # fmt: skip
    take_in(book.engine, book.person, Batch(tuple(given)))
    assert recent_history(book.engine, book.person, life.now) is None
    found = verdicts(kept_history(book.engine, book.person).history, life.now)
    assert {name: one.level is Level.STOP for name, one in found.items()} == {
        name: name == EXERCISES[0] for name in EXERCISES
    }


def test_where_a_leg_hurt_after_a_session_long_ago_all_is_read(book: Open) -> None:
    life = Life()
    life.store(book)
    assert recent_history(book.engine, book.person, life.now)
    values = {"id": uuid4(), "questions": "leg", "item": "pain", "answer": "yes", "exercise": None, "zone": "UTC"}
    draft = AnswerDraft.model_validate(values | {"at": START + timedelta(days=50, hours=1)})
    guided.answer(book.engine, book.person, draft)
    assert recent_history(book.engine, book.person, life.now) is None


def test_a_reading_of_all_goes_on_from_the_recent_part(book: Open) -> None:
    life = Life()
    life.store(book)
    recent = recent_history(book.engine, book.person, life.now)
    assert recent
    log = LogDraft(id=uuid4(), exercise=EXERCISES[0], before=20, after=20)
    journal.save_log(book.engine, book.person, SessionDraft(id=uuid4(), started_at=life.now, zone="UTC"), log)
    for logs in (life.given[0][1], life.given[60][1], life.given[-1][1]):
        for one in logs:
            remove_log(book.engine, one.id)
    found, whole = (kept_history(book.engine, book.person, before) for before in (recent.kept, None))
    assert found.history.readings == whole.history.readings
    assert found.history.mornings == whole.history.mornings
    assert found.lacks == ()
    old = {id(one) for one in recent.sittings.values()}
    assert sum(id(one) in old for one in found.sittings.values()) == len(recent.sittings) - 2


def test_the_days_in_sight_are_the_same_in_both(book: Open) -> None:
    life = Life(sessions=600)
    life.store(book)
    recent = recent_history(book.engine, book.person, life.now)
    assert recent
    whole = kept_history(book.engine, book.person).history
    pains = [daily_pain(days_in_sight(one, life.now)) for one in (recent.history, whole)]
    assert pains[0] == pains[1]
    assert len(pains[0]) < len(daily_pain(whole)) == 600
