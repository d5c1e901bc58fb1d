from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from backcare.errors import EditConflict
from backcare.notebook import amend, journal, reads, sums
from backcare.notebook import bin as bin_
from backcare.notebook.bests import Bests, kept_bests
from backcare.notebook.bests import bests as longest
from backcare.notebook.check import check
from backcare.notebook.drafts import DecisionDraft, LogDraft, SessionDraft
from backcare.notebook.for_rules import Kept, kept_history
from backcare.notebook.opening import Open
from tests.conftest import Tally
from tests.notebook.drafted import BERLIN, a_log, a_morning, a_session, holds

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)


def keep(book: Open, log: LogDraft, session: SessionDraft, overrule: DecisionDraft | None = None) -> LogDraft:
    assert journal.save_log(book.engine, book.person, session, log, overrule)
    return log


def overruled(log: LogDraft, at: datetime) -> DecisionDraft:
    return DecisionDraft(id=log.id, exercise=log.exercise, kind="overrule", code="trend", at=at, zone=BERLIN)


def exercises(book: Open) -> list[tuple[int, str]]:
    return [(log.place, log.exercise) for log in reads.logs(book.engine, book.person)]


def test_a_session_in_the_bin_counts_for_nothing_and_comes_back_as_it_was(book: Open) -> None:
    session = a_session()
    keep(book, a_log("prayer-pose"), session)
    keep(book, a_log("horse-back", place=1), session)
    before = reads.logs(book.engine, book.person)
    bin_.delete_session(book.engine, session.id, NOW)
    assert reads.logs(book.engine, book.person) == ()
    assert kept_history(book.engine, book.person).history.readings == ()
    assert sums.practice_days(book.engine, book.person).days == {}
    (binned,) = bin_.binned(book.engine, book.person)
    assert (binned.id, binned.deleted_at, binned.logs) == (session.id, NOW, before)
    assert bin_.waiting(book.engine, book.person) == 1
    bin_.put_back(book.engine, session.id)
    assert reads.logs(book.engine, book.person) == before
    assert bin_.waiting(book.engine, book.person) == 0
    assert check(book.settings) == ()


def test_deleting_twice_keeps_the_day_on_which_it_was_deleted(book: Open) -> None:
    session = a_session()
    keep(book, a_log(), session)
    bin_.delete_session(book.engine, session.id, NOW)
    bin_.delete_session(book.engine, session.id, NOW + timedelta(days=9))
    assert bin_.binned(book.engine, book.person)[0].deleted_at == NOW


def test_one_exercise_goes_into_the_bin_without_the_others_and_back_to_them(book: Open) -> None:
    session = a_session()
    first = keep(book, a_log("prayer-pose"), session)
    keep(book, a_log("horse-back", place=1), session)
    binned = bin_.delete_log(book.engine, first.id, NOW)
    assert exercises(book) == [(1, "horse-back")]
    assert binned is not None
    assert binned != session.id
    assert bin_.binned(book.engine, book.person)[0].started_at == session.started_at
    assert check(book.settings) == ()
    bin_.put_back(book.engine, binned)
    assert exercises(book) == [(0, "prayer-pose"), (1, "horse-back")]
    assert {log.session for log in reads.logs(book.engine, book.person)} == {session.id}
    assert check(book.settings) == ()


def test_an_exercise_whose_place_was_taken_meanwhile_comes_back_last(book: Open) -> None:
    session = a_session()
    first = keep(book, a_log("prayer-pose"), session)
    keep(book, a_log("horse-back", place=1), session)
    binned = bin_.delete_log(book.engine, first.id, NOW)
    keep(book, a_log("pelvic-tilt", place=0), session)
    assert binned is not None
    bin_.put_back(book.engine, binned)
    assert exercises(book) == [(0, "pelvic-tilt"), (1, "horse-back"), (2, "prayer-pose")]


def test_what_is_logged_for_a_session_in_the_bin_brings_it_out(book: Open) -> None:
    session = a_session()
    keep(book, a_log("prayer-pose"), session)
    bin_.delete_session(book.engine, session.id, NOW)
    keep(book, a_log("horse-back", place=1), session)
    assert exercises(book) == [(0, "prayer-pose"), (1, "horse-back")]


def test_the_only_exercise_takes_its_session_along(book: Open) -> None:
    session = a_session()
    log = keep(book, a_log(), session)
    assert bin_.delete_log(book.engine, log.id, NOW) == session.id
    assert bin_.delete_log(book.engine, log.id, NOW) == session.id
    assert bin_.delete_log(book.engine, UUID(int=1), NOW) is None
    assert [one.id for one in bin_.binned(book.engine, book.person)] == [session.id]


def test_a_decision_made_with_a_log_counts_as_little_as_the_log_and_comes_back_with_it(book: Open) -> None:
    session = a_session()
    log = a_log()
    keep(book, log, session, overruled(log, session.started_at))
    bin_.delete_session(book.engine, session.id, NOW)
    assert kept_history(book.engine, book.person).history.decisions == ()
    bin_.put_back(book.engine, session.id)
    assert [one.kind for one in kept_history(book.engine, book.person).history.decisions] == ["overrule"]


