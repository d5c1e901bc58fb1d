"""The codes of the decision table, which are stable: files and people keep them."""

from typing import Final

# The order of the decision table: of equal level, the earlier one is named first.
TABLE: Final = (
    "red-flag",
    "see-doctor",
    "numb-leg",
    "leg-pain",
    "sharp-rise",
    "hurts",
    "hurts-again",
    "rise",
    "session-rise",
    "creeping",
    "high-before",
    "worsening",
    "drifting",
    "long-holds",
    "programme-rising",
    "programme-high",
    "unrated",
)
BY_CHECK: Final = frozenset({"red-flag", "see-doctor", "numb-leg"})  # end by what a clinician knows, by no decision
BY_DAY: Final = frozenset({"sharp-rise", "hurts"})  # end with their day
BY_DECISION: Final = frozenset({"leg-pain", "hurts-again", "worsening"})  # end when the person takes the exercise up
