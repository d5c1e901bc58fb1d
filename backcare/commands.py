"""What the commands do, but for `run`. Each says its lines to `say` and raises BackCareError where it refuses."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from backcare.catalogue.load import catalogue
from backcare.demo.fill import Wanted, fill
from backcare.errors import FileRefused, NotebookUnusable
from backcare.exchange.dialect import PLAIN, Dialect, Guess, in_words
from backcare.exchange.files import LARGEST, LARGEST_JSON, kind_of, read_bytes, read_text
from backcare.exchange.matching import NEEDED
from backcare.exchange.notebook_csv import batch, parse_mornings
from backcare.exchange.notebook_json import parse_json
from backcare.exchange.notebook_out import write_csv, write_json
from backcare.exchange.replay import replay
from backcare.exchange.sittings import How, Parsed
from backcare.exchange.table import BadRow
from backcare.exchange.understood import (
    Table,
    guess_of,
    header_faults,
    matching_of,
    morning_guess,
    open_csv,
    open_sheet,
    read_table,
)
from backcare.notebook import backup_words, backups, reads
from backcare.notebook import restore as restoring
from backcare.notebook.check import check as problems_of
from backcare.notebook.check import check_backups
from backcare.notebook.drafts import MorningDraft
from backcare.notebook.file import see
from backcare.notebook.intake import Batch, take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.restore import notebook_file
from backcare.notebook.upkeep import keep_before
from backcare.settings import Settings, machine_zone
from backcare.words import counted

Say: TypeAlias = Callable[[str], None]

NOON = time(12)  # of a day without a time, in a table of the person's own
_OPEN = {
    "separator": "What separates its columns is not clear.",
    "decimal": "A comma in a number, as in 7,5, may be a decimal comma or may stand between two numbers.",
    "dates": "A date such as 03/04/2025 may be in March or in April.",
}
_OPTIONS = {
    "separator": "--separator comma, --separator semicolon or --separator tab",
    "decimal": "--decimal comma or --decimal point",
    "dates": "--dates day-first or --dates month-first",
}


class Files(NamedTuple):
    """A table or an export, perhaps a morning CSV, the zone of times without an offset, and what was said of both."""

    notebook: Path
    morning: Path | None
    zone: str
    said: Guess = Guess()


def take_in_files(settings: Settings, files: Files, say: Say) -> None:
    """Take both files in, in one transaction; the last line counts the new and the known sessions."""
    given = _batch(files, say)
    with _opened(settings) as book:
        if book.sample:
            raise FileRefused("This notebook holds made-up sample data.", "Take your file into a notebook of your own.")
        keep_before(book, "import", datetime.now(UTC))
        taken = take_in(book.engine, book.person, given)
    for words in (*taken.differing, *taken.differing_mornings):
        say(f"Kept as your notebook has it: {words}")
    say(f"Exercises: {taken.new_logs} new, {taken.known_logs} known.")
    say(f"Mornings: {taken.new_mornings} new, {taken.known_mornings} known.")
    if taken.new_told or taken.known_told:
        say(f"Decisions, answers, checks and flare-ups: {taken.new_told} new, {taken.known_told} known.")
    say(f"Sessions: {taken.new_sessions} new, {taken.known_sessions} known.")


def _batch(files: Files, say: Say) -> Batch:
    data = read_bytes(files.notebook)
    if kind_of(data) != "json":
        return batch(*_parsed(files, data, say))
    if files.morning is not None:
        raise FileRefused("A JSON file holds its morning ratings itself.", "Leave --morning out.")
    return parse_json(read_text(data, LARGEST_JSON), catalogue())


def demo(to: Path, years: int, seed: int, say: Say) -> None:
    """Fill a new notebook with a made-up person's days."""
    zone = machine_zone()
    file, taken = fill(to, Wanted(years, seed, datetime.now(ZoneInfo(zone)), zone))
    say(f"Made up: {taken.new_sessions} sessions, {taken.new_logs} exercises, {taken.new_mornings} mornings.")
    say(f"Sample data, marked as such: {file}")


def export(settings: Settings, json_file: Path | None, csv_folder: Path | None, say: Say) -> None:
    """Write the notebook to the file or the folder given."""
    with opened_if_there(settings) as book:
        if json_file is not None:
            write_json(book.engine, book.person, json_file)
            say(f"Written: {json_file}")
        if csv_folder is not None:
            for file in write_csv(book.engine, book.person, csv_folder):
                say(f"Written: {file}")


def check(settings: Settings, say: Say) -> None:
    """Look through the whole notebook and its backups; say what is wrong with them, or what it holds."""
    kept, damaged = check_backups(settings)
    problems = (*problems_of(settings), *damaged)
    if problems:
        raise NotebookUnusable("\n".join(problems), "Nothing was changed. Keep a copy of the files as they are.")
    with opened_if_there(settings) as book:
        logs = reads.logs(book.engine, book.person)
        mornings = len(reads.mornings(book.engine, book.person))
    sessions = len({log.session for log in logs})
    say(f"The notebook is whole: {sessions} sessions, {len(logs)} exercises, {mornings} mornings.")
    if kept:
        say(f"So {'is its backup' if kept == 1 else f'are its {kept} backups'}.")
    if book.note:
        say(book.note)


