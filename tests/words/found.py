"""Every text that a person can see, with its file and line. `make words` lists them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backcare.settings import ROOT
from tests.words import markup, python_words, script_words
from tests.words.reading import HOLE
from tests.words.voice import place_of

READ_FROM = (ROOT / "backcare", ROOT / "pages")
TWO_WORDS = re.compile(r"[A-Za-z}][\w',.:;!?)}]* +[(“‘{]*\w")  # noqa: RUF001 - quotes of print
LABEL = re.compile(r"\W*[A-Z][a-z]+(?![\w.]*[A-Z_])")  # a word of its own that begins with a capital
SCRIPT = "export default"  # what a component's script holds, and no text
A_WORD = re.compile(r"[A-Za-z]{2}")

# What has two words and is read by a machine, or by nobody: which file, how it begins, and what it is.
NOT_WORDS = (
    ("*.py", r"(SELECT|INSERT|UPDATE|PRAGMA|BEGIN)\b|.*( IS NULL| BETWEEN |\bIN \()", "SQL"),
    ("versions/*.py", r"", "SQL: how the tables changed"),
    ("notebook/file.py", r"database is locked", "what SQLite says"),
    ("*.py", r"@keyframes|\.[A-Z]+\{|[^{]*\{\s*[a-z-]+\s*:|default-src", "a style sheet, or a header"),
    ("catalogue/*.py", r"transform=|scale\(|translate\(|M[-{0-9]", "a drawing"),
    ("charts/*.py", r"\"Source Sans|top center|x unified", "a font, or a setting of Plotly"),
    ("ui/progress_data.py", r"D MMM YYYY", "how a column writes its days"),
    ("timer/timer.js", r"button, input", "a selector"),
    ("exchange/matching.py", r"[a-z]", "what people call their columns"),
)


class Text(NamedTuple):
    """A text on the screen. What is filled in stands in braces."""

    file: str
    line: int
    words: str
    read: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


@cache
def texts() -> tuple[Text, ...]:
    """All texts of the files that may hold some, by file and line."""
    return tuple(text for file in files() if (read := place_of(file)) for text in texts_of(file, read))


def files() -> list[Path]:
    """All files that are part of the dashboard and could hold a text."""
    kinds = {".py", ".js", ".html", ".toml"}
    return sorted(file for folder in READ_FROM for file in folder.rglob("*") if file.suffix in kinds)


def texts_of(file: Path, read: str) -> list[Text]:
    """The texts of one file, in order."""
    name = file.relative_to(ROOT).as_posix()
    pieces = ((line, piece) for line, literal in literals(file) for piece in markup.plain(literal))
    return sorted(
        Text(name, line, piece, read) for line, piece in pieces if is_text(piece) and not is_unread(file, piece)
    )


def literals(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each string in a file."""
    source = file.read_text(encoding="utf-8")
    match file.suffix:
        case ".py":
            for line, text in python_words.literals(source):
                yield from script_words.inside(line, text) if SCRIPT in text else [(line, text)]
        case ".js":
            yield from script_words.literals(source)
        case ".toml":
            yield from ((_line(source, text), text) for text in _strings(tomllib.loads(source)))
        case _:
            yield from ((_line(source, piece), piece) for piece in markup.plain(source))


def is_text(piece: str) -> bool:
    """Whether words stand here: two or more, or one with a capital."""
    words = TWO_WORDS.search(piece) or LABEL.match(piece)
    return bool(words and A_WORD.search(HOLE.sub("", piece)))


def is_unread(file: Path, piece: str) -> bool:
    """Whether nobody reads it, though it has words."""
    return any(file.match(name) and re.match(start, piece) for name, start, _ in NOT_WORDS)


def _strings(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict | list):
        for value in values.values() if isinstance(values, dict) else values:
            yield from _strings(value)


def _line(source: str, text: str) -> int:
    return source.count("\n", 0, source.find(text.replace('"', '\\"'))) + 1
