import stat
from pathlib import Path

import pytest

from backcare.errors import FileRefused
from backcare.exchange.files import read_text, write_new


def test_utf_8_is_read_with_and_without_a_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    assert read_text("für\r\n".encode()) == "für\r\n"
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xef\xbb\xbfa\rb")
    assert read_text(file) == "a\rb"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("für".encode("utf-16"), "It is text in UTF-16."),
        (b"PK\x03\x04rest", "It looks like a spreadsheet or a ZIP file."),
        (b"SQLite format 3\0rest", "It is a database, not a text file."),
        (b"\x1f\x8b\x08", "It is compressed."),
        ("eins\nzwei\nfür".encode("cp1252"), "Line 3 is not text in UTF-8."),
    ],
)
def test_another_kind_of_file_is_refused_by_what_it_is(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused) as caught:
        read_text(data)
    assert caught.value.reason == words
    assert "Nothing was read." in caught.value.remedy


def test_a_file_above_the_limit_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as large:
        large.truncate(1_000_000_000)
    with pytest.raises(FileRefused, match="larger than 20 MB"):
        read_text(file)
    assert read_text(b"12345", cap=5) == "12345"
    with pytest.raises(FileRefused):
        read_text(b"123456", cap=5)


@pytest.mark.parametrize("name", ["missing.csv", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefused, match="cannot be read"):
        read_text(tmp_path / name)


def test_files_are_written_for_their_owner_alone_and_leave_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.txt"
    write_new({file: "für\r\n".encode()})
    assert file.read_bytes() == "für\r\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_where_one_file_is_there_already_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    with pytest.raises(FileRefused, match=r"b exists already\. Nothing was written"):
        write_new({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert list(tmp_path.iterdir()) == [tmp_path / "b"]
    assert (tmp_path / "b").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileRefused, match="cannot be written: File exists"):
        write_new({tmp_path / "file" / "a": b"1"})
