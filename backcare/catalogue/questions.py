"""The lists of warning signs and the questions of the set-up: read strictly from questions.toml."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from backcare.catalogue.load import CatalogueError, catalogue
from backcare.catalogue.typed import read_typed

FILE: Final = "questions.toml"
_SLUG: Final = re.compile(r"[a-z]+(-[a-z]+)*")


class Sign(NamedTuple):
    """One warning sign: `text` is how it reads in the list, `slug` is what an answer keeps."""

    slug: str
    text: str


class SetupQuestion(NamedTuple):
    """What the person tells about themselves: `text` asks, and a yes is the `reason` to ask first for `exercises`."""

    slug: str
    text: str
    reason: str
    exercises: tuple[str, ...]


class Questions(NamedTuple):
    """The two lists of warning signs, and the set-up, each in the order in which it is asked."""

    emergency: tuple[Sign, ...]
    doctor: tuple[Sign, ...]
    setup: tuple[SetupQuestion, ...]

    def text_of(self, slug: str) -> str | None:
        """The words of the warning sign with this slug, of either list; None where no list has it."""
        return next((one.text for one in (*self.emergency, *self.doctor) if one.slug == slug), None)


def read_questions(text: str, source: str) -> Questions:
    """Read the questions from TOML text; `source` is the file's name, for messages.

    Raises:
        CatalogueError: the text is no TOML, or a field is missing, unknown, of the wrong kind or at odds with another.
    """
    found = read_typed(Questions, text, source)
    _told_apart("emergency", (*found.emergency, *found.doctor), source)  # an answer keeps the slug alone
    _told_apart("setup", found.setup, source)
    _known(found.setup, source)
    return found


def _told_apart(field: str, asked: Iterable[Sign | SetupQuestion], source: str) -> None:
    seen: set[str] = set()
    for one in asked:
        if not _SLUG.fullmatch(one.slug):
            fault = f"{one.slug!r} must be small letters a to z, words joined by a hyphen"
            raise CatalogueError(source, "", f"{field}.slug", fault)
        if one.slug in seen:
            raise CatalogueError(source, "", f"{field}.slug", f"{one.slug!r} stands there twice")
        seen.add(one.slug)


def _known(setup: Iterable[SetupQuestion], source: str) -> None:
    slugs = {one.slug for one in catalogue().exercises}
    for question in setup:
        for slug in question.exercises:
            if slug not in slugs:
                fault = f"{slug!r} is no exercise of the catalogue"
                raise CatalogueError(source, "", f"setup {question.slug}.exercises", fault)


@cache
def questions() -> Questions:
    """The questions that BackCare comes with, read once.

    Raises:
        CatalogueError: questions.toml was changed and is wrong.
    """
    return read_questions(files("backcare.catalogue").joinpath(FILE).read_text(encoding="utf-8"), FILE)
