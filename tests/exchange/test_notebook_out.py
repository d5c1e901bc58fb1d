import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcare.catalogue.load import catalogue
from backcare.errors import FileRefused
from backcare.exchange.notebook_csv import batch, parse_mornings, parse_notebook, read_text
from backcare.exchange.notebook_out import write_csv, write_json
from backcare.notebook import reads
from backcare.notebook.drafts import HoldDraft, LogDraft, MorningDraft, SessionDraft
from backcare.notebook.intake import Batch, take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.reads import StoredLog
from backcare.settings import ROOT, read_settings

SAMPLE = ROOT / "data" / "sample"
BERLIN = "Europe/Berlin"


def opened(folder: Path) -> Open:
    answer = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(folder)}))
    assert isinstance(answer, Open)
    return answer


def facts(log: StoredLog) -> tuple[object, ...]:
    """What a CSV row keeps of a log."""
    sides = [[hold for side, hold in log.holds if side == of] for of in ("both", "left", "right")]
    at = log.started_at.replace(microsecond=0)
    # In UTC: to Python the doubled hour of one zone equals no time of another zone.
    return (
        at.astimezone(UTC),
        at.utcoffset(),
        log.exercise,
        log.place,
        log.before,
        log.worst,
        log.after,
        log.stopped,
        log.note,
        sides,
    )


def test_the_sample_comes_back_out_as_it_went_in_but_for_the_offset(book: Open, tmp_path: Path) -> None:
    parsed = parse_notebook(read_text(SAMPLE / "notebook.csv"), BERLIN, catalogue())
    mornings, _ = parse_mornings(read_text(SAMPLE / "morning.csv"), BERLIN)
    take_in(book.engine, book.person, batch(parsed, mornings))
    notebook, morning = write_csv(book.engine, book.person, tmp_path / "out")
    assert read_text(morning).splitlines() == read_text(SAMPLE / "morning.csv").splitlines()
    lines, sample = read_text(notebook).splitlines(), read_text(SAMPLE / "notebook.csv").splitlines()
    assert len(lines) == len(sample)
    assert lines[1].startswith("2025-01-06T20:43:00+01:00,knees-to-chest,")
    assert [line.split(",", 1)[1] for line in lines] == [line.split(",", 1)[1] for line in sample]
    again = parse_notebook(read_text(notebook), "America/New_York", catalogue())
    assert take_in(book.engine, book.person, batch(again, mornings))[:5] == (0, 91, 0, 517, ())


HOLDS = st.lists(st.integers(1, 36_000), max_size=4)
RATING = st.none() | st.integers(0, 100)
NOTE = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30) | st.text(
    "'=+-@\t\r\n\",;a ", max_size=8
)
ZONES = st.sampled_from(
    [BERLIN, "America/St_Johns", "Asia/Kathmandu", "UTC", "Australia/Lord_Howe", "Pacific/Kiritimati"]
)
START = st.datetimes(datetime(1975, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@st.composite
def logs(draw: st.DrawFn) -> tuple[LogDraft, ...]:
    slugs = [exercise.slug for exercise in catalogue().exercises]
    return tuple(
        LogDraft(
            id=uuid4(),
            exercise=draw(st.sampled_from(slugs)),
            place=place,
            before=draw(RATING),
            worst=draw(RATING),
            after=draw(RATING),
            stopped=draw(st.booleans()),
            note=draw(NOTE),
            holds=tuple(HoldDraft(side=side, seconds=s) for side in ("both", "left", "right") for s in draw(HOLDS)),
        )
        for place in range(draw(st.integers(1, 4)))
    )


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(START, ZONES, logs()),
        min_size=1,
        max_size=3,
        unique_by=lambda given_: given_[0].replace(microsecond=0),
    )
)
def test_what_is_exported_and_taken_into_a_new_notebook_is_equal(
    given_: list[tuple[datetime, str, tuple[LogDraft, ...]]],
) -> None:
    sessions = tuple((SessionDraft(id=uuid4(), started_at=at, zone=zone), found) for at, zone, found in given_)
    day = given_[0][0].date()
    mornings = tuple(MorningDraft(id=uuid4(), day=day + timedelta(n), pain=15 * n, zone=BERLIN) for n in range(4))
    with TemporaryDirectory() as name:
        folder = Path(name)
        first, second = opened(folder / "first"), opened(folder / "second")
        take_in(first.engine, first.person, Batch(sessions, mornings))
        notebook, morning = write_csv(first.engine, first.person, folder)
        parsed = parse_notebook(read_text(notebook), BERLIN, catalogue())
        ratings, bad = parse_mornings(read_text(morning), BERLIN)
        assert (parsed.bad, bad) == ((), ())
        taken = take_in(second.engine, second.person, batch(parsed, ratings))
        assert (taken.new_sessions, taken.differing) == (len(sessions), ())
        mine, theirs = (reads.logs(book.engine, book.person) for book in (first, second))
        assert [facts(log) for log in theirs] == [facts(log) for log in mine]
        assert reads.mornings(second.engine, second.person) == reads.mornings(first.engine, first.person)
        for book in (first, second):
            book.engine.dispose()


def test_the_json_file_holds_all_that_is_stored_exactly(book: Open, tmp_path: Path) -> None:
    note = "=1+1 \u202eé 😣 \r\n"
    session = SessionDraft(id=uuid4(), started_at=datetime(2025, 1, 6, 19, 43, tzinfo=UTC), zone=BERLIN)
    log = LogDraft(id=uuid4(), exercise="horse-back", note=note, after=75)
    take_in(book.engine, book.person, Batch(((session, (log,)),)))
    write_json(book.engine, book.person, tmp_path / "all.json")
    found = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert found == reads.everything(book.engine, book.person)
    assert found["sessions"][0]["logs"][0]["note"] == note


@pytest.mark.fault(21)
@pytest.mark.parametrize("note", ["a\rb", "a\nb", 'a"b', "=1+1", "'=1", "\t", " "])
def test_a_note_that_csv_or_a_spreadsheet_could_break_comes_back_exactly(book: Open, tmp_path: Path, note: str) -> None:
    session = SessionDraft(id=uuid4(), started_at=datetime(2025, 1, 6, 19, 43, tzinfo=UTC), zone=BERLIN)
    take_in(book.engine, book.person, Batch(((session, (LogDraft(id=uuid4(), exercise="horse-back", note=note),)),)))
    notebook, _ = write_csv(book.engine, book.person, tmp_path / "out")
    parsed = parse_notebook(read_text(notebook), BERLIN, catalogue())
    assert [row.log.note for row in parsed.rows] == [note]


def test_an_export_overwrites_nothing(book: Open, tmp_path: Path) -> None:
    write_csv(book.engine, book.person, tmp_path / "out")
    (tmp_path / "out" / "notebook.csv").unlink()
    with pytest.raises(FileRefused, match=r"morning\.csv exists already"):
        write_csv(book.engine, book.person, tmp_path / "out")
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["morning.csv"]
    write_json(book.engine, book.person, tmp_path / "all.json")
    with pytest.raises(FileRefused, match=r"all\.json exists already"):
        write_json(book.engine, book.person, tmp_path / "all.json")
