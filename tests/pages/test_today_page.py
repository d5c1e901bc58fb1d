"""Today as Streamlit runs it: what is next, what is paused and why, what is done."""

from datetime import timedelta
from uuid import uuid4

import pytest

from backcare.catalogue import catalogue, figure
from backcare.notebook.drafts import FlareDraft, HoldDraft
from backcare.notebook.journal import mark_flare
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.pages.form import (
    STRETCH,
    ZONE,
    Dashboard,
    headings,
    here,
    keep,
    labels,
    press,
    said,
    save,
    take_in_sample,
    type_in,
)
from tests.pages.today_links import ALL, CARE, OPEN, PAUSED, TICK, TODAY, bar, by_hand, leads, links, plan

pytestmark = pytest.mark.usefixtures("through")


def test_an_empty_notebook_says_so_and_offers_three_exercises_to_begin_with(dashboard: Dashboard) -> None:
    app = dashboard()
    assert not app.exception
    assert app.title[0].value == "Today"
    assert [one.value for one in app.info] == [
        (
            "Your notebook is empty. The guided session shows each exercise, counts the seconds, and asks how your "
            "back feels. What you log stays on this machine."
        )
    ]
    assert headings(app) == ["Next: Pelvic tilt"]
    assert "3 seconds, 5 times" in said(app)
    assert "Step 1 of 7. The next step comes after 3 good sessions on different days." in said(app)
    assert links(app)[:2] == ["Read how it is done", "Log it by hand"]
    assert plan(app) == [(name, OPEN) for name in ALL[:3]]
    assert bar(app) == [("0 of 3 done today", 0)]
    assert "Nothing was logged in the last 7 days." in said(app)
    assert "Fine to go on" not in said(app)


def test_the_next_exercise_is_pictured_in_its_hold_pose(dashboard: Dashboard) -> None:
    picture = figure.still(catalogue()["pelvic-tilt"], "", "both", "hold", 3)
    assert said(dashboard()).count(picture) == 1


def test_the_day_stands_beside_the_title(dashboard: Dashboard) -> None:
    app = dashboard()
    today = here()
    assert app.caption[0].value == f"{today:%A}, {today.day} {today:%B}"


def test_the_sample_shows_the_hamstring_stretch_paused_with_its_reason_and_out_of_the_plan(
    dashboard: Dashboard, book: Open
) -> None:
    take_in_sample(book)
    app = dashboard()
    assert not app.exception
    assert len(app.info) == 0
    assert [label for label in links(app) if "Paused" in label] == [f"**Hamstring stretch** {PAUSED}"]
    assert leads(app, f"**Hamstring stretch** {PAUSED}") == ("exercises", f"exercise={STRETCH}")
    assert "Paused" not in said(app)
    assert (
        "Your pain rose with this exercise in 48 of the last 53 sessions, by 2.2 points on average over them. That is "
        "1.9 points more than your usual, and your other exercises do not explain it."
    ) in said(app)
    assert plan(app) == [(name, OPEN) for name in ALL if name != "Hamstring stretch"]
    assert bar(app) == [("0 of 5 done today", 0)]


def test_a_log_of_today_ticks_its_exercise_and_the_next_one_comes_up(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    keep(book, "pelvic-tilt", before=30, after=30)
    app = dashboard()
    assert plan(app) == [("Pelvic tilt", TICK), *((name, OPEN) for name in ALL[1:])]
    assert bar(app) == [("1 of 6 done today", 16)]
    assert headings(app) == ["Next: Knees to chest"]
    assert labels(app) == ["Go on with the guided session"]
    assert "Pelvic tilt :gray[Done]" in links(app)
    assert "Knees to chest :gray[Single knee: 5 s × 3 each side]" in links(app)
    assert "You logged something on 2 days of the last 7." in said(app)


def test_an_exercise_that_hurt_today_leaves_the_plan_until_tomorrow(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    keep(book, "pelvic-tilt", before=30, after=60)
    app = dashboard()
    assert f"**Pelvic tilt** {TODAY}" in links(app)
    assert "Your pain went from 3 to 6 with this exercise, 3 points higher." in said(app)
    assert plan(app) == [(name, OPEN) for name in ALL[1:]]
    assert bar(app) == [("0 of 5 done today", 0)]


def test_the_pause_is_over_the_day_after(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", before=30, after=60, ago=timedelta(days=1))
    app = dashboard()
    assert not [words for words in (said(app), *links(app)) if "Paused" in words]
    assert headings(app) == ["Next: Pelvic tilt"]
    assert "1.5 seconds, 5 times" in said(app)
    assert "Half the hold, because it was paused for a day. 3 good sessions bring the full hold back." in said(app)


def test_with_all_logged_it_says_so(dashboard: Dashboard, book: Open) -> None:
    hold = (HoldDraft(side="left", seconds=50), HoldDraft(side="right", seconds=50))
    keep(book, "horse-back", ago=timedelta(days=2))
    for slug in ("pelvic-tilt", "knees-to-chest", "side-knee-drop", STRETCH, "prayer-pose", "horse-back"):
        keep(book, slug, before=30, after=30, holds=hold)
    app = dashboard()
    assert headings(app) == ["All done for today"]
    assert plan(app) == [(name, TICK) for name in ALL]
    assert bar(app) == [("6 of 6 done today", 100)]


def test_high_pain_before_marks_every_exercise_of_the_plan(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    keep(book, "pelvic-tilt", before=80, after=80)
    app = dashboard()
    assert [label for label in links(app) if CARE in label] == [f"{name} {CARE}" for name in ALL]


def test_the_button_leads_to_the_guided_session(dashboard: Dashboard) -> None:
    app = press(dashboard(), "Start the guided session")
    assert app.title[0].value == "Session"
    assert app.button_group(key="session-way").value == "Guided"
    assert "by" not in app.query_params


def test_a_quieter_link_leads_to_the_form_and_what_is_saved_there_is_ticked_here(
    dashboard: Dashboard, book: Open
) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    app = dashboard()
    assert by_hand(app) == ("Log it by hand", "session")
    app.query_params["by"] = "hand"
    app.switch_page(str(ROOT / "pages" / "session.py")).run()
    save(type_in(app, "pelvic-tilt", both="5"))
    app.switch_page(str(ROOT / "pages" / "today.py")).run()
    assert plan(app)[0] == ("Pelvic tilt", TICK)


def test_with_nothing_left_to_be_guided_through_the_form_alone_is_offered(dashboard: Dashboard, book: Open) -> None:
    for slug in ("pelvic-tilt", "knees-to-chest", "side-knee-drop"):
        keep(book, slug, before=30, after=30)
    app = dashboard()
    assert labels(app) == []
    assert by_hand(app) == ("Log something more", "session")


def test_what_is_next_stands_before_the_question_about_the_morning(dashboard: Dashboard) -> None:
    app = dashboard()
    drawn = [type(one).__name__ for one in app.main if type(one).__name__ in {"Button", "ButtonGroup"}]
    assert drawn == ["Button", "ButtonGroup"]


def test_on_a_flare_up_day_its_words_stand_in_the_place_of_the_step(dashboard: Dashboard, book: Open) -> None:
    mark_flare(book.engine, book.person, FlareDraft(id=uuid4(), day=here().date(), at=here(), zone=ZONE))
    app = dashboard()
    assert "A shorter plan for a flare-up day. Moving a little is enough; so is leaving it for today." in said(app)
    assert "Step 1" not in said(app)
    assert headings(app) == ["Next: Pelvic tilt"]
