from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook import bin as bin_
from backcare.notebook import journal, reads
from backcare.notebook.drafts import LogDraft, MorningDraft
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from backcare.safety import verdicts
from backcare.safety.verdict import Level
from backcare.settings import ROOT
from tests.notebook.drafted import holds
from tests.pages.form import Dashboard, here, keep, labels, page, press, said, stored, take_in_sample, warnings
from tests.pages.in_use import IN_USE, in_use

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)


def markdown(app: AppTest) -> list[str]:
    return [one.value for one in app.markdown]


def days(app: AppTest) -> list[str]:
    return [one.value for one in app.header]


def opened(app: AppTest, log: StoredLog) -> AppTest:
    """With the buttons of the log's session."""
    app.button(key=f"book-open-{log.session}").click().run()
    assert not app.exception
    return app


def changing(app: AppTest, log: StoredLog) -> AppTest:
    """With the fields of the log."""
    opened(app, log).button(key=f"book-change-{log.id}").click().run()
    assert not app.exception
    return app


def fields(log: StoredLog) -> str:
    return f"log-of-{log.id}"


def test_an_empty_notebook_says_what_will_stand_there(dashboard: Dashboard) -> None:
    app = dashboard("notebook")
    assert not app.exception
    assert [one.value for one in app.title] == ["Notebook"]
    assert "Each session you log stands here by day" in said(app)
    assert not app.text_input


def test_days_stand_newest_first_with_what_was_done_and_noted(dashboard: Dashboard, book: Open) -> None:
    at = here()
    keep(book, "prayer-pose", ago=2 * DAY, after=50, worst=60, stopped=True, note="**too** far, ![x](http://e.org/x)")
    keep(book, ago=DAY)
    journal.save_morning(
        book.engine, book.person, MorningDraft(id=reads.notebook_id(book.engine), day=at.date(), pain=35, zone="UTC")
    )
    app = dashboard("notebook")
    names = [at, at - DAY, at - 2 * DAY]
    assert [name.split(", ")[-1].split(" ")[0] for name in days(app)] == [f"{one:%A}" for one in names]
    assert days(app)[0].startswith("Today, ")
    assert days(app)[1].startswith("Yesterday, ")
    assert "Morning **3.5 of 10: mild**" in markdown(app)
    assert "**Pelvic tilt** · 10 s · pain 3 before, 3.5 after" in markdown(app)
    assert "**Prayer pose** · 10 s · pain 3 before, 6 at its worst, 5 after · stopped because it hurt" in markdown(app)
    assert [one.value for one in app.text] == ["**too** far, ![x](http://e.org/x)"]


def test_the_sample_is_leafed_through_by_days_and_no_day_is_missed(dashboard: Dashboard, book: Open) -> None:
    take_in_sample(book)
    app = dashboard("notebook")
    seen: list[str] = []
    for _ in range(30):
        seen += days(app)
        older = [one for one in app.main if one.type == "page_link"] and _link(app, "Older days")
        if older is None:
            break
        app.query_params["before"] = older
        app.run()
        assert not app.exception
    logged = {log.started_at.date() for log in stored(book)}
    assert len(seen) == len(set(seen)) == len(logged) == 91


def _link(app: AppTest, label: str) -> str | None:
    links = [one.proto for one in app.get("page_link") if one.proto.label == label]
    return links[0].query_string.partition("=")[2] if links else None


def test_newer_days_lead_back_to_the_page_before(dashboard: Dashboard, book: Open) -> None:
    take_in_sample(book)
    app = dashboard("notebook")
    first, older = days(app), _link(app, "Older days")
    assert older is not None
    app.query_params["before"] = older
    app.run()
    newer = _link(app, "Newer days")
    assert newer is not None
    app.query_params["before"] = newer
    app.run()
    assert days(app) == first


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "0001-01-01", "9999-12-31", "'; drop", "\u202e", "-1"])
def test_any_text_in_the_address_shows_a_page(dashboard: Dashboard, book: Open, text: str) -> None:
    keep(book)
    app = dashboard("notebook", before=text)
    assert not app.exception
    assert [one.value for one in app.title] == ["Notebook"]


