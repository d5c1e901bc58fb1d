"""What the person's own ratings say: pure rules over a history."""

from backcare.safety.history import Decision, History, Morning, Reading
from backcare.safety.judge import verdicts
from backcare.safety.retry import taken_up
from backcare.safety.verdict import Finding, Level, Verdict

__all__ = ["Decision", "Finding", "History", "Level", "Morning", "Reading", "Verdict", "taken_up", "verdicts"]
