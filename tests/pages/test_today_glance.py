"""Today at a glance: whether it gets better, the last weeks and the last seven days."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backcare.notebook.drafts import HoldDraft
from backcare.notebook.opening import Open
from backcare.settings import ROOT
from tests.pages.form import Dashboard, headings, here, keep, said
from tests.pages.today_links import leads, links

pytestmark = pytest.mark.usefixtures("through")


def answer_words(app: AppTest) -> list[str]:
    """The labels of the links to the ratings, which are the answer."""
    return [one.proto.label for one in app.get("page_link") if one.proto.query_string == "show=Pain"]


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
    (alt,) = charts(app)
    assert alt.endswith(": 2 rated days between 3 and 3.")


def test_six_weeks_of_ratings_are_told_in_one_sentence_that_leads_to_them(dashboard: Dashboard, book: Open) -> None:
    for ago in range(42):
        pain = 30 if ago < 14 else 50
        keep(book, "pelvic-tilt", before=pain, after=pain, ago=timedelta(days=ago))
    app = dashboard()
    words = "**Lower:** your pain was 3 on average over the last 14 days, and 5 over the 28 days before."
    assert answer_words(app) == [words]
    assert links(app)[0] == words
    assert leads(app, words) == ("progress", "show=Pain")
    (alt,) = charts(app)
    assert alt.endswith(": 42 rated days between 3 and 5. Your usual is 5.")
    app.query_params["show"] = "Pain"
    app.switch_page(str(ROOT / "pages" / "progress.py")).run()
    assert "Your pain over time" in headings(app)


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
