"""What a disk may hold after a power cut: everything that was synced, and any part of what was not.

Of each file the bytes since its last sync are kept or not, write by write, and torn between sectors; of each folder the
names that came, went or moved since its last sync likewise. That is less than any real disk keeps: nothing here is kept
in order. A folder itself stays once it was made.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

SECTOR: Final = 512
_HEAD: Final = struct.Struct("<c3xIIIq")


class Event(NamedTuple):
    """What a program did: c(reated), w(rote), t(runcated), s(ynced), r(enamed), l(inked) or u(nlinked) a file."""

    kind: str
    path: str
    other: str
    offset: int
    data: bytes


def events(log: Path) -> Iterator[Event]:
    """What log_writes.c wrote down, in order."""
    content, at = log.read_bytes(), 0
    while at < len(content):
        kind, a, b, size, offset = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        one, two, data = (content[at : at + a], content[at + a : at + a + b], content[at + a + b : at + a + b + size])
        at += a + b + size
        yield Event(kind.decode(), one.decode(), two.decode(), offset, data)


@dataclass
class Content:
    """A file's bytes as they are synced, and what was done to them since."""

    synced: bytearray
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.since:
            _apply(self.synced, event)
        self.since.clear()

    def cut(self, draw: Random, share: float) -> bytes:
        """What may be left of it."""
        left = bytearray(self.synced)
        for event in self.since:
            if draw.random() >= share:
                continue
            if event.kind == "w" and draw.random() < 0.3:
                _torn(left, event, draw)
            else:
                _apply(left, event)
        return bytes(left)


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "t":
        del content[event.offset :]
    end = event.offset + len(event.data)
    content.extend(bytes(max(0, end - len(content))))
    content[event.offset : end] = event.data


def _torn(content: bytearray, event: Event, draw: Random) -> None:
    """Some of a write's sectors alone."""
    first = event.offset
    while first < event.offset + len(event.data):
        last = min((first // SECTOR + 1) * SECTOR, event.offset + len(event.data))
        if draw.random() < 0.5:
            part = event.data[first - event.offset : last - event.offset]
            _apply(content, Event("w", event.path, "", first, part))
        first = last


class Disk:
    """The files below a folder, as a program left them, and what of that is certain."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.now = {path: Content(bytearray(content)) for path, content in files.items()}
        self.synced = dict(self.now)
        self.since: dict[str, list[tuple[str, Content | None]]] = {}

    def do(self, event: Event) -> None:
        """Take in what a program did."""
        path, other = event.path, event.other
        match event.kind:
            case "c":
                self._name(path, Content(bytearray()))
            case "w" | "t" if path in self.now:
                self.now[path].since.append(event)
            case "s" if path in self.now:
                self.now[path].sync()
            case "s":
                for name, content in self.since.pop(path, []):
                    _put(self.synced, name, content)
            case "r":
                content = self.now.get(path)
                self._name(path, None)
                self._name(other, content)
            case "l":
                self._name(other, self.now[path])
            case "u":
                self._name(path, None)

    def _name(self, path: str, content: Content | None) -> None:
        _put(self.now, path, content)
        self.since.setdefault(str(Path(path).parent), []).append((path, content))

    def cut(self, draw: Random) -> dict[str, bytes]:
        """What may be there when it starts again, by path."""
        share = draw.choice([0.0, 0.0, 0.5, 0.5, 0.9, 1.0])
        names = dict(self.synced)
        for changes in self.since.values():
            for name, content in changes:
                if draw.random() < share:
                    _put(names, name, content)
        return {path: content.cut(draw, share) for path, content in names.items()}


def _put(names: dict[str, Content], path: str, content: Content | None) -> None:
    if content is None:
        names.pop(path, None)
    else:
        names[path] = content
