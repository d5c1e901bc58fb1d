"""What is told of a fault outside the page: its kind and the places. Its message may hold what a person typed."""

import logging
import traceback
from typing import Any


def told(error: BaseException) -> str:
    """The name of its type and the places that it came through, a line each; nothing of its message or its cause."""
    places = [f"  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__)]
    return "\n".join([type(error).__name__, *places])


def hush_loggers() -> None:
    """From now on no logger of this process writes a fault's message: Streamlit writes each of them to the terminal."""
    logging.setLogRecordFactory(_record)


def _record(*given: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401 - whatever logging hands on
    record = logging.LogRecord(*given, **named)
    error = record.exc_info[1] if record.exc_info else None
    if error:
        record.exc_info, record.exc_text = None, told(error)
    if isinstance(record.msg, BaseException):
        record.msg = type(record.msg).__name__
    if isinstance(record.args, tuple):
        record.args = tuple(type(one).__name__ if isinstance(one, BaseException) else one for one in record.args)
    return record
