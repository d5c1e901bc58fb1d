"""The numbers of the report, the export, the replay and the PDF are the same numbers."""

import io
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import fmean, median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from backcare.catalogue.load import catalogue
from backcare.charts.words_pain import average, usual
from backcare.exchange.files import read_text
from backcare.exchange.notebook_csv import parse_mornings, parse_notebook
from backcare.exchange.notebook_out import write_json
from backcare.exchange.replay import ReplayLine, replay
from backcare.notebook.opening import Open
from backcare.report.pdf import pdf
from backcare.report.sheet import Sheet, sheet
from backcare.report.sheet_html import html
from backcare.safety.reasons import headline, reason
from tests.conftest import SAMPLE
from tests.report.conftest import ZONE, made

pytestmark = pytest.mark.slow

NOW = datetime(2025, 5, 20, 12, tzinfo=ZoneInfo(ZONE))
SPANS = [
    (date(2025, 2, 20), date(2025, 3, 19)),  # four weeks around the stop
    (date(2025, 1, 6), date(2025, 5, 20)),  # all of it
    (date(2025, 3, 9), date(2025, 3, 9)),  # one day
]
spans = pytest.mark.parametrize(("first", "last"), SPANS)
sampled = partial(made, now=NOW)


@pytest.fixture(scope="module")
def exported(sample: Open, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON export of the sample's notebook."""
    file: Path = tmp_path_factory.mktemp("export") / "all.json"
    write_json(sample.engine, sample.person, file)
    found: dict[str, Any] = json.loads(file.read_text())
    return found


@pytest.fixture(scope="module")
def replayed() -> Sequence[ReplayLine]:
    rows = parse_notebook(read_text(SAMPLE / "notebook.csv"), ZONE, catalogue()).rows
    return list(replay(rows, parse_mornings(read_text(SAMPLE / "morning.csv"), ZONE)[0]))


def logs_within(exported: dict[str, Any], first: date, last: date) -> list[tuple[str, dict[str, Any]]]:
    days = ((one["local_date"], one["logs"]) for one in exported["sessions"])
    return [(day, log) for day, logs in days if str(first) <= day <= str(last) for log in logs]


@spans
def test_pain_and_practice_are_those_of_the_json_export(
    sample: Open, exported: dict[str, Any], first: date, last: date
) -> None:
    shown = sampled(sample, first, last).glance
    logs, ratings = logs_within(exported, first, last), defaultdict[str, list[int]](list)
    for day, log in logs:
        ratings[day] += [log[name] for name in ("before", "after") if log[name] is not None]
    means = [round(sum(own) / len(own) / 10, 1) for own in ratings.values() if own]
    assert shown.pain[1:] == (len(means), (last - first).days + 1)
    assert shown.pain.value == pytest.approx(fmean(means))
    woke = [one["pain"] / 10 for one in exported["mornings"] if str(first) <= one["local_date"] <= str(last)]
    assert shown.mornings[1:] == (len(woke), (last - first).days + 1)
    assert shown.mornings.value == pytest.approx(fmean(woke))
    assert shown.practised == len({day for day, log in logs if log["holds"] or log["after"] is not None})
    assert shown.held == sum(hold["seconds"] for _, log in logs for hold in log["holds"])


@spans
def test_each_row_is_that_of_the_json_export(sample: Open, exported: dict[str, Any], first: date, last: date) -> None:
    rows = {row.slug: row for row in sampled(sample, first, last).rows if row.done.times}
    logs = logs_within(exported, first, last)
    assert set(rows) == {log["exercise"] for _, log in logs}
    for slug, row in rows.items():
        own = [(day, log) for day, log in logs if log["exercise"] == slug]
        assert row.done.times == len(own)
        assert row.done.unrated == sum(log["after"] is None for _, log in own)
        held = defaultdict[tuple[str, str], list[int]](list)
        for day, log in own:
            for hold in log["holds"]:
                held[hold["side"], day].append(hold["seconds"])
        for side in row.sides:
            days = [round(fmean(seconds)) / 10 for (name, _), seconds in held.items() if name == side.side]
            assert (side.seconds, side.days) == (round(median(days), 1), len(days))
        both = [log for _, log in own if log["before"] is not None and log["after"] is not None]
        if len({day for day, _ in own}) == len(own):  # one a day: no means of a day come in between
            rises = [(log["after"] - log["before"]) / 10 for log in both]
            assert row.rise == (round(median(rises), 1) if len(rises) > 2 else None)


def test_pain_is_what_the_progress_page_says_of_the_same_four_weeks(sample: Open) -> None:
    found = sampled(sample, date(2025, 4, 7), date(2025, 5, 4))
    assert found.glance.pain.value == average(found.days, date(2025, 5, 4))
    assert found.glance.mornings.value == average(found.days, date(2025, 5, 4), morning=True)
    assert found.glance.usual == usual(found.days)


@pytest.mark.parametrize("weeks", range(1, 17, 2))
def test_a_verdict_is_the_one_that_replay_gives_for_the_last_row_of_the_day(
    sample: Open, replayed: Sequence[ReplayLine], weeks: int
) -> None:
    day = max(
        d
        for one in replayed
        if (d := date.fromisoformat(one.started_at[:10])) <= SPANS[1][0] + weeks * timedelta(days=7)
    )
    last = [one for one in replayed if one.started_at.startswith(str(day))][-1]
    verdict = {row.slug: row for row in sampled(sample, day - timedelta(days=27), day).rows}[last.exercise].verdict
    why = reason(verdict.findings[0]) if verdict.findings else headline(verdict.level)
    assert (verdict.level.code, verdict.code, why) == (last.level, last.rule, last.reason)


def test_the_day_on_which_replay_stops_the_stretch_is_the_day_of_its_pause(
    sample: Open, replayed: Sequence[ReplayLine]
) -> None:
    stopped = next(one for one in replayed if one.level == "stop")
    paused = [one for one in sampled(sample, *SPANS[1]).changes if one.kind == "pause"]
    assert [(str(one.day), one.exercise) for one in paused] == [(stopped.started_at[:10], stopped.exercise)]
    assert paused[0].reason == stopped.reason


def said(found: Sheet) -> tuple[list[str], list[str]]:
    """Every text of a sheet in order: those of its tables, and the others."""
    rows = [row for part in found.parts for row in part.table]
    cells = [text for row in rows for cell in row.cells for text in cell if text]
    texts = [row.below for row in rows]
    texts += [found.title, found.span, found.made, *(text for fact in found.facts for text in fact), *found.gaps]
    for part in found.parts:
        texts += [part.heading, *(text for line in part.lines for text in line)]
        texts += [] if part.table or part.lines else [part.sentence]
    return cells, [text for text in (*texts, *found.foot) if text]


def plain(text: str) -> str:
    """Without blanks: where a line is broken is of no matter."""
    return re.sub(r"\s+", "", text)


@spans
def test_all_that_the_sheet_says_stands_on_the_page_and_in_the_pdf(sample: Open, first: date, last: date) -> None:
    found = sheet(sampled(sample, first, last, name="Renate Beispiel"))
    page = plain(re.sub(r"<[^>]+>", "", html(found)).replace("&#x27;", "'"))
    document = PdfReader(io.BytesIO(pdf(found, NOW)))
    printed = plain("".join(one.extract_text() for one in document.pages))
    cells, texts = said(found)
    assert [text for text in (*cells, *texts) if plain(text) not in page] == []
    assert [text for text in texts if plain(text) not in printed] == []
    # the lines of a table's columns stand between each other
    assert [word for text in cells for word in text.split() if plain(word) not in printed] == []
    assert "RenateBeispiel" in page
    assert "RenateBeispiel" in printed
