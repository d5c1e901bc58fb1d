"""The 91 sessions of the sample notebook, judged row by row as the app would have."""

import csv
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from backcare.safety import History, Level, Reading, Verdict, verdicts
from tests.safety.diary import STRETCH

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "notebook.csv"
ZONE = ZoneInfo("Europe/Berlin")


def tenths(cell: str) -> int | None:
    return round(float(cell) * 10) if cell else None


def rows() -> Iterator[Reading]:
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        for place, row in enumerate(csv.DictReader(file)):
            yield Reading(
                session=row["started_at"],
                at=datetime.fromisoformat(row["started_at"]).replace(tzinfo=ZONE),
                place=place,
                exercise=row["exercise"],
                before=tenths(row["pain_before"]),
                before_source="imported",
                worst=tenths(row["pain_worst"]),
                after=tenths(row["pain_after"]),
                stopped=row["stopped"] == "yes",
            )


@cache
def replayed() -> tuple[tuple[Reading, Verdict], ...]:
    readings = tuple(rows())
    history = ((one, History(readings[:n])) for n, one in enumerate(readings, 1))
    return tuple((one, verdicts(known, one.at)[one.exercise]) for one, known in history)


def test_the_hamstring_stretch_is_stopped_by_its_trend_soon_after_it_changed() -> None:
    stopped = [(one, verdict) for one, verdict in replayed() if verdict.level is Level.STOP]
    first, verdict = stopped[0]
    assert (first.exercise, verdict.code) == (STRETCH, "worsening")
    assert first.at == datetime(2025, 3, 9, 8, 54, tzinfo=ZONE)
    assert verdict.findings[0].since == datetime(2025, 3, 5, 20, 10, tzinfo=ZONE)
    assert verdict.findings[0]["sessions"] == 5


def test_no_other_exercise_is_ever_stopped_for_good() -> None:
    assert {one.exercise for one, verdict in replayed() if verdict.level is Level.STOP} == {STRETCH}


def test_pauses_for_a_day_stay_rare() -> None:
    paused = [one for one, verdict in replayed() if verdict.level is Level.STOP_TODAY]
    assert len(replayed()) == 517
    assert len([one for one in paused if one.exercise != STRETCH]) == 15
