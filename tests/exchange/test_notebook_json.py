import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.catalogue.load import catalogue
from backcare.errors import FileRefused
from backcare.exchange.notebook_csv import batch, parse_notebook, read_text
from backcare.exchange.notebook_json import parse_json
from backcare.exchange.notebook_out import write_json
from backcare.notebook import guided, reads
from backcare.notebook.drafts import HoldDraft, LogDraft, SessionDraft
from backcare.notebook.intake import take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import ROOT, read_settings

SAVED = "2025-01-07T08:00:00+00:00"


@pytest.fixture
def file(book: Open, tmp_path: Path) -> Path:
    """The export of a notebook that holds the sample."""
    parsed = parse_notebook(read_text(ROOT / "data" / "sample" / "notebook.csv"), "Europe/Berlin", catalogue())
    take_in(book.engine, book.person, batch(parsed, ()))
    write_json(book.engine, book.person, tmp_path / "all.json")
    return tmp_path / "all.json"


def changed(file: Path, **values: object) -> str:
    return json.dumps(json.loads(file.read_text()) | values)


def test_an_export_taken_into_a_new_notebook_gives_the_same_logs_under_the_same_ids(
    book: Open, file: Path, tmp_path: Path
) -> None:
    found = parse_json(read_text(file), catalogue())
    other = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "other")}))
    assert isinstance(other, Open)
    assert take_in(other.engine, other.person, found)[:4] == (91, 0, 517, 0)
    assert reads.logs(other.engine, other.person) == reads.logs(book.engine, book.person)
    assert take_in(other.engine, other.person, found)[:5] == (0, 91, 0, 517, ())
    other.engine.dispose()


def test_the_mark_of_an_interrupted_hold_comes_along(book: Open, tmp_path: Path) -> None:
    holds = (HoldDraft(side="both", seconds=50), HoldDraft(side="both", seconds=33, interrupted=True))
    log = LogDraft(id=uuid4(), exercise="prayer-pose", holds=holds)
    session = SessionDraft(id=uuid4(), started_at=datetime(2026, 1, 5, tzinfo=UTC), zone="UTC")
    guided.keep_log(book.engine, book.person, session, log, 3)
    write_json(book.engine, book.person, tmp_path / "marked.json")
    found = parse_json(read_text(tmp_path / "marked.json"), catalogue())
    ((_, (draft,)),) = found.sessions
    assert draft.holds == holds
    other = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "other")}))
    assert isinstance(other, Open)
    take_in(other.engine, other.person, found)
    (stored,) = reads.logs(other.engine, other.person)
    assert (stored.holds, stored.interrupted) == ((("both", 50), ("both", 33)), (1,))
    other.engine.dispose()


def test_a_file_of_the_version_before_marks_is_read_without_them(file: Path) -> None:
    sessions: list[Any] = json.loads(file.read_text())["sessions"]
    for log in (log for session in sessions for log in session["logs"]):
        del log["heard"], log["heard_holds"]
        for hold in log["holds"]:
            del hold["interrupted"]
    found = parse_json(changed(file, schema="0001", sessions=sessions), catalogue())
    drafts = [log for _, logs in found.sessions for log in logs]
    assert len(drafts) == 517
    assert not any(hold.interrupted for log in drafts for hold in log.holds)


def test_mornings_come_along(file: Path) -> None:
    morning = {"id": str(uuid4()), "local_date": "2025-01-07", "pain": 45, "zone": "Europe/Berlin", "saved_at": SAVED}
    found = parse_json(changed(file, mornings=[morning]), catalogue())
    assert [(draft.day.isoformat(), draft.pain) for draft in found.mornings] == [("2025-01-07", 45)]


TOLD = ("mornings", "decisions", "red_flags", "checks", "flares", "setup", "plans", "targets")


@pytest.fixture
def told(tmp_path: Path) -> dict[str, Any]:
    """The export of a notebook in which something of every kind stands."""
    settings = read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "told")})
    assert settings.file is not None
    settings.data_dir.mkdir()
    shutil.copy(ROOT / "tests" / "databases" / "schema-0005.db", settings.file)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    whole = reads.everything(book.engine, book.person)
    book.engine.dispose()
    return whole


