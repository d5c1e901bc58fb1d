import time
from collections import Counter
from collections.abc import Sequence

import pytest

from backcare.catalogue.load import catalogue
from backcare.exchange.files import read_text
from backcare.exchange.notebook_csv import COLUMNS, parse_mornings, parse_notebook
from backcare.exchange.replay import ReplayLine, replay
from backcare.settings import ROOT

SAMPLE = ROOT / "data" / "sample"


def lines(*rows: str, zone: str = "Europe/Berlin") -> Sequence[ReplayLine]:
    found = parse_notebook("\n".join([",".join(COLUMNS), *rows]), zone, catalogue())
    assert found.bad == ()
    return list(replay(found.rows, ()))


@pytest.mark.slow
def test_the_sample_stops_the_hamstring_stretch_by_worsening_and_nothing_else_within_fifteen_seconds() -> None:
    parsed = parse_notebook(read_text(SAMPLE / "notebook.csv"), "Europe/Berlin", catalogue())
    mornings, _ = parse_mornings(read_text(SAMPLE / "morning.csv"), "Europe/Berlin")
    began = time.monotonic()
    found = list(replay(parsed.rows, mornings))
    assert time.monotonic() - began < 15
    assert len(found) == 517
    assert {(line.exercise, line.rule) for line in found if line.level == "stop"} == {
        ("hamstring-stretch", "worsening")
    }
    assert Counter(line.level for line in found)["ok"] > 300


def test_each_row_is_judged_by_what_was_known_right_after_it() -> None:
    found = lines(
        "2025-01-06T20:43,prayer-pose,15,,,4,,4,no,",
        "2025-01-06T20:43,pelvic-tilt,15,,,4,,7,no,",
        "2025-01-06T20:43,prayer-pose,15,,,4,,,no,",
        "2025-01-07T20:43,pelvic-tilt,15,,,4,,4,no,",
    )
    assert [(line.exercise, line.level, line.rule) for line in found] == [
        ("prayer-pose", "ok", "ok"),
        ("pelvic-tilt", "stop-today", "sharp-rise"),
        ("prayer-pose", "caution", "creeping"),
        ("pelvic-tilt", "ok", "ok"),
    ]
    assert found[0].reason == "Fine to go on"
    assert "from 4 to 7" in found[1].reason


def test_the_start_is_given_as_the_file_has_it() -> None:
    found = lines("2025-01-06T20:43,prayer-pose,,,,4,,4,no,", "2025-01-06 23:43:01-05:00,prayer-pose,,,,4,,4,no,")
    assert [line.started_at for line in found] == ["2025-01-06T20:43", "2025-01-06 23:43:01-05:00"]


def test_a_pause_for_today_ends_with_the_persons_own_day_and_not_with_the_utc_one() -> None:
    found = lines(
        "2025-01-06T08:00,pelvic-tilt,15,,,4,,7,no,",
        "2025-01-06T23:30,pelvic-tilt,15,,,4,,4,no,",
        "2025-01-07T00:30,pelvic-tilt,15,,,4,,4,no,",
        zone="America/New_York",
    )
    assert [line.level for line in found] == ["stop-today", "stop-today", "ok"]


def test_rows_out_of_order_are_judged_at_their_own_time() -> None:
    found = lines("2025-01-07T08:00,pelvic-tilt,15,,,4,,7,no,", "2025-01-06T08:00,pelvic-tilt,15,,,4,,4,no,")
    assert [line.level for line in found] == ["stop-today", "ok"]
