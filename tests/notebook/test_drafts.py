from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from pydantic import BaseModel, ValidationError

from backcare.notebook.drafts import DecisionDraft, HoldDraft, LogDraft, MorningDraft, SessionDraft
from tests.notebook.drafted import a_log


def refused(field: str, draft: type[BaseModel], **values: object) -> None:
    with pytest.raises(ValidationError) as caught:
        draft.model_validate({"id": uuid4()} | values)
    assert caught.value.errors()[0]["loc"][0] == field


@pytest.mark.parametrize("field", ["before", "worst", "after"])
@pytest.mark.parametrize("value", [-1, 101, 7.5, 70.0, "70", True, float("nan"), float("inf"), 2**63, 10**400])
def test_a_rating_is_a_whole_number_of_tenths_from_0_to_100(field: str, value: object) -> None:
    refused(field, LogDraft, exercise="pelvic-tilt", **{field: value})


@pytest.mark.parametrize("value", [0, -10, 36_001, 1.5, "10", float("nan"), 10**9, None])
def test_a_hold_lasts_a_tenth_of_a_second_to_an_hour(value: object) -> None:
    with pytest.raises(ValidationError):
        HoldDraft.model_validate({"side": "left", "seconds": value})


def test_the_ends_of_the_ranges_are_taken() -> None:
    log = a_log(
        before=0,
        worst=100,
        after=None,
        holds=(HoldDraft(side="left", seconds=1), HoldDraft(side="right", seconds=36_000)),
    )
    assert (log.before, log.worst, log.after) == (0, 100, None)


def test_more_than_200_holds_are_refused() -> None:
    hold = HoldDraft(side="both", seconds=50)
    assert len(a_log(holds=(hold,) * 200).holds) == 200
    refused("holds", LogDraft, exercise="pelvic-tilt", holds=(hold,) * 201)


@pytest.mark.fault(19)
@pytest.mark.parametrize("note", ["a\0b", "\ud800", "x" * 4_001, None, 5])
def test_a_note_that_could_not_be_kept_exactly_is_refused(note: object) -> None:
    refused("note", LogDraft, exercise="pelvic-tilt", note=note)


@pytest.mark.parametrize("slug", ["", "Pelvic Tilt", "../x", "x" * 65, "a--b", "-a", "a\n"])
def test_an_exercise_is_named_by_its_slug(slug: str) -> None:
    refused("exercise", LogDraft, exercise=slug)


def test_a_field_that_no_draft_has_is_refused() -> None:
    refused("pain", LogDraft, exercise="pelvic-tilt", pain=7)


@pytest.mark.fault(18)
def test_a_time_without_offset_is_refused() -> None:
    refused("started_at", SessionDraft, started_at=datetime(2026, 1, 5, 18), zone="UTC")  # noqa: DTZ001 - the point


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_a_year_that_nobody_lived_in_is_refused(year: int) -> None:
    refused("started_at", SessionDraft, started_at=datetime(year, 1, 1, tzinfo=UTC), zone="UTC")
    refused("day", MorningDraft, day=date(year, 1, 1), pain=10, zone="UTC")


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../../etc/passwd", "/etc/passwd", "America", "a\0b", "x" * 65])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    refused("zone", SessionDraft, started_at=datetime(2026, 1, 5, tzinfo=UTC), zone=zone)


def test_a_session_late_in_the_evening_in_utc_belongs_to_the_next_day_of_the_person() -> None:
    late = SessionDraft(id=uuid4(), started_at=datetime(2026, 1, 5, 23, 30, tzinfo=UTC), zone="Europe/Berlin")
    assert late.started_at.isoformat() == "2026-01-06T00:30:00+01:00"
    assert late.local_date == date(2026, 1, 6)


@pytest.mark.fault(17)
def test_both_turns_of_the_hour_that_comes_twice_are_kept_apart() -> None:
    hours = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    drafts = [SessionDraft(id=uuid4(), started_at=hour, zone="Europe/Berlin") for hour in hours]
    assert [draft.started_at.isoformat() for draft in drafts] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    ]


def test_a_decision_is_checked_as_well() -> None:
    at = datetime(2026, 1, 5, tzinfo=UTC)
    refused("kind", DecisionDraft, exercise="pelvic-tilt", kind="forget", code="rise", at=at, zone="UTC")
