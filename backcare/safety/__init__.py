"""What the person's own ratings say: pure rules over a history."""

from backcare.safety.after_morning import MorningAfter, morning_after
from backcare.safety.history import Answer, Check, Decision, History, Morning, Reading
from backcare.safety.judge import verdicts
from backcare.safety.retry import taken_up
from backcare.safety.verdict import Finding, Level, Verdict

__all__ = [
    "Answer",
    "Check",
    "Decision",
    "Finding",
    "History",
    "Level",
    "Morning",
    "MorningAfter",
    "Reading",
    "Verdict",
    "morning_after",
    "taken_up",
    "verdicts",
]
