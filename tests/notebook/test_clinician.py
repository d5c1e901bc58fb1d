"""What a clinician said is kept as it was entered, acts until it is taken back, and is read in order of time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backcare.notebook import clinician, guided, journal, reads
from backcare.notebook.opening import Open
from backcare.notebook.wishes import chosen, set_target
from backcare.safety import verdicts
from backcare.safety.history import Said
from backcare.safety.verdict import Level
from backcare.training.wishes import Wishes
from tests.notebook.drafted import a_log, a_session, a_target, a_word, an_answer

ANNA = Said("Anna Weiss", date(2026, 1, 5))
NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)


def enter(book: Open, *drafts: Any) -> None:  # noqa: ANN401 - of one kind
    for draft in drafts:
        clinician.enter(book.engine, book.person, draft)


def words(book: Open) -> list[tuple[str, bool]]:
    return [(one.kind, one.taken_back) for one in clinician.words(book.engine, book.person)]


def test_a_word_stands_in_the_export_as_it_was_entered_and_once(book: Open) -> None:
    draft = a_word("dose", id=UUID(int=7), clinician="  Anna Weiss ", variant="towel")
    enter(book, draft, draft)
    assert reads.everything(book.engine, book.person)["clinician_words"] == [
        {
            "id": str(UUID(int=7)),
            "zone": "Europe/Berlin",
            "local_date": "2026-01-06",
            "exercise": "prayer-pose",
            "kind": "dose",
            "clinician": "Anna Weiss",
            "said_on": "2026-01-05",
            "variant": "towel",
            "hold": 150,
            "reps": 3,
            "code": None,
            "recorded_at": "2026-01-06T08:00:00+00:00",
            "taken_back_at": None,
        }
    ]


def test_words_are_read_in_the_order_in_which_they_were_entered_each_in_its_zone(book: Open) -> None:
    enter(book, a_word("on", 10), a_word("off", 9), a_word("lift", 11))
    found = clinician.words(book.engine, book.person)
    assert [one.kind for one in found] == ["off", "on", "lift"]
    assert found[0].at.isoformat() == "2026-01-06T10:00:00+01:00"
    assert (found[0].said, found[2].code) == (ANNA, "worsening")


def test_the_words_of_another_person_are_theirs(book: Open) -> None:
    enter(book, a_word("off"), a_word("dose"), a_word("lift"))
    other = uuid4()
    assert clinician.words(book.engine, other) == ()
    assert chosen(book.engine, other) == Wishes()
    assert reads.history(book.engine, other).decisions == ()


def test_a_word_that_is_taken_back_stays_and_acts_no_more(book: Open) -> None:
    drafts = [a_word(kind) for kind in ("dose", "off", "lift")]
    enter(book, *drafts)
    for draft in drafts:
        clinician.take_back(book.engine, draft.id, NOON)
    assert sorted(words(book)) == [("dose", True), ("lift", True), ("off", True)]
    assert chosen(book.engine, book.person) == Wishes()
    assert reads.history(book.engine, book.person).decisions == ()


def test_a_word_that_was_taken_back_keeps_the_time_of_it_and_entering_it_again_brings_nothing_back(book: Open) -> None:
    draft = a_word("off")
    enter(book, draft)
    clinician.take_back(book.engine, draft.id, NOON)
    clinician.take_back(book.engine, draft.id, NOON + timedelta(days=1))
    enter(book, draft)
    (row,) = reads.everything(book.engine, book.person)["clinician_words"]
    assert row["taken_back_at"] == "2026-01-06T12:00:00+00:00"
    assert words(book) == [("off", True)]


def test_every_write_makes_a_new_version_so_that_nothing_old_is_shown(book: Open) -> None:
    draft, first = a_word("off"), reads.version(book.engine)
    enter(book, draft)
    clinician.take_back(book.engine, draft.id, NOON)
    assert reads.version(book.engine) == first + 2


def test_a_dose_stands_among_the_targets_by_hand_and_the_latest_comes_last(book: Open) -> None:
    set_target(book.engine, book.person, a_target(hour=8))
    enter(book, a_word("dose", 9, variant="towel"))
    set_target(book.engine, book.person, a_target(90, 4, hour=10))
    found = chosen(book.engine, book.person).targets
    assert [(one.hold, one.reps, one.variant, one.said) for one in found] == [
        (120, 2, "", None),
        (150, 3, "towel", ANNA),
        (90, 4, "", None),
    ]


def test_of_off_and_on_the_latest_counts_and_without_it_the_one_before(book: Open) -> None:
    enter(book, a_word("off", 8, exercise="horse-back"), a_word("off", 9), a_word("on", 10))
    assert chosen(book.engine, book.person).off == {"horse-back": ANNA}
    last = clinician.words(book.engine, book.person)[-1]
    clinician.take_back(book.engine, last.id, NOON)
    assert chosen(book.engine, book.person).off == {"horse-back": ANNA, "prayer-pose": ANNA}


def stopped(book: Open) -> None:
    journal.save_log(book.engine, book.person, a_session(), a_log())
    guided.answer(book.engine, book.person, an_answer())


def test_a_lift_ends_a_lasting_stop_as_a_decision_and_taken_back_the_stop_is_there_again(book: Open) -> None:
    stopped(book)
    lift = a_word("lift", code="leg-pain")

    def level() -> Level:
        return verdicts(reads.history(book.engine, book.person), NOON)["prayer-pose"].level

    assert level() == Level.STOP
    enter(book, lift)
    assert level() < Level.STOP
    (decision,) = reads.history(book.engine, book.person).decisions
    assert (decision.at, decision.kind, decision.said) == (lift.at, "resume", ANNA)
    clinician.take_back(book.engine, lift.id, NOON)
    assert level() == Level.STOP


def test_lifts_and_decisions_stand_in_the_order_of_their_times(book: Open) -> None:
    enter(book, a_word("lift", 9))
    for hour in (10, 8):
        at = datetime(2026, 1, 6, hour, tzinfo=UTC)
        journal.decide(book.engine, book.person, uuid4(), "prayer-pose", "overrule", "worsening", at, "UTC")
    found = reads.history(book.engine, book.person).decisions
    assert [(one.at.astimezone(UTC).hour, one.said) for one in found] == [(8, None), (9, ANNA), (10, None)]


@pytest.mark.parametrize("code", ["red-flag", "see-doctor", "numb-leg", "sharp-rise", "high-before", None])
def test_what_no_decision_ends_no_word_lifts(code: str | None) -> None:
    with pytest.raises(ValidationError, match="a lift names the rule"):
        a_word("lift", code=code)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("dose", {"hold": None}),
        ("dose", {"reps": None}),
        ("dose", {"hold": None, "reps": None}),
        ("dose", {"hold": 9}),
        ("dose", {"reps": 51}),
        ("off", {"hold": 100, "reps": 2}),
        ("off", {"variant": "towel"}),
        ("on", {"code": "worsening"}),
        ("on", {"code": "rise"}),
        ("forbid", {}),
    ],
)
def test_a_word_that_is_none_is_refused(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_word(kind, **given)


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u2060", "a\nb", "a\0b", "a\u2028b", "x" * 201])
def test_a_name_that_cannot_be_read_in_a_line_is_refused_at_its_field(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        a_word(clinician=name)
    assert [one["loc"] for one in caught.value.errors()] == [("clinician",)]


@pytest.mark.parametrize("name", ["x" * 200, "<b>A</b>", "**A** :red[x]", "\U0001f642", "ד״ר כהן", "\u202eA"])
def test_any_other_name_is_kept_as_it_was_typed(book: Open, name: str) -> None:
    enter(book, a_word(clinician=name))
    assert [one.clinician for one in clinician.words(book.engine, book.person)] == [name]


def test_the_day_may_be_that_of_the_entry_in_the_persons_zone_and_no_later_one() -> None:
    late = datetime(2026, 1, 6, 23, 30, tzinfo=UTC)  # the 7th in Berlin
    assert a_word(at=late, said_on=date(2026, 1, 7)).said_on.day == 7
    with pytest.raises(ValidationError, match="was still to come on 2026-01-07") as caught:
        a_word(at=late, said_on=date(2026, 1, 8))
    assert [one["loc"] for one in caught.value.errors()] == [("said_on",)]


@given(st.permutations([("off", 8), ("on", 9), ("off", 10), ("on", 11)]), st.sets(st.integers(8, 11)))
def test_whatever_was_entered_first_what_counts_is_the_latest_that_was_not_taken_back(
    entered: list[tuple[str, int]], gone: set[int]
) -> None:
    said = [
        clinician.ClinicianWord(
            uuid4(), "off" if kind == "off" else "on", "prayer-pose", "A", ANNA.day, NOON.replace(hour=hour), "", None,
            None, None, taken_back=False,
        )
        for kind, hour in entered
        if hour not in gone
    ]  # fmt: skip
    off = Wishes(switches=tuple(clinician.switches(said))).off
    left = sorted({8, 9, 10, 11} - gone)
    assert bool(off) == (bool(left) and left[-1] in {8, 10})
