"""The string literals of a script for the browser."""

import re
from collections.abc import Iterator

QUOTED = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
BEFORE_PATTERN = "(,=:[!&|?{};\n"  # what may stand before a regular expression, and not before a division


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each literal; two that are joined by a plus are one. What is filled in stands in braces."""
    joined: tuple[int, int, str] | None = None  # start, end, text
    for start, end, text in _literals(source, 0, len(source)):
        if joined and source[joined[1] : start].strip() == "+":
            joined = joined[0], end, joined[2] + text
            continue
        if joined:
            yield source.count("\n", 0, joined[0]) + 1, joined[2]
        joined = start, end, text
    if joined:
        yield source.count("\n", 0, joined[0]) + 1, joined[2]


def inside(line: int, script: str) -> Iterator[tuple[int, str]]:
    """The literals of a script that stands in another file and begins at that line."""
    return ((line + place - 1, text) for place, text in literals(script))


def _literals(source: str, place: int, end: int) -> Iterator[tuple[int, int, str]]:
    before = "\n"
    while place < end:
        if found := COMMENT.match(source, place, end):
            place = found.end()
        elif (found := PATTERN.match(source, place, end)) and before in BEFORE_PATTERN:
            place, before = found.end(), "/"
        elif found := QUOTED.match(source, place, end):
            yield place, found.end(), re.sub(r"\\(.)", r"\1", found[0][1:-1])
            place, before = found.end(), '"'
        elif source[place] == "`":
            text, after, holes = _template(source, place + 1)
            yield place, after, text
            for first, last in holes:
                yield from _literals(source, first, last)
            place, before = after, "`"
        else:
            before = before if source[place] in " \t" else source[place]
            place += 1


def _template(source: str, place: int) -> tuple[str, int, list[tuple[int, int]]]:
    """Its text, the place after it, and where what is filled in begins and ends."""
    text, holes = "", []
    while source[place] != "`":
        if source.startswith("${", place):
            last = _closing(source, place + 2)
            names = re.findall(r"[A-Za-z_]\w*", QUOTED.sub("", source[place + 2 : last]))
            text += "{" + (names[-1] if names else "value") + "}"
            holes.append((place + 2, last))
            place = last + 1
        else:
            text += source[place]
            place += 1
    return text, place + 1, holes


def _closing(source: str, place: int) -> int:
    depth = 1
    while True:
        if found := QUOTED.match(source, place):
            place = found.end()
        elif source[place] == "`":
            place = _template(source, place + 1)[1]
        else:
            depth += {"{": 1, "}": -1}.get(source[place], 0)
            if not depth:
                return place
            place += 1