def without_owner(whole: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    own = ("person_id", "saved_at")
    return {name: [{key: row[key] for key in row if key not in own} for row in whole[name]] for name in TOLD}


def test_all_that_was_told_comes_through_a_file_into_a_new_notebook_as_it_was(book: Open, told: dict[str, Any]) -> None:
    assert {name: len(told[name]) for name in TOLD} == {
        "mornings": 1, "decisions": 1, "red_flags": 5, "checks": 2, "flares": 2, "setup": 4, "plans": 2, "targets": 3,
    }  # fmt: skip
    taken = take_in(book.engine, book.person, parse_json(json.dumps(told), catalogue()))
    assert (taken.new_mornings, taken.new_told) == (1, 19)
    assert without_owner(reads.everything(book.engine, book.person)) == without_owner(told)


def test_what_was_told_and_cannot_be_kept_is_named_by_its_place(told: dict[str, Any]) -> None:
    told["checks"][1]["day"] = "2026-02-06"
    told["red_flags"][0]["questions"] = "gut"
    told["flares"][0]["local_date"] = "soon"
    told["decisions"] = [{}]
    with pytest.raises(FileRefused) as caught:
        parse_json(json.dumps(told), catalogue())
    faults = caught.value.reason.split("\n")
    assert "decisions 1, decided_at: Field required." in faults
    assert "checks 2: Value error, the day 2026-02-06 was still to come on 2026-02-05." in faults
    assert "red_flags 1, questions: Input should be 'emergency', 'doctor' or 'leg'." in faults
    assert any(fault.startswith("flares 1, local_date: ") for fault in faults)


def test_a_file_of_the_version_before_these_is_read_without_them(told: dict[str, Any]) -> None:
    for name in ("checks", "flares", "setup", "plans", "targets"):
        del told[name]
    batch = parse_json(json.dumps(told | {"schema": "0002"}), catalogue())
    assert (len(batch.answers), *batch[4:9]) == (5, (), (), (), (), ())


def test_a_session_in_the_bin_comes_along_and_stays_there(file: Path, tmp_path: Path) -> None:
    sessions = json.loads(file.read_text())["sessions"]
    sessions[0]["deleted_at"] = SAVED
    other = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "other")}))
    assert isinstance(other, Open)
    assert take_in(other.engine, other.person, parse_json(changed(file, sessions=sessions), catalogue()))[:1] == (91,)
    assert len({log.session for log in reads.logs(other.engine, other.person)}) == 90
    assert reads.everything(other.engine, other.person)["sessions"][0]["deleted_at"] == SAVED
    other.engine.dispose()


def test_every_value_that_cannot_be_kept_is_named_by_its_place(file: Path) -> None:
    sessions: list[Any] = json.loads(file.read_text())["sessions"]
    sessions[0]["logs"][1]["before"] = 101
    sessions[2]["zone"] = "Mars/Base"
    with pytest.raises(FileRefused) as caught:
        parse_json(changed(file, sessions=sessions), catalogue())
    first, second = caught.value.reason.split("\n")
    assert first == "sessions 1, logs 2, before: Input should be less than or equal to 100."
    assert second.startswith("sessions 3, zone: ")


def test_an_unknown_exercise_is_named(file: Path) -> None:
    sessions: list[Any] = json.loads(file.read_text())["sessions"]
    sessions[0]["logs"][1]["exercise"] = "sit-up"
    with pytest.raises(FileRefused, match="'sit-up' is not an exercise here"):
        parse_json(changed(file, sessions=sessions), catalogue())


def test_a_file_of_a_newer_version_is_refused(file: Path) -> None:
    with pytest.raises(FileRefused, match="A newer version of BackCare wrote this file"):
        parse_json(changed(file, schema="9999"), catalogue())


@pytest.mark.parametrize("text", ["{}", "{", "[" * 100_000, '{"format": "other"}', '{"format": NaN}', "9" * 5000, ""])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(FileRefused, match="Choose a file that BackCare exported"):
        parse_json(text, catalogue())


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_json_makes_the_reader_fail(value: object) -> None:
    whole = {"format": "backcare", "schema": "0001", "decisions": [], "red_flags": []}
    everywhere = {name: [value] for name in ("sessions", *TOLD)}
    for text in (json.dumps(value), json.dumps(whole | everywhere)):
        with pytest.raises(FileRefused):
            parse_json(text, catalogue())
