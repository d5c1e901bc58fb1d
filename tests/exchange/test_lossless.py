"""An export taken into an empty notebook gives an equal one, and old exports are still understood."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from backcare.catalogue.load import catalogue
from backcare.errors import FileRefused
from backcare.exchange.notebook_csv import read_text
from backcare.exchange.notebook_json import parse_json
from backcare.exchange.notebook_out import write_json
from backcare.notebook import guided, reads
from backcare.notebook.check import check
from backcare.notebook.clinician_draft import KeptWord
from backcare.notebook.drafts import (
    AnswerDraft,
    CheckDraft,
    DecisionDraft,
    FlareDraft,
    HoldDraft,
    LogDraft,
    MorningDraft,
    PlanDraft,
    SessionDraft,
    SetupDraft,
    TargetDraft,
)
from backcare.notebook.intake import Batch, TakenIn, take_in
from backcare.notebook.journal import change_log
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.schema import REVISIONS
from backcare.settings import read_settings

EXPORTS = Path(__file__).with_name("exports")
Whole: TypeAlias = dict[str, Any]

SLUGS = st.sampled_from([exercise.slug for exercise in catalogue().exercises])
ZONES = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC", "Pacific/Kiritimati"])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
RATINGS = st.none() | st.integers(0, 100)
NOTES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
HOLDS = st.builds(
    HoldDraft,
    side=st.sampled_from(["left", "right", "both"]),
    seconds=st.integers(1, 36_000),
    interrupted=st.booleans(),
)
ANSWERS = st.sampled_from(["yes", "no"])
LOGS = st.builds(
    LogDraft,
    id=st.uuids(),
    exercise=SLUGS,
    variant=st.sampled_from(["", "towel"]),
    place=st.integers(0, 3),
    before=RATINGS,
    worst=RATINGS,
    after=RATINGS,
    before_source=st.sampled_from(["asked", "carried", "imported"]),
    stopped=st.booleans(),
    note=NOTES,
    holds=st.lists(HOLDS, max_size=3).map(tuple),
)
SESSIONS = st.builds(
    SessionDraft,
    id=st.uuids(),
    started_at=MOMENTS,
    zone=ZONES,
    source=st.sampled_from(["logged", "imported"]),
)
OF_A_WORD: dict[str, dict[str, Any]] = {
    "dose": {"hold": st.integers(10, 3_000), "reps": st.integers(1, 50), "variant": st.sampled_from(["", "t"])},
    "off": {},
    "on": {},
    "lift": {"code": st.sampled_from(["leg-pain", "worsening"])},
}
WORDS = st.one_of(
    *(
        st.builds(
            KeptWord,
            id=st.uuids(),
            exercise=SLUGS,
            kind=st.just(kind),
            clinician=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=18).map(
                lambda name: f"x{name}x"
            ),
            said_on=st.dates(date(2018, 1, 1), date(2019, 12, 1)),
            at=MOMENTS,
            zone=ZONES,
            taken_back_at=st.none() | MOMENTS,
            **own,
        )
        for kind, own in OF_A_WORD.items()
    )
)
BATCHES = st.builds(
    Batch,
    person=st.none(),
    sessions=st.lists(
        st.tuples(SESSIONS, st.lists(LOGS, min_size=1, max_size=3, unique_by=lambda log: log.id).map(tuple)), max_size=4
    ).map(tuple),
    mornings=st.lists(
        st.builds(MorningDraft, id=st.uuids(), day=DAYS, pain=st.integers(0, 100), zone=ZONES), max_size=3
    ).map(tuple),
    decisions=st.lists(
        st.builds(
            DecisionDraft,
            id=st.uuids(),
            exercise=SLUGS,
            kind=st.sampled_from(["resume"]),
            code=st.just("rise"),
            at=MOMENTS,
            zone=ZONES,
        ),
        max_size=2,
    ).map(tuple),
    answers=st.lists(
        st.builds(
            AnswerDraft,
            id=st.uuids(),
            questions=st.sampled_from(["emergency", "leg"]),
            item=st.none() | st.just("pain"),
            answer=ANSWERS,
            exercise=st.none() | SLUGS,
            at=MOMENTS,
            zone=ZONES,
        ),
        max_size=2,
    ).map(tuple),
    checks=st.lists(
        st.builds(
            CheckDraft, id=st.uuids(), questions=st.just("leg"), day=st.just(date(2019, 1, 1)), at=MOMENTS, zone=ZONES
        ),
        max_size=2,
    ).map(tuple),
    flares=st.lists(
        st.builds(
            FlareDraft,
            id=st.uuids(),
            day=st.dates(date(2018, 1, 1), date(2019, 12, 1)),
            at=MOMENTS,
            zone=ZONES,
        ),
        max_size=2,
    ).map(tuple),
    setup=st.lists(
        st.builds(SetupDraft, id=st.uuids(), question=st.just("knee"), answer=ANSWERS, at=MOMENTS, zone=ZONES),
        max_size=2,
    ).map(tuple),
    plans=st.lists(
        st.builds(
            PlanDraft,
            id=st.uuids(),
            exercises=st.lists(SLUGS, max_size=3).map(tuple),
            days=st.integers(3, 7),
            at=MOMENTS,
            zone=ZONES,
        ),
        max_size=2,
    ).map(tuple),
    targets=st.lists(
        st.builds(
            TargetDraft,
            id=st.uuids(),
            exercise=SLUGS,
            variant=st.just(""),
            hold=st.just(120),
            reps=st.integers(1, 50),
            at=MOMENTS,
            zone=ZONES,
        ),
        max_size=2,
    ).map(tuple),
    words=st.lists(WORDS, max_size=3).map(tuple),
)


def opened(folder: Path) -> Open:
    answer = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(folder)}))
    assert isinstance(answer, Open)
    return answer


def whole(book: Open) -> Whole:
    """Everything but what is each notebook's own."""
    return {
        name: value
        for name, value in reads.everything(book.engine, book.person).items()
        if name not in {"notebook", "version"}
    }


