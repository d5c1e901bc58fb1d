"""Backups on the Data page as a person uses it: look, back up, restore, undo."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from backcare.notebook import backups, journal
from backcare.notebook.automatic import Automatic
from backcare.notebook.backups import Backup
from backcare.notebook.engine import connect
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import read_settings
from tests.notebook.drafted import a_log, a_session
from tests.pages.form import ZONE, Dashboard, here, keep, labels, press, said, stored, warnings

pytestmark = pytest.mark.slow

SAME = "Its sessions are those of your notebook."


def page(dashboard: Dashboard) -> AppTest:
    app = dashboard("data")
    assert not app.exception
    return app


def unfold(app: AppTest, name: str) -> AppTest:
    app.session_state[name] = True
    app.run()
    assert not app.exception
    return app


def done(app: AppTest) -> str:
    return next(one.value for one in app.text if one.value.startswith(("Restored", "Undone", "Backed")))


def errors(app: AppTest) -> list[str]:
    return [one.value for one in app.error]


def make(book: Open, days_ago: float = 0) -> Backup:
    assert book.settings.file is not None
    return backups.make(book.settings.file, book.settings.backups, "start", here() - timedelta(days=days_ago))


def choose(app: AppTest, backup: Backup) -> AppTest:
    next(one for one in app.selectbox if one.label == "Which one").set_value(backup.id).run()
    assert not app.exception
    return app


def test_a_notebook_without_backups_says_when_one_is_made_and_offers_none_to_restore(
    dashboard: Dashboard, book: Open
) -> None:
    app = page(dashboard)
    assert "There is no backup yet. One is made at each start and once a day, whenever something has changed." in said(
        app
    )
    assert [one.value for one in app.code] == [str(book.settings.file)]
    assert "Restore a backup" not in [one.label for one in app.expander]
    app = press(app, "Back up now")
    assert "Restore a backup" in [one.label for one in app.expander]
    (made,) = backups.listed(book.settings.backups)
    assert done(app) == f"Backed up: 0 sessions, {made.size / 1000:.0f} KB."


def test_the_last_backup_its_folder_and_its_size_are_seen_at_once(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    old = make(book, days_ago=1)
    keep(book)
    made = make(book)
    app = page(dashboard)
    at, size = made.made_at.astimezone(ZoneInfo(ZONE)), f"{made.size / 1000:.0f} KB"
    assert f"**Last backup: today, {at:%H:%M}.** 2 sessions, {size}" in said(app)
    assert f"2 backups, {(old.size + made.size) / 1000:.0f} KB in all." in said(app)
    assert [one.value for one in app.code] == [str(book.settings.file), str(book.settings.backups)]
    assert "Restore this backup" not in labels(app)


def test_a_backup_is_restored_after_a_second_word_and_undone(dashboard: Dashboard, book: Open) -> None:
    keep(book, ago=timedelta(days=3))
    old = make(book, days_ago=2)
    keep(book, "prayer-pose", ago=timedelta(days=1))
    make(book)
    app = choose(unfold(page(dashboard), "backups-list"), old)
    assert "This backup lacks 1 session that your notebook has." in said(app)
    app = press(app, "Restore this backup")
    assert len(stored(book)) == 2
    assert f"**Restore the backup of {old.made_at.astimezone(ZoneInfo(ZONE)):%-d %B %Y, %H:%M}?**" in said(app)
    assert "Your notebook as it is now is kept in a backup made just before, and you can undo this." in said(app)
    app = press(app, "Yes, restore it")
    assert [log.exercise for log in stored(book)] == ["pelvic-tilt"]
    assert done(app).endswith("1 session. Your notebook as it was before is kept as a backup.")
    app = press(app, "Undo")
    assert [log.exercise for log in stored(book)] == ["pelvic-tilt", "prayer-pose"]
    assert done(app).startswith("Undone: your notebook holds 2 sessions again.")


def test_a_restore_can_be_left_at_the_second_word(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    make(book)
    keep(book)
    app = press(unfold(page(dashboard), "backups-list"), "Restore this backup")
    app = press(app, "Leave my notebook as it is")
    assert "Yes, restore it" not in labels(app)
    assert len(stored(book)) == 2


def test_another_page_that_is_open_shows_the_restored_sessions_at_once(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    make(book)
    keep(book, "prayer-pose", before=10, after=90)
    today, data = dashboard(), page(dashboard)
    assert "Prayer pose" in "\n".join(one.proto.label for one in today.get("page_link"))
    before = said(today)
    app = press(unfold(data, "backups-list"), "Restore this backup")
    press(app, "Yes, restore it")
    today.run()
    assert not today.exception
    assert said(today) != before
    st.cache_resource.clear()
    st.cache_data.clear()
    assert said(today) == said(dashboard())


def test_a_damaged_backup_is_refused_in_words_and_nothing_changes(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    made = make(book)
    made.file.write_bytes(made.file.read_bytes()[:-1] + b"x")
    app = press(unfold(page(dashboard), "backups-list"), "Restore this backup")
    app = press(app, "Yes, restore it")
    assert errors(app) == [
        f"The backup {made.id} is damaged: it is no longer what was kept. It was left as it is. Choose another one."
    ]
    assert len(stored(book)) == 1


def test_a_backup_that_was_thinned_out_meanwhile_is_said_to_be_gone(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    made = make(book)
    app = press(unfold(page(dashboard), "backups-list"), "Restore this backup")
    made.file.unlink()
    app = press(app, "Yes, restore it")
    assert errors(app) == ["This backup is no longer there. Nothing was changed. Choose another one."]


def test_a_file_from_elsewhere_is_restored_and_undone(dashboard: Dashboard, book: Open, tmp_path: Path) -> None:
    keep(book)
    other = open_notebook(read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "other")}))
    assert isinstance(other, Open)
    journal.save_log(other.engine, other.person, a_session(), a_log("horse-back"))
    other.engine.dispose()
    app = unfold(page(dashboard), "backups-file")
    picker = next(one for one in app.file_uploader if one.label == "Notebook file (.db)")
    picker.upload("backcare.db", (tmp_path / "other" / "backcare.db").read_bytes(), "application/octet-stream").run()
    assert len(stored(book)) == 1
    app = press(app, "Yes, restore this file")
    assert [log.exercise for log in stored(book)] == ["horse-back"]
    assert done(app).startswith("Restored from your file: 1 session.")
    press(app, "Undo")
    assert [log.exercise for log in stored(book)] == ["pelvic-tilt"]


def test_a_file_that_is_no_notebook_is_refused_in_words(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    app = unfold(page(dashboard), "backups-file")
    picker = next(one for one in app.file_uploader if one.label == "Notebook file (.db)")
    picker.upload("x.db", b"date,pain\n" * 99, "application/octet-stream").run()
    (error,) = errors(press(app, "Yes, restore this file"))
    assert "Nothing was changed." in error
    assert len(stored(book)) == 1


def test_an_automatic_backup_that_failed_is_said_with_its_reason(
    dashboard: Dashboard, book: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(book)
    book.settings.backups.write_text("a file stands in the folder's place")
    app = page(dashboard)
    keep_failing = open_notebook(book.settings)
    assert isinstance(keep_failing, Open)
    assert isinstance(keep_failing.automatic, Automatic)
    keep_failing.automatic.at_start()
    monkeypatch.setattr("backcare.ui.backing_up.notebook", lambda: keep_failing)
    app.run()
    (words,) = warnings(app)
    assert words.startswith("The last automatic backup did not work. No backup was made: ")
    keep_failing.engine.dispose()


@pytest.mark.fault(9)
@pytest.mark.parametrize("content", [b"", b"Monday: my back hurts\n" * 300])
def test_a_damaged_notebooks_page_offers_the_newest_whole_backup_and_keeps_the_damaged_file(
    dashboard: Dashboard, book: Open, content: bytes
) -> None:
    keep(book)
    made = make(book, days_ago=1)
    keep(book)
    later = make(book)
    later.file.write_bytes(b"flipped")
    book.engine.dispose()
    assert book.settings.file is not None
    book.settings.file.write_bytes(content)
    app = dashboard()
    assert [one.value for one in app.title] == ["Your notebook could not be opened"]
    assert f"made yesterday, {made.made_at.astimezone(ZoneInfo(ZONE)):%H:%M} and holds 1 session." in said(app)
    app = press(app, "Restore this backup")
    assert [one.value for one in app.title] == ["Today"]
    assert len(stored(book)) == 1
    (aside,) = book.settings.backups.glob("damaged-*.db")
    assert aside.read_bytes() == content


@pytest.mark.fault(12)
def test_a_notebook_of_a_newer_version_is_offered_no_backup(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    make(book)
    book.engine.dispose()
    assert book.settings.file is not None
    with closing(connect(book.settings.file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    assert labels(dashboard()) == ["Try again"]


def test_all_of_it_is_looked_through_and_a_damaged_backup_is_named(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    backup = make(book)
    app = press(page(dashboard), "Look through all of it")
    assert [one.value for one in app.success] == ["Your notebook is whole, and so is its backup."]
    backup.file.write_bytes(b"damaged")
    press(app, "Look through all of it")
    assert errors(app) == ["Not all of it is whole. Keep a copy of the files as they are."]
    assert any(backup.id in one.value for one in app.text)
