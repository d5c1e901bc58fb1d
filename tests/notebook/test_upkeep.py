import shutil
from datetime import UTC, datetime, timedelta

import pytest

from backcare.errors import NotSaved
from backcare.notebook import backups, journal, reads
from backcare.notebook import bin as bin_
from backcare.notebook.opening import Open
from backcare.notebook.upkeep import empty_bin
from tests.notebook.drafted import a_log, a_session

DELETED = datetime(2026, 1, 20, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


@pytest.fixture
def binned(book: Open) -> Open:
    session = a_session()
    journal.save_log(book.engine, book.person, session, a_log())
    bin_.delete_session(book.engine, session.id, DELETED)
    return book


def test_what_has_waited_for_thirty_days_goes_after_a_backup_that_holds_it(binned: Open) -> None:
    assert empty_bin(binned, DELETED + MONTH) == 0
    assert backups.listed(binned.settings.backups) == ()
    assert empty_bin(binned, DELETED + MONTH + timedelta(seconds=1)) == 1
    assert reads.everything(binned.engine, binned.person)["sessions"] == []
    (kept,) = [one for one in backups.listed(binned.settings.backups) if one.why == "bin"]
    assert kept.rows["practice_session"] == 1


def test_without_a_backup_nothing_goes(binned: Open) -> None:
    shutil.rmtree(binned.settings.backups, ignore_errors=True)
    binned.settings.backups.write_text("in the way")
    with pytest.raises(NotSaved, match="No backup was made"):
        empty_bin(binned, DELETED + 2 * MONTH)
    assert bin_.waiting(binned.engine, binned.person) == 1