def through_a_file(book: Open, other: Open) -> TakenIn:
    with TemporaryDirectory() as folder:
        write_json(book.engine, book.person, Path(folder) / "all.json")
        batch = parse_json(read_text(Path(folder) / "all.json"), catalogue())
    return take_in(other.engine, other.person, batch)


@pytest.mark.slow
@pytest.mark.fault(21)
@settings(max_examples=25, phases=[Phase.generate])  # to look for a smaller one opens notebooks for minutes
@given(BATCHES, st.data())
def test_any_notebook_edited_and_binned_comes_through_a_file_equal(batch: Batch, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        book, other = opened(Path(folder) / "one"), opened(Path(folder) / "two")
        take_in(book.engine, book.person, batch)
        for _, logs in batch.sessions:
            for log in logs:
                if data.draw(st.booleans()):
                    edited = data.draw(LOGS).model_copy(update={"id": log.id})
                    change_log(book.engine, edited, 1)
        with book.engine.begin() as connection:
            for session, _ in batch.sessions:
                if data.draw(st.booleans()):
                    binned = "UPDATE practice_session SET deleted_at = :at, version = version + 1 WHERE id = :id"
                    at = f"{data.draw(MOMENTS):%Y-%m-%d %H:%M:%S.%f}"
                    connection.execute(text(binned), {"at": at, "id": session.id.hex})
            name = data.draw(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20))
            connection.execute(text("UPDATE person SET name = :name, saved_at = '2020-02-29 01:02:03'"), {"name": name})
        first = whole(book)
        through_a_file(book, other)
        assert whole(other) == first
        assert check(other.settings) == ()
        again = through_a_file(book, other)
        assert (again.new_sessions, again.new_logs, again.new_mornings, again.new_told) == (0, 0, 0, 0)
        assert (again.differing, again.differing_mornings) == ((), ())
        assert whole(other) == first
        for one in (book, other):
            one.engine.dispose()


