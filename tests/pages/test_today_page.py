"""Today as Streamlit runs it: what is next, what is paused and why, what is done."""

from datetime import timedelta
from uuid import uuid4

from streamlit.testing.v1 import AppTest

from backcare.catalogue import catalogue, figure
from backcare.notebook.drafts import AnswerDraft, HoldDraft, SetupDraft
from backcare.notebook.guided import answer
from backcare.notebook.journal import answer_setup
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

TICK, OPEN = ":material/check_circle:", ":material/radio_button_unchecked:"
PAUSED = ":red-badge[:material/block: Paused: rest a week]"
ASK = ":blue-badge[:material/contact_support: Ask first]"
ALL = [
    "Pelvic tilt",
    "Knees to chest",
    "Side knee drop",
    "Hamstring stretch",
    "Prayer pose",
    "Horse back (cat) stretch",
]


def plan(app: AppTest) -> list[tuple[str, str]]:
    """Each line of the plan: the name and its mark."""
    lines = [(link.proto.label, link.proto.icon) for link in app.get("page_link")]
    return [line for line in lines if line[1] in {TICK, OPEN}]


def bar(app: AppTest) -> list[tuple[str, int]]:
    return [(one.proto.text, one.proto.value) for one in app.get("progress")]


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
    assert plan(app) == [(name, OPEN) for name in ALL[:3]]
    assert bar(app) == [("0 of 3 done today", 0)]
    assert "Nothing was logged in the last 7 days." in said(app)
    assert "Fine to go on" not in said(app)


def test_the_next_exercise_is_pictured_in_its_hold_pose(dashboard: Dashboard) -> None:
    picture = figure.still(catalogue()["pelvic-tilt"], "", "both", "hold", 3)
    assert said(dashboard()).count(picture) == 1


def test_the_day_stands_below_the_title(dashboard: Dashboard) -> None:
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
    assert said(app).count(PAUSED) == 1
    assert said(app).count("Paused") == 1
    assert "**Hamstring stretch**" in said(app)
    assert (
        "Your pain rose with this exercise in 48 of the last 53 sessions, by 2.2 points on average over them, which is "
        "1.9 points more than your usual, and your other exercises do not explain it."
    ) in said(app)
    assert plan(app) == [(name, OPEN) for name in ALL if name != "Hamstring stretch"]
    assert bar(app) == [("0 of 5 done today", 0)]
    link = next(one.proto for one in app.get("page_link") if one.proto.label == "See why, and what ends it")
    assert link.query_string == f"exercise={STRETCH}"