def test_the_bin_is_emptied_of_what_is_older_with_its_decisions_and_of_nothing_else(book: Open) -> None:
    old, young, live = a_session(day=5), a_session(day=6), a_session(day=7)
    for session in (old, young, live):
        log = a_log()
        keep(book, log, session, overruled(log, session.started_at))
    bin_.delete_session(book.engine, old.id, NOW)
    bin_.delete_session(book.engine, young.id, NOW + timedelta(days=1))
    assert bin_.overdue(book.engine, book.person, NOW) == 0
    version = reads.version(book.engine)
    assert bin_.empty(book.engine, book.person, NOW) == 0
    assert reads.version(book.engine) == version
    assert bin_.overdue(book.engine, book.person, NOW + timedelta(days=1)) == 1
    assert bin_.empty(book.engine, book.person, NOW + timedelta(days=1)) == 1
    everything = reads.everything(book.engine, book.person)
    assert {one["id"] for one in everything["sessions"]} == {str(young.id), str(live.id)}
    assert len(everything["decisions"]) == 2
    with pytest.raises(EditConflict, match="no longer in the bin"):
        bin_.put_back(book.engine, old.id)
    assert check(book.settings) == ()


def test_a_log_in_the_bin_cannot_be_changed(book: Open) -> None:
    session = a_session()
    log = keep(book, a_log(), session)
    bin_.delete_session(book.engine, session.id, NOW)
    with pytest.raises(EditConflict, match="changed or deleted"):
        journal.change_log(book.engine, log.model_copy(update={"after": 70}), 1)
    bin_.put_back(book.engine, session.id)
    assert [one.after for one in reads.logs(book.engine, book.person)] == [35]


def test_a_session_moves_to_another_day_with_the_decisions_made_in_it(book: Open) -> None:
    session = a_session(day=5)
    log = a_log()
    keep(book, log, session, overruled(log, session.started_at))
    moved = session.model_copy(update={"started_at": session.started_at - timedelta(days=2, hours=1)})
    amend.change_session(book.engine, moved, 1)
    (stored,) = reads.logs(book.engine, book.person)
    assert (stored.started_at, stored.started_at.date().isoformat()) == (moved.started_at, "2026-01-03")
    history = kept_history(book.engine, book.person).history
    assert [one.at for one in history.decisions] == [moved.started_at]
    assert [one.at for one in history.readings] == [moved.started_at]
    with pytest.raises(EditConflict, match="its time was not changed"):
        amend.change_session(book.engine, session, 1)
    assert check(book.settings) == ()


def test_a_morning_is_taken_away(book: Open) -> None:
    journal.save_morning(book.engine, book.person, a_morning())
    before = kept_history(book.engine, book.person)
    amend.remove_morning(book.engine, book.person, a_morning().day)
    assert reads.mornings(book.engine, book.person) == ()
    assert kept_history(book.engine, book.person, before).history.mornings == ()


def amended(book: Open, draw: Random) -> None:
    """One of the things that a person may do to what is stored."""
    engine, logs, waiting = book.engine, reads.logs(book.engine, book.person), bin_.binned(book.engine, book.person)
    log = draw.choice(logs) if logs else None
    match draw.choice(["save", "save", "change", "one", "all", "back", "back", "time", "empty"]):
        case "save":
            at = a_session(day=draw.randrange(1, 8), id=UUID(int=draw.randrange(8)))
            journal.save_log(engine, book.person, at, a_log(draw.choice(["prayer-pose", "horse-back"])))
        case "change" if log:
            draft = LogDraft(id=log.id, exercise=log.exercise, before=draw.randrange(100), holds=holds(100, 90))
            journal.change_log(engine, draft, log.version)
        case "one" if log:
            bin_.delete_log(engine, log.id, NOW + timedelta(days=draw.randrange(5)))
        case "all" if log:
            bin_.delete_session(engine, log.session, NOW + timedelta(days=draw.randrange(5)))
        case "back" if waiting:
            bin_.put_back(engine, draw.choice(waiting).id)
        case "time" if log:
            moved = log.started_at + timedelta(days=draw.randrange(-3, 3), hours=draw.randrange(-3, 3))
            draft_session = SessionDraft(id=log.session, started_at=moved, zone=log.zone)
            version = next(
                one["version"]
                for one in reads.everything(engine, book.person)["sessions"]
                if one["id"] == str(log.session)
            )
            amend.change_session(engine, draft_session, version)
        case "empty" if draw.random() < 0.3:
            bin_.empty(engine, book.person, NOW + timedelta(days=draw.randrange(5)))


@pytest.mark.fault(8)
@pytest.mark.parametrize("seed", range(6))
def test_in_whatever_order_it_is_amended_what_was_kept_of_it_is_what_is_read_anew(
    book: Open, seed: int, tally: Tally
) -> None:
    draw, engine, person = Random(seed), book.engine, book.person
    history: Kept | None = None
    bests: Bests | None = None
    days = sums.practice_days(engine, person)
    tally.tries = 50
    for _ in range(tally.tries):
        amended(book, draw)
        if draw.random() < 0.6:
            history = kept_history(engine, person, history)
            assert history.history == kept_history(engine, person).history
            days = sums.practice_days(engine, person, days)
            assert days == sums.practice_days(engine, person)
            bests = kept_bests(engine, person, bests)
            assert {form: one.seconds for form, one in bests.longest.items()} == longest(engine, person)
    assert check(book.settings) == ()
