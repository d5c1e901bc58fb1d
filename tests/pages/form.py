"""The session page as a person uses it: choose, type, rate, save, read."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from streamlit.testing.v1 import AppTest

from backcare.catalogue import catalogue
from backcare.exchange.notebook_csv import batch, parse_notebook, read_text
from backcare.notebook import guided, reads
from backcare.notebook.drafts import Answer, AnswerDraft, HoldDraft, LogDraft, SessionDraft
from backcare.notebook.intake import take_in
from backcare.notebook.journal import save_log
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from backcare.safety.history import Questions
from backcare.settings import ROOT

Dashboard = Callable[..., AppTest]
ZONE = "Europe/Berlin"
STRETCH = "hamstring-stretch"
BY_HAND = {"by": "hand"}


def here() -> datetime:
    return datetime.now(ZoneInfo(ZONE))


def stored(book: Open) -> tuple[StoredLog, ...]:
    return reads.logs(book.engine, book.person)


def keep(book: Open, exercise: str = "pelvic-tilt", *, ago: timedelta = timedelta(), **given: object) -> StoredLog:
    """A log that is in the notebook already."""
    values: dict[str, object] = {"before": 30, "after": 35, "holds": (HoldDraft(side="both", seconds=100),)}
    session = SessionDraft(id=uuid4(), started_at=here() - ago, zone=ZONE)
    log = LogDraft.model_validate({"id": uuid4(), "exercise": exercise} | values | given)
    assert save_log(book.engine, book.person, session, log)
    found = reads.log(book.engine, log.id)
    assert found is not None
    return found


def tell(
    book: Open,
    questions: Questions = "emergency",
    answer: Answer = "no",
    *,
    item: str | None = None,
    exercise: str | None = None,
    ago: timedelta = timedelta(),
) -> None:
    """An answer about warning signs that is in the notebook already."""
    draft = AnswerDraft(
        id=uuid4(), questions=questions, item=item, answer=answer, exercise=exercise, at=here() - ago, zone=ZONE
    )
    guided.answer(book.engine, book.person, draft)


def timer(app: AppTest) -> dict[str, Any]:
    """What the guided session is told of the page."""
    told = (json.loads(one.proto.json or "{}") for one in app.get("bidi_component"))
    return next(one for one in told if "shut" in one)


def take_in_sample(book: Open) -> None:
    """Fill the notebook with the sample, in which the hamstring stretch is paused for a week."""
    text = read_text(ROOT / "data" / "sample" / "notebook.csv")
    taken = take_in(book.engine, book.person, batch(parse_notebook(text, ZONE, catalogue()), ()))
    assert taken.new_sessions == 91


def page(dashboard: Dashboard, exercise: str = "pelvic-tilt") -> AppTest:
    """The session page, to be logged by hand."""
    app = dashboard("session", **BY_HAND)
    assert not app.exception
    return choose(app, exercise)


def choose(app: AppTest, exercise: str) -> AppTest:
    app.button_group(key="log-exercise").set_value(exercise).run()
    assert not app.exception
    return app


def type_in(app: AppTest, exercise: str, **fields: str) -> AppTest:
    for name, text in fields.items():
        app.text_input(key=f"log-{exercise}-{name}").input(text)
    return app.run()


def rate(app: AppTest, exercise: str, **ratings: int) -> AppTest:
    for name, points in ratings.items():
        app.button_group(key=f"log-{exercise}-{name}-whole").set_value(points)
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button of that name."""
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def save(app: AppTest, exercise: str = "pelvic-tilt") -> AppTest:
    app.button(key=f"log-{exercise}-save").click().run()
    assert not app.exception
    return app


def typed(app: AppTest, exercise: str, name: str) -> str | None:
    return app.text_input(key=f"log-{exercise}-{name}").value


def said(app: AppTest) -> str:
    kinds = (app.title, app.header, app.markdown, app.caption, app.text)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def headings(app: AppTest) -> list[str]:
    return [one.value for one in app.header]


def warnings(app: AppTest) -> list[str]:
    return [one.value for one in app.warning]


def labels(app: AppTest) -> list[str]:
    return [one.label for one in app.button]


def earlier(app: AppTest, at: datetime) -> AppTest:
    app.button_group(key="log-when").set_value("Earlier").run()
    app.date_input(key="log-day").set_value(at.date())
    app.time_input(key="log-time").set_value(at.time().replace(second=0, microsecond=0)).run()
    assert not app.exception
    return app