def test_a_guided_session_keeps_how_much_of_it_was_heard(tmp_path: Path) -> None:
    book, other = opened(tmp_path / "one"), opened(tmp_path / "two")
    session = SessionDraft(id=UUID(int=1), started_at=datetime(2026, 1, 5, tzinfo=UTC), zone="UTC")
    holds = (HoldDraft(side="both", seconds=50), HoldDraft(side="both", seconds=33, interrupted=True))
    guided.keep_log(book.engine, book.person, session, LogDraft(id=UUID(int=2), exercise="prayer-pose", holds=holds), 7)
    change_log(book.engine, LogDraft(id=UUID(int=2), exercise="prayer-pose", holds=holds[:1]), 7)
    through_a_file(book, other)
    (log,) = whole(other)["sessions"][0]["logs"]
    assert (log["version"], log["heard"], log["heard_holds"], len(log["holds"])) == (8, 7, 2, 1)
    assert whole(other) == whole(book)
    for one in (book, other):
        one.engine.dispose()


def a_session(number: int, log: int, at: datetime = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)) -> Batch:
    session = SessionDraft(id=UUID(int=number), started_at=at, zone="UTC")
    return Batch(((session, (LogDraft(id=UUID(int=log), exercise="prayer-pose", after=30),)),))


def put_in_bin(book: Open) -> None:
    with book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE practice_session SET deleted_at = '2026-01-08 00:00:00.000000'")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Open, Open]:
    return opened(tmp_path / "one"), opened(tmp_path / "two")


def test_a_session_in_the_bin_of_either_stays_as_the_notebook_has_it_and_is_listed(two: tuple[Open, Open]) -> None:
    book, other = two
    for one in two:
        take_in(one.engine, one.person, a_session(1, 2))
    put_in_bin(book)
    taken = through_a_file(book, other)
    assert taken.differing == ("Session of 2026-01-05 18:30: not in the bin of your notebook, in the bin in the file",)
    assert len(reads.logs(other.engine, other.person)) == 1
    back = through_a_file(other, book)
    assert back.differing == ("Session of 2026-01-05 18:30: in the bin of your notebook, not in the bin in the file",)
    assert reads.logs(book.engine, book.person) == ()


def test_what_lies_in_the_bin_of_a_file_does_not_come_out_by_joining_a_session_of_the_same_second(
    two: tuple[Open, Open],
) -> None:
    book, other = two
    take_in(book.engine, book.person, a_session(1, 2))
    put_in_bin(book)
    session = SessionDraft(id=UUID(int=3), started_at=datetime(2026, 1, 5, 18, 30, tzinfo=UTC), zone="UTC")
    take_in(other.engine, other.person, Batch(((session, (LogDraft(id=UUID(int=4), exercise="horse-back"),)),)))
    assert through_a_file(book, other)[:4] == (1, 0, 1, 0)
    assert [log.exercise for log in reads.logs(other.engine, other.person)] == ["horse-back"]
    assert [bool(one["deleted_at"]) for one in whole(other)["sessions"]] == [True, False]


def test_a_session_whose_start_was_changed_is_known_by_its_id(two: tuple[Open, Open]) -> None:
    book, other = two
    take_in(book.engine, book.person, a_session(1, 2))
    take_in(other.engine, other.person, a_session(1, 2, datetime(2026, 1, 6, tzinfo=UTC)))
    assert through_a_file(book, other)[:5] == (0, 1, 0, 1, ())


def test_a_notebook_that_is_used_keeps_its_own_person(two: tuple[Open, Open]) -> None:
    book, other = two
    with book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET name = 'Ada'")
    take_in(other.engine, other.person, a_session(1, 2))
    through_a_file(book, other)
    assert whole(other)["person"]["name"] != "Ada"


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_export_of_every_older_version_is_taken_in_whole(tmp_path: Path, revision: str) -> None:
    file = EXPORTS / f"schema-{revision}.json"
    given_ = json.loads(file.read_text())
    book = opened(tmp_path)
    take_in(book.engine, book.person, parse_json(read_text(file), catalogue()))
    found = whole(book)
    for name, rows in given_.items():
        if isinstance(rows, list):
            assert [_known_of(row, one) for row, one in zip(rows, found[name], strict=True)] == found[name], name
    assert check(book.settings) == ()
    book.engine.dispose()


