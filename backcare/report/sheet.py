"""A report in words: what stands on the page and in the PDF alike, part by part."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from backcare.catalogue.load import catalogue
from backcare.report import sheet_words as words
from backcare.report.asked import Asked
from backcare.report.chart import NARROW, chart
from backcare.report.drawing import Drawing
from backcare.report.model import Report, Row
from backcare.safety.reasons import headline, reason
from backcare.safety.verdict import Level

COLUMNS: Final = ("Exercise", "Done", "Held, usually", "Target", "Pain after it, usually", "Where it stands")


class Fact(NamedTuple):
    """A number, its name above it, and of how many ratings it comes below it."""

    label: str
    value: str
    note: str = ""


class Cell(NamedTuple):
    """What stands in a cell, and in smaller letters below."""

    text: str
    note: str = ""


class Entry(NamedTuple):
    """A row of the table, and the words that stand below it over its whole width."""

    cells: Sequence[Cell]
    below: str = ""


class Part(NamedTuple):
    """A part with a heading: a table, or lines of which each has a lead in bold, or a sentence where there are none.

    `typed` where the lines are a person's own words: they are read in the direction in which they were written.
    """

    heading: str
    table: Sequence[Entry] = ()
    lines: Sequence[tuple[str, str]] = ()
    sentence: str = ""
    typed: bool = False


class Sheet(NamedTuple):
    """All that stands on a report, from top to bottom; `small` is the chart for a phone."""

    title: str
    name: str
    span: str
    made: str
    facts: Sequence[Fact]
    gaps: Sequence[str]
    chart: Drawing | None
    small: Drawing | None
    parts: Sequence[Part]
    foot: Sequence[str]


def sheet(report: Report) -> Sheet:
    """Put a report into words; the parts that were not asked for are left out."""
    asked, parts = report.asked, []
    if "exercises" in asked.parts:
        parts.append(_exercises(report))
    if report.signs is not None:
        parts.append(Part(words.SIGNS, lines=words.sign_lines(report.signs, asked), sentence=words.NO_SIGNS))
    if "changes" in asked.parts:
        lines = [(words.lead(one.day, name_of(one.exercise), asked), words.change(one)) for one in report.changes]
        parts.append(Part(words.CHANGES, lines=lines, sentence=words.NO_CHANGES))
    if "notes" in asked.parts:
        notes = [(words.lead(one.day, name_of(one.exercise), asked), one.text) for one in report.notes]
        parts.append(Part(words.NOTES, lines=notes, sentence=words.NO_NOTES, typed=True))
    return Sheet(
        words.SAMPLE_TITLE if report.sample else words.TITLE,
        asked.name,
        words.span(asked),
        words.made(report.made.date()),
        facts(report),
        words.gaps(report),
        chart(report) if "chart" in asked.parts else None,
        chart(report, NARROW) if "chart" in asked.parts else None,
        tuple(parts),
        words.FOOT,
    )


def name_of(slug: str) -> str:
    """The exercise's name; all of them where it is none in particular."""
    return catalogue().name(slug) if slug else words.ALL


def facts(report: Report) -> tuple[Fact, ...]:
    """Pain and practice in few numbers, each with what it is made of."""
    shown, days = report.glance, report.asked.days
    found = [Fact("Pain", *words.mean(shown.pain))]
    if shown.week.days < days:
        found.append(Fact("Last 7 days", *words.mean(shown.week)))
    if shown.since and shown.since < report.asked.first:
        found.append(Fact(words.before(days), *words.mean(shown.before)))
    found.append(Fact("Mornings", *words.mean(shown.mornings, "morning")))
    found.append(Fact("Usual", *words.usual(report)))
    found.append(Fact("Flare-ups", words.flares(shown.flares), "as marked"))
    found.append(Fact("Practice", *words.practice(shown, days)))
    return tuple(found)


def _exercises(report: Report) -> Part:
    table = [Entry(_cells(row, report.asked), " ".join(_why(row))) for row in report.rows]
    shared = dict.fromkeys(
        (words.ALL, reason(one)) if one.scope == "all" else (words.SESSION, words.first_sentence(reason(one)))
        for row in report.rows
        for one in row.verdict.findings
        if one.scope != "exercise" and one.level >= Level.CAUTION
    )
    return Part(words.EXERCISES, table, tuple(shared), words.NO_EXERCISES)


def _why(row: Row) -> Iterable[str]:
    """What its own ratings say, each once: two rules may say the same."""
    own = (one for one in row.verdict.findings if one.scope == "exercise" and one.level >= Level.CAUTION)
    return dict.fromkeys(reason(one) for one in own)


def _cells(row: Row, asked: Asked) -> tuple[Cell, ...]:
    verdict = row.verdict
    return (
        Cell(row.name),
        Cell(*words.done(row.done)),
        Cell(words.held(row.sides)),
        Cell(words.seconds(row.target), words.by("set", row.set_by, asked) if row.set_by else ""),
        Cell(*words.rise(row.rise, row.rises)),
        Cell(words.by("Switched off", row.off, asked) if row.off else headline(verdict.level, verdict.code)),
    )