def test_a_log_of_today_ticks_its_exercise_and_the_next_one_comes_up(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    keep(book, "pelvic-tilt", before=30, after=30)
    app = dashboard()
    assert plan(app) == [("Pelvic tilt", TICK), *((name, OPEN) for name in ALL[1:])]
    assert bar(app) == [("1 of 6 done today", 16)]
    assert headings(app) == ["Next: Knees to chest"]
    assert labels(app) == ["Go on with the guided session"]
    assert "You logged something on 2 days of the last 7." in said(app)


def test_an_exercise_that_hurt_today_leaves_the_plan_until_tomorrow(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    keep(book, "pelvic-tilt", before=30, after=60)
    app = dashboard()
    assert ":orange-badge[:material/pause_circle: Paused today]" in said(app)
    assert "Your pain went from 3 to 6 with this exercise, 3 points higher." in said(app)
    assert plan(app) == [(name, OPEN) for name in ALL[1:]]
    assert bar(app) == [("0 of 5 done today", 0)]


def test_the_pause_is_over_the_day_after(dashboard: Dashboard, book: Open) -> None:
    keep(book, "pelvic-tilt", before=30, after=60, ago=timedelta(days=1))
    app = dashboard()
    assert "Paused" not in said(app)
    assert headings(app) == ["Next: Pelvic tilt"]
    assert "1.5 seconds, 5 times" in said(app)


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
    assert said(app).count(":orange-badge[:material/warning: Take care]") == 6


def by_hand(app: AppTest) -> tuple[str, str]:
    """The link to the form: its words and its address."""
    link = next(one.proto for one in app.get("page_link") if one.proto.query_string == "by=hand")
    return link.label, link.page


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


def tell(book: Open, *yes: str) -> None:
    for question in yes:
        draft = SetupDraft(id=uuid4(), question=question, answer="yes", at=here(), zone=ZONE)
        answer_setup(book.engine, book.person, draft)


def notice_signs(book: Open) -> None:
    draft = AnswerDraft(id=uuid4(), questions="emergency", item=None, answer="yes", exercise=None, at=here(), zone=ZONE)
    answer(book.engine, book.person, draft)


def test_what_is_to_be_asked_about_first_stands_apart_with_its_reason_and_the_way_to_the_answers(
    dashboard: Dashboard, book: Open
) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    tell(book, "knee")
    app = dashboard()
    assert said(app).count(ASK) == 1
    assert "**Prayer pose, Horse back (cat) stretch**" in said(app)
    assert "ask a clinician about kneeling" in said(app)
    assert plan(app) == [(name, OPEN) for name in ALL[:4]]
    assert bar(app) == [("0 of 4 done today", 0)]
    link = next(one.proto for one in app.get("page_link") if one.proto.label == "Say that you have asked")
    assert link.page == "you"


def test_exercises_with_other_reasons_are_told_apart(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    tell(book, "knee", "hip-replacement")
    app = dashboard()
    assert said(app).count(ASK) == 3
    assert "**Knees to chest, Side knee drop, Hamstring stretch**" in said(app)
    assert "**Prayer pose**" in said(app)
    assert "**Horse back (cat) stretch**" in said(app)
    assert headings(app) == ["Next: Pelvic tilt"]


def test_where_all_are_to_be_asked_about_nothing_is_started(dashboard: Dashboard, book: Open) -> None:
    tell(book, "leg-pain")
    app = dashboard()
    assert headings(app) == ["Nothing is planned today"]
    assert "Start the guided session" not in labels(app)
    assert said(app).count(ASK) == 1
    assert f"**{', '.join(ALL)}**" in said(app)


def test_a_warning_sign_closes_the_start_and_is_said_once(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    notice_signs(book)
    app = dashboard()
    assert headings(app) == ["Call your emergency number now"]
    assert "No session can be started now. What you did before can still be logged." in said(app)
    assert "Start the guided session" not in labels(app)
    assert plan(app) == []
    assert "See why, and what ends it" not in [one.proto.label for one in app.get("page_link")]
    assert said(app).count("Paused") == 0
    assert by_hand(app) == ("Log something by hand", "session")


def test_whom_to_call_stands_above_whether_it_gets_better(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    notice_signs(book)
    drawn = [str(getattr(one, "value", "")) for one in dashboard().main if one.type in {"subheader", "markdown"}]
    better = next(place for place, words in enumerate(drawn) if words.startswith("**Is it getting better?**"))
    assert drawn.index("Call your emergency number now") < better


def test_what_was_paused_before_practice_was_closed_keeps_its_own_reason(dashboard: Dashboard, book: Open) -> None:
    keep(book, "horse-back", ago=timedelta(days=2))
    keep(book, "pelvic-tilt", before=30, after=60)
    notice_signs(book)
    app = dashboard()
    assert "**Pelvic tilt**" in said(app)
    assert ":orange-badge[:material/pause_circle: Paused today]" in said(app)
    assert "Your pain went from 3 to 6 with this exercise, 3 points higher." in said(app)
    assert [one.proto.label for one in app.get("page_link")].count("See why, and what ends it") == 1


def test_what_is_next_stands_before_the_question_about_the_morning(dashboard: Dashboard) -> None:
    app = dashboard()
    with_start = [n for n, column in enumerate(app.main.columns) if len(column.button) == 1]
    with_chips = [n for n, column in enumerate(app.main.columns) if len(column.button_group) == 1]
    assert with_chips == [3]
    assert with_start == [0, 2]  # the card's column, and the half of the card beside the picture


def answer_words(app: AppTest) -> list[str]:
    return [one.value for one in app.markdown if one.value.startswith("**Is it getting better?**")]


def charts(app: AppTest) -> list[str]:
    return [one.proto.alt for one in app.get("plotly_chart")]


def test_an_empty_notebook_says_what_will_stand_here_and_nothing_about_getting_better(dashboard: Dashboard) -> None:
    app = dashboard()
    assert answer_words(app) == []
    assert charts(app) == []
    assert "Your pain over the last weeks will stand here once you have rated two days." in said(app)


def test_after_one_day_it_says_how_many_are_missing_and_after_two_there_is_a_chart(
    dashboard: Dashboard, book: Open
) -> None:
    keep(book, "pelvic-tilt", before=30, after=30)
    app = dashboard()
    assert answer_words(app) == [
        "**Is it getting better?** Not enough ratings yet to say. Rate 23 more days, and the answer stands here."
    ]
    assert charts(app) == []
    keep(book, "pelvic-tilt", before=30, after=30, ago=timedelta(days=1))
    app.run()
    assert charts(app) == [
        "Your pain from 0 to 10 in the last six weeks: each rated day, the mean of seven days and the flare-ups."
    ]


def test_six_weeks_of_ratings_are_told_in_one_sentence(dashboard: Dashboard, book: Open) -> None:
    for ago in range(42):
        pain = 30 if ago < 14 else 50
        keep(book, "pelvic-tilt", before=pain, after=pain, ago=timedelta(days=ago))
    assert answer_words(dashboard()) == [
        (
            "**Is it getting better?** Lower: your pain was 3 on average over the last 14 days, and 5 over the 28 "
            "days before."
        )
    ]


def test_the_last_seven_days_end_today_and_a_day_too_sore_is_kept(dashboard: Dashboard, book: Open) -> None:
    hold = (HoldDraft(side="both", seconds=50),)
    keep(book, "pelvic-tilt", before=30, after=30, holds=hold)
    keep(book, "pelvic-tilt", before=80, after=None, holds=(), ago=timedelta(days=1))
    today, text = here(), said(dashboard())
    yesterday = today - timedelta(days=1)
    assert f'<span class="heard">{today:%A}, today: practised</span>' in text
    assert f'<span class="heard">{yesterday:%A}: kept without stretching</span>' in text
    assert text.count(": nothing logged</span>") == 5
    assert "You logged something on 2 days of the last 7." in text
