"""What docs/words.md says: where texts stand, and which words they do without."""

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from backcare.settings import ROOT

BOOK: Final = ROOT / "docs" / "words.md"
ON_DASHBOARD: Final = "dashboard"


class Shunned(NamedTuple):
    """Words that do not stand on the screen, and what is said of them."""

    pattern: re.Pattern[str]
    why: str


@cache
def places() -> tuple[tuple[str, str], ...]:
    """Which files hold texts, and where those are read; the first that fits counts."""
    return tuple((files.strip("`"), read) for files, read, _ in table("Where texts stand"))


def place_of(file: Path) -> str | None:
    """Where the texts of a file are read, or None where it may hold none."""
    return next((read for files, read in places() if file.relative_to(ROOT).match(files)), None)


@cache
def shunned(read: str) -> tuple[Shunned, ...]:
    """What does not stand in a text that is read there."""
    rows = [(words, why) for words, why in (*table("Never: a promise"), *table("Never: blame and shouting"))]
    rows += [(words, f"say: {instead}") for instead, words in table("One word for one thing")]
    if read == ON_DASHBOARD:
        rows += [(words, f"say: {instead}") for words, instead in table("Only where files are spoken of")]
    return tuple(Shunned(_pattern(words), why) for words, why in rows)


@cache
def promises() -> tuple[Shunned, ...]:
    """What does not stand in any string at all."""
    return tuple(Shunned(_pattern(words), why) for words, why in table("Never: a promise"))


@cache
def lawful() -> tuple[str, ...]:
    """The texts that may use a word that is shunned."""
    return tuple(text for text, _ in table("Texts that may use such a word"))


@cache
def table(heading: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table under a heading."""
    part = BOOK.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return tuple(tuple(cell.strip() for cell in row) for row in rows[1:])


def _pattern(words: str) -> re.Pattern[str]:
    forms = [re.escape(form).replace(r"\*", r"[\w’']*") for form in re.findall("`([^`]+)`", words)]  # noqa: RUF001
    return re.compile("|".join(rf"(?<!\w){form}(?!\w)" if form[0].isalpha() else form for form in forms), re.IGNORECASE)