def test_a_day_before_the_first_one_says_that_nothing_was_logged(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    app = dashboard("notebook", before="2001-01-01")
    assert "Nothing was logged on that day or before it." in said(app)
    assert _link(app, "Newer days") is not None


def test_a_change_is_stored_and_the_session_pages_own_fields_stay(dashboard: Dashboard, book: Open) -> None:
    log = keep(book, note="before")
    app = page(dashboard, "pelvic-tilt")
    app.text_input(key="log-pelvic-tilt-both").input("44")
    app.switch_page(str(ROOT / "pages" / "notebook.py")).run()
    changing(app, log)
    assert app.text_input(key=f"{fields(log)}-both").value == "10"
    app.text_input(key=f"{fields(log)}-both").input("12, 13")
    app.text_area(key=f"{fields(log)}-note").input("after").run()
    app.button_group(key=f"{fields(log)}-after-whole").set_value(2)
    press(app, "Save the change")
    (kept,) = stored(book)
    assert (kept.holds, kept.note, kept.after, kept.version) == ((("both", 120), ("both", 130)), "after", 20, 2)
    assert "**Pelvic tilt** · 12, 13 s · pain 3 before, 2 after" in markdown(app)
    app.query_params["by"] = "hand"
    app.switch_page(str(ROOT / "pages" / "session.py")).run()
    assert app.text_input(key="log-pelvic-tilt-both").value == "44"


def test_an_edited_rating_takes_a_pause_back_at_once(dashboard: Dashboard, book: Open) -> None:
    log = keep(book, before=20, after=60)
    app = dashboard()
    assert "Pelvic tilt" in "".join(one.proto.label for one in app.get("page_link") if "Paused" in one.proto.label)
    app.switch_page(str(ROOT / "pages" / "notebook.py")).run()
    changing(app, log)
    app.button_group(key=f"{fields(log)}-after-whole").set_value(2).run()
    press(app, "Save the change")
    app.switch_page(str(ROOT / "pages" / "today.py")).run()
    assert not [one for one in app.get("page_link") if "Paused" in one.proto.label]


def test_deleting_an_exercise_says_so_in_its_place_and_undo_brings_it_back(dashboard: Dashboard, book: Open) -> None:
    log = keep(book)
    app = opened(dashboard("notebook"), log)
    app.button(key=f"book-delete-{log.id}").click().run()
    assert stored(book) == ()
    assert ":material/delete: Pelvic tilt is deleted. It waits in the bin for 30 days." in markdown(app)
    press(app, "Undo")
    assert stored(book) == (log,)
    assert [one.value for one in app.toast] == ["It is back."]
    assert "Undo" not in labels(app)


def test_a_deleted_session_lies_in_the_bin_and_counts_for_no_verdict(dashboard: Dashboard, book: Open) -> None:
    log = keep(book, before=20, after=60)
    app = opened(dashboard("notebook"), log)
    app.button(key=f"book-delete-{log.session}").click().run()
    assert not app.exception
    assert (
        verdicts(reads.history(book.engine, book.person), here(), ["pelvic-tilt"])["pelvic-tilt"].level == Level.UNKNOWN
    )
    app.query_params["show"] = "bin"
    app.run()
    assert any("30 days left" in one for one in markdown(app))
    press(app, "Put it back")
    assert [one.id for one in stored(book)] == [log.id]
    assert "The bin is empty. What you delete waits here for 30 days." in said(app)


@pytest.mark.fault(8)
def test_of_two_tabs_that_edit_the_same_the_second_is_told_and_keeps_its_text(dashboard: Dashboard, book: Open) -> None:
    log = keep(book)
    first, second = changing(dashboard("notebook"), log), changing(dashboard("notebook"), log)
    first.text_area(key=f"{fields(log)}-note").input("from the first tab").run()
    press(first, "Save the change")
    second.text_area(key=f"{fields(log)}-note").input("from the second tab").run()
    press(second, "Save the change")
    assert stored(book)[0].note == "from the first tab"
    assert warnings(second) == ["This was changed in another tab or by another program in the meantime. It is now:"]
    assert "from the first tab" in [one.value for one in second.text]
    assert second.text_area(key=f"{fields(log)}-note").value == "from the second tab"
    press(second, "Save mine all the same")
    assert [(one.note, one.version) for one in stored(book)] == [("from the second tab", 3)]
    assert warnings(second) == []


@pytest.mark.fault(8)
def test_who_edits_what_another_tab_deleted_is_told_and_can_bring_it_back(dashboard: Dashboard, book: Open) -> None:
    log = keep(book)
    app = changing(dashboard("notebook"), log)
    bin_.delete_session(book.engine, log.session, here())
    app.text_area(key=f"{fields(log)}-note").input("mine").run()
    press(app, "Save the change")
    assert warnings(app) == ["This was deleted in the meantime, and lies in the bin. What you typed is still here."]
    press(app, "Put it back, and save mine")
    assert [(one.id, one.note) for one in stored(book)] == [(log.id, "mine")]


def test_theirs_can_be_kept_instead(dashboard: Dashboard, book: Open) -> None:
    log = keep(book)
    app = changing(dashboard("notebook"), log)
    journal.change_log(book.engine, LogDraft(id=log.id, exercise=log.exercise, holds=holds(50)), 1)
    press(app, "Save the change")
    press(app, "Keep what is stored")
    assert [one.holds for one in stored(book)] == [(("both", 50),)]
    assert "**Pelvic tilt** · 5 s" in markdown(app)


@pytest.mark.fault(6)
@pytest.mark.usefixtures("hasty")
def test_while_another_program_writes_nothing_that_was_typed_is_lost(dashboard: Dashboard, book: Open) -> None:
    log = keep(book)
    app = changing(dashboard("notebook"), log)
    app.text_area(key=f"{fields(log)}-note").input("typed").run()
    with in_use(book):
        press(app, "Save the change")
    assert warnings(app) == [f"{IN_USE} What you entered is still here."]
    assert app.text_area(key=f"{fields(log)}-note").value == "typed"
    press(app, "Save the change")
    assert stored(book)[0].note == "typed"


def test_a_session_is_moved_to_another_day_and_not_into_the_future(dashboard: Dashboard, book: Open) -> None:
    log = keep(book, ago=DAY)
    app = opened(dashboard("notebook"), log)
    day, session = (here() - 3 * DAY).date(), log.session
    app.date_input(key=f"book-day-{session}").set_value(day).run()
    press(app, "Change day and time")
    assert [one.started_at.date() for one in stored(book)] == [day]
    assert not app.exception


def test_notes_are_found_whatever_their_case_and_percent_is_a_plain_character(dashboard: Dashboard, book: Open) -> None:
    keep(book, note="ÄRGER im Knie")
    keep(book, "prayer-pose", ago=DAY, note="100 % gut")
    app = dashboard("notebook")
    for words, found in (("ärger knie", ["ÄRGER im Knie"]), ("%", ["100 % gut"]), ("_", []), ("'", [])):
        app.text_input(key="book-words").input(words).run()
        assert not app.exception
        assert [one.value for one in app.text] == found
    assert "No note holds these words." in said(app)


def test_many_found_notes_are_paged(dashboard: Dashboard, book: Open) -> None:
    for n in range(21):
        keep(book, ago=n * DAY, note=f"note {n}")
    app = dashboard("notebook")
    app.text_input(key="book-words").input("NOTE").run()
    assert [one.value for one in app.text] == [f"note {n}" for n in range(20)]
    assert "21 notes hold these words; these are 1 to 20, the newest first." in said(app)
    press(app, "Older notes")
    assert [one.value for one in app.text] == ["note 20"]
    press(app, "Show the day")
    assert len(days(app)) == 1


def test_a_mornings_rating_is_changed_and_taken_away_with_undo(dashboard: Dashboard, book: Open) -> None:
    day = here().date()
    draft = MorningDraft(id=reads.notebook_id(book.engine), day=day, pain=35, zone="UTC")
    journal.save_morning(book.engine, book.person, draft)
    app = dashboard("notebook")
    app.button(key=f"book-morning-change-{day}").click().run()
    app.button_group(key=f"book-morning-{day}-whole").set_value(5).run()
    press(app, "Save the rating")
    assert [one.pain for one in reads.mornings(book.engine, book.person)] == [50]
    keep(book)
    app.button(key=f"book-morning-change-{day}").click().run()
    press(app, "Take the rating away")
    assert reads.mornings(book.engine, book.person) == ()
    press(app, "Undo")
    assert [one.pain for one in reads.mornings(book.engine, book.person)] == [50]
