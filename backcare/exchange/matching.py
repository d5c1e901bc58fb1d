"""Which column of a person's own table is which of the notebook's, and its rows in the notebook's form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final, NamedTuple, TypeAlias

from backcare.exchange.columns import COLUMNS
from backcare.exchange.dialect import Decimal
from backcare.exchange.table import BadRow, Line, Row, Value, plain, too_long


class Field(NamedTuple):
    """One thing that a row may tell: what it is called on the screen, and what tables call it."""

    label: str
    names: tuple[str, ...]


FIELDS: Final[dict[str, Field]] = {
    "started_at": Field(
        "Day (and time)",
        ("date", "day", "datum", "tag", "date and time", "datetime", "date time", "when", "start", "started", "wann",
         "beginn", "begonnen", "timestamp", "zeitpunkt", "zeitstempel", "datum und uhrzeit", "datum uhrzeit"),
    ),
    "time": Field("Time of day", ("time", "time of day", "clock", "uhrzeit", "zeit", "um", "start time", "startzeit")),
    "exercise": Field(
        "Exercise", ("exercises", "stretch", "name", "übung", "uebung", "übungen", "dehnung", "übungsname", "activity")
    ),
    "holds_s": Field(
        "Holds in seconds",
        ("holds", "hold", "hold s", "holds seconds", "hold seconds", "hold time", "seconds", "sec", "secs", "duration",
         "halten", "haltezeit", "haltezeiten", "gehalten", "sekunden", "sek", "dauer"),
    ),
    "holds_left_s": Field(
        "Holds on the left",
        ("holds left", "hold left", "left", "left s", "left seconds", "left side", "links", "halten links",
         "haltezeit links", "links sekunden", "linke seite"),
    ),
    "holds_right_s": Field(
        "Holds on the right",
        ("holds right", "hold right", "right", "right s", "right seconds", "right side", "rechts", "halten rechts",
         "haltezeit rechts", "rechts sekunden", "rechte seite"),
    ),
    "pain_before": Field(
        "Pain before",
        ("before", "pain at start", "pain start", "start pain", "schmerz vorher", "schmerzen vorher", "vorher",
         "schmerz vor", "schmerz davor", "schmerz am anfang"),
    ),
    "pain_worst": Field(
        "Worst pain",
        ("worst", "pain during", "during", "max pain", "pain max", "highest pain", "schmerz während", "während",
         "schmerzen während", "stärkster schmerz", "schmerz max", "schmerz maximal", "schlimmster schmerz"),
    ),
    "pain_after": Field(
        "Pain after",
        ("after", "pain at end", "pain end", "end pain", "schmerz nachher", "schmerzen nachher", "nachher",
         "schmerz nach", "schmerz danach", "danach", "schmerz am ende"),
    ),
    "stopped": Field("Stopped because it hurt", ("stop", "aborted", "abgebrochen", "abbruch", "gestoppt", "aufgehört")),
    "note": Field(
        "Note",
        ("notes", "comment", "comments", "remark", "remarks", "notiz", "notizen", "bemerkung", "bemerkungen",
         "kommentar", "anmerkung", "anmerkungen"),
    ),
}  # fmt: skip
"""What can be matched, by the notebook's columns; a time of its own is joined to its day."""

NEEDED: Final = ("started_at", "exercise")
Matching: TypeAlias = Mapping[str, int]
"""Places of columns by field; a field that the table does not have is left out."""

_HEADER_WITHIN = 20  # rows that may stand above the header
_LONGEST_NAME = 80
_YES, _NO = {"ja", "j", "y", "x", "true", "wahr", "1", "stop"}, {"nein", "n", "false", "falsch", "0", "-"}


def known(names: Sequence[Value]) -> int:
    """How many of the names are those of fields."""
    return len(match(names))


def match(names: Sequence[Value]) -> dict[str, int]:
    """The matching that the names themselves say; no column stands for two fields."""
    words = [_words(name) for name in names]
    found: dict[str, int] = {}
    for field, (label, others) in FIELDS.items():
        wanted = {_words(one) for one in (field, label, *others)}
        place = next((at for at, name in enumerate(words) if name in wanted and at not in found.values()), None)
        if place is not None:
            found[field] = place
    return found


def header_of(lines: Sequence[Line | BadRow]) -> int | None:
    """The place of the row that names the columns: the first of those that name most; None where there is none."""
    above = [(at, line) for at, line in enumerate(lines[:_HEADER_WITHIN]) if isinstance(line, Line)]
    named = [(known(line.cells), -at) for at, line in above]
    most, at = max(named, default=(0, 0))
    if most > 1:
        return -at
    texts = (at for at, line in above if sum(isinstance(cell, str) and cell != "" for cell in line.cells) > 1)
    return next(texts, None)


def matched_rows(
    lines: Sequence[Line | BadRow], header: int, matching: Matching, decimal: Decimal, hint: str = ""
) -> Iterator[Row | BadRow]:
    """The rows below the header as rows of the notebook; cells that the table does not have are empty."""
    names = lines[header]
    width = len(names.cells) if isinstance(names, Line) else 0
    for line in lines[header + 1 :]:
        if isinstance(line, BadRow):
            yield line
        elif not line.blank:
            yield too_long(line, width, hint) or _row(line, matching, decimal)


def _row(line: Line, matching: Matching, decimal: Decimal) -> Row:
    texts = {field: _text(line.cells[at], decimal) for field, at in matching.items()}
    if hour := texts.pop("time", ""):
        texts["started_at"] = f"{texts['started_at'].strip()} {hour.strip()}"
    texts["stopped"] = _yes_or_no(texts.get("stopped", ""))
    for side in ("holds_s", "holds_left_s", "holds_right_s"):
        texts[side] = _parted(texts.get(side, ""))
    return Row(line.number, {column: texts.get(column, "") for column in COLUMNS})


def _text(value: Value, decimal: Decimal) -> str:
    """A cell as a CSV would hold it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.10g}".replace(".", decimal)
    if isinstance(value, datetime | date | time):
        return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    return value or ""


def _yes_or_no(text: str) -> str:
    word = text.strip().casefold()
    return "yes" if word in _YES else "no" if word in _NO else text


def _parted(text: str) -> str:
    """Holds with ; between them, where people write spaces, strokes or plus signs."""
    return ";".join(re.split(r"[\s/|+]+", text.strip())) if ";" not in text else text


def _words(name: Value) -> str:
    """A name to compare: without capitals, signs, and what stands in brackets, such as a unit."""
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", str(name or "")[:_LONGEST_NAME])
    return plain(" ".join(re.findall(r"[^\W_]+", bare)))