def _known_of(old: Any, new: Any) -> Any:  # noqa: ANN401 - any JSON
    """The old row; what its version did not know yet as the new one has it."""
    if isinstance(new, dict):
        return {name: _known_of(old[name], value) if name in old else value for name, value in new.items()}
    return [_known_of(*both) for both in zip(old, new, strict=True)] if isinstance(new, list) else old


def damaged(change: Callable[[Whole], object]) -> str:
    value = json.loads((EXPORTS / "schema-0008.json").read_text())
    change(value)
    return json.dumps(value)


@pytest.mark.fault(18)
@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda value: value["sessions"][0].update(version=0), "sessions 1, version: "),
        (lambda value: value["sessions"][0].update(version=2**63), "sessions 1, version: "),
        (lambda value: value["sessions"][0].update(deleted_at="soon"), "sessions 1, deleted_at: "),
        (lambda value: value["sessions"][0].update(started_at="2026-01-05T18:30:00"), "sessions 1, started_at: "),
        (lambda value: value["sessions"][0]["logs"][0].update(heard=-1), "sessions 1, logs 1, heard: "),
        (lambda value: value["sessions"][0]["logs"][0].update(saved_at=None), "sessions 1, logs 1, saved_at: "),
        (lambda value: value["sessions"][0]["logs"][0].update(before=float("inf")), "sessions 1, logs 1, before: "),
        (lambda value: value["sessions"][0]["logs"][0].update(before=7.5), "sessions 1, logs 1, before: "),
        (lambda value: value["sessions"][0]["logs"][0]["holds"][0].update(seconds=10**10), "seconds: "),
        (lambda value: value["sessions"][0]["logs"].append(value["sessions"][0]["logs"][0]), "logs: the id "),
        (lambda value: value["sessions"].append(value["sessions"][0]), "sessions: the id "),
        (lambda value: value["person"].update(name=""), "person, name: "),
        (lambda value: value["clinician_words"][0].update(clinician=" "), "clinician_words 1, clinician: "),
        (lambda value: value["clinician_words"][0].update(said_on="2026-02-11"), "clinician_words 1, said_on: "),
        (lambda value: value["clinician_words"][0].update(kind="off"), "clinician_words 1: "),
        (lambda value: value["clinician_words"][3].update(code="red-flag"), "clinician_words 4: "),
        (lambda value: value["clinician_words"][0].update(taken_back_at="x"), "clinician_words 1, taken_back_at: "),
        (lambda value: value["mornings"][0].update(saved_at="2026-01-05T18:30:00"), "mornings 1, saved_at: "),
    ],
)
def test_what_a_notebook_cannot_keep_is_refused_by_its_place(change: Callable[[Whole], object], place: str) -> None:
    with pytest.raises(FileRefused) as caught:
        parse_json(damaged(change), catalogue())
    assert place in caught.value.reason


def test_the_file_of_a_notebook_is_small_enough_to_be_taken_in_again(two: tuple[Open, Open]) -> None:
    book, _ = two
    day = datetime(2020, 1, 1, tzinfo=UTC)
    holds = tuple(HoldDraft(side="both", seconds=100) for _ in range(50))
    sessions = tuple(
        (
            SessionDraft(id=UUID(int=number), started_at=day + timedelta(number), zone="UTC"),
            (LogDraft(id=UUID(int=number), exercise="prayer-pose", holds=holds),),
        )
        for number in range(40)
    )
    take_in(book.engine, book.person, Batch(sessions))
    with TemporaryDirectory() as folder:
        write_json(book.engine, book.person, Path(folder) / "all.json")
        size = (Path(folder) / "all.json").stat().st_size
    assert size < 60 * 40 * 50  # ten years of 50 holds on most days stay below what is taken in
