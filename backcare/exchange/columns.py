"""The columns of the notebook CSV and of the morning CSV."""

from typing import Final

COLUMNS: Final = (
    "started_at",
    "exercise",
    "holds_s",
    "holds_left_s",
    "holds_right_s",
    "pain_before",
    "pain_worst",
    "pain_after",
    "stopped",
    "note",
)
MORNING_COLUMNS: Final = ("date", "pain")
RATINGS: Final = ("pain_before", "pain_worst", "pain_after")
HOLDS: Final = ("holds_s", "holds_left_s", "holds_right_s")