def backup(settings: Settings, say: Say) -> None:
    """Make a backup now; say where it is and what it holds."""
    file = notebook_file(settings)
    if not file.exists():
        raise _none_yet(file)
    see(file)
    made = backups.make(file, settings.backups, "asked", datetime.now(UTC))
    say(f"Written and looked through: {made.file}")
    held = f"{made.rows['exercise_log']} exercises, {made.rows['morning_rating']} mornings"
    say(f"It holds {backup_words.sessions(made.sessions)}, {held} ({backup_words.size(made.size)}).")


def list_backups(settings: Settings, say: Say) -> None:
    """One line a backup, newest first."""
    notebook_file(settings)
    found = backups.listed(settings.backups)
    for one in found:
        at = one.made_at.astimezone(ZoneInfo(machine_zone()))
        held, size = backup_words.sessions(one.sessions), backup_words.size(one.size)
        say(f"{one.id:28}  {at:%Y-%m-%d %H:%M}  {held:>13}  {size:>8}  {backup_words.why(one)}")
    say("To restore one: backcare restore ID" if found else f"There are no backups in {settings.backups} yet.")


def restore(settings: Settings, name: str, say: Say) -> None:
    """Restore the backup of that id, else the notebook's file at that path; say how to undo it."""
    now, found = datetime.now(UTC), backups.find(settings.backups, name)
    done = restoring.restore(settings, found, now) if found else restoring.restore_from(settings, Path(name), now)
    say(f"Restored: {backup_words.sessions(done.held.sessions)}.")
    if done.former:
        say(f"Your notebook as it was before is kept. To undo this: backcare restore {done.former.id}")
    if done.aside:
        say(f"The damaged file is kept as it was: {done.aside}")


def replay_files(files: Files, say: Say, *, as_json: bool) -> None:
    """Say the verdict after each row of the notebook CSV; reads nothing else and stores nothing."""
    data = read_bytes(files.notebook)
    if kind_of(data) != "csv":
        raise FileRefused(f"{files.notebook} is not a notebook CSV.", "Export one, or save the spreadsheet as CSV.")
    parsed, mornings = _parsed(files, data, _unsaid)
    for line in replay(parsed.rows, mornings):
        if as_json:
            say(json.dumps(line._asdict()))
        else:
            say(f"{line.started_at}  {line.exercise:17}  {line.level:10}  {line.rule:11}  {line.reason}")


def _parsed(files: Files, data: bytes, say: Say) -> tuple[Parsed, tuple[MorningDraft, ...]]:
    """Both tables; where anything in them is bad, all of it is listed and nothing is done."""
    table = open_sheet(data, None) if kind_of(data) == "xlsx" else open_csv(data, files.said)
    dialect, parsed = _read(files, table, say)
    mornings, bad = _mornings(files, dialect) if files.morning else ((), ())
    faults = [*_listed(files.notebook, parsed.bad), *_listed(files.morning, bad)]
    if faults:
        count = counted(len(faults), "fault")
        raise FileRefused("\n".join(faults), f"{count}; nothing was taken in. Mend the file and try again.")
    return parsed, mornings


def _read(files: Files, table: Table, say: Say) -> tuple[Dialect, Parsed]:
    matching = matching_of(table)
    if not table.is_notebook and table.is_nearly_notebook:
        return PLAIN, Parsed((), header_faults(table))
    if missing := [name for name in NEEDED if name not in matching]:
        raise FileRefused(
            f"{files.notebook} has no column that is known as {' or '.join(missing)}.",
            "Nothing was taken in. Take it in on the Data page, where you say which column is which.",
        )
    dialect = _settled(files.notebook, files.said.over(guess_of(table, matching)))
    if dialect != PLAIN or not table.is_notebook:
        say(f"{files.notebook}: {in_words(dialect, table=bool(table.sheets))}.")
    if not table.is_notebook:
        say("Columns: " + ", ".join(f"{table.names[at]} is {field}" for field, at in matching.items()) + ".")
    return dialect, read_table(table, matching, How(files.zone, dialect, NOON), catalogue())


def _mornings(files: Files, dialect: Dialect) -> tuple[tuple[MorningDraft, ...], tuple[BadRow, ...]]:
    assert files.morning is not None
    guess, text = morning_guess(read_bytes(files.morning, LARGEST), files.said)
    return parse_mornings(text, files.zone, _settled(files.morning, files.said.over(guess).over(dialect)))


def _settled(file: Path, guess: Guess) -> Dialect:
    """The dialect, where the file and the call say all of it."""
    if (dialect := guess.settled) is not None:
        return dialect
    words = [f"{_OPEN[name]} Add {_OPTIONS[name]}." for name in guess.silent]
    raise FileRefused(f"{file} can be read in more than one way.", "\n".join(words))


def _unsaid(line: str) -> None:
    """Nothing stands between the verdicts."""


def _listed(file: Path | None, bad: Sequence[BadRow]) -> list[str]:
    return [f"{file}, {row}" for row in bad]


def opened_if_there(settings: Settings) -> AbstractContextManager[Open]:
    """The open notebook; raises NotebookUnusable where there is none yet, or it cannot be opened."""
    if settings.file is not None and not settings.file.exists():
        raise _none_yet(settings.file)
    return _opened(settings)


def _none_yet(file: Path) -> NotebookUnusable:
    return NotebookUnusable(f"There is no notebook at {file} yet.", "Start BackCare or import a file first.")


@contextmanager
def _opened(settings: Settings) -> Iterator[Open]:
    answer = open_notebook(settings)
    if not isinstance(answer, Open):
        raise NotebookUnusable(answer.reason, answer.remedy)
    try:
        yield answer
    finally:
        answer.engine.dispose()
