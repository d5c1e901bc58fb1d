import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from backcare.errors import NotSaved
from backcare.notebook import journal, reads
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.notebook.drafted import a_log, a_session


@pytest.mark.slow
@pytest.mark.fault(6)
def test_a_save_waits_for_another_writer_and_then_says_so(book: Open, file: Path) -> None:
    session, log = a_session(), a_log()
    with closing(connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = monotonic()
        with pytest.raises(NotSaved, match="another program is using the notebook") as caught:
            journal.save_log(book.engine, book.person, session, log)
        assert 4.5 < monotonic() - start < 7
        assert caught.value.remedy == "Close it, or wait a moment, and try again."
        assert reads.logs(book.engine, book.person) == ()
    assert journal.save_log(book.engine, book.person, session, log)


def test_a_save_for_nobody_is_refused_and_leaves_nothing(book: Open) -> None:
    with pytest.raises(NotSaved):
        journal.save_log(book.engine, uuid4(), a_session(), a_log())
    assert reads.version(book.engine) == 0
    assert reads.everything(book.engine, book.person)["sessions"] == []


@pytest.mark.fault(1)
def test_a_log_whose_holds_fail_leaves_no_half(book: Open) -> None:
    log = a_log()
    object.__setattr__(log.holds[1], "seconds", 0)  # past the drafts, to fail at the last statement
    with pytest.raises(NotSaved):
        journal.save_log(book.engine, book.person, a_session(), log)
    assert reads.everything(book.engine, book.person)["sessions"] == []


def test_a_notebook_that_was_moved_away_is_not_made_anew(book: Open, file: Path, tmp_path: Path) -> None:
    journal.save_log(book.engine, book.person, a_session(), a_log())
    file.rename(tmp_path / "away.db")
    with pytest.raises(NotSaved):
        journal.save_log(book.engine, book.person, a_session(), a_log())
    book.engine.dispose()
    with pytest.raises(NotSaved, match="out of reach"):
        journal.save_log(book.engine, book.person, a_session(), a_log())
    assert not file.exists()


FULL = """if True:
    import json, os, resource, sys
    from backcare.errors import NotSaved
    from backcare.notebook import journal
    from backcare.notebook.opening import open_notebook
    from backcare.settings import read_settings
    from tests.notebook.drafted import a_log, a_session
    settings = read_settings({"BACKCARE_DATA_DIR": sys.argv[1]})
    book = open_notebook(settings)
    most = settings.file.stat().st_size + 20_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    saved = []
    while True:
        log = a_log(note="x" * 4_000)
        try:
            journal.save_log(book.engine, book.person, a_session(), log)
        except NotSaved as error:
            print(json.dumps([saved, error.reason, error.remedy]))
            break
        saved.append(str(log.id))
"""


@pytest.mark.fault(3)
def test_a_full_disk_is_said_and_what_was_confirmed_is_there(book: Open, file: Path) -> None:
    call = [sys.executable, "-c", FULL, str(file.parent)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    saved, reason, remedy = json.loads(done.stdout)
    assert saved
    assert reason in {
        "Not saved: the disk is full. What was stored before is unchanged.",
        "Not saved: the disk did not take it. What was stored before is unchanged.",
    }
    assert "space" in remedy
    assert {str(log.id) for log in reads.logs(book.engine, book.person)} == set(saved)
    with closing(connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
