"""Read exercises.toml strictly: a field that is missing, unknown or of the wrong kind is named."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from backcare.catalogue.model import Catalogue, Dose, Exercise, GentlerForm
from backcare.errors import BackCareError

FILE = "exercises.toml"
_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


class CatalogueError(BackCareError):
    """The catalogue file is wrong: the message names the file, the exercise and the field."""

    def __init__(self, source: str, exercise: str, field: str, fault: str) -> None:
        where = f"{source}, {exercise}, field {field}" if exercise else f"{source}, field {field}"
        super().__init__(f"{where}: {fault}.", "Correct this field in the file, or put the delivered file back.")
        self.source = source
        self.exercise = exercise
        self.field = field


class _Table:
    """One table of the file; every field is taken once, and what is left over is unknown."""

    def __init__(self, values: Mapping[str, object], source: str, exercise: str, prefix: str = "") -> None:
        self.values = dict(values)
        self.source = source
        self.exercise = exercise
        self.prefix = prefix

    def fault(self, field: str, fault: str) -> CatalogueError:
        return CatalogueError(self.source, self.exercise, self.prefix + field, fault)

    def take(self, field: str) -> object:
        if field not in self.values:
            raise self.fault(field, "it is missing")
        return self.values.pop(field)

    def text(self, field: str) -> str:
        value = self.take(field)
        if not isinstance(value, str) or not value or value != value.strip():
            raise self.fault(field, "it must be a text, not empty, without blanks at its ends")
        return value

    def slug(self, field: str) -> str:
        value = self.text(field)
        if not _SLUG.fullmatch(value):
            raise self.fault(field, "it must be small letters a to z, words joined by a hyphen")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        value = self.take(field)
        if not isinstance(value, list) or not value:
            raise self.fault(field, "it must be a list of texts with at least one entry")
        return tuple(_Table({field: one}, self.source, self.exercise, self.prefix).text(field) for one in value)

    def number(self, field: str) -> int:
        value = self.take(field)
        # type() and not isinstance(): true and false are integers to Python
        if type(value) is not int or value < 1:
            raise self.fault(field, "it must be a whole number above 0")
        return value

    def numbers(self, field: str) -> tuple[int, ...]:
        value = self.take(field)
        if not isinstance(value, list) or not value:
            raise self.fault(field, "it must be a list of whole numbers")
        return tuple(_Table({field: one}, self.source, self.exercise, self.prefix).number(field) for one in value)

    def most(self, field: str, least: int) -> int | None:
        if field not in self.values:
            return None
        value = self.number(field)
        if value <= least:
            raise self.fault(field, "the upper end of a range must be above its lower end")
        return value

    def flag(self, field: str) -> bool:
        value = self.take(field)
        if not isinstance(value, bool):
            raise self.fault(field, "it must be true or false")
        return value

    def table(self, field: str) -> "_Table":
        value = self.take(field)
        if not isinstance(value, dict):
            raise self.fault(field, "it must be a table")
        return _Table(value, self.source, self.exercise, f"{self.prefix}{field}.")

    def end(self) -> None:
        for field in self.values:
            raise self.fault(field, "it is not known")


def _dose(table: _Table) -> Dose:
    hold, reps = table.number("hold"), table.number("reps")
    dose = Dose(hold, reps, table.most("hold_most", hold), table.most("reps_most", reps))
    table.end()
    return dose


def _gentler(table: _Table) -> GentlerForm:
    form = GentlerForm(
        slug=table.slug("slug"),
        name=table.text("name"),
        start=table.text("start"),
        steps=table.texts("steps"),
        two_sided=table.flag("two_sided"),
        dose=_dose(table.table("dose")),
    )
    table.end()
    return form


def _exercise(table: _Table) -> Exercise:
    exercise = Exercise(
        slug=table.slug("slug"),
        name=table.text("name"),
        areas=table.texts("areas"),
        summary=table.text("summary"),
        start=table.text("start"),
        steps=table.texts("steps"),
        two_sided=table.flag("two_sided"),
        begins_gentle=table.flag("begins_gentle"),
        begin=_dose(table.table("begin")),
        goal=_dose(table.table("goal")),
        ladder=table.numbers("ladder"),
        progress=table.text("progress"),
        handouts=table.text("handouts"),
        bed=table.text("bed"),
        avoid=table.texts("avoid"),
        leave_out=table.texts("leave_out"),
        source=table.text("source"),
        gentler=_gentler(table.table("gentler")) if "gentler" in table.values else None,
    )
    table.end()
    _agree(exercise, table)
    return exercise


def _agree(exercise: Exercise, table: _Table) -> None:
    """Fields that must fit each other: the ladder and the doses, the gentler form and the first dose."""
    ladder = exercise.ladder
    if any(later <= earlier for earlier, later in pairwise(ladder)):
        raise table.fault("ladder", "its holds must rise")
    if (ladder[0], ladder[-1]) != (exercise.begin.hold, exercise.goal.hold):
        raise table.fault("ladder", "it must lead from the hold of begin to the hold of goal")
    if exercise.begin.reps > exercise.goal.reps:
        raise table.fault("goal.reps", "it must not be below the reps of begin")
    if exercise.begins_gentle and (exercise.gentler is None or exercise.gentler.dose != exercise.begin):
        raise table.fault("begins_gentle", "it needs a gentler form with the dose of begin")


def read_catalogue(text: str, source: str) -> Catalogue:
    """Read a catalogue from TOML text; `source` is the file's name, for messages.

    Raises:
        CatalogueError: the text is no TOML, or a field is missing, unknown, of the wrong kind or at odds with another.
    """
    try:
        top = _Table(tomllib.loads(text), source, "")
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(source, "", "(whole file)", f"it is not valid TOML: {error}") from error
    floor, tips, entries = top.texts("floor"), top.texts("tips"), top.take("exercise")
    top.end()
    if not isinstance(entries, list) or not entries:
        raise top.fault("exercise", "it must be a list of tables with at least one entry")
    exercises: list[Exercise] = []
    for place, values in enumerate(entries, start=1):
        if not isinstance(values, dict):
            raise top.fault("exercise", f"entry {place} must be a table")
        table = _Table(values, source, f"exercise {values.get('slug', f'number {place}')}")
        exercise = _exercise(table)
        for field in ("slug", "name"):
            if getattr(exercise, field).casefold() in {getattr(one, field).casefold() for one in exercises}:
                raise table.fault(field, "another exercise has it already")
        exercises.append(exercise)
    return Catalogue(tuple(exercises), floor, tips)


@cache
def catalogue() -> Catalogue:
    """The catalogue that BackCare comes with, read once.

    Raises:
        CatalogueError: exercises.toml was changed and is wrong.
    """
    return read_catalogue(files("backcare.catalogue").joinpath(FILE).read_text(encoding="utf-8"), FILE)
