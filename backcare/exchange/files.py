"""Files as bytes: text read in with a limit, files written out whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeAlias

from backcare.errors import FileRefused
from backcare.exchange.dialect import decoded

# What a file begins with that nothing here can read, and what to say then.
_OTHER_KINDS = {
    b"SQLite format 3\0": "It is a database, not a text file.",
    b"\x1f\x8b": "It is compressed.",
    b"\xd0\xcf\x11\xe0": "It is a spreadsheet in an old form (.xls), or one with a password.",
    b"%PDF": "It is a PDF.",
}
_NOT_UTF_8 = {
    b"PK\x03\x04": "It looks like a spreadsheet or a ZIP file.",
    b"\xff\xfe": "It is text in UTF-16.",
    b"\xfe\xff": "It is text in UTF-16.",
}
_XLSX = b"PK\x03\x04"
_BLANKS = b"\xef\xbb\xbf \t\r\n"
LARGEST = 20_000_000  # bytes of a table; a row has about 60, so this is some hundred years of practice
LARGEST_JSON = 60_000_000  # ten years take 12 MB

Kind: TypeAlias = Literal["json", "xlsx", "csv"]


def kind_of(data: bytes) -> Kind:
    """What a file is, by what is in it: its name says nothing.

    Raises:
        FileRefused: Nothing here can read it, or it is larger than its kind may be.
    """
    _refuse(data, _OTHER_KINDS)
    kind: Kind = "xlsx" if data.startswith(_XLSX) else "json" if data[:100].lstrip(_BLANKS)[:1] == b"{" else "csv"
    _capped(data, LARGEST_JSON if kind == "json" else LARGEST)
    return kind


def read_bytes(path: Path, cap: int = LARGEST_JSON) -> bytes:
    """What is in a file.

    Raises:
        FileRefused: It cannot be read, or holds more than `cap` bytes.
    """
    data = _read(path, cap)
    _capped(data, cap)
    return data


def read_text(source: Path | bytes, cap: int = LARGEST) -> str:
    """The text of a file in UTF-8, with or without a byte order mark; line ends are kept as they are.

    Args:
        source: a path, or what was uploaded.
        cap: the most bytes that are read.

    Raises:
        FileRefused: it cannot be read, is larger than `cap`, or is not UTF-8 text.
    """
    data = source if isinstance(source, bytes) else _read(source, cap)
    _capped(data, cap)
    _refuse(data, _OTHER_KINDS | _NOT_UTF_8)
    return decoded(data, "utf-8")


def _refuse(data: bytes, kinds: dict[bytes, str]) -> None:
    for start, words in kinds.items():
        if data.startswith(start):
            raise FileRefused(words, "Nothing was read. Save it as CSV in UTF-8 and choose that file.")


def _capped(data: bytes, cap: int) -> None:
    if len(data) > cap:
        raise FileRefused(f"The file is larger than {cap / 1e6:g} MB.", "Nothing was read. Split it and try again.")


def _read(path: Path, cap: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(cap + 1)
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the name
        words = fault.strerror if isinstance(fault, OSError) else "not a file name"
        raise FileRefused(f"{path} cannot be read: {words}.", "Check the name of the file.") from fault


def write_new(files: dict[Path, bytes]) -> None:
    """Write files that are not there yet, readable by their owner alone; each is whole before it has its name.

    Missing folders are made.

    Raises:
        FileRefused: one of them exists already, or the disk refuses; then none is written.
    """
    for path in files:
        if path.exists():
            raise FileRefused(f"{path} exists already.", "Nothing was written. Choose another name, or move that file.")
    parts = {path: path.with_name(f"{path.name}.part-{os.getpid()}") for path in files}
    try:
        for path, data in files.items():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(parts[path], data)
        for path, part in parts.items():
            part.replace(path)
    except OSError as fault:
        raise FileRefused(f"{path} cannot be written: {fault.strerror}.", "Choose another place for it.") from fault
    finally:
        for part in parts.values():
            with suppress(OSError):  # not made, or moved to its name
                part.unlink()


def _write(part: Path, data: bytes) -> None:
    with open(part, "xb", opener=_private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
