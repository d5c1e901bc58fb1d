"""Property tests: whatever a fault says, and wherever in it, none of it is written down."""

import io
import logging
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcare.ui import boundary
from backcare.ui.boundary import ErrorBoundary
from backcare.ui.wordless import hush_loggers, told

TYPED = st.text(min_size=1).map(lambda words: f"typed<{words}>typed")
KINDS = st.sampled_from([ValueError, KeyError, OSError, RuntimeError, UnicodeError])
WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \w+\n(  \S+\.py:\d+ \w+\n)+")


class Worded(Exception):
    """A fault that says much about itself."""

    def __str__(self) -> str:
        return str(self.args)


def failing(kind: type[Exception], words: list[str]) -> Exception:
    """A fault that was raised from another; words are in its message, its arguments, notes and cause."""
    fault = Worded(*words, {"note": words[0]})
    fault.add_note(words[-1])
    try:
        raise fault from kind(*words)
    except Worded as raised:
        return raised


@pytest.fixture
def hushed() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    hush_loggers()
    yield
    logging.setLogRecordFactory(before)


@pytest.fixture
def terminal() -> Iterator[io.StringIO]:
    text, logger = io.StringIO(), logging.getLogger("streamlit.error_util")
    handler = logging.StreamHandler(text)
    logger.addHandler(handler)
    yield text
    logger.removeHandler(handler)


@given(KINDS, st.lists(TYPED, min_size=1, max_size=3))
def test_the_log_holds_the_kind_and_the_places_alone(kind: type[Exception], words: list[str]) -> None:
    with TemporaryDirectory() as folder:
        log = Path(folder) / "backcare.log"
        assert ErrorBoundary(log)(failing(kind, words)) is True
        text = log.read_text(encoding="utf-8")
    assert WRITTEN.fullmatch(text)
    assert "Worded\n" in text
    assert "test_wordless.py:" in text
    assert "typed<" not in text


@given(KINDS, st.lists(TYPED, min_size=1, max_size=3))
def test_a_fault_in_a_group_is_told_by_the_groups_name(kind: type[Exception], words: list[str]) -> None:
    assert told(ExceptionGroup(words[0], [failing(kind, words)])) == "ExceptionGroup"


@pytest.mark.usefixtures("hushed")
def test_no_logger_writes_a_faults_words_however_it_is_handed_on(terminal: io.StringIO) -> None:
    logger = logging.getLogger("streamlit.error_util")
    fault = failing(ValueError, ["my secret note"])
    logger.error("Uncaught app execution", exc_info=fault)
    logger.error(fault)
    logger.error("It said: %s", fault)
    logger.error("It said: %s in %d places", fault, 3)
    logger.error("%(count)d left", {"count": 2})
    try:
        raise fault
    except Worded:
        logger.exception("In a handler")
    text = terminal.getvalue()
    assert "secret" not in text
    assert "It said: Worded in 3 places" in text
    assert "2 left" in text
    assert "In a handler\nWorded\n" in text
    assert text.count("test_wordless.py:") >= 2


def test_the_log_is_set_aside_when_it_is_full_and_one_older_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, older = tmp_path / "backcare.log", tmp_path / "backcare.log.1"
    write, fault = ErrorBoundary(log), failing(ValueError, ["x"])
    write(fault)
    one = log.stat().st_size
    monkeypatch.setattr(boundary, "MOST", one * 3)
    for _ in range(2):
        write(fault)
    assert (log.stat().st_size, older.exists()) == (one * 3, False)
    for count in (1, 2, 3, 1):
        write(fault)
        assert (log.stat().st_size, older.stat().st_size) == (one * count, one * 3)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (log, older)] == [0o600, 0o600]
    assert sorted(tmp_path.iterdir()) == [log, older]


def test_many_pages_that_fail_at_once_write_whole_entries(tmp_path: Path) -> None:
    write = ErrorBoundary(tmp_path / "backcare.log")
    threads = [Thread(target=write, args=(failing(ValueError, ["x"]),)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    text = (tmp_path / "backcare.log").read_text()
    assert len(WRITTEN.findall(text)) == 20
    assert WRITTEN.sub("", text) == ""
